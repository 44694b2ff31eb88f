import type { EvacuationOrder } from '../../../lambda/evacuate-writer/contract';
import { evacuateWriterAction } from '../../../lambda/evacuate-writer/run';
import { SAFE_LIMITS } from '../../../lambda/shared/failover/contract';
import { settings, type FakeAws } from '../support/fake-aws';
import { ZONES } from '../support/fake-cluster';
import { runInAws, type FakeActionRun } from '../support/run-in-fake-aws';

/** What does not change from order to order. */
export const evacuationSettings = { ...settings, limits: { ...SAFE_LIMITS, leaseSeconds: 300 } };

/** An order to leave the zone of the writer, given now. */
export function orderIn(world: FakeAws, changes: Partial<EvacuationOrder> = {}): EvacuationOrder {
  const order = { orderId: 'INC-42', issuedAt: new Date(world.dynamo.now).toISOString() };
  return { version: 1, order, availabilityZone: ZONES[0], ...changes };
}

/** Sends an order, and waits for what becomes of it. */
export function evacuate(
  world: FakeAws,
  order: unknown = orderIn(world),
  mode: 'act' | 'dry-run' = 'act',
): Promise<FakeActionRun> {
  const tools = world.tools(mode, { ACTION_SETTINGS: JSON.stringify(evacuationSettings) });
  return runInAws(world, evacuateWriterAction(tools), order, { timeoutMilliseconds: 120_000, requestId: 'r-order' });
}
