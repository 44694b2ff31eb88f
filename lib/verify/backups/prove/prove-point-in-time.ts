import { automatedOf } from '../read/databases';
import { assignmentsOf } from '../read/read-backups';
import type { Rule } from '../read/plans';
import { exactly, type Span } from '../read/span';
import type { Store } from '../read/stores';
import { formatDays } from '../schedule/time';
import type { BackupProof, Part, Words } from '../types';
import { answer, verdictOf } from './answer';
import type { Context, Subject } from './context';
import { lockAnswer } from './lock-accepts';
import { refusalsOf } from './refusals';
import { spanText } from './rule-parts';

/** Minutes by which the latest time that can be restored lies back, typically. */
const TYPICAL_MINUTES = 5;

/** Any point in time can be restored, up to shortly before a failure, and far enough back. */
export function provePointInTime(
  context: Context,
  { name, protection }: Subject,
  store: Store,
): readonly BackupProof[] {
  const { pointInTimeMinutes, pointInTimeDays } = protection;
  if (pointInTimeMinutes === undefined && pointInTimeDays === undefined) {
    return [];
  }
  const reach = reachOf(context, store);
  const isLate = pointInTimeMinutes !== undefined && pointInTimeMinutes < TYPICAL_MINUTES;
  const [worst, best] = reach.isLagKnown ? [reach.days.least, reach.days.most] : [0, reach.days.most];
  const needed = pointInTimeDays ?? 1;
  const verdict = verdictOf(!isLate && worst >= needed, !isLate && best >= needed);
  return [
    answer({
      check: 'PointInTime',
      subject: name,
      about: store.key,
      verdict,
      says: saysOf(reach, pointInTimeMinutes, pointInTimeDays),
      ...(verdict === 'PROVED' ? {} : { counterExample: { says: whyNot(reach, isLate, needed) } }),
      open: reach.open,
      parts: reach.parts,
      facts: [
        ...(store.kind === 'bucket' ? [] : (['BK-20'] as const)),
        ...(reach.isShared ? (['BK-30'] as const) : []),
      ],
      origin: { resource: store.resource, property: reach.property },
    }),
  ];
}

/** How far back any point in time can be restored. */
interface Reach {
  readonly days: Span;
  /** Whether AWS says how far behind the latest point lies. */
  readonly isLagKnown: boolean;
  /** Whether AWS Backup and the template both set the days. */
  readonly isShared: boolean;
  readonly property: string;
  readonly parts: readonly Part[];
  readonly open: readonly Words[];
}

function reachOf(context: Context, store: Store): Reach {
  const automated = automatedOf(store, context.evaluator);
  const rules = continuousRules(context, store);
  const isLagKnown =
    store.kind !== 'bucket' && store.kind !== 'files' && store.kind !== 'volume' && store.kind !== 'warehouse';
  const sure = rules.filter(({ sure: isSure }) => isSure).map(({ rule }) => rule.keptDays);
  const perhaps = rules.map(({ rule }) => rule.keptDays);
  const own = automated?.days;
  const isOff = own === undefined || (own.most === 0 && own.least === 0);
  const days = isOff
    ? { least: maximum(sure.map(({ least }) => least)), most: maximum(perhaps.map(({ most }) => most)) }
    : {
        // Where both set it, a deployment and AWS Backup undo one another: the shorter counts.
        least: Math.min(own.least, ...perhaps.map(({ least }) => least)),
        most: Math.max(own.most, ...perhaps.map(({ most }) => most)),
      };
  return {
    days: capped(days),
    isLagKnown,
    isShared: !isOff && rules.length > 0,
    property: automated?.property ?? 'EnableContinuousBackup',
    parts: [
      ...(automated === undefined
        ? []
        : [
            {
              what: { en: 'automated backups', ja: '自動バックアップ' },
              value: spanText(automated.days, formatDays),
              basis: 'template' as const,
              fact: 'BK-21' as const,
            },
          ]),
      ...rules.map(({ rule }) => ({
        what: { en: `continuous backup ${rule.key}`, ja: `継続バックアップ ${rule.key}` },
        value: spanText(rule.keptDays, formatDays),
        basis: 'template' as const,
        fact: 'BK-08' as const,
      })),
      ...(isLagKnown
        ? [
            {
              what: { en: 'latest time that can be restored', ja: '復元できる最新の時点' },
              value: `${String(TYPICAL_MINUTES)} min`,
              basis: 'typical' as const,
              fact: 'BK-20' as const,
            },
          ]
        : []),
    ],
    open: [
      ...(isLagKnown
        ? []
        : [
            {
              en: 'how far behind the latest point in time lies: AWS does not say',
              ja: '復元できる最新の時点の遅れ（AWS の文書にない）',
            },
          ]),
      ...(automated?.days.hidden === undefined ? [] : [{ en: automated.property, ja: automated.property }]),
      ...rules
        .filter(({ sure: isSure }) => !isSure)
        .map(({ rule }) => ({ en: `whether ${rule.key} takes effect`, ja: `${rule.key} が有効になるか` })),
    ],
  };
}

/** Continuous rules that a store comes under, and whether they surely work. */
function continuousRules(context: Context, store: Store): readonly { readonly rule: Rule; readonly sure: boolean }[] {
  return assignmentsOf(context.backups, store).flatMap(({ plan, sure }) =>
    (plan.rules ?? [])
      .filter((rule) => rule.continuous !== false)
      .map((rule) => ({
        rule,
        refused: refusalsOf(rule, context.calendar.runsOfRule(rule)),
        lock: lockAnswer(rule.vault, rule.keptDays),
      }))
      .filter(({ refused, lock }) => lock.arrives !== 'no' && !refused.some((each) => each.sure))
      .map(({ rule, refused, lock }) => ({
        rule,
        sure: sure && rule.continuous === true && refused.length === 0 && lock.arrives === 'yes',
      })),
  );
}

/** AWS keeps nothing of the kind for longer. */
function capped({ least, most }: Span): Span {
  const bounded = (days: number) => Math.min(35, days);
  return least === most ? exactly(bounded(least)) : { least: bounded(least), most: bounded(most) };
}

function maximum(numbers: readonly number[]): number {
  return numbers.reduce((greatest, number) => Math.max(greatest, number), 0);
}

function saysOf({ days, isLagKnown }: Reach, minutes: number | undefined, back: number | undefined): Words {
  const reach = spanText(days, formatDays);
  const lag = isLagKnown ? `${String(TYPICAL_MINUTES)} min` : '?';
  const asked = [minutes === undefined ? '' : `${String(minutes)} min`, back === undefined ? '' : `${String(back)} d`]
    .filter((part) => part !== '')
    .join(', ');
  return {
    en: `any point in time of the last ${reach} can be restored, up to typically ${lag} before a failure; asked: ${asked}`,
    ja: `過去 ${reach} の任意の時点に、障害の通常 ${lag} 前まで復元できる。目標：${asked}`,
  };
}

function whyNot({ days, isLagKnown }: Reach, isLate: boolean, needed: number): Words {
  if (isLate) {
    return {
      en: `AWS restores typically to ${String(TYPICAL_MINUTES)} minutes before, and promises nothing closer`,
      ja: `AWS の復元は通常 ${String(TYPICAL_MINUTES)} 分前までで、それより近い時点は約束されない`,
    };
  }
  if (days.most < needed) {
    return {
      en: days.most === 0 ? 'there is no point in time recovery' : `it reaches back ${formatDays(days.most)} at most`,
      ja: days.most === 0 ? 'ポイントインタイムリカバリーがない' : `さかのぼれるのは最大 ${formatDays(days.most)}`,
    };
  }
  return isLagKnown
    ? {
        en: `it may reach back ${formatDays(days.least)} only`,
        ja: `${formatDays(days.least)} しかさかのぼれないことがある`,
      }
    : { en: 'how close to a failure it reaches is not stated', ja: '障害のどれだけ前まで届くかが示されていない' };
}
