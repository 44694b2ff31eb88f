import { findAgeSeconds } from '../shared/clock';
import {
  decide,
  merge,
  metricUnless,
  NOTHING,
  openQuestion,
  type Conclusion,
  type Decision,
  type Finding,
} from '../shared/decision';
import { known, unknown, type Observed } from '../shared/observed';
import { checkKeys } from './check-keys';
import { checkPlans } from './check-plans';
import { checkRecoveryPoints } from './check-recovery-points';
import { checkRestoreTests } from './check-restore-tests';
import { BACKUP_METRICS, type BackupCheckEvent, type ExpectedVault } from './contract';
import type { BackupObservation, ClusterState, VaultState } from './observation';

/**
 * Decides whether every Region holds recovery points, young enough and enough of them, whether more will follow, and
 * whether they can be restored.
 */
export function checkBackups(expected: BackupCheckEvent, observed: BackupObservation, now: Date): Decision {
  const vaults = expected.vaults.map((vault) => checkVault(vault, expected, observed, now));
  const stale = merge(vaults);
  const unlocked = stale.findings.filter(({ code }) => code === 'VaultUnlocked').length;
  const late = stale.findings.length - unlocked;
  return decide(
    merge([
      stale,
      {
        ...NOTHING,
        metrics: {
          ...metricUnless(late === 0 && stale.questions.length > 0, BACKUP_METRICS.stale, () => (late > 0 ? 1 : 0)),
          ...metricUnless(
            !expected.vaults.every(({ region }) => isKnown(observed.vaults[region]?.vault)),
            BACKUP_METRICS.unlockedVaults,
            () => unlocked,
          ),
        },
      },
      checkKeys(expected.vaults, observed.vaults),
      checkPlans(expected.backups, observed.plans),
      checkRestoreTests(expected.restoreTest, resourcesOf(expected), observed.restoreTests, now),
      checkPointInTime(expected.pointInTime.maximumAgeSeconds, observed.cluster, now),
    ]),
  );
}

/** Everything that is backed up, each thing once. */
function resourcesOf({ backups }: BackupCheckEvent): readonly string[] {
  return [...new Set(backups.flatMap(({ resourceArns }) => resourceArns))];
}

function checkVault(
  vault: ExpectedVault,
  expected: BackupCheckEvent,
  observed: BackupObservation,
  now: Date,
): Conclusion {
  const subject = `vault in ${vault.region}`;
  const ofVault = observed.vaults[vault.region];
  if (ofVault === undefined) {
    return openQuestion(subject, 'redundancy', unknown('Incomplete', 'the vault was not read'));
  }
  const { vault: state, recoveryPoints } = ofVault;
  if (state.kind === 'unknown') {
    return openQuestion(subject, 'redundancy', state);
  }
  if (state.value === 'absent') {
    return found('VaultMissing', subject, `there is no vault ${vault.vaultName}`);
  }
  const lock = checkLock(subject, state.value);
  if (recoveryPoints.kind === 'unknown') {
    return merge([lock, openQuestion(`recovery points in ${vault.region}`, 'redundancy', recoveryPoints)]);
  }
  const content = {
    createdAt: state.value.createdAt,
    recoveryPoints: recoveryPoints.value,
    clusterCreatedAt: observed.cluster.kind === 'known' ? known(observed.cluster.value.createdAt) : observed.cluster,
  };
  return merge([lock, ...expected.backups.map((backup) => checkRecoveryPoints(backup, vault, content, now))]);
}

/** Without its lock, whoever steals an administrator's role can delete every recovery point. */
function checkLock(subject: string, { locked }: VaultState): Conclusion {
  return locked ? NOTHING : found('VaultUnlocked', subject, 'its lock is off: recovery points can be deleted');
}

function checkPointInTime(maximumAgeSeconds: number, observed: Observed<ClusterState>, now: Date): Conclusion {
  const subject = 'latest restorable time';
  if (observed.kind === 'unknown') {
    return openQuestion(subject, 'redundancy', observed);
  }
  const { latestRestorableTime } = observed.value;
  const age = findAgeSeconds(latestRestorableTime, now);
  if (age === undefined) {
    return openQuestion(subject, 'redundancy', unknown('Contradictory', 'it lies in the future'));
  }
  const detail = `is ${String(age)} seconds ago, more than ${String(maximumAgeSeconds)}: ${latestRestorableTime.toISOString()}`;
  return {
    ...(age > maximumAgeSeconds ? found('RestorableTimeLate', subject, detail) : NOTHING),
    metrics: { [BACKUP_METRICS.restorableAge]: age },
  };
}

function isKnown(observed: Observed<unknown> | undefined): boolean {
  return observed?.kind === 'known';
}

function found(code: string, subject: string, detail: string): Conclusion {
  const finding: Finding = { code, effect: 'redundancy', subject, detail };
  return { ...NOTHING, findings: [finding] };
}
