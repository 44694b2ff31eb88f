import { checkBackups } from '../../../lambda/backup-check/check';
import type { BackupObservation, RecoveryPoint, VaultObservation } from '../../../lambda/backup-check/observation';
import { known } from '../../../lambda/shared/observed';
import { NOW } from '../support/fake-run';
import {
  BUCKET_ARN,
  CLUSTER_ARN,
  clusterOf,
  expectation,
  fullVault,
  healthy,
  HOUR,
  hoursAgo,
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
      'NewestRecoveryPointAge/database/ap-northeast-1': 21_600,
      'RecoveryPoints/database/ap-northeast-3': 5,
      'RecoveryPoints/system/ap-northeast-3': 10,
      'RecoveryPointShortfall/system/ap-northeast-3': 0,
    },
  });
});

test('F36 a newest recovery point that is too old is stale and says how old', () => {
  const decision = check(osakaHolds([...pointsOf(CLUSTER_ARN, 5, 20.5), ...pointsOf(BUCKET_ARN, 10)]));
  expect(decision).toMatchObject({
    status: 'DEGRADED',
    findings: [
      {
        code: 'RecoveryPointStale',
        subject: 'database in ap-northeast-3',
        detail: 'the newest recovery point is 20.5 hours old, at most 20.0 hours allowed',
      },
    ],
    metrics: { BackupStale: 1, 'NewestRecoveryPointAge/database/ap-northeast-3': 73_800, ServiceDown: 0 },
  });
});

test('a recovery point exactly at its limit is young enough', () => {
  expect(check(osakaHolds([...pointsOf(CLUSTER_ARN, 5, 20), ...pointsOf(BUCKET_ARN, 10)])).status).toBe('HEALTHY');
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
    metrics: {
      BackupStale: 1,
      'RecoveryPointShortfall/database/ap-northeast-3': 1,
      'RecoveryPointShortfall/system/ap-northeast-3': 3,
    },
  });
});

test('F38 recovery points that are gone are missed', () => {
  expect(check(osakaHolds(pointsOf(BUCKET_ARN, 10))).codes).toStrictEqual([
    'NoRecoveryPoint database in ap-northeast-3',
    'TooFewRecoveryPoints database in ap-northeast-3',
  ]);
});

test('F38 a vault that is gone is missed', () => {
  expect(check(osaka({ vault: known('absent') }))).toMatchObject({
    codes: ['VaultMissing vault in ap-northeast-3'],
    metrics: { BackupStale: 1 },
  });
});

test('F38 a vault whose lock is off is reported apart from stale backups', () => {
  expect(check(osaka({ vault: known({ createdAt: hoursAgo(720), locked: false }) }))).toMatchObject({
    status: 'DEGRADED',
    codes: ['VaultUnlocked vault in ap-northeast-3'],
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
    expect(check(osakaHolds(points)).findings).toMatchObject([{ code: 'ContinuousBackupStopped' }]);
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

describe('a young vault', () => {
  const young = (hours: number, recoveryPoints: readonly RecoveryPoint[]) =>
    osaka({ vault: known({ createdAt: hoursAgo(hours), locked: true }), recoveryPoints: known(recoveryPoints) });

  test('owes nothing before the first backup is due, and says so', () => {
    expect(check(young(19, []))).toMatchObject({
      status: 'HEALTHY',
      notes: [
        'database in ap-northeast-3: the first recovery point is not due yet',
        'system in ap-northeast-3: the first recovery point is not due yet',
      ],
      metrics: { 'NewestRecoveryPointAge/database/ap-northeast-3': 68_400 },
    });
  });

  test('owes the first one when it is due', () => {
    expect(check(young(21, [])).codes).toContain('NoRecoveryPoint database in ap-northeast-3');
  });

  test.each([
    [19, 0],
    [32, 2],
    [44, 3],
    [1000, 5],
  ])('owes, %i hours old, %i recovery points', (hours, due) => {
    const held = [...pointsOf(CLUSTER_ARN, due, 1), ...pointsOf(BUCKET_ARN, 10, 1)];
    expect(check(young(hours, held)).status).toBe('HEALTHY');
    if (due > 0) {
      expect(check(young(hours, held.slice(1))).codes).toContain('TooFewRecoveryPoints database in ap-northeast-3');
    }
  });
});

describe('a cluster that was created again beside the vaults that were kept', () => {
  const createdAgain = (hours: number, recoveryPoints: readonly RecoveryPoint[] = []) => {
    // The predecessor has left more than the objective, the youngest a minute before it was replaced.
    const vault = {
      ...fullVault,
      recoveryPoints: known([
        ...recoveryPoints,
        ...pointsOf(CLUSTER_ARN, 8, hours + 1 / 60),
        ...pointsOf(BUCKET_ARN, 10),
      ]),
    };
    return check({
      vaults: { 'ap-northeast-1': vault, [OSAKA]: vault },
      cluster: clusterOf(200, hoursAgo(hours)),
    });
  };

  test('is not covered by recovery points of its predecessor', () => {
    expect(createdAgain(21)).toMatchObject({
      status: 'DEGRADED',
      codes: [
        'NoRecoveryPoint database in ap-northeast-1',
        'TooFewRecoveryPoints database in ap-northeast-1',
        'NoRecoveryPoint database in ap-northeast-3',
        'TooFewRecoveryPoints database in ap-northeast-3',
      ],
      metrics: {
        BackupStale: 1,
        'RecoveryPoints/database/ap-northeast-1': 0,
        'NewestRecoveryPointAge/database/ap-northeast-1': 21 * HOUR,
        'RecoveryPointShortfall/database/ap-northeast-1': 1,
        'RecoveryPointShortfall/system/ap-northeast-1': 0,
      },
    });
  });

  test('owes nothing before its own first backup is due, and says what is not counted', () => {
    expect(createdAgain(12)).toMatchObject({
      status: 'HEALTHY',
      notes: ['ap-northeast-1', 'ap-northeast-3'].flatMap((region) => [
        `database in ${region}: 8 recovery points of an earlier cluster do not count`,
        `database in ${region}: the first recovery point is not due yet`,
      ]),
    });
  });

  test('owes its own recovery points one after the other', () => {
    expect(createdAgain(44, pointsOf(CLUSTER_ARN, 3, 6)).status).toBe('HEALTHY');
    expect(createdAgain(44, pointsOf(CLUSTER_ARN, 2, 6))).toMatchObject({
      codes: ['TooFewRecoveryPoints database in ap-northeast-1', 'TooFewRecoveryPoints database in ap-northeast-3'],
      metrics: { 'RecoveryPoints/database/ap-northeast-1': 2, 'RecoveryPointShortfall/database/ap-northeast-1': 1 },
    });
  });

  test('counts a recovery point of the very moment it was created', () => {
    expect(createdAgain(12, pointsOf(CLUSTER_ARN, 1, 12)).metrics).toMatchObject({
      'RecoveryPoints/database/ap-northeast-3': 1,
    });
  });

  test('does not inherit the end of continuous backup', () => {
    const stopped: RecoveryPoint = {
      arn: 'arn:aws:backup:ap-northeast-1:111111111111:recovery-point:continuous:cluster-x',
      resourceArn: CLUSTER_ARN,
      status: 'STOPPED',
      createdAt: hoursAgo(500),
    };
    expect(createdAgain(12, [stopped]).status).toBe('HEALTHY');
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
  expect(decision.metrics).toMatchObject({
    'RecoveryPoints/system/ap-northeast-3': 3,
    'NewestRecoveryPointAge/system/ap-northeast-3': 108_000,
  });
  expect(decision.codes).toContain('RecoveryPointStale system in ap-northeast-3');
});
