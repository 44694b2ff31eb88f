import { drillAction } from '../../../lambda/drill/run';
import type { DrillEvent } from '../../../lambda/drill/contract';
import { SAFE_LIMITS } from '../../../lambda/shared/failover/contract';
import { healthyWorld } from '../fail-over-writer/scenario';
import { settings, type FakeAws } from '../support/fake-aws';
import { ZONES } from '../support/fake-cluster';
import { runInAws } from '../support/run-in-fake-aws';
import { zonalShift } from '../support/fake-zones';

afterEach(() => {
  jest.useRealTimers();
});

function drillIn(world: FakeAws, changes: Partial<DrillEvent> = {}): DrillEvent {
  return {
    ...settings,
    limits: { ...SAFE_LIMITS, leaseSeconds: 300 },
    order: { orderId: 'drill-1', issuedAt: new Date(world.dynamo.now).toISOString() },
    // 2026-11-25 is a Wednesday, and noon in UTC is 21:00 in Tokyo.
    window: { days: ['Wed'], from: '20:00', until: '22:00', timeZone: 'Asia/Tokyo' },
    environment: { kind: 'non-production' },
    ...changes,
  };
}

function drill(world: FakeAws, event: unknown = drillIn(world)) {
  return runInAws(world, drillAction(world.tools('act')), event, { timeoutMilliseconds: 120_000 });
}

test('a drill moves the writer, measures how long it takes, and keeps that as evidence', async () => {
  const world = await healthyWorld();
  world.onFailover = () => {
    world.time.pass(12_000);
  };
  const { result, line } = await drill(world);
  expect(result).toMatchObject({ check: 'drill', status: 'DONE' });
  expect(line).toMatchObject({ Acted: 1, RecoverySeconds: expect.any(Number) as number });
  expect(line['RecoverySeconds']).toBeGreaterThanOrEqual(12);
  expect(line['RecoverySeconds']).toBeLessThan(15);
  expect(line.record).toMatchObject({
    evidence: { measured: { oldWriter: 'db-1', target: 'db-2', pauseSeconds: 1 } },
  });
  expect(world.mutations()).toBe(1);
});

test.each<readonly [string, string, (world: FakeAws) => Partial<DrillEvent>]>([
  [
    'outside its window',
    'OutsideWindow',
    () => ({ window: { days: ['Wed'], from: '02:00', until: '04:00', timeZone: 'Asia/Tokyo' } }),
  ],
  ['in production without a reason', 'ProductionWithoutReason', () => ({ environment: { kind: 'production' } })],
  [
    'that comes late',
    'OrderStale',
    (world) => ({ order: { orderId: 'd', issuedAt: new Date(world.dynamo.now - 400_000).toISOString() } }),
  ],
])('a drill %s is refused', async (_what, reason, changes) => {
  const world = await healthyWorld();
  const { result } = await drill(world, drillIn(world, changes(world)));
  expect(result.reasons.join()).toContain(reason);
  expect(world.mutations()).toBe(0);
});

test('F57 a drill is refused while a zone is evacuated', async () => {
  const world = await healthyWorld();
  world.shifts = { zonalShifts: [zonalShift(ZONES[1])] };
  const { result } = await drill(world);
  expect(result.reasons.join()).toContain('ZoneEvacuated');
  expect(world.mutations()).toBe(0);
});

test('a drill is refused while a reader is down', async () => {
  const world = await healthyWorld();
  world.change('db-3', { status: 'rebooting' });
  await drill(world);
  expect(world.mutations()).toBe(0);
});
