import { checkBackups } from '../../../lambda/backup-check/check';
import type { KeyState, VaultObservation } from '../../../lambda/backup-check/observation';
import { known, unknown } from '../../../lambda/shared/observed';
import { NOW } from '../support/fake-run';
import { expectation, fullVault, healthy, KEY_ARN } from './expectation';

const OSAKA = 'ap-northeast-3';
const SUBJECT = `key of the vault in ${OSAKA}`;
const denied = unknown('Denied', 'AccessDeniedException');

/** Replaces the vault in Osaka. */
function check(change: Partial<VaultObservation>, tokyo: Partial<VaultObservation> = {}) {
  const vaults = { 'ap-northeast-1': { ...fullVault, ...tokyo }, [OSAKA]: { ...fullVault, ...change } };
  return checkBackups(expectation, { ...healthy, vaults }, NOW);
}

function keyIn(state: string, change: Partial<KeyState> = {}): VaultObservation['key'] {
  return known({ arn: KEY_ARN, state, isEnabled: state === 'Enabled', ...change });
}

test.each(['Disabled', 'PendingDeletion', 'PendingImport', 'PendingReplicaDeletion', 'Unavailable'])(
  'F39 a key that is %s decrypts nothing: the Region cannot recover',
  (state) => {
    expect(check({ key: keyIn(state) })).toMatchObject({
      status: 'DEGRADED',
      findings: [{ code: 'RecoveryKeyNotUsable', effect: 'redundancy', subject: SUBJECT, detail: `is ${state}` }],
      metrics: { RecoveryKeyFaults: 1, BackupStale: 0, ServiceDown: 0 },
    });
  },
);

test('F39 keys that can be used are no fault', () => {
  expect(check({})).toMatchObject({ status: 'HEALTHY', metrics: { RecoveryKeyFaults: 0 } });
});

test('F39 the day on which a key is deleted is told', () => {
  const deletionDate = new Date('2026-12-25T00:00:00Z');
  expect(check({ key: keyIn('PendingDeletion', { deletionDate }) }).findings[0]?.detail).toBe(
    'is PendingDeletion, and is deleted on 2026-12-25T00:00:00.000Z',
  );
});

test('F39 a key that is gone is told apart', () => {
  expect(check({ key: known('absent') })).toMatchObject({
    findings: [{ code: 'RecoveryKeyNotUsable', subject: SUBJECT, detail: 'does not exist any more' }],
    metrics: { RecoveryKeyFaults: 1 },
  });
});

test('F39 keys of every Region are counted', () => {
  const decision = check({ key: keyIn('Disabled') }, { key: keyIn('Disabled') });
  expect(decision.findings.map(({ subject }) => subject)).toStrictEqual([
    'key of the vault in ap-northeast-1',
    SUBJECT,
  ]);
  expect(decision.metrics).toHaveProperty('RecoveryKeyFaults', 2);
});

test.each(['Creating', 'Updating', 'Pondering'])('F39 what a key in state %s can do is not known', (state) => {
  const decision = check({ key: keyIn(state) });
  expect(decision).toMatchObject({
    status: 'UNKNOWN',
    findings: [],
    questions: [
      { subject: SUBJECT, code: 'Incomplete', effect: 'redundancy', reason: `what ${state} means is not known` },
    ],
  });
  expect(decision.metrics).not.toHaveProperty('RecoveryKeyFaults');
});

test('F39 a key that is enabled and is not is a contradiction', () => {
  expect(check({ key: keyIn('Enabled', { isEnabled: false }) })).toMatchObject({
    status: 'UNKNOWN',
    questions: [
      {
        subject: SUBJECT,
        code: 'Contradictory',
        effect: 'redundancy',
        reason: 'it is said to be enabled and not to be',
      },
    ],
  });
});

test('F39 a key that is not read is unknown, and another one that is disabled counts', () => {
  const decision = check({ key: denied });
  expect(decision).toMatchObject({
    status: 'UNKNOWN',
    questions: [{ subject: SUBJECT, code: 'Denied', effect: 'redundancy' }],
    metrics: { BackupStale: 0, UnlockedVaults: 0 },
  });
  expect(decision.metrics).not.toHaveProperty('RecoveryKeyFaults');
  expect(check({ key: denied }, { key: keyIn('Disabled') })).toMatchObject({
    status: 'DEGRADED',
    metrics: { RecoveryKeyFaults: 1 },
  });
});

test.each([
  ['unread', denied, ['vault in ap-northeast-3']],
  ['missing', known('absent' as const), []],
])('F39 of a vault that is %s the key is no question of its own', (_what, vault, questions) => {
  const decision = check({ vault, key: unknown('Incomplete', 'no vault names it') });
  expect(decision.questions.map(({ subject }) => subject)).toStrictEqual(questions);
  expect(decision.metrics).not.toHaveProperty('RecoveryKeyFaults');
});

test('F39 of a Region that was not read the key is no question of its own', () => {
  const decision = checkBackups(expectation, { ...healthy, vaults: { 'ap-northeast-1': fullVault } }, NOW);
  expect(decision.questions.map(({ subject }) => subject)).toStrictEqual([`vault in ${OSAKA}`]);
  expect(decision.metrics).not.toHaveProperty('RecoveryKeyFaults');
});
