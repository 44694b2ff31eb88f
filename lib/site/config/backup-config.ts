/** What must be restorable, and how far back. */
export interface BackupConfig {
  /** Snapshots and point-in-time recovery of Aurora. @default - twice a day at 03:00 and 15:00, five recovery points, point in time to 300 seconds */
  readonly database?: BackupObjectiveConfig & {
    /** Loss of data a restore in the Region may cause, in seconds: 300 to 86,400. @default 300 */
    readonly restoreToWithinSeconds?: number;
  };
  /** Snapshots of what the servers are made from. @default - twice a day at 01:00 and 13:00, ten recovery points */
  readonly system?: BackupObjectiveConfig;
  /**
   * Lock of every vault. `governance`: roles with the permission may lift it. `compliance`: nobody ever can, once
   * `changeableForDays` are over, and the shortest and the longest retention of the plans are then final to the day.
   *
   * @default - governance
   */
  readonly lock?:
    | { readonly kind: 'governance' }
    | {
        readonly kind: 'compliance';
        /** Days in which the lock can still be taken back: 3 to 36,500. */
        readonly changeableForDays: number;
        /** Exactly this sentence. */
        readonly acknowledgement: 'I understand that nobody, AWS included, can ever shorten this lock';
      };
}

/** Snapshots of one kind of data. */
export interface BackupObjectiveConfig {
  /** Times of day as `HH:MM` in the site's time zone, 1 to 12, each at least two hours from the next. */
  readonly times?: readonly string[];
  /** Snapshots per day, to be confirmed by the number of `times`. @default - number of `times` */
  readonly perDay?: number;
  /** Recovery points that must exist at any time, a running job notwithstanding: 1 to 1,000. */
  readonly recoveryPoints?: number;
  /** Days a recovery point is kept, at most 36,500. @default - the least number of days that holds `recoveryPoints` */
  readonly retentionDays?: number;
}
