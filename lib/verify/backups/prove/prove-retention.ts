import { assignmentsOf } from '../read/read-backups';
import type { Store } from '../read/stores';
import { formatDays } from '../schedule/time';
import type { BackupProof } from '../types';
import { answer, verdictOf } from './answer';
import type { Context, Subject } from './context';
import { spanText } from './rule-parts';

/** Every recovery point lives long enough, and the lock of its vault would not let a changed plan shorten that. */
export function proveRetention(context: Context, { name, protection }: Subject, store: Store): readonly BackupProof[] {
  const { retentionDays } = protection;
  if (retentionDays === undefined) {
    return [];
  }
  const snapshots = assignmentsOf(context.backups, store).flatMap(({ plan }) =>
    (plan.rules ?? []).filter(({ continuous }) => continuous !== true),
  );
  const kept = snapshots.map((rule) => {
    const verdict = verdictOf(rule.keptDays.least >= retentionDays, rule.keptDays.most >= retentionDays);
    const days = spanText(rule.keptDays, formatDays);
    return answer({
      check: 'RetentionKept',
      subject: name,
      about: `${store.key} > ${rule.key}`,
      verdict,
      says: {
        en: `recovery points of ${rule.name} live ${days}, ${formatDays(retentionDays)} are asked for`,
        ja: `${rule.name} の復旧ポイントの保持期間は ${days}、目標は ${formatDays(retentionDays)}`,
      },
      ...(verdict === 'PROVED' ? {} : { counterExample: { says: { en: rule.key, ja: rule.key } } }),
      open: [{ en: `DeleteAfterDays of ${rule.key}`, ja: `${rule.key} の DeleteAfterDays` }],
      parts: [{ what: { en: 'retention', ja: '保持期間' }, value: days, basis: 'template', fact: 'BK-06' }],
      origin: { resource: rule.plan, property: `${rule.property}.Lifecycle` },
    });
  });
  const vaults = new Map(snapshots.map(({ vault }) => [vault.text, vault]));
  const locked = [...vaults.values()].map(({ text, vault }) => {
    const lock = vault?.lock;
    const least = lock?.kind === 'locked' ? lock.leastDays : undefined;
    const isHidden = lock === undefined || lock.kind === 'hidden';
    const verdict = isHidden
      ? ('UNDETERMINED' as const)
      : verdictOf((least?.least ?? 0) >= retentionDays, (least?.most ?? 0) >= retentionDays);
    const days = least === undefined ? formatDays(0) : spanText(least, formatDays);
    return answer({
      check: 'RetentionLocked',
      subject: name,
      about: `${store.key} > ${text}`,
      verdict,
      says: {
        en: `the lock of ${text} takes nothing that lives shorter than ${days}, ${formatDays(retentionDays)} are asked for`,
        ja: `${text} のロックが受け入れる最短は ${days}、目標は ${formatDays(retentionDays)}`,
      },
      ...(verdict === 'PROVED'
        ? {}
        : {
            counterExample: {
              says: {
                en: `a changed plan may keep recovery points for ${days} only`,
                ja: `計画を変えれば保持期間を ${days} まで短くできる`,
              },
            },
          }),
      open: [{ en: `the lock of ${text}`, ja: `${text} のロック` }],
      parts: [
        {
          what: { en: 'shortest retention of the lock', ja: 'ロックの最短保持期間' },
          value: days,
          basis: 'template',
          fact: 'BK-13',
        },
      ],
      ...(vault === undefined
        ? {}
        : { origin: { resource: vault.resource, property: 'LockConfiguration.MinRetentionDays' } }),
    });
  });
  return [...kept, ...locked];
}
