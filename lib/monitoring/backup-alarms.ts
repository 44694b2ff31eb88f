import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IBackupVault } from 'aws-cdk-lib/aws-backup';
import { greatestGapMinutes } from '../site/backup-plan';
import type { BackupPlan, Site } from '../site/site';
import { minuteOfDay } from '../site/windows';
import type { AlarmSpec } from './alarm-spec';
import { HOUR, metric, SUM, sumOf } from './metrics';

/** Kinds of data that are backed up, by the name AWS Backup gives them. */
const BACKED_UP = [
  { kind: 'database', resourceType: 'Aurora' },
  { kind: 'system', resourceType: 'S3' },
] as const;

/** Jobs of one vault. AWS Backup reports a count when a job reaches the state, and nothing otherwise. */
export function backupJobs(vault: IBackupVault, metricName: string, resourceType?: string): Metric {
  const dimensions = {
    BackupVaultName: vault.backupVaultName,
    ...(resourceType === undefined ? {} : { ResourceType: resourceType }),
  };
  return metric('AWS/Backup', metricName, dimensions, SUM, HOUR);
}

/**
 * Alarms of backups, from what AWS Backup reports itself: a second pair of eyes beside the backup check.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/cloudwatch.html read 2026-11-25
 */
export function backupAlarms(site: Site, vault: IBackupVault): AlarmSpec[] {
  const failed = { threshold: 1, comparison: 'at-least', periods: 1, datapoints: 1, missing: 'not-breaching' } as const;
  const copies: AlarmSpec = {
    id: 'backup-copies-failed',
    severity: 'evidence',
    faults: ['F32', 'F39'],
    what: 'a recovery point could not be copied to the Region to recover in',
    action: 'read the reason in the copy job; see whether the key and the vault there are usable',
    runbook: 'backup-copy-failed',
    metric: backupJobs(vault, 'NumberOfCopyJobsFailed'),
    ...failed,
  };
  return [
    ...BACKED_UP.map(({ kind, resourceType }) =>
      missedAlarm(site.backup[kind], kind, backupJobs(vault, 'NumberOfBackupJobsCompleted', resourceType)),
    ),
    {
      id: 'backup-jobs-failed',
      severity: 'evidence',
      faults: ['F36', 'F39'],
      what: 'a backup job failed, was stopped, or did not start or end within its window',
      action: 'read the reason in the job; start the backup by hand once the reason is removed',
      runbook: 'backup-missed',
      metric: sumOf(
        {
          aborted: backupJobs(vault, 'NumberOfBackupJobsAborted'),
          expired: backupJobs(vault, 'NumberOfBackupJobsExpired'),
          failed: backupJobs(vault, 'NumberOfBackupJobsFailed'),
        },
        'jobs that were not completed',
        HOUR,
      ),
      ...failed,
    },
    ...(site.regions.recovery.length > 0 ? [copies] : []),
    {
      id: 'restore-jobs-failed',
      severity: 'evidence',
      faults: ['F40'],
      what: 'a recovery point could not be restored, in a rehearsal or in earnest',
      action: 'read the reason in the restore job; restore an older recovery point by hand',
      runbook: 'restore-rehearsal',
      metric: backupJobs(vault, 'NumberOfRestoreJobsFailed'),
      ...failed,
    },
  ];
}

/** Hours between two completed backups, both windows used up: when they have passed, one was missed. */
function missedAlarm(plan: BackupPlan, kind: 'database' | 'system', completed: Metric): AlarmSpec {
  const gap = greatestGapMinutes(plan.times.map(minuteOfDay));
  const hours = Math.ceil((gap + plan.startWindowMinutes + plan.completionWindowMinutes) / 60);
  return {
    id: `backup-missed-${kind}`,
    severity: 'evidence',
    faults: ['F36'],
    what: `no backup of the ${kind} has been completed for ${hours} hours`,
    action: 'see whether the plan still selects the resource and whether jobs are waiting; start one by hand',
    runbook: 'backup-missed',
    metric: completed,
    threshold: 1,
    comparison: 'below',
    // Periods of an hour, and not one of a day: of a silent metric CloudWatch looks three periods further back.
    periods: hours,
    datapoints: hours,
    missing: 'breaching',
  };
}
