import {
  COMPLETION_WINDOW_MINUTES,
  CONTINUOUS_RETENTION_DAYS,
  START_WINDOW_MINUTES,
  requiredRetentionDays,
} from '../backup-plan';
import type { BackupPlan, BackupPlans } from '../site';
import type { BackupConfig, BackupObjectiveConfig } from '../site-config';
import { minuteOfDay } from '../windows';

/** What is backed up unless the site says otherwise. */
export const BACKUP_DEFAULTS = {
  database: { times: ['03:00', '15:00'], recoveryPoints: 5, restoreToWithinSeconds: 300 },
  system: { times: ['01:00', '13:00'], recoveryPoints: 10 },
} as const;

/** Fills in the defaults of the backups and derives their retention. */
export function deriveBackups(config: BackupConfig): BackupPlans {
  const lock = config.lock ?? { kind: 'governance' };
  return {
    database: {
      ...deriveBackup(config.database ?? {}, BACKUP_DEFAULTS.database),
      restoreToWithinSeconds:
        config.database?.restoreToWithinSeconds ?? BACKUP_DEFAULTS.database.restoreToWithinSeconds,
      continuousRetentionDays: CONTINUOUS_RETENTION_DAYS,
    },
    system: deriveBackup(config.system ?? {}, BACKUP_DEFAULTS.system),
    lock:
      lock.kind === 'governance'
        ? { kind: 'governance' }
        : { kind: lock.kind, changeableForDays: lock.changeableForDays },
  };
}

/** One snapshot rule. */
export function deriveBackup(
  config: BackupObjectiveConfig,
  defaults: { readonly times: readonly string[]; readonly recoveryPoints: number },
): BackupPlan {
  const times = [...(config.times ?? defaults.times)].sort();
  const recoveryPoints = config.recoveryPoints ?? defaults.recoveryPoints;
  const windows = {
    startWindowMinutes: START_WINDOW_MINUTES,
    completionWindowMinutes: COMPLETION_WINDOW_MINUTES,
  };
  const retentionDays =
    config.retentionDays ?? requiredRetentionDays({ timesOfDay: times.map(minuteOfDay), recoveryPoints, ...windows });
  return { times, recoveryPoints, retentionDays, ...windows };
}
