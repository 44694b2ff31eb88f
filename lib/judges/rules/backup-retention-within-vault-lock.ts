import { asNumber, at } from '../../template';
import { judge, undetermined, type Rule, type RuleFault } from '../rule';
import { backupPlansOf, type BackupRule, type VaultName } from '../support';

/**
 * A locked vault refuses what lives too short or too long, and the job fails.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html
 */
export const backupRetentionWithinVaultLock: Rule = {
  id: 'BackupRetentionWithinVaultLock',
  description:
    'Every recovery point and every copy lives as long as the lock of its vault demands, and no longer than it allows.',
  check: (model) => backupPlansOf(model).map(({ plan, rules }) => judge(plan, rules.flatMap(ruleFaults))),
};

function ruleFaults({ name, property, deleteAfterDays, vault, copies }: BackupRule): readonly RuleFault[] {
  return [{ vault, deleteAfterDays }, ...copies].flatMap((kept) =>
    lockFault(kept.vault, kept.deleteAfterDays).map((fault) => ({
      ...fault,
      message: `rule ${name}: ${fault.message}`,
      property,
    })),
  );
}

function lockFault({ text, resource }: VaultName, days: number | undefined): readonly RuleFault[] {
  if (resource === undefined) {
    return [undetermined(`the vault ${text} is in none of the templates, so its lock cannot be read`)];
  }
  const lock = resource.properties['LockConfiguration'];
  const least = asNumber(at(lock, 'MinRetentionDays')) ?? 0;
  const most = asNumber(at(lock, 'MaxRetentionDays')) ?? Infinity;
  const lifetime = days ?? Infinity;
  return lifetime >= least && lifetime <= most
    ? []
    : [{ message: `${text} takes ${String(least)} to ${String(most)} days, not ${String(lifetime)}` }];
}
