import type { Site } from '../site/site';

/** Days for which a locked vault takes recovery points. */
export interface LockedRetention {
  /** A recovery point that is to live shorter is refused. */
  readonly minDays: number;
  /** A recovery point that is to live longer is refused. */
  readonly maxDays: number;
}

/**
 * The narrowest lock that every plan of the site fits: a job whose recovery point lives shorter than the minimum or
 * longer than the maximum fails.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html
 */
export function lockedRetention(backup: Site['backup']): LockedRetention {
  const days = [backup.database.retentionDays, backup.database.continuousRetentionDays, backup.system.retentionDays];
  return { minDays: Math.min(...days), maxDays: Math.max(...days) };
}
