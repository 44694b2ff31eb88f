import fc from 'fast-check';
import {
  actsInTime,
  bounded,
  clockHolds,
  comesBack,
  dryRunIsDry,
  fencing,
  oneMutation,
  rateLimit,
  reachedAct,
  unknownHolds,
  type Check,
} from './checks';
import type { Plan, RunPlan } from './plan';
import {
  believesOneZone,
  dryRunWithClient,
  forgetsActs,
  forgetsIntent,
  ignoresTime,
  neverCounts,
  seesOneWriter,
  smoothsTime,
  takesUnknownForDead,
  unknownResets,
} from './plants';
import {
  episodes,
  intruders,
  losses,
  NO_FAULTS,
  PERIOD,
  rare,
  runFaults,
  schedules,
  slow,
  story,
  type Mishaps,
} from './plans';
import type { Property } from './property';
import { quorum } from './quorum-check';

const RUNS = 12;
const SPAN = RUNS * PERIOD;

/** Everything may go wrong, now and then. */
const ANYTHING: Mishaps = { store: 25, cluster: 25, probes: 25, evacuations: 25, mutation: 3, stop: 6 };

const always = (check: Check) => (): Check => check;

const lossAt = (plan: Plan): number => plan.happenings.find(({ kind }) => kind === 'loss')?.at ?? 0;

/** The writer is lost, and nothing else happens. */
const plainLoss = losses({ native: 1_000_000, back: 1_000_000 }).filter((happenings) => happenings.length === 1);

/** The writer is seen before it is lost: without that nobody knows which zone lost it. */
const withSighting = (plan: Plan): Plan => ({
  ...plan,
  runs: plan.runs.map((run, index) => (index === 0 ? { ...run, faults: NO_FAULTS } : run)),
});

const asDryRun = (run: RunPlan): RunPlan => ({ ...run, action: 'fail-over-writer-dry-run' });

/** The promises about runs, by their number. */
export const PROPERTIES: readonly Property[] = [
  {
    id: 'P1',
    promise: 'at most one mutation for each incident, and none while there is a writer',
    plans: story({
      happenings: losses({ native: 3, back: 4 }),
      runs: schedules(RUNS, runFaults(ANYTHING), intruders(SPAN, runFaults(ANYTHING))),
    }),
    check: always(oneMutation),
    reached: reachedAct,
    planted: { bug: 'the intent is not saved before sending', plant: forgetsIntent },
  },
  {
    id: 'P2',
    promise: 'what is unknown, malformed, partial or contradictory holds, and is never healthy',
    plans: story({
      happenings: losses({ native: 6, back: 6 }),
      runs: schedules(RUNS, runFaults({ cluster: 5, probes: 8, evacuations: 5 })),
    }),
    check: always(unknownHolds),
    reached: reachedAct,
    planted: { bug: 'what does not answer is taken for dead', plant: takesUnknownForDead },
  },
  {
    id: 'P3',
    promise: 'a dry run has nothing that could send',
    plans: story({
      happenings: losses({ native: 4, back: 5 }),
      runs: schedules(RUNS, runFaults({ ...ANYTHING, stop: 20 })).map((runs) => runs.map(asDryRun)),
    }),
    check: always(dryRunIsDry),
    reached: ({ runs }) => runs.some(({ ended }) => ended?.outcome.state === 'CONFIRM'),
    planted: {
      bug: 'the dry run has the client of the real one',
      plant: dryRunWithClient(() => () => Promise.resolve({ kind: 'accepted' })),
    },
  },
  {
    id: 'P4',
    promise: 'two planes, two zones beside the writer’s, three times in a row',
    plans: story({
      happenings: losses({ native: 6, back: 6 }),
      runs: schedules(
        RUNS,
        runFaults({ cluster: 12, probes: 5, store: 40 }),
        intruders(SPAN, runFaults({ probes: 5 })),
      ),
    }),
    check: always(quorum),
    reached: reachedAct,
    planted: { bug: 'one zone counts for all of them', plant: believesOneZone },
  },
  {
    id: 'P5',
    promise: 'acts are 15 minutes apart, and three in 24 hours',
    plans: episodes(runFaults({ mutation: 4, stop: 25 })).chain((parts) =>
      story({ happenings: fc.constant(parts.happenings), runs: fc.constant(parts.runs) }),
    ),
    check: always(rateLimit),
    reached: reachedAct,
    planted: { bug: 'acts are not remembered', plant: forgetsActs },
  },
  {
    id: 'P6',
    promise: 'a clock of the store that goes backwards holds',
    plans: story({
      happenings: losses({ native: 8, back: 8 }),
      runs: schedules(RUNS, fc.constant(NO_FAULTS)),
      jumps: fc.array(
        fc.record({
          at: fc.integer({ min: 90_000, max: SPAN }),
          by: fc.constantFrom(-600_000, -130_000, -61_000, 30_000, 600_000),
        }),
        { minLength: 1, maxLength: 2 },
      ),
    }),
    check: always(clockHolds),
    reached: reachedAct,
    planted: { bug: 'time that goes backwards is smoothed away', plant: smoothsTime },
  },
  {
    id: 'P7',
    promise: 'a run is over 5 s before it would be stopped, however slow the world is',
    plans: story({
      happenings: losses({ native: 8, back: 8 }),
      runs: schedules(
        RUNS,
        rare(runFaults({ delays: slow, store: 30 }), 3).map((faults) => faults ?? NO_FAULTS),
      ),
    }),
    check: always(bounded),
    reached: reachedAct,
    planted: { bug: 'the time that is left is not asked for', plant: ignoresTime },
  },
  {
    id: 'P9',
    promise: 'after an act exactly one writer that is not the old one, or nothing more is done',
    plans: story({
      happenings: losses({ native: 5, back: 2 }),
      runs: schedules(RUNS + 4, runFaults({ cluster: 30, mutation: 4 })),
    }),
    check: always(fencing),
    reached: reachedAct,
    planted: { bug: 'of two writers only the first is looked at', plant: seesOneWriter },
  },
  {
    id: 'P11',
    promise: 'a lost writer is acted on within five minutes, if quorum and stores are there',
    plans: fc
      .record({
        story: story({
          happenings: plainLoss,
          runs: schedules(RUNS, runFaults({ store: 25, probes: 25, evacuations: 25, stop: 10 })),
        }),
        ownProbe: fc.constantFrom('unknown' as const, undefined),
      })
      .map(({ story: plan, ownProbe }) => ({
        ...plan,
        runs: withSighting(plan).runs.map((run) =>
          run.at < lossAt(plan) - 2 * PERIOD
            ? run
            : { ...run, faults: { ...NO_FAULTS, probes: { a: ownProbe }, delays: run.faults.delays } },
        ),
      })),
    check: (plan) => actsInTime(lossAt(plan)),
    reached: reachedAct,
    planted: { bug: 'the count begins anew in each run', plant: neverCounts },
  },
  {
    id: 'P12',
    promise: 'one unknown never resets the count, and every run looks anew',
    plans: story({
      happenings: plainLoss,
      runs: schedules(
        RUNS + 3,
        rare(
          fc.constantFrom(
            { ...NO_FAULTS, clusters: ['unknown' as const] },
            { ...NO_FAULTS, clusters: ['unclear' as const] },
            { ...NO_FAULTS, clusters: [undefined, 'unknown' as const] },
            { ...NO_FAULTS, probes: { b: 'unknown' as const } },
            { ...NO_FAULTS, probes: { c: 'blind' as const } },
            { ...NO_FAULTS, evacuations: 'unknown' as const },
            { ...NO_FAULTS, acquire: 'down' as const },
            { ...NO_FAULTS, saves: ['down' as const] },
          ),
          2,
        ).map((faults) => faults ?? NO_FAULTS),
      ),
    }).map(withSighting),
    check: (plan) => comesBack(lossAt(plan)),
    reached: reachedAct,
    planted: { bug: 'one unknown resets the count', plant: unknownResets },
  },
];
