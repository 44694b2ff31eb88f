import { checkBackups } from '../../../lambda/backup-check/check';
import type { BackupObservation, RecoveryPoint, VaultObservation } from '../../../lambda/backup-check/observation';
import { known } from '../../../lambda/shared/observed';
import { NOW } from '../support/fake-run';
import {
  BUCKET_ARN,
  CLUSTER_ARN,
  expectation,
  fullVault,
  healthy,
  HOUR,
  hoursAgo,
  KEY_ARN,
  pointsOf,
  systemBackup,
} from './expectation';

const OSAKA = 'ap-northeast-3';

function check(changes: Partial<BackupObservation> = {}, expected = expectation) {
  const decision = checkBackups(expected, { ...healthy, ...changes }, NOW);
  return { ...decision, codes: decision.findings.map(({ code, subject }) => `${code} ${subject}`) };
}

/** Replaces the vault in Osaka. */
function osaka(change: Partial<VaultObservation>): Partial<BackupObservation> {
  return { vaults: { ...healthy.vaults, [OSAKA]: { ...fullVault, ...change } } };
}

function osakaHolds(recoveryPoints: readonly RecoveryPoint[]): Partial<BackupObservation> {
  return osaka({ recoveryPoints: known(recoveryPoints) });
}

test('enough young recovery points in every Region are healthy', () => {
  expect(check()).toMatchObject({
    status: 'HEALTHY',
    findings: [],
    notes: [],
    metrics: {
      BackupStale: 0,
      UnlockedVaults: 0,
      UnselectedResources: 0,
      MissingPlanRules: 0,
      LatestRestorableAge: 200,
      RestoreTestAge: 7 * 24 * HOUR,
      RecoveryKeyFaults: 0,
      'NewestRecoveryPointAge/database/ap-northeast-1': 21_600,
      'RecoveryPoints/database/ap-northeast-3': 5,
      'RecoveryPoints/system/ap-northeast-3': 10,
      'RecoveryPointShortfall/system/ap-northeast-3': 0,
    },
  });
});

test('F36 a newest recovery point that is too old is stale and says of when it is', () => {
  const decision = check(osakaHolds([...pointsOf(CLUSTER_ARN, 5, 20.5), ...pointsOf(BUCKET_ARN, 10)]));
  expect(decision).toMatchObject({
    status: 'DEGRADED',
    findings: [
      {
        code: 'RecoveryPointStale',
        subject: 'database in ap-northeast-3',
        effect: 'redundancy',
        detail: 'the newest recovery point, of 2026-11-24T15:30:00.000Z, is 20.5 hours old, at most 20.0 hours allowed',
      },
    ],
    metrics: { BackupStale: 1, 'NewestRecoveryPointAge/database/ap-northeast-3': 73_800, ServiceDown: 0 },
  });
});

test('a recovery point exactly at its limit is young enough', () => {
  expect(check(osakaHolds([...pointsOf(CLUSTER_ARN, 5, 20), ...pointsOf(BUCKET_ARN, 10)])).status).toBe('HEALTHY');
  const late = [...pointsOf(CLUSTER_ARN, 5, 20 + 1 / 3600), ...pointsOf(BUCKET_ARN, 10)];
  expect(check(osakaHolds(late)).codes).toStrictEqual(['RecoveryPointStale database in ap-northeast-3']);
});

test('a copy may be later than the backup it is made of', () => {
  const late = [...pointsOf(CLUSTER_ARN, 5, 18), ...pointsOf(BUCKET_ARN, 10)];
  expect(check(osakaHolds(late)).status).toBe('HEALTHY');
  expect(
    check({ vaults: { ...healthy.vaults, 'ap-northeast-1': { ...fullVault, recoveryPoints: known(late) } } }).codes,
  ).toStrictEqual(['RecoveryPointStale database in ap-northeast-1']);
});

test('F36 fewer recovery points than the objective are counted', () => {
  expect(check(osakaHolds([...pointsOf(CLUSTER_ARN, 4), ...pointsOf(BUCKET_ARN, 7)]))).toMatchObject({
    codes: ['TooFewRecoveryPoints database in ap-northeast-3', 'TooFewRecoveryPoints system in ap-northeast-3'],
    findings: [{ effect: 'redundancy', detail: '4, 1 too few' }, { detail: '7, 3 too few' }],
    metrics: {
      BackupStale: 1,
      'RecoveryPointShortfall/database/ap-northeast-3': 1,
      'RecoveryPointShortfall/system/ap-northeast-3': 3,
    },
  });
});

test('F38 recovery points that are gone are missed', () => {
  expect(check(osakaHolds(pointsOf(BUCKET_ARN, 10))).findings).toMatchObject([
    {
      code: 'NoRecoveryPoint',
      subject: 'database in ap-northeast-3',
      detail: 'there is no complete recovery point, at most 20.0 hours allowed',
    },
    { code: 'TooFewRecoveryPoints', subject: 'database in ap-northeast-3', detail: '0, 5 too few' },
  ]);
});

test('F38 a vault that is gone is missed', () => {
  expect(check(osaka({ vault: known('absent') }))).toMatchObject({
    codes: ['VaultMissing vault in ap-northeast-3'],
    findings: [{ effect: 'redundancy', detail: 'there is no vault test-site-recovery-points' }],
    metrics: { BackupStale: 1, UnlockedVaults: 0 },
  });
});

test('F38 a vault whose lock is off is reported apart from stale backups', () => {
  expect(check(osaka({ vault: known({ createdAt: hoursAgo(720), locked: false, keyArn: KEY_ARN }) }))).toMatchObject({
    status: 'DEGRADED',
    codes: ['VaultUnlocked vault in ap-northeast-3'],
    findings: [{ effect: 'redundancy', detail: 'its lock is off: recovery points can be deleted' }],
    metrics: { BackupStale: 0, UnlockedVaults: 1 },
  });
});

test.each(['CREATING', 'DELETING', 'EXPIRED', 'PARTIAL', 'STOPPED', 'SOMETHING'])(
  'a recovery point in status %s counts for nothing',
  (status) => {
    const points = [...pointsOf(CLUSTER_ARN, 5), ...pointsOf(BUCKET_ARN, 10)];
    const changed = points.map((point, index) => (index === 0 ? { ...point, status } : point));
    expect(check(osakaHolds(changed)).metrics).toMatchObject({ 'RecoveryPoints/database/ap-northeast-3': 4 });
  },
);

test('a recovery point that is AVAILABLE counts', () => {
  const points = [...pointsOf(CLUSTER_ARN, 5), ...pointsOf(BUCKET_ARN, 10)];
  expect(check(osakaHolds(points.map((point) => ({ ...point, status: 'AVAILABLE' })))).status).toBe('HEALTHY');
});

describe('continuous backup', () => {
  const continuous = (status: string): RecoveryPoint => ({
    arn: 'arn:aws:backup:ap-northeast-1:111111111111:recovery-point:continuous:cluster-x',
    resourceArn: CLUSTER_ARN,
    status,
    createdAt: hoursAgo(0),
  });

  test('its recovery point is no generation', () => {
    const points = [continuous('AVAILABLE'), ...pointsOf(CLUSTER_ARN, 4, 30), ...pointsOf(BUCKET_ARN, 10)];
    expect(check(osakaHolds(points)).codes).toStrictEqual([
      'RecoveryPointStale database in ap-northeast-3',
      'TooFewRecoveryPoints database in ap-northeast-3',
    ]);
  });

  test('one that was stopped is reported', () => {
    const points = [continuous('STOPPED'), ...pointsOf(CLUSTER_ARN, 5), ...pointsOf(BUCKET_ARN, 10)];
    const decision = check(osakaHolds(points));
    expect(decision.findings).toStrictEqual([
      {
        code: 'ContinuousBackupStopped',
        effect: 'redundancy',
        subject: 'arn:aws:backup:ap-northeast-1:111111111111:recovery-point:continuous:cluster-x',
        detail: 'stopped',
      },
    ]);
    expect(decision.metrics).toHaveProperty('BackupStale', 1);
  });

  test('one that was stopped and replaced is history', () => {
    const points = [
      continuous('STOPPED'),
      continuous('AVAILABLE'),
      ...pointsOf(CLUSTER_ARN, 5),
      ...pointsOf(BUCKET_ARN, 10),
    ];
    expect(check(osakaHolds(points)).status).toBe('HEALTHY');
  });
});

test('of several resources the worst counts', () => {
  const other = 'arn:aws:s3:::test-site-other';
  const expected = {
    ...expectation,
    backups: [{ ...systemBackup, resourceArns: [BUCKET_ARN, other], recoveryPoints: 5 }],
  };
  const holds = osakaHolds([...pointsOf(BUCKET_ARN, 9, 1), ...pointsOf(other, 3, 30)]);
  const decision = check(holds, expected);
  expect(decision.findings.find(({ code }) => code === 'RecoveryPointStale')?.detail).toBe(
    'the newest recovery point, of 2026-11-24T06:00:00.000Z, is 30.0 hours old, at most 20.0 hours allowed',
  );
  expect(decision.metrics).toMatchObject({
    'RecoveryPoints/system/ap-northeast-3': 3,
    'NewestRecoveryPointAge/system/ap-northeast-3': 108_000,
  });
  expect(decision.codes).toContain('RecoveryPointStale system in ap-northeast-3');
});
