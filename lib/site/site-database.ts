import type { WeeklyWindow } from './site';

/** The Aurora cluster. */
export interface Database {
  /** Engine. */
  readonly engine: 'aurora-postgresql' | 'aurora-mysql';
  /** Long-term-support version, for example `17.7` or `8.0.mysql_aurora.3.10.4`. */
  readonly engineVersion: string;
  /** Name of the database made at creation. */
  readonly databaseName: string;
  /** Who keeps the master password: RDS, or a generated secret. */
  readonly secret: 'managed' | 'generated';
  /** Instance that starts as writer. */
  readonly writer: DatabaseInstance;
  /** Instances that start as readers; at least one in another zone than the writer, of its class and promoted first. */
  readonly readers: readonly (DatabaseInstance & { readonly name: string })[];
  /** What stands ready for the case that Aurora does not promote a reader by itself. */
  readonly failover: Failover;
}

/** Failover of the writer, beyond what Aurora does by itself. */
export interface Failover {
  /** Whether the function that decides may also act. */
  readonly writer: 'act' | 'dry-run';
  /** Failover on purpose; none: there is no drill. */
  readonly drill?: {
    /** When; the drill starts with the window, on each of its days. */
    readonly window: WeeklyWindow;
    /** Why a production site is drilled; none: the site is no production site. */
    readonly reason?: string;
  };
}

/** Instance of the Aurora cluster. */
export interface DatabaseInstance {
  /** Class without `db.`, for example `r8g.large`. */
  readonly instanceType: string;
  /** 0 to 15; the lowest is promoted first. */
  readonly promotionTier: number;
  /** Name of its zone. */
  readonly availabilityZone: string;
}
