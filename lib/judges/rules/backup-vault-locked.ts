import { asNumber, at, resourcesOfType } from '../../template';
import { judge, type Rule } from '../rule';
import { VAULT } from '../support';

/** A vault without a lock is emptied by whoever steals an administrator's role. */
export const backupVaultLocked: Rule = {
  id: 'BackupVaultLocked',
  description: 'Every backup vault has a lock with a shortest retention.',
  check: (model) =>
    resourcesOfType(model, VAULT).map((vault) =>
      judge(vault, [
        asNumber(at(vault.properties['LockConfiguration'], 'MinRetentionDays')) === undefined
          ? { message: 'has no lock with MinRetentionDays', property: 'Properties.LockConfiguration' }
          : undefined,
      ]),
    ),
};
