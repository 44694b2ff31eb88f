import {
  knownText,
  resourceKey,
  resourcesOfType,
  targetOf,
  type Evaluator,
  type TemplateModel,
  type TemplateResource,
  type TemplateStack,
  type Value,
} from '../../../template';
import { describeSegment, readArn, textOf } from './arn';
import { fieldOf, listOf } from './fields';
import { readKey, type KeyUse } from './keys';
import { exactly, readSpan, type Span } from './span';

const VAULT = 'AWS::Backup::BackupVault';
const AIR_GAPPED = 'AWS::Backup::LogicallyAirGappedBackupVault';

/** A backup vault of the templates. */
export interface Vault {
  readonly resource: TemplateResource;
  readonly key: string;
  readonly name: string | undefined;
  readonly region: string | undefined;
  readonly exists: 'yes' | 'unknown';
  readonly lock: Lock;
  readonly encryption: KeyUse;
  /** Whether the policy of the vault refuses everybody the deletion of recovery points and the change of their life. */
  readonly refusesDeletion: boolean;
}

/** The lock of a vault. */
export type Lock =
  | { readonly kind: 'none' }
  | { readonly kind: 'hidden'; readonly by: string }
  | {
      readonly kind: 'locked';
      readonly leastDays: Span;
      readonly mostDays: Span;
      /** Days after which nobody can lift the lock; nothing when whoever has the permission can. */
      readonly changeableForDays: Span | undefined;
    };

/** A vault as a rule names it. */
export interface VaultUse {
  /** For people. */
  readonly text: string;
  readonly region: string | undefined;
  /** Whether it is known to lie in another account. */
  readonly otherAccount: 'yes' | 'no' | 'unknown';
  /** The vault, when it is in the templates. */
  readonly vault: Vault | undefined;
}

/** Every vault of the templates. */
export function readVaults(model: TemplateModel, evaluator: Evaluator): readonly Vault[] {
  return resourcesOfType(model, VAULT, AIR_GAPPED).flatMap((resource) => {
    const exists = evaluator.exists(resource);
    return exists === 'no'
      ? []
      : [
          {
            resource,
            key: resourceKey(resource),
            name: knownText(evaluator.property(resource, 'BackupVaultName')),
            region: resource.stack.region,
            exists,
            lock: lockOf(resource, evaluator),
            encryption: readKey(evaluator, evaluator.property(resource, 'EncryptionKeyArn'), 'aws'),
            refusesDeletion: refusesDeletion(evaluator.property(resource, 'AccessPolicy')),
          },
        ];
  });
}

/** The vault of a rule, which is named in the Region of its plan. */
export function vaultByName(vaults: readonly Vault[], stack: TemplateStack, value: Value): VaultUse {
  const target = targetOf(value);
  const name = knownText(value);
  const vault = vaults.find((each) =>
    target === undefined
      ? name !== undefined && each.name === name && each.region === stack.region
      : each.resource === target,
  );
  return {
    text: vault?.key ?? name ?? 'a vault that only the deployment tells',
    region: stack.region,
    otherAccount: 'no',
    vault,
  };
}

/** The vault of a copy, which is named by its ARN. */
export function vaultByArn(vaults: readonly Vault[], stack: TemplateStack, value: Value): VaultUse {
  const target = targetOf(value);
  const direct = vaults.find(({ resource }) => resource === target);
  const arn = readArn(value);
  if (arn === undefined) {
    return {
      text: direct?.key ?? 'a vault that only the deployment tells',
      region: direct?.region,
      otherAccount: direct === undefined ? 'unknown' : accountOf(direct.resource.stack.account, stack.account),
      vault: direct,
    };
  }
  const region = textOf(arn.region);
  const name = textOf(arn.resource)?.replace(/^backup-vault:/, '');
  const account = textOf(arn.account);
  const isOwnAccount = account === undefined ? isPseudo(value) : account === stack.account;
  const named = vaults.find((each) => each.name !== undefined && each.name === name && each.region === region);
  const vault = direct ?? (account === undefined || isOwnAccount || stack.account === undefined ? named : undefined);
  return {
    text: vault?.key ?? `${describeSegment(arn.region)}:${describeSegment(arn.resource)}`,
    region: region ?? direct?.region,
    otherAccount: isOwnAccount ? 'no' : account !== undefined && stack.account !== undefined ? 'yes' : 'unknown',
    vault,
  };
}

/** Whether the only hole in a text is the account of the stack. */
function isPseudo(value: Value): boolean {
  return (
    value.kind === 'text' &&
    value.parts.some((part) => part.kind === 'symbol' && part.label === 'AWS::AccountId') &&
    value.parts.every((part) => part.kind !== 'symbol' || /^AWS::(AccountId|Partition)$/.test(part.label))
  );
}

function accountOf(a: string | undefined, b: string | undefined): VaultUse['otherAccount'] {
  return a === b ? 'no' : a === undefined || b === undefined ? 'unknown' : 'yes';
}

function lockOf(resource: TemplateResource, evaluator: Evaluator): Lock {
  if (resource.type === AIR_GAPPED) {
    return {
      kind: 'locked',
      leastDays: readSpan(evaluator.property(resource, 'MinRetentionDays'), 7, { least: 7, most: 36_500 }),
      mostDays: readSpan(evaluator.property(resource, 'MaxRetentionDays'), Infinity, { least: 7, most: Infinity }),
      // It is locked for good from the start.
      changeableForDays: exactly(3),
    };
  }
  const lock = evaluator.property(resource, 'LockConfiguration');
  if (lock.kind === 'absent') {
    return { kind: 'none' };
  }
  if (lock.kind !== 'known' && lock.kind !== 'object') {
    return { kind: 'hidden', by: 'LockConfiguration' };
  }
  const changeable = fieldOf(lock, 'ChangeableForDays');
  return {
    kind: 'locked',
    leastDays: readSpan(fieldOf(lock, 'MinRetentionDays'), 0, { least: 0, most: 36_500 }),
    mostDays: readSpan(fieldOf(lock, 'MaxRetentionDays'), Infinity, { least: 1, most: Infinity }),
    changeableForDays: changeable.kind === 'absent' ? undefined : readSpan(changeable, 0, { least: 0, most: 36_500 }),
  };
}

const DELETING = ['backup:DeleteRecoveryPoint', 'backup:UpdateRecoveryPointLifecycle'];

function refusesDeletion(policy: Value): boolean {
  const statements = listOf(fieldOf(policy, 'Statement')) ?? [];
  return DELETING.every((action) =>
    statements.some((statement) => {
      const text = (key: string) => (listOf(fieldOf(statement, key)) ?? []).map((each) => knownText(each) ?? '');
      const principals = [
        ...text('Principal'),
        ...(listOf(fieldOf(statement, 'Principal', 'AWS')) ?? []).map((each) => knownText(each) ?? ''),
      ];
      return (
        text('Effect').includes('Deny') &&
        fieldOf(statement, 'Condition').kind === 'absent' &&
        principals.includes('*') &&
        text('Resource').includes('*') &&
        text('Action').some((each) => each === action || each === 'backup:*' || each === '*')
      );
    }),
  );
}
