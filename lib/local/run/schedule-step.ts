import { setTimeout as sleep } from 'node:timers/promises';
import type { FunctionLabel } from '../../../lambda/shared/contract';
import { readRecords, scheduledRuns, type Invocation } from '../observe';
import type { WatchedSite } from './check-steps';
import type { RunContext } from './local-run';

/** Longest schedule that a run waits for, in seconds; slower ones are only run by hand. */
const AWAITED_INTERVAL = 60;

/** Longest wait for a run of the schedule beyond its interval, in seconds. */
const TOLERANCE = 45;

/** Time between two looks for records, in milliseconds. */
const PAUSE_MILLISECONDS = 1_000;

/**
 * Waits until the real schedule has started every function that runs every minute. Faults may be played in the meantime; what
 * counts is that the schedule works.
 */
export async function awaitSchedules(context: RunContext, site: WatchedSite, deployedAt: Date): Promise<void> {
  const { draft, now, hooks } = context;
  await draft.step('checks: started by their schedules', async (step) => {
    const checks = [...site.checks.byName.values()];
    const awaited = checks.filter((it) => it.enabled && it.intervalSeconds <= AWAITED_INTERVAL);
    const end = now() + (AWAITED_INTERVAL + TOLERANCE) * 1000;
    const start = now();
    for (;;) {
      const counted = await countRuns(site, deployedAt, site.lane.invocations);
      const silent = awaited.filter(({ name }) => counted.get(name) === 0);
      if (silent.length === 0 || now() >= end) {
        const waitedSeconds = (now() - start) / 1000;
        draft.fill({
          checks: draft.content.checks.map((entry) => ({
            ...entry,
            scheduledRuns: counted.get(entry.check as FunctionLabel) ?? 0,
            waitedSeconds,
          })),
        });
        draft.miss(silent.map(({ name, schedule }) => `${name} was never started by its schedule ${schedule}`));
        step.done(awaited.map(({ name }) => `${name} ${String(counted.get(name))}`).join(', '));
        return;
      }
      step.update(`waiting for the schedule of ${silent.map(({ name }) => name).join(' and ')}`);
      await sleep(PAUSE_MILLISECONDS, undefined, { signal: hooks.signal });
    }
  });
}

async function countRuns(
  { clients, checks }: WatchedSite,
  since: Date,
  invocations: readonly Invocation[],
): Promise<ReadonlyMap<FunctionLabel, number>> {
  const counts = await Promise.all(
    [...checks.byName.values()].map(async ({ name, region, logGroupName }) => {
      const logs = clients.get(region)?.logs;
      const records = logs === undefined ? [] : await readRecords({ logs, logGroupName, since });
      return [name, scheduledRuns(name, records, invocations)] as const;
    }),
  );
  return new Map(counts);
}
