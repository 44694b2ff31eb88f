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
  KEY_ARN,
  pointsOf,
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

describe('a young vault', () => {
  const young = (hours: number, recoveryPoints: readonly RecoveryPoint[]) =>
    osaka({
      vault: known({ createdAt: hoursAgo(hours), locked: true, keyArn: KEY_ARN }),
      recoveryPoints: known(recoveryPoints),
    });

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
