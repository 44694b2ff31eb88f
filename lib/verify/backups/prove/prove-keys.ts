import { fieldOf } from '../read/fields';
import { allows } from '../read/key-policy';
import { describeKey, kinship, readKey, regionOfKey, type KeyUse } from '../read/keys';
import { assignmentsOf } from '../read/read-backups';
import type { Store } from '../read/stores';
import type { Answer } from '../read/arn';
import type { BackupProof } from '../types';
import { answer, verdictFor } from './answer';
import type { Context } from './context';
import { usedVaults } from './prove-vaults';
import { isLeft } from './removal';

/** Keys of vaults lie in the Regions of their vaults, let AWS Backup use them, and stay. */
export function proveVaultKeys(context: Context): readonly BackupProof[] {
  return usedVaults(context).flatMap(({ vault, rules }) => {
    const { encryption, region, key, resource } = vault;
    const origin = { resource, property: 'EncryptionKeyArn' };
    const keyRegion = regionOfKey(encryption);
    const isThere: Answer =
      encryption.kind === 'aws' || (keyRegion !== undefined && keyRegion === region)
        ? 'yes'
        : keyRegion === undefined || region === undefined
          ? encryption.kind === 'key' && keyRegion === region
            ? 'yes'
            : 'unknown'
          : 'no';
    const roles = new Set(
      context.backups.selections
        .filter(({ plan }) => rules.some((rule) => rule.plan === plan))
        .flatMap(({ role }) => role ?? []),
    );
    const rds = context.backups.stores.some(
      (store) =>
        store.service === 'rds' &&
        assignmentsOf(context.backups, store).some(({ plan }) =>
          rules.some((rule) => rule.plan === plan.resource && rule.copies?.some((copy) => copy.vault.vault === vault)),
        ),
    );
    const usable = allows(context.evaluator, encryption, { region, roles: [...roles], rds });
    return [
      answer({
        check: 'KeyInRegion',
        about: key,
        verdict: verdictFor(isThere),
        says: {
          en: `${key} (${region ?? '?'}) is encrypted with ${describeKey(encryption)} (${keyRegion ?? region ?? '?'})`,
          ja: `${key}（${region ?? '?'}）の鍵：${describeKey(encryption)}（${keyRegion ?? region ?? '?'}）`,
        },
        ...(isThere === 'no'
          ? {
              counterExample: {
                says: { en: `the key lies in ${keyRegion ?? ''}`, ja: `鍵は ${keyRegion ?? ''} にある` },
              },
            }
          : {}),
        open: [{ en: 'in which Region the key lies', ja: '鍵のリージョン' }],
        facts: ['BK-16'],
        origin,
      }),
      answer({
        check: 'KeyUsable',
        about: key,
        verdict: verdictFor(usable.answer),
        says: usable.says,
        ...(usable.answer === 'no' ? { counterExample: { says: usable.says } } : {}),
        open: [{ en: `the policy of ${describeKey(encryption)}`, ja: `${describeKey(encryption)} のポリシー` }],
        facts: ['BK-16'],
        origin: encryption.kind === 'key' ? { resource: encryption.resource, property: 'KeyPolicy' } : origin,
      }),
      ...staying(encryption),
    ];
  });
}

/** A key that goes with its stack takes every recovery point along. */
function staying(encryption: KeyUse): readonly BackupProof[] {
  if (encryption.kind !== 'key') {
    return [];
  }
  const { resource } = encryption;
  const stays = isLeft(resource) === 'yes';
  const name = describeKey(encryption);
  return [
    answer({
      check: 'KeyStays',
      about: name,
      verdict: verdictFor(stays ? 'yes' : 'no'),
      says: stays
        ? { en: `${name} stays when its stack goes`, ja: `${name} はスタックが消えても残る` }
        : { en: `${name} is deleted when its stack goes`, ja: `${name} はスタックとともに削除される` },
      ...(stays
        ? {}
        : {
            counterExample: {
              says: {
                en: 'removing the stack makes every recovery point unreadable after the waiting period',
                ja: 'スタックを消すと、待機期間の後、すべての復旧ポイントが読めなくなる',
              },
            },
          }),
      facts: ['BK-27'],
      origin: { resource, property: 'DeletionPolicy' },
    }),
  ];
}

/** What is lost with the key of the data is not lost with all of its backups. */
export function proveKeysApart(context: Context): readonly BackupProof[] {
  return context.backups.stores.flatMap((store) => {
    const own = keyOfStore(context, store);
    return assignmentsOf(context.backups, store).flatMap(({ plan }) =>
      (plan.rules ?? []).flatMap((rule) => [
        ...(isFullyManaged(store) && rule.vault.vault !== undefined
          ? [apart(context, store, own, rule.vault.vault.encryption, rule.vault.text)]
          : []),
        ...(rule.copies ?? []).flatMap(({ vault: { vault, text } }) =>
          vault === undefined ? [] : [apart(context, store, own, vault.encryption, text)],
        ),
      ]),
    );
  });
}

function apart(context: Context, store: Store, own: KeyUse, other: KeyUse, vault: string): BackupProof {
  const kin = kinship(context.evaluator, own, other);
  const isApart: Answer = kin === 'different' ? 'yes' : kin === 'unknown' ? 'unknown' : 'no';
  return answer({
    check: 'KeysApart',
    about: `${store.key} > ${vault}`,
    verdict: verdictFor(isApart),
    says: {
      en: `${store.key} is encrypted with ${describeKey(own)}, its recovery points in ${vault} with ${describeKey(other)}`,
      ja: `${store.key} の鍵：${describeKey(own)}。${vault} の復旧ポイントの鍵：${describeKey(other)}`,
    },
    ...(isApart === 'no'
      ? {
          counterExample: {
            says:
              kin === 'same'
                ? { en: 'one lost key takes data and backups', ja: 'ひとつの鍵を失うとデータもバックアップも失う' }
                : {
                    en: 'both keys have the same material: whoever has one has both',
                    ja: 'ふたつの鍵は同じ鍵素材を持ち、片方を得た者は両方を得る',
                  },
          },
        }
      : {}),
    open: [{ en: 'whether both keys are one', ja: 'ふたつの鍵が同じものか' }],
    facts: ['BK-15'],
    origin: { resource: store.resource },
  });
}

/** Recovery points of these are encrypted with the key of the vault; of the others with the key of the data. */
function isFullyManaged({ kind, resource }: Store): boolean {
  return kind === 'bucket' || resource.type === 'AWS::EFS::FileSystem';
}

function keyOfStore({ evaluator }: Context, { resource, kind }: Store): KeyUse {
  switch (kind) {
    case 'aurora':
    case 'rds':
    case 'cluster':
    case 'warehouse':
    case 'files':
    case 'volume':
      return readKey(evaluator, evaluator.property(resource, 'KmsKeyId'), 'aws');
    case 'table':
      return readKey(evaluator, evaluator.property(resource, 'SSESpecification', 'KMSMasterKeyId'), 'aws');
    case 'bucket': {
      const rules = evaluator.property(resource, 'BucketEncryption', 'ServerSideEncryptionConfiguration');
      const first =
        rules.kind === 'list'
          ? rules.items[0]
          : rules.kind === 'known' && Array.isArray(rules.value)
            ? { kind: 'known' as const, value: rules.value[0] ?? null }
            : undefined;
      return first === undefined
        ? readKey(
            evaluator,
            { kind: rules.kind === 'absent' ? 'absent' : 'unknown', reason: 'BucketEncryption' },
            'none',
          )
        : readKey(evaluator, fieldOf(first, 'ServerSideEncryptionByDefault', 'KMSMasterKeyID'), 'none');
    }
  }
}
