import type { WeeklyWindowConfig } from './capacity-config';

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
  /**
   * What stands ready for the case that Aurora does not promote a reader by itself.
   *
   * @default - a function that acts once every guard agrees, where the cluster spans three zones; no drill
   */
  readonly failover?: FailoverConfig;
}

/** Failover of the writer, beyond what Aurora does by itself. */
export interface FailoverConfig {
  /**
   * `act`: promotes a reader when the writer is gone for certain, once. `dry-run`: decides the same, records it, and has
   * neither the call nor the permission. To act takes a site of three zones: two of them, without the writer's, must agree.
   *
   * @default 'act' where the cluster spans three zones, otherwise 'dry-run'
   */
  readonly writer?: 'act' | 'dry-run';
  /**
   * Failover on purpose, once a week, that measures the time to recover and keeps it as evidence. Requests fail meanwhile.
   *
   * @default - none
   */
  readonly drill?: DrillConfig;
}

/** A failover on purpose. */
export interface DrillConfig {
  /**
   * When, in the site's time zone: at least 30 minutes, outside every on-sale window and `operations.maintenance`. The
   * drill starts with the window, on each of its days.
   */
  readonly window: WeeklyWindowConfig;
  /**
   * Why a production site is drilled: a reason of 5 to 300 characters.
   *
   * @default - the drill is refused unless `environment` is `non-production`
   */
  readonly production?: { readonly reason: string };
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
