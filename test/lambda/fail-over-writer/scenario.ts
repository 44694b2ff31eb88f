import type { FailOverWriterEvent } from '../../../lambda/fail-over-writer/contract';
import { failOverWriterAction } from '../../../lambda/fail-over-writer/run';
import { SAFE_LIMITS } from '../../../lambda/shared/failover/contract';
import { BEGINNING, FakeAws, settings } from '../support/fake-aws';
import { stopDate } from '../support/fake-date';
import { runInAws, type FakeActionOptions, type FakeActionRun } from '../support/run-in-fake-aws';

/** What the schedule sends. */
export const failOverEvent: FailOverWriterEvent = { ...settings, limits: SAFE_LIMITS };

/** The time between two runs. */
export const MINUTE = 60_000;

/** A world whose cluster was healthy for two runs, so that its writer and its lags are known. */
export async function healthyWorld(mode: 'act' | 'dry-run' = 'act'): Promise<FakeAws> {
  stopDate(BEGINNING);
  const world = new FakeAws();
  await runs(world, 2, {}, mode);
  return world;
}

/** A world whose writer was found lost twice: the next observation acts. */
export async function almostActing(): Promise<FakeAws> {
  const world = await healthyWorld();
  world.loseWriter();
  await runs(world, 2);
  expect(world.mutations()).toBe(0);
  return world;
}

/** Runs once, and lets the rest of a minute pass. */
export async function runOnce(
  world: FakeAws,
  options: FakeActionOptions = {},
  mode: 'act' | 'dry-run' = 'act',
): Promise<FakeActionRun> {
  const start = world.time.monotonicNow();
  const run = await runInAws(world, failOverWriterAction(world.tools(mode)), failOverEvent, options);
  world.time.pass(Math.max(0, MINUTE - (world.time.monotonicNow() - start)));
  return run;
}

/** Runs so many times. */
export async function runs(
  world: FakeAws,
  times: number,
  options: FakeActionOptions = {},
  mode: 'act' | 'dry-run' = 'act',
): Promise<readonly FakeActionRun[]> {
  const done: FakeActionRun[] = [];
  for (let time = 0; time < times; time += 1) {
    done.push(await runOnce(world, { requestId: `r-${String(world.dynamo.now)}`, ...options }, mode));
  }
  return done;
}

/** States in which runs left the cluster. */
export function statesOf(done: readonly FakeActionRun[]): readonly string[] {
  return done.map(({ result }) => result.status);
}
