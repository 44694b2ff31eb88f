import type { Rule } from '../read/plans';
import { assignmentsOf } from '../read/read-backups';
import type { Store } from '../read/stores';
import { formatInstant, formatMinutes } from '../schedule/time';
import type { BackupProof, Part, Words } from '../types';
import { answer, counted, verdictOf } from './answer';
import type { Context, Subject } from './context';
import { coverageOf, type Coverage } from './coverage';
import { IN_VAULT, inRegion, type Place, type Points } from './points';
import { ruleParts, surelyThere } from './rule-parts';
import { storeOpen, storePoints } from './store-points';

/** Enough recovery points exist at every instant, in the Region of the data. */
export function proveRecoveryPoints(
  context: Context,
  { name, protection }: Subject,
  store: Store,
): readonly BackupProof[] {
  const { recoveryPoints } = protection;
  return recoveryPoints === undefined
    ? []
    : [
        prove(context, store, recoveryPoints, IN_VAULT, {
          check: 'RecoveryPointsKept',
          subject: name,
          about: store.key,
        }),
      ];
}

/** Enough copies exist at every instant, in each Region that must have some. */
export function proveCopies(context: Context, { name, protection }: Subject, store: Store): readonly BackupProof[] {
  return (protection.regions ?? []).flatMap(({ region, recoveryPoints, copyMinutes }) =>
    recoveryPoints === undefined
      ? []
      : [
          prove(context, store, recoveryPoints, inRegion(region, copyMinutes), {
            check: 'CopiesKept',
            subject: name,
            about: `${store.key} > ${region}`,
          }),
        ],
  );
}

function prove(
  context: Context,
  store: Store,
  needed: number,
  place: Place,
  question: Pick<BackupProof, 'check' | 'subject' | 'about'>,
): BackupProof {
  const points = storePoints(context, store, place);
  const [worst, best] = [points.surely, points.possibly].map((each) => coverageOf(each, context.calendar.horizon));
  const [atWorst, atBest] = [worst?.fewest ?? 0, points.isOpen ? Infinity : (best?.fewest ?? 0)];
  const verdict = verdictOf(atWorst >= needed, atBest >= needed);
  const [shown, at] = verdict === 'REFUTED' ? [atBest, best?.fewestAt] : [atWorst, worst?.fewestAt];
  return answer({
    ...question,
    verdict,
    says: {
      en: `${counted(shown, 'recovery point surely exists', 'recovery points surely exist')} at every instant, ${String(needed)} must`,
      ja: `どの時点でも確実に存在する復旧ポイントは ${String(shown)} 個、必要なのは ${String(needed)} 個`,
    },
    ...(verdict === 'PROVED' || at === undefined
      ? {}
      : { counterExample: { instant: formatInstant(at), says: countSays(shown) } }),
    open: storeOpen(context, store, place),
    parts: [...partsOf(context, store, place), ...coverageParts(worst)],
    facts: [...points.facts, ...(question.check === 'CopiesKept' ? (['BK-10', 'BK-11'] as const) : [])],
    origin: { resource: store.resource },
  });
}

function countSays(count: number): Words {
  return {
    en: `${counted(count, 'recovery point', 'recovery points')} may be all that can be restored`,
    ja: `復元できる復旧ポイントが ${String(count)} 個だけになりうる`,
  };
}

function partsOf(context: Context, store: Store, place: Place): readonly Part[] {
  return rulesFor(context, store).flatMap((rule) => {
    const kept = place(rule);
    return kept === undefined || rule.continuous === true
      ? []
      : [
          ...ruleParts(rule, kept.keptDays),
          ...(kept.delay.hidden === undefined && kept.delay.most > 0
            ? [
                {
                  what: { en: `${rule.name}: copy`, ja: `${rule.name}：コピー` },
                  value: formatMinutes(kept.delay.most),
                  basis: 'declared' as const,
                  fact: 'BK-11' as const,
                },
              ]
            : []),
          ...(kept.arrives === 'no'
            ? [
                {
                  what: {
                    en: `${rule.name}: refused by the lock of its vault`,
                    ja: `${rule.name}：ボールトのロックが拒否`,
                  },
                  value: '0',
                  basis: 'template' as const,
                  fact: 'BK-13' as const,
                },
              ]
            : []),
          {
            what: {
              en: `${rule.name}: each surely exists for`,
              ja: `${rule.name}：1 個が確実に存在する時間`,
            },
            value: formatMinutes(kept.arrives === 'yes' ? surelyThere(rule, kept.keptDays, kept.delay.most) : 0),
            basis: 'derived' as const,
          },
        ];
  });
}

function coverageParts(worst: Coverage | undefined): readonly Part[] {
  return worst === undefined
    ? []
    : [
        {
          what: { en: 'least age of the newest one', ja: '最新のものの最小の経過時間' },
          value: formatMinutes(worst.youngest),
          basis: 'derived',
        },
        {
          what: { en: 'greatest age of the newest one', ja: '最新のものの最大の経過時間' },
          value: formatMinutes(worst.oldest),
          basis: 'derived',
        },
      ];
}

/** Rules of the plans that back a store up. */
export function rulesFor(context: Context, store: Store): readonly Rule[] {
  return assignmentsOf(context.backups, store).flatMap(({ plan }) => plan.rules ?? []);
}

/** Points with their coverage at the worst and at the best. */
export function coverages(points: Points, context: Context): { readonly worst: Coverage; readonly best: Coverage } {
  const { horizon } = context.calendar;
  return { worst: coverageOf(points.surely, horizon), best: coverageOf(points.possibly, horizon) };
}
