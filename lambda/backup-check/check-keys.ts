import { merge, metricUnless, NOTHING, openQuestion, type Conclusion } from '../shared/decision';
import { unknown } from '../shared/observed';
import { BACKUP_METRICS, type ExpectedVault } from './contract';
import type { BackupObservation, KeyState } from './observation';

/**
 * States in which nothing can be decrypted with a key.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html read 2026-11-25
 */
const NOT_USABLE = new Set(['Disabled', 'PendingDeletion', 'PendingImport', 'PendingReplicaDeletion', 'Unavailable']);

/** Whether the recovery points of every Region can be decrypted: without its key a vault is full of noise. */
export function checkKeys(vaults: readonly ExpectedVault[], observed: BackupObservation['vaults']): Conclusion {
  const keys = vaults.map(({ region }) => {
    const ofVault = observed[region];
    // A vault that is missing or unknown is told elsewhere, and its key cannot be.
    return ofVault?.vault.kind === 'known' && ofVault.vault.value !== 'absent'
      ? checkKey(`key of the vault in ${region}`, ofVault.key)
      : undefined;
  });
  const all = merge(keys.flatMap((key) => key ?? []));
  const isOpen = all.questions.length > 0 || keys.includes(undefined);
  return {
    ...all,
    // A fault that is known must raise an alarm whatever else is unknown.
    metrics: metricUnless(
      all.findings.length === 0 && isOpen,
      BACKUP_METRICS.recoveryKeyFaults,
      () => all.findings.length,
    ),
  };
}

function checkKey(subject: string, key: BackupObservation['vaults'][string]['key']): Conclusion {
  if (key.kind === 'unknown') {
    return openQuestion(subject, 'redundancy', key);
  }
  if (key.value === 'absent') {
    return notUsable(subject, 'does not exist any more');
  }
  const { state, isEnabled } = key.value;
  if (NOT_USABLE.has(state)) {
    return notUsable(subject, `is ${state}${deletion(key.value)}`);
  }
  if (state !== 'Enabled') {
    return openQuestion(subject, 'redundancy', unknown('Incomplete', `what ${state} means is not known`));
  }
  return isEnabled
    ? NOTHING
    : openQuestion(subject, 'redundancy', unknown('Contradictory', 'it is said to be enabled and not to be'));
}

function deletion({ deletionDate }: KeyState): string {
  return deletionDate === undefined ? '' : `, and is deleted on ${deletionDate.toISOString()}`;
}

function notUsable(subject: string, detail: string): Conclusion {
  return { ...NOTHING, findings: [{ code: 'RecoveryKeyNotUsable', effect: 'redundancy', subject, detail }] };
}
