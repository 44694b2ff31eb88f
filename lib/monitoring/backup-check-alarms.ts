import { BACKUP_METRICS } from '../../lambda/backup-check/contract';
import type { Site } from '../site/site';
import type { AlarmSpec } from './alarm-spec';
import { FOUND, foundAlarms, type FoundValue } from './check-findings';
import { functionMetric } from './function-alarms';
import type { MonitoredCheck } from './monitored-resources';

/** Days without a restore after which nobody knows whether one would work. */
const RESTORE_TEST_DAYS = 30;

/** Alarms on what the check of the backups found. */
export function backupCheckAlarms(site: Site, check: MonitoredCheck): AlarmSpec[] {
  return [...foundAlarms(site, check, FOUND_VALUES), restoreTestAlarm(site, check)];
}

const FOUND_VALUES: readonly FoundValue[] = [
  {
    id: 'backups-stale',
    severity: 'evidence',
    faults: ['F36', 'F38', 'F39'],
    what: 'recovery points are too old, too few or missing in a vault of the site',
    action: 'read the last record of backup-check: it names resource, Region and last good time',
    runbook: 'backup-missed',
    metricName: BACKUP_METRICS.stale,
  },
  {
    id: 'backups-unselected',
    severity: 'evidence',
    faults: ['F36'],
    what: 'a resource that must be backed up is in no selection of its plan, so that its backups end',
    action: 'find in CloudTrail who took it out; deploy the Backup stack with --revert-drift',
    runbook: 'backup-plan-changed',
    metricName: BACKUP_METRICS.unselectedResources,
  },
  {
    id: 'backups-unscheduled',
    severity: 'evidence',
    faults: ['F36'],
    what: 'a rule of a backup plan is gone, or the whole plan, so that backups are missed',
    action: 'find in CloudTrail who did it; deploy the Backup stack with --revert-drift, then Checks by force',
    runbook: 'backup-plan-changed',
    metricName: BACKUP_METRICS.missingPlanRules,
  },
  {
    id: 'vaults-unlocked',
    severity: 'security',
    faults: ['F38'],
    what: 'the lock of a vault is off, so that recovery points can be deleted',
    action: 'find who removed the lock in CloudTrail; deploy the stack of the vault again',
    runbook: 'vault-unlocked',
    metricName: BACKUP_METRICS.unlockedVaults,
  },
  {
    id: 'recovery-keys',
    severity: 'evidence',
    faults: ['F39'],
    what: 'the key of a vault is disabled or about to be deleted, so that its recovery points cannot be restored',
    action: 'cancel the deletion or enable the key at once; find who did it in CloudTrail',
    runbook: 'recovery-key',
    metricName: BACKUP_METRICS.recoveryKeyFaults,
  },
];

function restoreTestAlarm(site: Site, check: MonitoredCheck): AlarmSpec {
  return {
    id: 'restore-test-age',
    severity: 'evidence',
    faults: ['F40'],
    what: `no recovery point of one of the resources was restored for ${RESTORE_TEST_DAYS} days, not even as a test`,
    action: 'read the restore jobs of the test plan; restore one by hand if the plan does not run',
    runbook: 'restore-rehearsal',
    metric: functionMetric(site, check, BACKUP_METRICS.restoreTestAge),
    ...FOUND,
    periods: 1,
    datapoints: 1,
    threshold: RESTORE_TEST_DAYS * 24 * 3600,
    comparison: 'above',
  };
}
