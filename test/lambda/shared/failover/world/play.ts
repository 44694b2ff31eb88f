import { SAFE_LIMITS, type FailoverEvent } from '../../../../../lambda/shared/failover/contract';
import { drillWriter } from '../../../../../lambda/shared/failover/drill-writer';
import { evacuateWriter } from '../../../../../lambda/shared/failover/evacuate-writer';
import { failOverWriter } from '../../../../../lambda/shared/failover/fail-over-writer';
import type { ActionOutcome } from '../../../../../lambda/shared/failover/outcome';
import type { FailoverPorts } from '../../../../../lambda/shared/failover/ports';
import { aurora, ZONES, type Aurora } from './aurora';
import type { Journal, RunJournal } from './journal';
import type { Happening, Plan, RunPlan } from './plan';
import { runPorts, type RunWorld, type World } from './run-ports';
import { store } from './store';
import { virtualTime } from './virtual-time';

/** Changes what a run gets of the world: a planted bug. */
export type Plant = (ports: FailoverPorts, run: RunPlan) => FailoverPorts;

const EVERY_DAY = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;

/** Event of every run. */
export const EVENT: FailoverEvent = {
  version: 1,
  site: 'test',
  clusterIdentifier: 'test-database',
  availabilityZones: ZONES,
  limits: SAFE_LIMITS,
};

/** What is done around the decision of a run. */
export type Around = (
  decide: () => Promise<ActionOutcome>,
  run: { readonly world: World; readonly journal: RunJournal; readonly call: RunWorld['call'] },
) => Promise<ActionOutcome>;

/** Plays a story to its end. The same story always goes the same way. */
export async function play(
  plan: Plan,
  plant: Plant = (ports) => ports,
  around: Around = (decide) => decide(),
): Promise<Journal> {
  const time = virtualTime();
  const world: World = { time, store: store(time), aurora: aurora(time), plan, sent: [] };
  for (const happening of plan.happenings) {
    time.at(happening.at, () => {
      happen(world.aurora, happening);
    });
  }
  for (const { at, by } of plan.jumps) {
    time.at(at, () => {
      world.store.jump(by);
    });
  }
  const runs = plan.runs.map((run, number): RunJournal => {
    const journal: RunJournal = {
      number,
      plan: run,
      clusters: [],
      vantages: [],
      saves: [],
    };
    time.at(run.at, () => {
      start(world, journal, plant, around);
    });
    return journal;
  });
  const last = Math.max(...plan.runs.map(({ at }) => at), ...plan.happenings.map(({ at }) => at));
  await time.runUntil(last + 2_000_000);
  return { runs, sent: world.sent, truth: world.aurora.truth };
}

function happen(cluster: Aurora, happening: Happening): void {
  const { flagged, writers } = cluster.truth();
  switch (happening.kind) {
    case 'loss':
      cluster.loseWriter(happening.isStillFlagged);
      break;
    case 'native':
      cluster.failOver(happening.to, happening.milliseconds);
      break;
    case 'return':
      for (const dead of cluster.dead()) {
        // Whoever comes back without another writer takes up its work again.
        const isWriter = happening.as === 'writer' || (writers.length === 0 && dead === flagged);
        cluster.revive(dead, isWriter ? 'writer' : 'reader');
      }
      break;
  }
}

function start(world: World, journal: RunJournal, plant: Plant, around: Around): void {
  const { ports, call } = runPorts(world, journal);
  const decide = (): Promise<ActionOutcome> => run(world, journal.plan, plant(ports, journal.plan));
  around(decide, { world, journal, call }).then(
    (outcome) => {
      journal.ended = { at: world.time.now(), outcome };
    },
    (error: unknown) => {
      journal.failed = error;
    },
  );
}

function run({ store: keeper }: World, plan: RunPlan, ports: FailoverPorts): Promise<ActionOutcome> {
  const issuedAt = new Date(keeper.now() - (plan.orderAgeMilliseconds ?? 0)).toISOString();
  const order = { orderId: plan.orderId ?? 'order', issuedAt };
  switch (plan.action) {
    case 'fail-over-writer':
    case 'fail-over-writer-dry-run':
      return failOverWriter(EVENT, ports);
    case 'evacuate-writer':
      return evacuateWriter({ ...EVENT, order, availabilityZone: plan.zone ?? 'a' }, ports);
    case 'drill':
      return drillWriter(
        {
          ...EVENT,
          limits: { ...EVENT.limits, leaseSeconds: 600 },
          order,
          environment: { kind: 'non-production' },
          window: { days: EVERY_DAY, from: '00:00', until: '24:00', timeZone: 'UTC' },
        },
        ports,
      );
  }
}
