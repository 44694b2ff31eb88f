import { failOverWriterAction } from '../../../lambda/fail-over-writer/run';
import { ZONES } from '../support/fake-cluster';
import { parameter } from '../support/fake-ec2';
import { operationOf } from '../support/fake-operations';
import { zonalShift } from '../support/fake-zones';
import type { FakeAws } from '../support/fake-aws';
import { runInAws } from '../support/run-in-fake-aws';
import { almostActing, failOverEvent, healthyWorld, runOnce, runs, statesOf } from './scenario';

afterEach(() => {
  jest.useRealTimers();
});

/** Instances that were named as targets. */
function targets(world: FakeAws): readonly (string | undefined)[] {
  return world.transport.sent
    .filter((request) => request.action === 'FailoverDBCluster')
    .map((request) => parameter(request, 'TargetDBInstanceIdentifier'));
}

test('a healthy cluster is observed, and nothing is done', async () => {
  const world = await healthyWorld();
  const done = await runs(world, 3);
  expect(statesOf(done)).toStrictEqual(['OBSERVE', 'OBSERVE', 'OBSERVE']);
  expect(done[0]?.line).toMatchObject({
    Check: 'fail-over-writer',
    Site: 'test-site',
    Acted: 0,
    Held: 0,
    Suspected: 0,
    ProbesSilent: 0,
    record: { status: 'HEALTHY' },
  });
  expect(done[0]?.result).toMatchObject({ check: 'fail-over-writer', changed: false, reasons: [] });
  expect(world.mutations()).toBe(0);
});

describe('a writer that is lost', () => {
  test('F24 and that Aurora does not replace, is replaced once, by the reader that is named', async () => {
    const world = await healthyWorld();
    world.loseWriter();
    const done = await runs(world, 6);
    expect(statesOf(done)).toStrictEqual(['SUSPECT', 'SUSPECT', 'DONE', 'DONE', 'OBSERVE', 'OBSERVE']);
    expect(done.map(({ line }) => line['Acted'])).toStrictEqual([0, 0, 1, 0, 0, 0]);
    expect(targets(world)).toStrictEqual(['db-2']);
    expect(done[2]?.result).toMatchObject({
      changed: true,
      reasons: expect.arrayContaining(['Sent: db-2: is to be promoted']) as unknown,
    });
    expect(done[2]?.line.record).toMatchObject({
      evidence: { steps: expect.arrayContaining(['CONFIRM leaseWon ACT', 'ACT accepted VERIFY']) as unknown },
    });
  });

  test('F16 together with its zone, which sends no probe, is replaced all the same', async () => {
    const world = await healthyWorld();
    world.loseWriter();
    world.darkZones = [ZONES[0]];
    const done = await runs(world, 4);
    expect(statesOf(done).slice(0, 2)).toStrictEqual(['SUSPECT', 'SUSPECT']);
    expect(targets(world)).toStrictEqual(['db-2']);
  });

  test('F16 seen from one zone alone is not replaced', async () => {
    const world = await healthyWorld();
    world.loseWriter();
    world.darkZones = [ZONES[0], ZONES[1]];
    const done = await runs(world, 6);
    expect(statesOf(done)).toStrictEqual(Array(6).fill('HOLD'));
    expect(done.at(-1)?.line).toMatchObject({ Held: 1, Acted: 0 });
    expect(world.mutations()).toBe(0);
  });

  test.each([1, 2])('F15 F16 F23 that Aurora replaces after %d observations, is left to Aurora', async (times) => {
    const world = await healthyWorld();
    world.loseWriter();
    await runs(world, times);
    world.moveWriter('db-3');
    world.change('db-1', { status: 'rebooting' });
    const done = await runs(world, 6);
    expect(world.mutations()).toBe(0);
    expect(done.at(-1)?.result.status).toBe('OBSERVE');
  });

  test('F21 while Aurora moves it, is only watched', async () => {
    const world = await healthyWorld();
    world.loseWriter();
    world.status = 'failing-over';
    const done = await runs(world, 4);
    expect(new Set(statesOf(done))).toStrictEqual(new Set(['VERIFY']));
    expect(world.mutations()).toBe(0);
  });

  test('F27 is not replaced by a reader that is too far behind', async () => {
    const world = await healthyWorld();
    world.change('db-2', { lag: 1_001 });
    await runs(world, 1);
    world.loseWriter();
    await runs(world, 4);
    expect(targets(world)).toStrictEqual(['db-3']);
  });

  test('F27 is not replaced at all when all of them are', async () => {
    const world = await healthyWorld();
    world.change('db-2', { lag: 1_001 });
    world.change('db-3', { lag: 5_000 });
    world.loseWriter();
    const done = await runs(world, 6);
    expect(world.mutations()).toBe(0);
    expect(done.at(-1)?.result.reasons.join()).toContain('db-2 is 1001 ms behind, db-3 is 5000 ms behind');
  });

  test('F57 is not replaced by a reader in a zone that is evacuated', async () => {
    const world = await healthyWorld();
    world.shifts = { zonalShifts: [zonalShift(ZONES[1])] };
    world.loseWriter();
    await runs(world, 4);
    expect(targets(world)).toStrictEqual(['db-3']);
  });

  test('F10 F30 F49 is not one that is slow under load or locks: it is seen', async () => {
    const world = await healthyWorld();
    world.change('db-1', { status: 'failed' });
    const done = await runs(world, 6);
    expect(world.mutations()).toBe(0);
    expect(new Set(statesOf(done))).toStrictEqual(new Set(['HOLD']));
  });
});

describe('what the planes say of each other', () => {
  test('F22 two writers are left alone, and people are told', async () => {
    const world = await healthyWorld();
    world.change('db-2', { writer: true });
    const done = await runs(world, 4);
    expect(new Set(statesOf(done))).toStrictEqual(new Set(['SPLIT_SUSPECT']));
    expect(done[0]?.result.changed).toBe(true);
    expect(done[0]?.line).toMatchObject({ SplitSuspected: 1 });
    expect(world.mutations()).toBe(0);
  });

  test('F25 a writer that RDS calls available and no probe reaches is not replaced', async () => {
    const world = await healthyWorld();
    world.change('db-1', { dead: true });
    const done = await runs(world, 6);
    expect(new Set(statesOf(done))).toStrictEqual(new Set(['HOLD']));
    expect(done[0]?.line).toMatchObject({ ProbesSilent: 3 });
    expect(done[0]?.result.reasons.join()).toContain('ClientPath');
    expect(world.mutations()).toBe(0);
  });

  test('F29 a server that lets nobody in is not failed over', async () => {
    const world = await healthyWorld();
    world.change('db-1', { status: 'failed' });
    world.everyReading = { kind: 'busy', reason: 'SQLSTATE 53300' };
    const done = await runs(world, 6);
    expect(done.at(-1)?.result.reasons.join()).toContain('ServerBusy');
    expect(world.mutations()).toBe(0);
  });

  test('F09 when nothing at all answers, the cause is a common one', async () => {
    const world = await healthyWorld();
    world.loseWriter();
    world.everyReading = { kind: 'silent', reason: 'no answer within 2 s' };
    const done = await runs(world, 6);
    expect(done.at(-1)?.result.reasons.join()).toContain('CommonCause');
    expect(world.mutations()).toBe(0);
  });

  test('a probe without a database user is reported, and nothing is concluded from it', async () => {
    const world = await healthyWorld();
    world.everyReading = { kind: 'refused', reason: 'SQLSTATE 28000' };
    const done = await runs(world, 4);
    expect(done.at(-1)?.line).toMatchObject({ ProbesRefused: 3 });
    expect(world.mutations()).toBe(0);
  });
});

test('a writer that is lost again within a quarter of an hour is not replaced again', async () => {
  const world = await healthyWorld();
  world.loseWriter();
  await runs(world, 6);
  world.change('db-1', { dead: false, status: 'available', writer: false });
  world.loseWriter('db-2');
  const held = await runs(world, 6);
  expect(targets(world)).toStrictEqual(['db-2']);
  expect(held.at(-1)?.line).toMatchObject({ RateLimited: 1, Held: 1 });
  const later = await runs(world, 8);
  expect(targets(world)).toHaveLength(2);
  expect(later.map(({ line }) => line['Acted'])).toContain(1);
});

test('every question of a run is one that changes nothing, but for the lease', async () => {
  const world = await healthyWorld();
  await runOnce(world);
  const operations = world.transport.sent.map((request) =>
    request.path.includes('/invocations') ? 'Invoke' : operationOf(request),
  );
  expect([...new Set(operations)].sort()).toStrictEqual([
    'DescribeDBClusters',
    'DescribeDBInstances',
    'GetItem',
    'GetMetricData',
    'Invoke',
    'UpdateItem',
  ]);
});

test('what acts keeps the lease of the cluster, and no dry run holds it up', async () => {
  const world = await almostActing();
  expect([...world.dynamo.items.keys()]).toStrictEqual(['test-site-database']);
  const dry = await runInAws(world, failOverWriterAction(world.tools('dry-run')), failOverEvent);
  expect(dry.result.reasons.join()).not.toContain('LeaseHeld');
  await runs(world, 1);
  expect(world.mutations()).toBe(1);
  expect(world.dynamo.items.size).toBe(2);
});
