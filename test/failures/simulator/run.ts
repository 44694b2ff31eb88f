import type { FailureModel } from '../../../lib/failures/model/types';
import { Course, countersAfter, type Counters, type Step } from './course';
import { withLosses, type Losses } from './losses';
import type { Happening, Phase } from './outcome';
import { happeningOf } from './reactions';
import type { Snapshot } from './snapshot';
import type { World } from './world';

/** A run is ended at this second, with what is due then. */
const LAST_SECOND = 86_400;

/** What is as it is from a second on. */
export interface Stretch {
  readonly from: number;
  readonly snapshot: Snapshot;
}

/** A run from second 0 until nothing more is due, or to the end of the day. */
export interface Run {
  readonly phase: Phase;
  readonly isAtRest: boolean;
  /** That of the last reaction when the run is at rest, else the last of the day. */
  readonly lastSecond: number;
  /** The world from second 0 to the last one; each stretch ends where the next begins. */
  readonly stretches: readonly Stretch[];
  readonly first: Snapshot;
  readonly last: Snapshot;
  /** Of the last second. */
  readonly counters: Counters;
  /** At second 0, and at the last second. */
  readonly lostBefore: Losses;
  readonly lost: Losses;
  readonly happenings: readonly Happening[];
}

/** How a run begins. */
export interface RunStart {
  readonly phase: Phase;
  /** Run on which this one follows: what a trigger has held for there is counted on. */
  readonly after?: Run;
  /** @default - what was lost at the end of the run on which this one follows */
  readonly lost?: Losses;
}

/**
 * Watches the triggers from second 0 on and lets happen what is due, until nothing more is or the day is over.
 *
 * Time passes in steps from one second at which something happens to the next: between them nothing changes but the
 * counters.
 */
export function play(model: FailureModel, world: World, { phase, after, lost: lostBefore }: RunStart): Run {
  const course = new Course(model);
  const taken = new Set<Step>();
  let standing = course.enter(world, after?.counters ?? new Map());
  let second = 0;
  let lost = lostBefore ?? after?.lost ?? new Map();
  const begun = { phase, first: standing.view.snapshot, lostBefore: lost };
  const stretches: Stretch[] = [{ from: 0, snapshot: standing.view.snapshot }];
  const happenings = [...failOpenings(after?.last, standing.view.snapshot, { phase, second })];
  for (;;) {
    const { snapshot } = standing.view;
    const step = course.next(standing);
    if (step === undefined || second + step.seconds > LAST_SECOND) {
      const lastSecond = step === undefined ? second : LAST_SECOND;
      const counters = countersAfter(standing, lastSecond - second);
      const isAtRest = step === undefined;
      return { ...begun, isAtRest, lastSecond, stretches, last: snapshot, counters, lost, happenings };
    }
    second += step.seconds;
    standing = step.to;
    stretches.push({ from: second, snapshot: standing.view.snapshot });
    lost = withLosses(
      lost,
      step.due.flatMap(({ kind, pool, to }) => (kind === 'move' && to !== undefined ? [{ pool, member: to }] : [])),
    );
    if (!taken.has(step)) {
      taken.add(step);
      happenings.push(...step.due.map((each) => ({ phase, second, ...happeningOf(each) })));
      happenings.push(...failOpenings(snapshot, standing.view.snapshot, { phase, second }));
    }
  }
}

/** Pools that begin to fail open. */
function failOpenings(
  before: Snapshot | undefined,
  after: Snapshot,
  when: { readonly phase: Phase; readonly second: number },
): readonly Happening[] {
  return after.model.pools
    .filter((pool) => pool.choice === 'spread' && after.failsOpen(pool) && before?.failsOpen(pool) !== true)
    .map((pool) => ({ ...when, kind: 'fail-open', pool: pool.id }));
}
