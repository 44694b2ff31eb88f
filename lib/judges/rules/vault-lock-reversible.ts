import { asNumber, at, resourcesOfType } from '../../template';
import { judge, undetermined, type Rule, type RuleFault } from '../rule';
import { VAULT } from '../support';

/** Tag of a vault by which a lock for ever is asked for. */
const TAG = 'compliance-lock';
const ACCEPTED = 'accepted';

/** Days of grace AWS Backup demands at least. */
const SHORTEST_GRACE_DAYS = 3;

/**
 * `ChangeableForDays` alone turns a lock into one that nobody can ever lift.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html
 */
export const vaultLockReversible: Rule = {
  id: 'VaultLockReversible',
  description: `A vault lock can be lifted by an administrator, unless the tag ${TAG}=${ACCEPTED} says that it is meant for ever.`,
  check: (model) =>
    resourcesOfType(model, VAULT).map((vault) => {
      const days = at(vault.properties['LockConfiguration'], 'ChangeableForDays');
      const accepted = at(vault.properties['BackupVaultTags'], TAG) === ACCEPTED;
      return judge(vault, days === undefined ? [] : lockFaults(asNumber(days), accepted));
    }),
};

function lockFaults(days: number | undefined, accepted: boolean): readonly RuleFault[] {
  const property = 'Properties.LockConfiguration.ChangeableForDays';
  if (days === undefined) {
    return [undetermined('the days of grace cannot be found', property)];
  }
  const faults: RuleFault[] = [];
  if (!accepted) {
    faults.push({
      message: `nobody can ever lift this lock; drop ChangeableForDays, or tag the vault ${TAG}=${ACCEPTED}`,
      property,
    });
  }
  if (days < SHORTEST_GRACE_DAYS) {
    faults.push({ message: `${String(days)} days of grace are fewer than AWS Backup accepts`, property });
  }
  return faults;
}
