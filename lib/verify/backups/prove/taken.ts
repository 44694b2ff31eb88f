import type { Run } from '../schedule/runs';
import type { FactId } from '../facts';
import type { Rule } from '../read/plans';

/** A run of a rule. */
export interface RuleRun {
  readonly rule: Rule;
  readonly run: Run;
}

/** One backup, for one of some runs. */
export interface Taken {
  readonly candidates: readonly RuleRun[];
}

/** What becomes of the runs of a plan. */
export interface TakenRuns {
  /** Backups that are surely taken. */
  readonly surely: readonly Taken[];
  /** Backups that may be taken, the sure ones included. */
  readonly possibly: readonly Taken[];
  /** Behaviour of AWS that decides where start windows meet. */
  readonly facts: readonly FactId[];
  /** Meetings of start windows, in order. */
  readonly meetings: readonly Meeting[];
}

/** Runs of different rules whose start windows overlap. */
export interface Meeting {
  readonly at: number;
  readonly rules: readonly Rule[];
  /** Whether a snapshot is surely lost by it. */
  readonly isLoss: boolean;
}

/** Minutes: of several rules of which one has a longer start window, nobody looks at everything that overlaps. */
const LONGEST_WINDOW = 1440;

/**
 * Which backups are taken when start windows of different rules of one plan overlap: the one with the longer retention.
 *
 * AWS does not say whether that holds for a snapshot beside a continuous backup, so there it is left open.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html read 2026-11-26
 */
export function takenRuns(runs: readonly RuleRun[]): TakenRuns {
  const isSingle = new Set(runs.map(({ rule }) => rule)).size <= 1;
  if (!isSingle && runs.some(({ rule }) => rule.startWindow.most > LONGEST_WINDOW)) {
    return { surely: [], possibly: runs.map(alone), facts: ['BK-04'], meetings: [] };
  }
  const sorted = [...runs].sort((a, b) => a.run.from - b.run.from);
  const met = isSingle ? new Map<RuleRun, RuleRun[]>() : meetingsOf(sorted);
  const snapshots = sorted.filter(isSnapshot);
  const winners = snapshots.filter(
    (each) => each.run.sure && (met.get(each) ?? []).every((other) => outlives(each, other)),
  );
  const won = new Set(winners);
  const gaveWay = new Set(winners.flatMap((winner) => met.get(winner) ?? []));
  const left = snapshots.filter((each) => !won.has(each) && !gaveWay.has(each));
  const tied = tiesOf(left, met);
  // What is continuous is taken for sure where nothing stands in its way.
  const others = sorted.filter((each) => !isSnapshot(each));
  const free = others.filter((each) => each.run.sure && !met.has(each));
  return {
    surely: [...winners.map(alone), ...tied.surely, ...free.map(alone)],
    possibly: [...winners.map(alone), ...tied.possibly, ...others.map(alone)],
    facts: factsOf(met),
    meetings: sorted.flatMap((each) => meetingAt(each, met)),
  };
}

function alone(run: RuleRun): Taken {
  return { candidates: [run] };
}

/**
 * Where retention does not decide, whatever is not taken gave way to another one that it meets: of a run and all that it meets,
 * one is taken at least.
 */
function tiesOf(
  left: readonly RuleRun[],
  met: ReadonlyMap<RuleRun, readonly RuleRun[]>,
): Pick<TakenRuns, 'surely' | 'possibly'> {
  const counted = new Set<RuleRun>();
  const settled = new Set<RuleRun>();
  const surely: Taken[] = [];
  const possibly: Taken[] = [];
  for (const each of left) {
    const others = met.get(each) ?? [];
    const snapshots = [each, ...others.filter(isSnapshot)];
    const isSafe = others.every((other) => isSnapshot(other) || outlives(each, other));
    if (each.run.sure && isSafe && !snapshots.some((run) => counted.has(run))) {
      surely.push({ candidates: snapshots });
      snapshots.forEach((run) => counted.add(run));
    }
    if (!settled.has(each)) {
      // When they all meet one another and nothing else, there is one for all of them, and no more.
      const isClosed = isSafe && snapshots.every((a) => isSameGroup(met.get(a) ?? [], snapshots));
      possibly.push(isClosed ? { candidates: snapshots } : alone(each));
      (isClosed ? snapshots : [each]).forEach((run) => settled.add(run));
    }
  }
  return { surely, possibly };
}

function isSameGroup(met: readonly RuleRun[], group: readonly RuleRun[]): boolean {
  return met.length === group.length - 1 && met.every((run) => group.includes(run));
}

function isSnapshot({ rule }: RuleRun): boolean {
  return rule.continuous === false;
}

/** Minute at which the start window of a run ends at the latest. */
function endOf({ rule, run }: RuleRun): number {
  return run.to + rule.startWindow.most;
}

function outlives(a: RuleRun, b: RuleRun): boolean {
  return a.rule.keptDays.least > b.rule.keptDays.most;
}

/** Runs of other rules whose start windows each run overlaps. */
function meetingsOf(sorted: readonly RuleRun[]): ReadonlyMap<RuleRun, RuleRun[]> {
  const met = new Map<RuleRun, RuleRun[]>();
  const add = (a: RuleRun, b: RuleRun) => {
    const known = met.get(a);
    if (known === undefined) {
      met.set(a, [b]);
    } else {
      known.push(b);
    }
  };
  let active: readonly RuleRun[] = [];
  for (const each of sorted) {
    active = active.filter((other) => endOf(other) > each.run.from);
    for (const other of active) {
      if (other.rule !== each.rule) {
        add(each, other);
        add(other, each);
      }
    }
    active = [...active, each];
  }
  return met;
}

/** What a run meets that is due at the same time or later. */
function meetingAt(each: RuleRun, met: ReadonlyMap<RuleRun, readonly RuleRun[]>): readonly Meeting[] {
  const later = (met.get(each) ?? []).filter(({ run }) => run.from >= each.run.from);
  const lost = isSnapshot(each) ? later.filter(isSnapshot) : [];
  return later.length === 0
    ? []
    : [
        {
          at: each.run.from,
          rules: [...new Set([each, ...(lost.length > 0 ? lost : later)].map(({ rule }) => rule))],
          isLoss: lost.length > 0,
        },
      ];
}

function factsOf(met: ReadonlyMap<RuleRun, readonly RuleRun[]>): readonly FactId[] {
  const facts = new Set<FactId>();
  for (const [each, others] of met) {
    if (isSnapshot(each) && others.some(isSnapshot)) {
      facts.add('BK-04');
    }
    if (isSnapshot(each) && others.some((other) => !isSnapshot(other) && !outlives(each, other))) {
      facts.add('BK-05');
    }
  }
  return [...facts].sort();
}
