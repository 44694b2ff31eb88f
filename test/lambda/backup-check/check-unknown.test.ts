import { checkBackups } from '../../../lambda/backup-check/check';
import type { BackupObservation, RecoveryPoint, VaultObservation } from '../../../lambda/backup-check/observation';
import { known, unknown } from '../../../lambda/shared/observed';
import { NOW } from '../support/fake-run';
import {
  BUCKET_ARN,
  CLUSTER_ARN,
  clusterOf,
  expectation,
  fullVault,
  healthy,
  hoursAgo,
  KEY_ARN,
  pointsOf,
} from './expectation';

const denied = unknown('Denied', 'AccessDeniedException');
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

describe('what is unknown', () => {
  test.each([
    ['a vault', { vault: denied }, 'vault in ap-northeast-3'],
    ['recovery points', { recoveryPoints: denied }, 'recovery points in ap-northeast-3'],
  ])('%s that cannot be read is neither stale nor fresh', (_what, change, subject) => {
    const decision = check(osaka(change));
    expect(decision).toMatchObject({ status: 'UNKNOWN', questions: [{ subject, code: 'Denied' }] });
    expect(decision.metrics).not.toHaveProperty('BackupStale');
    expect(decision.metrics).not.toHaveProperty('RecoveryPoints/database/ap-northeast-3');
    expect(decision.metrics).toHaveProperty('RecoveryPoints/database/ap-northeast-1', 5);
  });

  test('an unread vault leaves the number of unlocked ones open', () => {
    expect(check(osaka({ vault: denied })).metrics).not.toHaveProperty('UnlockedVaults');
  });

  test('a Region that was not read is unknown', () => {
    expect(check({ vaults: { 'ap-northeast-1': fullVault } })).toMatchObject({
      status: 'UNKNOWN',
      questions: [{ subject: 'vault in ap-northeast-3', code: 'Incomplete' }],
    });
  });

  test.each([
    ['recovery point', osakaHolds([...pointsOf(CLUSTER_ARN, 5, -1), ...pointsOf(BUCKET_ARN, 10)])],
    ['vault', osaka({ vault: known({ createdAt: hoursAgo(-1), locked: true, keyArn: KEY_ARN }) })],
    ['cluster', { cluster: clusterOf(200, hoursAgo(-1)) }],
  ])('a %s from the future is a contradiction', (_what, change) => {
    expect(check(change).questions.map(({ code }) => code)).toContain('Contradictory');
    expect(check(change).status).toBe('UNKNOWN');
  });

  test('without the age of the cluster nobody can tell whose recovery points its ARN names', () => {
    const decision = check({ cluster: denied });
    expect(decision).toMatchObject({
      status: 'UNKNOWN',
      findings: [],
      questions: [
        { subject: 'database in ap-northeast-1', code: 'Denied' },
        { subject: 'database in ap-northeast-3', code: 'Denied' },
        { subject: 'latest restorable time', code: 'Denied' },
      ],
    });
    expect(decision.metrics).not.toHaveProperty('BackupStale');
    expect(decision.metrics).not.toHaveProperty('RecoveryPoints/database/ap-northeast-1');
    expect(decision.metrics).toHaveProperty('RecoveryPoints/system/ap-northeast-1', 10);
  });

  test('a stale Region outweighs an unread one', () => {
    const decision = check({
      vaults: {
        'ap-northeast-1': { ...fullVault, recoveryPoints: known([]) },
        [OSAKA]: { vault: denied, key: denied, recoveryPoints: denied },
      },
    });
    expect(decision).toMatchObject({ status: 'DEGRADED', metrics: { BackupStale: 1, CheckUnknown: 1 } });
  });
});

describe('point in time', () => {
  test('F37 a restorable time beyond the objective is late and says how late', () => {
    expect(check({ cluster: clusterOf(301) })).toMatchObject({
      status: 'DEGRADED',
      findings: [
        {
          code: 'RestorableTimeLate',
          effect: 'redundancy',
          subject: 'latest restorable time',
          detail: 'is 301 seconds ago, more than 300: 2026-11-25T11:54:59.000Z',
        },
      ],
      metrics: { LatestRestorableAge: 301, BackupStale: 0 },
    });
    expect(check({ cluster: clusterOf(300) })).toMatchObject({
      status: 'HEALTHY',
      metrics: { LatestRestorableAge: 300 },
    });
  });

  test('one that cannot be read is unknown', () => {
    const decision = check({ cluster: denied });
    expect(decision.status).toBe('UNKNOWN');
    expect(decision.metrics).not.toHaveProperty('LatestRestorableAge');
  });

  test('one in the future is a contradiction', () => {
    expect(check({ cluster: clusterOf(-3_600) })).toMatchObject({
      status: 'UNKNOWN',
      questions: [{ code: 'Contradictory' }],
    });
  });
});
