import {
  COMPLETION_WINDOW_MINUTES,
  START_WINDOW_MINUTES,
  greatestGapMinutes,
  requiredRetentionDays,
  requiredRetentionMinutes,
} from '../backup-plan';
import { BACKUP_DEFAULTS } from '../derive/derive-backups';
import type { Report } from '../input/fault-collector';
import type { BackupObjectiveConfig } from '../site-config';
import { minuteOfDay } from '../windows';
import type { Rule } from './rule';

/** Least time between two backups of one kind: the start window and an hour to run in. */
const LEAST_GAP_MINUTES = 120;

/** Times, counts and retention of the backups. */
export const backupRules: Rule = ({ backup }, report) => {
  if (backup === undefined) {
    return;
  }
  checkObjective('database', backup.database ?? {}, report);
  checkObjective('system', backup.system ?? {}, report);
};

function checkObjective(kind: 'database' | 'system', config: BackupObjectiveConfig, report: Report): void {
  const defaults = BACKUP_DEFAULTS[kind];
  const times = config.times ?? defaults.times;
  const minutes = times.map(minuteOfDay).sort((a, b) => a - b);
  checkTimes(kind, minutes, report);
  if (config.perDay !== undefined && config.perDay !== times.length) {
    report(['backup', kind, 'perDay'], {
      must: `must be the number of times of day, ${times.length}: ${times.join(', ')}`,
      got: String(config.perDay),
      hint: `list ${config.perDay} times, or leave perDay out`,
      code: 'BackupTimesDisagree',
    });
  }
  if (config.retentionDays !== undefined) {
    checkRetention(kind, minutes, config.recoveryPoints ?? defaults.recoveryPoints, config.retentionDays, report);
  }
}

function checkTimes(kind: string, minutes: readonly number[], report: Report): void {
  const least = Math.min(
    ...minutes.map((minute, index) => {
      const next = minutes[index + 1] ?? (minutes[0] ?? minute) + 24 * 60;
      return next - minute;
    }),
  );
  if (least < LEAST_GAP_MINUTES) {
    report(['backup', kind, 'times'], {
      must: `must be at least ${LEAST_GAP_MINUTES} minutes apart, midnight between or not`,
      got: `${least} minutes`,
      hint: 'spread the times over the day',
      code: 'BackupTimesTooClose',
    });
  }
}

function checkRetention(
  kind: string,
  timesOfDay: readonly number[],
  recoveryPoints: number,
  retentionDays: number,
  report: Report,
): void {
  const plan = {
    timesOfDay,
    recoveryPoints,
    startWindowMinutes: START_WINDOW_MINUTES,
    completionWindowMinutes: COMPLETION_WINDOW_MINUTES,
  };
  const needed = requiredRetentionDays(plan);
  if (retentionDays < needed) {
    report(['backup', kind, 'retentionDays'], {
      must:
        `must hold ${recoveryPoints} recovery points: ${recoveryPoints} x ${hours(greatestGapMinutes(timesOfDay))} h between backups ` +
        `+ ${hours(START_WINDOW_MINUTES)} h to start + ${hours(COMPLETION_WINDOW_MINUTES)} h to complete ` +
        `= ${hours(requiredRetentionMinutes(plan))} h, ${needed} days`,
      got: String(retentionDays),
      hint: `raise it to ${needed}, or leave it out`,
      code: 'RetentionTooShort',
    });
  }
}

function hours(minutes: number): number {
  return Math.round(minutes / 6) / 10;
}
