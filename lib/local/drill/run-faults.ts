import type { FunctionLabel } from '../../../lambda/shared/contract';
import { ordersIn } from '../gateway';
import { together } from '../together';
import { expectedOf, type DrillFault, type DrillGround, type Injected, type LostResource } from './drill-fault';
import type { Lane } from './lane';
import { notApplied, type FaultOutcome } from './outcome';
import { awaitRecovery } from './recovery';
import { Watch } from './watch';

/** What a wave of faults needs. */
export interface DrillOptions {
  readonly ground: DrillGround;
  readonly lane: Lane;
  /** Clock in milliseconds. */
  readonly now: () => number;
}

/** A fault that was noticed or not, and is still there. */
export interface OpenFault {
  readonly fault: DrillFault;
  readonly outcome: FaultOutcome;
  /** What a deployment must make again; empty once everything is repaired. */
  readonly lost: readonly LostResource[];
}

/**
 * Plays faults side by side, in step: all are injected, the functions run until each fault was noticed, all are repaired, and
 * the functions run until they are healthy. What a function said last is what it said before the fault. Faults that only a
 * deployment repairs are returned open.
 *
 * Whatever fails, everything that was injected is repaired.
 */
export async function runFaults(faults: readonly DrillFault[], options: DrillOptions): Promise<readonly OpenFault[]> {
  const { ground, lane, now } = options;
  const skipped: OpenFault[] = [];
  const played: DrillFault[] = [];
  for (const fault of faults) {
    const applies = fault.applies(ground.site);
    if (applies === true) {
      played.push(fault);
    } else {
      const expected = { ...expectedOf(fault, ground.site), orders: fault.orders?.(ground.site) ?? 0 };
      skipped.push({ fault, outcome: notApplied(fault, expected, applies), lost: [] });
    }
  }
  const before = new Map(
    await together(distinct(played).map(async (check) => [check, (await lane.last(check)).record] as const)),
  );
  const start = now();
  const sent = ground.gateway.calls.length;
  const orders = () => ordersIn(ground.gateway.calls.slice(sent));
  const injected: Injected[] = [];
  let outcomes: readonly FaultOutcome[];
  try {
    for (const fault of played) {
      injected.push(await fault.inject(ground));
    }
    const watches = played.map(
      (fault) => new Watch(fault, { site: ground.site, before: before.get(fault.check), start, now }),
    );
    await watchAll(watches, lane, orders);
    outcomes = await together(watches.map((watch) => watch.outcome(lane)));
  } catch (error) {
    throw withRepairs(error, await repairAll(injected));
  }
  const failed = await repairAll(injected);
  if (failed.length > 0) {
    throw withRepairs(failed[0], failed.slice(1));
  }
  const met = outcomes.map((outcome, index) => checkMet(outcome, injected[index]?.hasMet));
  const isClosed = (index: number): boolean => injected[index]?.repair !== undefined;
  const recovered = await awaitRecovery(
    met.filter((_, index) => isClosed(index)),
    lane,
  );
  const all = met.map((outcome) => recovered.find(({ id }) => id === outcome.id) ?? outcome);
  const count = orders().length;
  const open = played.map((fault, index): OpenFault => {
    const outcome = all[index];
    if (outcome === undefined) {
      throw new Error('a fault has no outcome');
    }
    return {
      fault,
      outcome: checkOrders(outcome, count),
      lost: isClosed(index) ? [] : (injected[index]?.lost ?? []),
    };
  });
  return [...open, ...skipped];
}

/** Runs the functions of all faults, each once a round, until nothing is left to see. */
async function watchAll(
  watches: readonly Watch[],
  lane: Lane,
  orders: () => ReturnType<typeof ordersIn>,
): Promise<void> {
  for (let left = watches; left.length > 0; left = left.filter(({ isDone }) => !isDone)) {
    await together(
      distinct(left.map(({ fault }) => fault)).map(async (check) => {
        const run = await lane.run(check);
        for (const watch of left.filter(({ fault }) => fault.check === check)) {
          watch.see(run, orders());
        }
      }),
    );
  }
}

function distinct(faults: readonly DrillFault[]): readonly FunctionLabel[] {
  return [...new Set(faults.map(({ check }) => check))];
}

/** An outcome with the problem that the fault met nothing, where it did not: then nobody can have noticed it. */
function checkMet(outcome: FaultOutcome, hasMet: Injected['hasMet']): FaultOutcome {
  if (hasMet === undefined || hasMet()) {
    return outcome;
  }
  const problem = `${outcome.id} (${outcome.title}): no call met the fault`;
  return { ...outcome, noticed: false, problems: [...outcome.problems, problem] };
}

/** An outcome with what functions have ordered: too much is as wrong as too little. */
function checkOrders(outcome: FaultOutcome, orders: number): FaultOutcome {
  const { id, title, expected, observed, problems } = outcome;
  const problem = `${id} (${title}): functions must send ${String(expected.orders)} orders to AWS, and sent ${String(orders)}`;
  return {
    ...outcome,
    observed: { ...observed, orders },
    problems: orders === expected.orders ? problems : [...problems, problem],
  };
}

/** Repairs everything, whatever becomes of each, and returns what failed. */
async function repairAll(injected: readonly Injected[]): Promise<readonly unknown[]> {
  const failed: unknown[] = [];
  for (const { repair } of injected) {
    try {
      await repair?.();
    } catch (error) {
      failed.push(error);
    }
  }
  return failed;
}

/** The error itself, or all of them when repairs failed too. */
function withRepairs(error: unknown, failed: readonly unknown[]): unknown {
  return failed.length === 0
    ? error
    : new AggregateError([error, ...failed], [error, ...failed].map(String).join('; '), { cause: error });
}
