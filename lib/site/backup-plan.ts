const MINUTES_PER_DAY = 24 * 60;

/**
 * Minutes within which a job must start. 60 is the least AWS Backup takes.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupRuleInput.html
 */
export const START_WINDOW_MINUTES = 60;

/** Minutes, from its start, within which a job must be complete; longer than the start window, as AWS Backup demands. */
export const COMPLETION_WINDOW_MINUTES = 180;

/**
 * Days continuous backup reaches back, the most AWS allows.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/point-in-time-recovery.html
 */
export const CONTINUOUS_RETENTION_DAYS = 35;

/** What the retention of a snapshot rule follows from. */
export interface BackupArithmetic {
  /** Times of day in minutes, sorted, without duplicates. */
  readonly timesOfDay: readonly number[];
  /** Recovery points that must exist at any time. */
  readonly recoveryPoints: number;
  readonly startWindowMinutes: number;
  readonly completionWindowMinutes: number;
}

/** Greatest time between two consecutive backups, in minutes. */
export function greatestGapMinutes(timesOfDay: readonly number[]): number {
  return Math.max(
    ...timesOfDay.map((time, index) => {
      const next = timesOfDay[index + 1] ?? (timesOfDay[0] ?? time) + MINUTES_PER_DAY;
      return next - time;
    }),
  );
}

/** Minutes a recovery point must live so that enough of them exist even just before a late job is complete. */
export function requiredRetentionMinutes(backup: BackupArithmetic): number {
  return (
    backup.recoveryPoints * greatestGapMinutes(backup.timesOfDay) +
    backup.startWindowMinutes +
    backup.completionWindowMinutes
  );
}

/**
 * Least number of days that holds the recovery points: `ceil((points x interval + start window + completion window) / 24 h)`.
 *
 * The windows count because a point lives from its job's start, while the next one exists only when its job, started
 * late, is complete. Twice a day and five points give 3 days, ten points 6.
 */
export function requiredRetentionDays(backup: BackupArithmetic): number {
  return Math.ceil(requiredRetentionMinutes(backup) / MINUTES_PER_DAY);
}
