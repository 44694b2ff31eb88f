/** Snapshots, point-in-time recovery and the lock of the vaults. */
export interface BackupPlans {
  /** Snapshots of Aurora; beside them, continuous backup reaches back `continuousRetentionDays`. */
  readonly database: BackupPlan & { readonly restoreToWithinSeconds: number; readonly continuousRetentionDays: number };
  /** Snapshots of what the servers are made from. */
  readonly system: BackupPlan;
  /** Lock of every vault. */
  readonly lock: { readonly kind: 'governance' } | { readonly kind: 'compliance'; readonly changeableForDays: number };
}

/** Snapshot rule derived from an objective. */
export interface BackupPlan {
  /** Times of day as `HH:MM` in the site's time zone, sorted. */
  readonly times: readonly string[];
  /** Recovery points that exist at any time. */
  readonly recoveryPoints: number;
  /** Days a recovery point is kept: enough for `recoveryPoints`. */
  readonly retentionDays: number;
  /** Minutes within which a job must start. */
  readonly startWindowMinutes: number;
  /** Minutes within which a job, once started, must be complete. */
  readonly completionWindowMinutes: number;
}
