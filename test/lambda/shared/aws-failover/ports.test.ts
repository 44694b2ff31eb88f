import { failOverWriterAction } from '../../../../lambda/fail-over-writer/run';
import type { DatabaseProbeEvent } from '../../../../lambda/database-probe/contract';
import { actionClients } from '../../../../lambda/shared/aws-failover/clients';
import { readingPorts, type ActionRun } from '../../../../lambda/shared/aws-failover/ports';
import { runFailover } from '../../../../lambda/shared/aws-failover/run-failover';
import type { FailoverPorts } from '../../../../lambda/shared/failover/ports';
import { failOverEvent } from '../../fail-over-writer/scenario';
import { BEGINNING, FakeAws } from '../../support/fake-aws';
import { hostOf } from '../../support/fake-cluster';
import { stopDate } from '../../support/fake-date';
import { queryError } from '../../support/fake-transport';

beforeEach(() => {
  stopDate(BEGINNING);
});

afterEach(() => {
  jest.useRealTimers();
});

function portsOf(world: FakeAws, changes: Partial<ActionRun> = {}): FailoverPorts {
  const run: ActionRun = {
    event: failOverEvent,
    tableName: 'leases',
    leaseKey: 'key',
    signal: new AbortController().signal,
    remainingMilliseconds: () => 30_000,
    ...changes,
  };
  return readingPorts(run, world.clients);
}

function hostsAsked(world: FakeAws): readonly (readonly string[])[] {
  return world.transport.sent
    .filter(({ path }) => path.includes('/invocations'))
    .map(({ body }) => (JSON.parse(body) as DatabaseProbeEvent).instances.map(({ host }) => host));
}

test('nothing among the ports can change the cluster', () => {
  expect(portsOf(new FakeAws())).not.toHaveProperty('failOver');
});

test('probes are asked at the endpoints that RDS named', async () => {
  const world = new FakeAws();
  const ports = portsOf(world);
  expect(await ports.readCluster()).toMatchObject({ kind: 'known', value: { condition: 'serving' } });
  const vantages = await ports.readVantages(['db-1', 'db-3']);
  expect(vantages.map(({ instances }) => Object.keys(instances))).toStrictEqual(Array(3).fill(['db-1', 'db-3']));
  expect(hostsAsked(world)[0]).toStrictEqual([hostOf('db-1'), hostOf('db-3')]);
});

test('F26 probes are asked although RDS named nothing', async () => {
  const world = new FakeAws();
  world.intercept = (operation) =>
    operation.startsWith('DescribeDB') ? queryError('InternalFailure', 500) : undefined;
  const ports = portsOf(world);
  expect(await ports.readCluster()).toMatchObject({ kind: 'unknown', code: 'ApiError' });
  expect(await ports.readVantages(['db-1'])).toMatchObject(
    Array(3).fill({ instances: { 'db-1': { kind: 'writer' } } }),
  );
});

test('evacuations are those of the load balancers of the event', async () => {
  const world = new FakeAws();
  expect(await portsOf(world).readEvacuations()).toStrictEqual({ kind: 'known', value: [] });
  expect(world.transport.sent.filter(({ method }) => method === 'GET')).toHaveLength(1);
});

test('the lease is that of the key', async () => {
  const world = new FakeAws();
  await portsOf(world).store.acquire('drill', 1_000);
  expect([...world.dynamo.items.keys()]).toStrictEqual(['key']);
});

test('time is that of the machine unless it is given', async () => {
  const ports = portsOf(new FakeAws());
  expect(ports.remainingMilliseconds()).toBe(30_000);
  const before = ports.monotonicNow();
  await ports.sleep(30);
  expect(ports.monotonicNow() - before).toBeGreaterThanOrEqual(25);
  const world = new FakeAws();
  expect(portsOf(world, { time: world.time }).sleep).toBe(world.time.sleep);
});

test.each([undefined, ''])('without a table nothing is decided: %p', async (tableName) => {
  const world = new FakeAws();
  const tools = { ...world.tools('act'), environment: { LEASE_TABLE: tableName } };
  const run = { signal: new AbortController().signal, remainingMilliseconds: () => 30_000 };
  const decide = () => Promise.reject(new Error('ran'));
  await expect(runFailover(decide, failOverEvent, run, tools)).rejects.toThrow('LEASE_TABLE names no table');
  expect(failOverWriterAction(tools).name).toBe('fail-over-writer');
});

test('clients that only ask try three times, and a probe is asked twice and waited for', async () => {
  const clients = actionClients();
  const attempts = await Promise.all(Object.values(clients).map((client) => client.config.maxAttempts()));
  expect(Object.keys(clients)).toStrictEqual(['rds', 'cloudwatch', 'ec2', 'dynamo', 'lambda']);
  expect(attempts).toStrictEqual([3, 3, 3, 3, 2]);
});
