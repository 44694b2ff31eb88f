import type { FactId } from '../facts';
import type { Copy, Rule } from '../read/plans';
import { exactly, type Span } from '../read/span';
import { MINUTES_PER_DAY } from '../schedule/time';
import type { Words } from '../types';
import type { Point } from './coverage';
import { lockAnswer } from './lock-accepts';
import type { RuleRun, TakenRuns } from './taken';

/** Recovery points of one resource in one place, counted twice. */
export interface Points {
  /** Those that surely exist, each as late and as short-lived as it may be. */
  readonly surely: readonly Point[];
  /** Those that may exist, with everything that is open decided for the best; jobs are still as late as they may be. */
  readonly possibly: readonly Point[];
  /** Whether even more may exist than can be counted. */
  readonly isOpen: boolean;
  readonly facts: readonly FactId[];
}

/** What of a rule ends up in the place that is looked at. */
export interface Kept {
  readonly keptDays: Span;
  /** Minutes from the end of the job until it is there. */
  readonly delay: Span;
  /** Whether it gets there: `no` when the vault refuses it. */
  readonly arrives: 'yes' | 'no' | 'unknown';
  readonly why?: Words;
}

/** Where recovery points are counted: what a rule leaves there, or nothing. */
export type Place = (rule: Rule) => Kept | undefined;

/** The vault that a rule names. */
export const IN_VAULT: Place = (rule) => {
  const kept = { keptDays: rule.keptDays, delay: exactly(0) };
  if (rule.continuous === undefined) {
    const why = { en: `whether ${rule.key} is continuous`, ja: `${rule.key} が継続バックアップかどうか` };
    return { ...kept, arrives: 'unknown', why };
  }
  return rule.continuous ? undefined : { ...kept, ...lockAnswer(rule.vault, rule.keptDays) };
};

/** Copies in a Region, which take a time that only the objectives can tell. */
export function inRegion(region: string, copyMinutes: number | undefined): Place {
  return (rule) => {
    const copies = (rule.copies ?? []).filter(({ vault }) => vault.region === region || vault.region === undefined);
    const [best] = copies.map((copy) => copied(copy, copyMinutes)).sort((a, b) => rank(a) - rank(b));
    return rule.copies === undefined
      ? { keptDays: rule.keptDays, delay: delayOf(copyMinutes), arrives: 'unknown', why: hiddenCopies(rule) }
      : best;
  };
}

const ORDER = ['yes', 'unknown', 'no'] as const;

function rank({ arrives, keptDays }: Kept): number {
  return ORDER.indexOf(arrives) - (keptDays.least === Infinity ? 0.9 : keptDays.least / (keptDays.least + 1));
}

function copied({ vault, keptDays }: Copy, copyMinutes: number | undefined): Kept {
  const answer =
    vault.region === undefined
      ? {
          arrives: 'unknown' as const,
          why: {
            en: `in which Region ${vault.text} lies`,
            ja: `${vault.text} のリージョン`,
          },
        }
      : lockAnswer(vault, keptDays);
  return { keptDays, delay: delayOf(copyMinutes), ...answer };
}

function delayOf(copyMinutes: number | undefined): Span {
  return copyMinutes === undefined ? { least: 0, most: Infinity, hidden: 'copyMinutes' } : exactly(copyMinutes);
}

function hiddenCopies({ key }: Rule): Words {
  return { en: `the copies of ${key}`, ja: `${key} のコピー` };
}

/** Points that backups leave in a place. */
export function pointsOf(taken: TakenRuns, place: Place): Points {
  const places = new Map<Rule, Kept | undefined>();
  const keptOf = (rule: Rule) => {
    if (!places.has(rule)) {
      places.set(rule, place(rule));
    }
    return places.get(rule);
  };
  return {
    surely: taken.surely.flatMap(({ candidates }) => oneOf(candidates, keptOf, surePoint, 'worst')),
    possibly: taken.possibly.flatMap(({ candidates }) => oneOf(candidates, keptOf, possiblePoint, 'best')),
    isOpen: false,
    facts: taken.facts,
  };
}

/** What becomes of a backup of which nobody knows for which run it is taken: the worst of all, or the best. */
function oneOf(
  candidates: readonly RuleRun[],
  keptOf: (rule: Rule) => Kept | undefined,
  read: (run: RuleRun, kept: Kept | undefined) => Point | undefined,
  which: 'worst' | 'best',
): readonly Point[] {
  const [first] = candidates;
  if (candidates.length === 1 && first !== undefined) {
    const only = read(first, keptOf(first.rule));
    return only === undefined ? [] : [only];
  }
  const points = candidates.flatMap((each) => read(each, keptOf(each.rule)) ?? []);
  const isMissing = which === 'worst' ? points.length < candidates.length : points.length === 0;
  const [least, greatest] = which === 'worst' ? [Math.min, Math.max] : [Math.max, Math.min];
  return isMissing
    ? []
    : [
        {
          made: least(...points.map(({ made }) => made)),
          // It is there once it is surely complete, whichever it is.
          done: greatest(...points.map(({ done }) => done)),
          gone: least(...points.map(({ gone }) => gone)),
        },
      ];
}

function surePoint({ rule, run }: RuleRun, kept: Kept | undefined): Point | undefined {
  if (kept?.arrives !== 'yes') {
    return undefined;
  }
  return {
    made: run.from,
    done: run.to + rule.startWindow.most + rule.completionWindow.most + kept.delay.most,
    gone: run.from + kept.keptDays.least * MINUTES_PER_DAY,
  };
}

function possiblePoint({ rule, run }: RuleRun, kept: Kept | undefined): Point | undefined {
  if (kept === undefined || kept.arrives === 'no') {
    return undefined;
  }
  return {
    made: run.to,
    done: run.from + rule.startWindow.least + rule.completionWindow.least + kept.delay.least,
    gone: run.to + kept.keptDays.most * MINUTES_PER_DAY,
  };
}

/** What of a rule would have to be known. */
export function openOfRule(rule: Rule, kept: Kept | undefined): readonly Words[] {
  if (kept === undefined) {
    return [];
  }
  const hidden: readonly (readonly [Span, Words])[] = [
    [rule.startWindow, { en: 'StartWindowMinutes', ja: 'StartWindowMinutes' }],
    [rule.completionWindow, { en: 'CompletionWindowMinutes', ja: 'CompletionWindowMinutes' }],
    [kept.keptDays, { en: 'DeleteAfterDays', ja: 'DeleteAfterDays' }],
  ];
  return [
    ...hidden.flatMap(([span, { en, ja }]) =>
      span.hidden === undefined
        ? []
        : [{ en: `${en} of ${rule.key} (${span.hidden})`, ja: `${rule.key} の ${ja}（${span.hidden}）` }],
    ),
    ...(kept.delay.hidden === undefined
      ? []
      : [{ en: 'how long a copy takes: declare copyMinutes', ja: 'コピーにかかる時間（copyMinutes で申告する）' }]),
    ...(kept.why === undefined || kept.arrives !== 'unknown' ? [] : [kept.why]),
  ];
}

/** Points of several plans together. */
export function joinPoints(all: readonly Points[]): Points {
  return {
    surely: all.flatMap(({ surely }) => surely),
    possibly: all.flatMap(({ possibly }) => possibly),
    isOpen: all.some(({ isOpen }) => isOpen),
    facts: [...new Set(all.flatMap(({ facts }) => facts))].sort(),
  };
}

/** Words, each once. */
export function unique(words: readonly Words[]): readonly Words[] {
  return [...new Map(words.map((each) => [each.en, each])).values()];
}
