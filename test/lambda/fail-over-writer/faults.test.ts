import type { FakeAws } from '../support/fake-aws';
import { stopDate } from '../support/fake-date';
import { FakeHeads } from '../support/fake-heads';
import { unknown } from '../../../lambda/shared/observed';
import { connectionReset, ec2Error, jsonError, PROXY_PAGE, queryError, type Reply } from '../support/fake-transport';
import { almostActing, healthyWorld, runOnce, runs, statesOf } from './scenario';

afterEach(() => {
  jest.useRealTimers();
});

let prepared: FakeAws;

beforeAll(async () => {
  prepared = await almostActing();
});

beforeEach(() => {
  stopDate(prepared.dynamo.now);
});

const JSON_APIS = ['GetItem', 'UpdateItem', 'GetMetricData', 'Invoke', 'GetManagedResource'];

/** An error in the protocol of the operation. */
function errorOf(operation: string, code: string, status: number): Reply {
  if (JSON_APIS.includes(operation)) {
    return jsonError(code, status);
  }
  return operation === 'DescribeAvailabilityZones' ? ec2Error(code, status) : queryError(code, status);
}

describe.each([
  'DescribeDBInstances',
  'DescribeDBClusters',
  'Invoke',
  'GetItem',
  'UpdateItem',
  'DescribeAvailabilityZones',
  'GetManagedResource',
])('while %s', (operation) => {
  test.each<readonly [string, () => Reply]>([
    ['is throttled', () => errorOf(operation, 'Throttling', 400)],
    ['fails', () => errorOf(operation, 'InternalFailure', 500)],
    ['is denied', () => errorOf(operation, 'AccessDenied', 403)],
    ['loses its connection', connectionReset],
    ['gets the page of a proxy', () => PROXY_PAGE],
    ['gets half a document', () => ({ body: '<Descri' })],
    ['gets an empty document', () => ({ body: '' })],
  ])('F52 F53 %s, a lost writer is not replaced, and it is afterwards', async (_what, reply) => {
    const world = prepared.copy();
    world.intercept = (name) => (name === operation ? reply() : undefined);
    const held = await runs(world, 1);
    expect(world.mutations()).toBe(0);
    expect(held.every(({ result }) => result.unknown > 0)).toBe(true);
    expect(statesOf(held)).not.toContain('OBSERVE');
    world.intercept = () => undefined;
    await runs(world, 1);
    expect(world.mutations()).toBe(1);
  });
});

test.each(['DescribeDBInstances', 'DescribeDBClusters', 'Invoke', 'GetItem', 'DescribeAvailabilityZones'])(
  'F52 while %s never answers, the run ends in time and holds',
  async (operation) => {
    const world = prepared.copy();
    world.intercept = (name) => (name === operation ? { hang: true } : undefined);
    const before = world.time.monotonicNow();
    const { result } = await runOnce(world);
    expect(world.time.monotonicNow() - before).toBeLessThanOrEqual(60_000);
    expect(result.status).toBe('HOLD');
    expect(world.mutations()).toBe(0);
  },
);

test('F52 while CloudWatch is throttled, lags that were known lately still count', async () => {
  const world = prepared.copy();
  world.intercept = (name) => (name === 'GetMetricData' ? jsonError('ThrottlingException') : undefined);
  await runs(world, 1);
  expect(world.mutations()).toBe(1);
});

test('F26 while RDS does not answer and the probes see the writer, nothing is done', async () => {
  const world = await healthyWorld();
  world.intercept = (name) => (name.startsWith('DescribeDB') ? queryError('InternalFailure', 500) : undefined);
  const held = await runs(world, 5);
  expect(new Set(statesOf(held))).toStrictEqual(new Set(['HOLD']));
  expect(held[0]?.result.reasons.join()).toContain('ControlPlaneUnknown');
  expect(held[0]?.result.reasons.join()).toContain('the probes find db-1 writing');
  expect(world.mutations()).toBe(0);
});

describe('F55 a clock that is off', () => {
  test.each([-600_000, 600_000])('by %d ms changes nothing about a lost writer', async (skew) => {
    const world = await healthyWorld();
    jest.setSystemTime(world.dynamo.now + skew);
    const { pass } = world.time;
    world.time.pass = (milliseconds) => {
      pass.call(world.time, milliseconds);
      jest.setSystemTime(world.dynamo.now + skew);
    };
    world.loseWriter();
    const done = await runs(world, 3);
    expect(statesOf(done)).toStrictEqual(['SUSPECT', 'SUSPECT', 'DONE']);
    expect(world.mutations()).toBe(1);
    const call = world.transport.sent.find(({ action }) => action === 'FailoverDBCluster');
    const signedAt = call?.headers['x-amz-date'] ?? '';
    const iso = signedAt.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
    expect(Math.abs(Date.parse(iso) - world.dynamo.now)).toBeLessThan(120_000);
  });

  test('a store whose time goes backwards holds everything up', async () => {
    const world = prepared.copy();
    world.dynamo.now -= 600_000;
    const { result } = await runOnce(world);
    expect(result.status).toBe('HOLD');
    expect(result.reasons.join()).toContain('ClockBackwards');
    expect(world.mutations()).toBe(0);
  });
});

describe('F55 a store of records that does not answer', () => {
  const down = () => new FakeHeads(() => ({ answer: unknown('Network', 'no connection') }));

  test('lets nothing be read and nothing be done', async () => {
    const world = prepared.copy();
    const before = world.transport.sent.length;
    const [held] = await runs(world, 1, { heads: down() });
    expect(world.transport.sent.slice(before)).toStrictEqual([]);
    expect(held?.result).toMatchObject({
      status: 'HOLD',
      changed: false,
      record: null,
      unknown: 1,
      reasons: ['RecordMissing: decision record: no connection'],
    });
    expect(held?.line).toMatchObject({ RecordUnstored: 1, CheckCompleted: 1 });
  });

  test('and then does: the writer is replaced', async () => {
    const world = prepared.copy();
    await runs(world, 2, { heads: down() });
    await runs(world, 1);
    expect(world.mutations()).toBe(1);
  });

  test('after the run began takes nothing back, and the log has it', async () => {
    const world = prepared.copy();
    const heads = new FakeHeads(({ kind }, nth) =>
      kind === 'write' && nth > 9 ? { answer: unknown('Network', 'no connection') } : undefined,
    );
    const [acted] = await runs(world, 1, { heads });
    expect(world.mutations()).toBe(1);
    expect(acted?.line['Acted']).toBe(1);
  });
});
