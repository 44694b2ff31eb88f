import fc from 'fast-check';
import { INSTANCES, ZONES } from './aurora';
import type {
  ClusterFault,
  Happening,
  MutationFault,
  Plan,
  ProbeFault,
  RunFaults,
  RunPlan,
  Stop,
  StoreFault,
} from './plan';

/** A run in which nothing goes wrong. */
export const NO_FAULTS: RunFaults = { saves: [], clusters: [], probes: {}, delays: [] };

/** Milliseconds between two runs of the schedule. */
export const PERIOD = 60_000;

const TIMEOUT = 50_000;

const storeFaults = fc.constantFrom<StoreFault>('down', 'answerLost', 'late');
const clusterFaults = fc.constantFrom<ClusterFault>('unknown', 'stale', 'twoWriters', 'noWriter', 'busy', 'unclear');
const probeFaults = fc.constantFrom<ProbeFault>('unknown', 'blind', 'grey', 'busy', 'refused');
const mutationFaults = fc.constantFrom<MutationFault>('lost', 'answerLost', 'refused', 'ignored');

/** Something that is there once in a while. */
export function rare<T>(arbitrary: fc.Arbitrary<T>, outOf: number): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: outOf - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
}

/** Runs that are killed, or stand still for longer than their lease lasts, at any of their calls. */
export const stops: fc.Arbitrary<Stop> = fc.record({
  call: fc.nat(8),
  when: fc.constantFrom('before', 'after'),
  milliseconds: fc.constantFrom<Stop['milliseconds'][]>('for ever', 30_000, 70_000, 400_000, 1_000_000),
  isClockFrozen: fc.boolean(),
});

const quick = fc.array(fc.constantFrom(5, 20, 300), { minLength: 1, maxLength: 4 });

/** Answers that take long, or never come. */
export const slow = fc.array(
  fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(5, 20, 300) },
    { weight: 2, arbitrary: fc.constantFrom(3_000, 9_000) },
    { weight: 1, arbitrary: fc.constantFrom(40_000, 600_000) },
  ),
  { minLength: 1, maxLength: 9 },
);

/** What goes wrong in runs, and how often: once in that many runs. Left out: never. */
export interface Mishaps {
  readonly store?: number;
  readonly cluster?: number;
  readonly probes?: number;
  readonly evacuations?: number;
  readonly mutation?: number;
  readonly stop?: number;
  readonly delays?: fc.Arbitrary<readonly number[]>;
}

/** Faults of a run. */
export function runFaults(mishaps: Mishaps): fc.Arbitrary<RunFaults> {
  const often = <T>(arbitrary: fc.Arbitrary<T>, outOf: number | undefined): fc.Arbitrary<T | undefined> =>
    outOf === undefined ? fc.constant(undefined) : rare(arbitrary, outOf);
  const probe = often(probeFaults, mishaps.probes);
  return fc.record({
    acquire: often(storeFaults, mishaps.store),
    saves: fc.array(often(storeFaults, mishaps.store), { minLength: 3, maxLength: 3 }),
    clusters: fc.array(often(clusterFaults, mishaps.cluster), { minLength: 2, maxLength: 2 }),
    probes: fc.record({ a: probe, b: probe, c: probe }),
    evacuations: often(fc.constant('unknown' as const), mishaps.evacuations),
    mutation: often(mutationFaults, mishaps.mutation),
    stop: often(stops, mishaps.stop),
    delays: mishaps.delays ?? quick,
  });
}

/** Runs of the schedule, each a little late, and some more in between: repeated, overlapping, out of order. */
export function schedules(
  count: number,
  faults: fc.Arbitrary<RunFaults>,
  extra: fc.Arbitrary<readonly RunPlan[]> = fc.constant([]),
): fc.Arbitrary<readonly RunPlan[]> {
  const regular = fc.tuple(
    ...Array.from({ length: count }, (_, index) =>
      fc.record({ late: fc.nat(10_000), faults }).map(({ late, faults: own }): RunPlan => ({
        at: index * PERIOD + late,
        action: 'fail-over-writer',
        faults: own,
      })),
    ),
  );
  return fc.tuple(regular, extra).map(([runs, more]) => [...runs, ...more].sort((a, b) => a.at - b.at));
}

/** Runs nobody planned: repeated ones, and orders, some of them twice. */
export function intruders(span: number, faults: fc.Arbitrary<RunFaults>): fc.Arbitrary<readonly RunPlan[]> {
  return fc.array(
    fc.record({
      at: fc.nat(span),
      action: fc.constantFrom<RunPlan['action']>('fail-over-writer', 'fail-over-writer', 'evacuate-writer', 'drill'),
      zone: fc.constantFrom(...ZONES),
      orderId: fc.constantFrom('one', 'two'),
      orderAgeMilliseconds: fc.constantFrom(0, 100_000, 400_000),
      faults,
    }),
    { maxLength: 3 },
  );
}

/** The writer is lost early on, as a rule; Aurora may move it by itself at any moment; what was lost may come back. */
export function losses(options: {
  readonly native: number;
  readonly back: number;
}): fc.Arbitrary<readonly Happening[]> {
  return fc
    .record({
      lossAt: fc.integer({ min: 65_000, max: 200_000 }),
      isStillFlagged: fc.boolean(),
      native: rare(
        fc.record({
          after: fc.nat(360_000),
          to: fc.constantFrom(...INSTANCES),
          milliseconds: fc.integer({ min: 3_000, max: 60_000 }),
        }),
        options.native,
      ),
      back: rare(
        fc.record({ after: fc.nat(600_000), as: fc.constantFrom<'reader' | 'writer'>('reader', 'writer') }),
        options.back,
      ),
    })
    .map(({ lossAt, isStillFlagged, native, back }) => [
      { at: lossAt, kind: 'loss', isStillFlagged },
      ...(native === undefined ? [] : [{ ...native, at: lossAt + native.after, kind: 'native' } as const]),
      ...(back === undefined ? [] : [{ at: lossAt + back.after, kind: 'return', as: back.as } as const]),
    ]);
}

/** Puts a story together. */
export function story(parts: {
  readonly happenings: fc.Arbitrary<readonly Happening[]>;
  readonly runs: fc.Arbitrary<readonly RunPlan[]>;
  readonly jumps?: fc.Arbitrary<Plan['jumps']>;
}): fc.Arbitrary<Plan> {
  return fc.record({
    happenings: parts.happenings,
    runs: parts.runs,
    jumps: parts.jumps ?? fc.constant([]),
    timeoutMilliseconds: fc.constant(TIMEOUT),
    failoverMilliseconds: fc.integer({ min: 2_000, max: 80_000 }),
  });
}

/** The writer is lost again and again, and each time comes back as a reader. */
export function episodes(faults: fc.Arbitrary<RunFaults>): fc.Arbitrary<Pick<Plan, 'happenings' | 'runs'>> {
  const episode = fc.record({
    restSeconds: fc.oneof(fc.integer({ min: 30, max: 1_200 }), fc.constantFrom(3_600, 20_000, 80_000)),
    faults: fc.array(faults, { minLength: 6, maxLength: 6 }),
  });
  return fc.array(episode, { minLength: 2, maxLength: 6 }).map((all) => {
    let begin = 0;
    const happenings: Happening[] = [];
    const runs: RunPlan[] = [];
    for (const { restSeconds, faults: own } of all) {
      runs.push({ at: begin, action: 'fail-over-writer', faults: NO_FAULTS });
      happenings.push({ at: begin + 30_000, kind: 'loss', isStillFlagged: true });
      own.forEach((entry, index) => {
        runs.push({ at: begin + (index + 1) * PERIOD, action: 'fail-over-writer', faults: entry });
      });
      const end = begin + 7 * PERIOD;
      happenings.push({ at: end, kind: 'return', as: 'reader' });
      // Healthy looks that close the incident.
      for (const after of [1, 2, 3]) {
        runs.push({ at: end + after * PERIOD, action: 'fail-over-writer', faults: NO_FAULTS });
      }
      begin = end + 4 * PERIOD + restSeconds * 1000;
    }
    return { happenings, runs };
  });
}
