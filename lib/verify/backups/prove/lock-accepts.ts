import type { Span } from '../read/span';
import type { VaultUse } from '../read/vaults';
import type { Words } from '../types';

/** Whether a vault takes a recovery point that is to live for some days. */
export interface LockAnswer {
  readonly arrives: 'yes' | 'no' | 'unknown';
  readonly why?: Words;
}

/**
 * A locked vault refuses what lives too short or too long, and the job fails.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_PutBackupVaultLockConfiguration.html read 2026-11-26
 */
export function lockAnswer({ text, vault }: VaultUse, keptDays: Span): LockAnswer {
  if (vault === undefined || vault.lock.kind === 'hidden' || vault.exists === 'unknown') {
    return {
      arrives: 'unknown',
      why:
        vault === undefined
          ? { en: `the lock of ${text}, which is not in the templates`, ja: `テンプレートにない ${text} のロック` }
          : { en: `the lock of ${text}`, ja: `${text} のロック` },
    };
  }
  if (vault.lock.kind === 'none') {
    return { arrives: 'yes' };
  }
  const { leastDays, mostDays } = vault.lock;
  if (keptDays.most < leastDays.least || keptDays.least > mostDays.most) {
    return { arrives: 'no' };
  }
  return keptDays.least >= leastDays.most && keptDays.most <= mostDays.least
    ? { arrives: 'yes' }
    : {
        arrives: 'unknown',
        why: { en: `whether the lock of ${text} takes the retention`, ja: `${text} のロックが保持期間を受け入れるか` },
      };
}
