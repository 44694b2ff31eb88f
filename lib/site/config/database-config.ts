/** The Aurora cluster. */
export interface DatabaseConfig {
  /** Engine; PostgreSQL or MySQL as Aurora speaks it. @default 'aurora-postgresql' */
  readonly engine?: 'aurora-postgresql' | 'aurora-mysql';
  /**
   * Engine version, one of the LTS versions of the built-in table, for example `17.7` or `8.0.mysql_aurora.3.10.4`.
   *
   * @default - the newest LTS version of the table
   */
  readonly engineVersion?: string;
  /**
   * Instance class of the writer without `db.`; burstable ones only in profile `starter`.
   *
   * @default - `t4g.medium` (`starter`), `r8g.large` (`standard`), `r8g.xlarge` (`mission-critical`)
   */
  readonly instanceType?: string;
  /**
   * Readers, at least 1 (`starter`) or 2, at most 15; each in its own zone as far as zones reach, never in the writer's
   * while another is free.
   *
   * @default - 1 (`starter`) or 2 readers of the writer's class, promotion tiers 0 and 1
   */
  readonly readers?: readonly ReaderConfig[];
  /**
   * Name of the database made at creation: a letter, then letters, digits or underscores, at most 63; no name the engine reserves.
   *
   * @default 'site'
   */
  readonly databaseName?: string;
  /**
   * Master password. `managed`: RDS keeps and rotates it. `generated`: a generated secret, as a global database needs.
   *
   * @default 'managed'
   */
  readonly secret?: 'managed' | 'generated';
}

/** A reader of the Aurora cluster. */
export interface ReaderConfig {
  /** Stable name, kebab-case, unique. */
  readonly name: string;
  /** Instance class without `db.`; the readers promoted first have the writer's. @default - class of the writer */
  readonly instanceType?: string;
  /** 0 to 15; the lowest is promoted first. @default - position in the list, at most 15 */
  readonly promotionTier?: number;
  /** Zone of the site. @default - the least used zone beside the writer's, in the order of the zones */
  readonly availabilityZone?: string;
}
