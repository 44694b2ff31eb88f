import { ZONES } from '../support/fake-cluster';
import { parameter } from '../support/fake-ec2';
import { connectionReset } from '../support/fake-transport';
import { zonalShift } from '../support/fake-zones';
import { healthyWorld, runs, statesOf } from '../fail-over-writer/scenario';
import { evacuate, orderIn } from './scenario';

afterEach(() => {
  jest.useRealTimers();
});

test('F57 F05 an order moves the writer out of the zone, to the reader that is named', async () => {
  const world = await healthyWorld();
  const { result, line } = await evacuate(world);
  expect(result).toMatchObject({ check: 'evacuate-writer', status: 'DONE' });
  expect(line).toMatchObject({ Check: 'evacuate-writer', Acted: 1 });
  const [call] = world.transport.sent.filter(({ action }) => action === 'FailoverDBCluster');
  expect(call && parameter(call, 'TargetDBInstanceIdentifier')).toBe('db-2');
  expect(world.mutations()).toBe(1);
});

test('F57 a zone that is evacuated receives no writer', async () => {
  const world = await healthyWorld();
  world.shifts = { zonalShifts: [zonalShift(ZONES[0]), zonalShift(ZONES[1])] };
  await evacuate(world);
  const [call] = world.transport.sent.filter(({ action }) => action === 'FailoverDBCluster');
  expect(call && parameter(call, 'TargetDBInstanceIdentifier')).toBe('db-3');
});

test('F54 the same order again moves nothing', async () => {
  const world = await healthyWorld();
  const order = orderIn(world);
  await evacuate(world, order);
  world.moveWriter('db-1');
  const { result } = await evacuate(world, order);
  expect(result.reasons.join()).toContain('OrderRepeated');
  expect(world.mutations()).toBe(1);
});

test('F54 an order that comes six minutes late moves nothing', async () => {
  const world = await healthyWorld();
  const order = orderIn(world);
  world.time.pass(360_000);
  const { result } = await evacuate(world, order);
  expect(result.reasons.join()).toContain('OrderStale');
  expect(world.mutations()).toBe(0);
});

test('an order about a zone without the writer moves nothing', async () => {
  const world = await healthyWorld();
  const { result } = await evacuate(world, orderIn(world, { availabilityZone: ZONES[2] }));
  expect(result.reasons.join()).toContain('WriterElsewhere');
  expect(world.mutations()).toBe(0);
});

test('F57 what watches the writer by schedule sees the move, and does nothing of its own', async () => {
  const world = await healthyWorld();
  await evacuate(world);
  const done = await runs(world, 4);
  expect(world.mutations()).toBe(1);
  expect(statesOf(done).at(-1)).toBe('OBSERVE');
});

test('F54 an order whose call is lost is not sent again', async () => {
  const world = await healthyWorld();
  world.intercept = (operation) => (operation === 'FailoverDBCluster' ? connectionReset() : undefined);
  const { result } = await evacuate(world);
  expect(result.reasons.join()).toContain('OutcomeUnknown');
  world.intercept = () => undefined;
  await evacuate(world);
  await runs(world, 4);
  expect(world.mutations()).toBe(1);
});
