import { rulesOf } from '../read/read-backups';
import type { Rule } from '../read/plans';
import type { Vault } from '../read/vaults';
import { formatDays } from '../schedule/time';
import type { BackupProof, BackupVerdict, Part, Words } from '../types';
import { answer, verdictFor, verdictOf } from './answer';
import type { Context } from './context';
import { spanText } from './rule-parts';

/** Days of grace that AWS demands before a lock becomes final. */
const LEAST_CHANGEABLE_DAYS = 3;

/** A vault with the rules that fill it. */
export interface UsedVault {
  readonly vault: Vault;
  readonly rules: readonly Rule[];
}

/** Vaults that any rule fills, by backups or by copies. */
export function usedVaults({ backups }: Context): readonly UsedVault[] {
  return backups.vaults.flatMap((vault) => {
    const rules = rulesOf(backups).filter((rule) =>
      [rule.vault, ...(rule.copies ?? []).map((copy) => copy.vault)].some((use) => use.vault === vault),
    );
    return rules.length === 0 ? [] : [{ vault, rules }];
  });
}

/** Nobody who gets hold of a role deletes recovery points or shortens their life. */
export function proveLocked(context: Context): readonly BackupProof[] {
  const wanted = context.objectives.vaultLock ?? { kind: 'governance' };
  return usedVaults(context).map(({ vault }) => {
    const { lock, key, resource } = vault;
    const question = {
      check: 'VaultLocked',
      about: key,
      origin: { resource, property: 'LockConfiguration' },
      facts: ['BK-14'],
    } as const;
    const policy: Part = {
      what: { en: 'policy of the vault refuses deletion', ja: 'ボールトのポリシーによる削除の拒否' },
      value: vault.refusesDeletion ? '✓' : '-',
      basis: 'template',
    };
    if (wanted.kind === 'none') {
      const says = { en: `no lock is asked for: ${wanted.reason}`, ja: `ロックは求められていない：${wanted.reason}` };
      return answer({ ...question, verdict: 'PROVED', says, parts: [policy, reasonPart(wanted.reason)] });
    }
    switch (lock.kind) {
      case 'none':
        return answer({
          ...question,
          verdict: 'REFUTED',
          says: { en: `${key} has no lock`, ja: `${key} にロックがない` },
          counterExample: {
            says: vault.refusesDeletion
              ? {
                  en: 'whoever may change the policy of the vault deletes every recovery point',
                  ja: 'ボールトのポリシーを変えられる者は、すべての復旧ポイントを削除できる',
                }
              : {
                  en: 'whoever may delete recovery points deletes every one',
                  ja: '復旧ポイントの削除を許された者は、すべてを削除できる',
                },
          },
          parts: [policy],
        });
      case 'hidden':
        return answer({
          ...question,
          verdict: 'UNDETERMINED',
          says: { en: `the lock of ${key} is not known`, ja: `${key} のロックが分からない` },
          open: [{ en: lock.by, ja: lock.by }],
          parts: [policy],
        });
      case 'locked': {
        const { verdict, says, why } = judged(lock.changeableForDays, wanted.kind, key);
        return answer({
          ...question,
          verdict,
          says,
          ...(verdict === 'PROVED' ? {} : { counterExample: { says: why } }),
          open: [{ en: 'ChangeableForDays', ja: 'ChangeableForDays' }],
          parts: [
            {
              what: { en: 'shortest retention', ja: '最短の保持期間' },
              value: spanText(lock.leastDays, formatDays),
              basis: 'template',
              fact: 'BK-13',
            },
            {
              what: { en: 'longest retention', ja: '最長の保持期間' },
              value: spanText(lock.mostDays, formatDays),
              basis: 'template',
              fact: 'BK-13',
            },
            {
              what: { en: 'can be lifted for', ja: '解除できる期間' },
              value: lock.changeableForDays === undefined ? '∞' : spanText(lock.changeableForDays, formatDays),
              basis: 'template',
              fact: 'BK-14',
            },
            policy,
          ],
        });
      }
    }
  });
}

function judged(
  changeable: { readonly least: number; readonly most: number } | undefined,
  wanted: 'governance' | 'compliance',
  key: string,
): { readonly verdict: BackupVerdict; readonly says: Words; readonly why: Words } {
  if (changeable === undefined) {
    const says = {
      en: `${key} is locked; whoever may delete the lock lifts it`,
      ja: `${key} はロックされている。ロックの削除を許された者は解除できる`,
    };
    return { verdict: wanted === 'governance' ? 'PROVED' : 'REFUTED', says, why: LIFTED };
  }
  return {
    verdict: verdictOf(changeable.least >= LEAST_CHANGEABLE_DAYS, changeable.most >= LEAST_CHANGEABLE_DAYS),
    says: {
      en: `${key} is locked for good ${formatDays(changeable.least)} after it is made`,
      ja: `${key} は作成から ${formatDays(changeable.least)} 後、恒久的にロックされる`,
    },
    why: {
      en: 'AWS takes no lock that is final in less than 3 days',
      ja: '3 日未満で確定するロックは AWS に拒否される',
    },
  };
}

const LIFTED: Words = {
  en: 'backup:DeleteBackupVaultLockConfiguration lifts the lock, and then recovery points can be deleted',
  ja: 'backup:DeleteBackupVaultLockConfiguration でロックを解除すれば、復旧ポイントを削除できる',
};

function reasonPart(reason: string): Part {
  return { what: { en: 'reason', ja: '理由' }, value: reason, basis: 'declared' };
}

/** Stacks in which something about backups may be hidden. */
export function proveComplete({ backups: { model } }: Context): readonly BackupProof[] {
  return model.stacks
    .filter(({ tainted }) => tainted.length > 0)
    .map((stack) =>
      answer({
        check: 'TemplatesComplete',
        about: stack.constructPath,
        verdict: verdictFor('unknown'),
        says: {
          en: 'the template may hold more than is shown',
          ja: 'テンプレートには、見えている以上のものがありうる',
        },
        open: stack.tainted.map((taint) => ({ en: taint, ja: taint })),
      }),
    );
}
