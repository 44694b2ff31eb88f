import { CLUSTER, describedCluster, describedInstances, hostOf, ZONES } from '../../support/fake-cluster';
import { stopDate } from '../../support/fake-date';
import { parameter } from '../../support/fake-ec2';
import { metricDataOf } from '../../support/fake-rds-metrics';
import { operationOf } from '../../support/fake-operations';
import { jsonError, PROXY_PAGE, type Reply } from '../../support/fake-transport';
import { NOW, instances, lags, readWith, changed } from './cluster-reader-setup';

beforeEach(() => {
  stopDate(NOW);
});

afterEach(() => {
  jest.useRealTimers();
});

test('a cluster is its members with their instances, lags and endpoints', async () => {
  const { cluster } = await readWith();
  const member = (id: string, index: number) => ({
    instanceId: id,
    isWriter: index === 0,
    promotionTier: index,
    readiness: 'serving',
    instanceClass: 'db.r8g.large',
    availabilityZone: ZONES[index],
    replicaLagMilliseconds: { kind: 'known', value: index === 0 ? 0 : 20 },
  });
  expect(cluster).toStrictEqual({
    kind: 'known',
    value: {
      view: { condition: 'serving', members: [member('db-1', 0), member('db-2', 1), member('db-3', 2)] },
      hosts: { 'db-1': hostOf('db-1'), 'db-2': hostOf('db-2'), 'db-3': hostOf('db-3') },
    },
  });
});

test('who the writer is, is asked last', async () => {
  const { sent } = await readWith();
  expect(sent.map(operationOf)).toStrictEqual(['DescribeDBInstances', 'GetMetricData', 'DescribeDBClusters']);
  const [list, , cluster] = sent;
  expect(list && parameter(list, 'Filters.Filter.1.Name')).toBe('db-cluster-id');
  expect(list && parameter(list, 'Filters.Filter.1.Values.Value.1')).toBe(CLUSTER);
  expect(cluster && parameter(cluster, 'DBClusterIdentifier')).toBe(CLUSTER);
});

test.each([
  ['available', 'serving'],
  ['failing-over', 'failing-over'],
  ['modifying', 'busy'],
  ['stopped', 'broken'],
  ['something new', 'unclear'],
])('a cluster that is %s is %s', async (status, condition) => {
  const { cluster } = await readWith({ DescribeDBClusters: () => describedCluster(instances, { status }) });
  expect(cluster).toMatchObject({ value: { view: { condition } } });
});

test.each([
  ['rebooting', 'busy'],
  ['failed', 'broken'],
  ['something new', 'unclear'],
])('F15 a writer that is %s is %s', async (status, readiness) => {
  const { cluster } = await readWith({
    DescribeDBInstances: () => describedInstances(changed('db-1', { status })),
  });
  expect(cluster).toMatchObject({ value: { view: { members: [{ isWriter: true, readiness }, {}, {}] } } });
});

test('F23 a cluster without a writer is reported as it is', async () => {
  const { cluster } = await readWith({
    DescribeDBClusters: () => describedCluster(changed('db-1', { writer: false })),
  });
  expect(cluster).toMatchObject({ kind: 'known', value: { view: { members: [{ isWriter: false }, {}, {}] } } });
});

test('F22 two writers are reported as they are: what they mean is for the decision', async () => {
  const { cluster } = await readWith({ DescribeDBClusters: () => describedCluster(changed('db-2', { writer: true })) });
  expect(cluster).toMatchObject({ value: { view: { members: [{ isWriter: true }, { isWriter: true }, {}] } } });
});

test('a member of which RDS lists no instance is unclear, and has no endpoint', async () => {
  const { cluster } = await readWith({ DescribeDBInstances: () => describedInstances(instances.slice(0, 2)) });
  expect(cluster).toMatchObject({
    value: {
      view: {
        members: [
          {},
          {},
          {
            instanceId: 'db-3',
            readiness: 'unclear',
            instanceClass: undefined,
            availabilityZone: undefined,
            replicaLagMilliseconds: { kind: 'unknown', code: 'Incomplete', reason: 'db-3 reports no lag of now' },
          },
        ],
      },
    },
  });
  expect(cluster).not.toHaveProperty('value.hosts.db-3');
});

test('an instance that is being made has neither zone nor endpoint', async () => {
  const { cluster } = await readWith({
    DescribeDBInstances: () => describedInstances(changed('db-3', { zone: undefined, status: 'creating' })),
  });
  expect(cluster).toMatchObject({ value: { view: { members: [{}, {}, { availabilityZone: undefined }] } } });
  expect(cluster).not.toHaveProperty('value.hosts.db-3');
});

test('an instance that is no member is left out', async () => {
  const { cluster } = await readWith({ DescribeDBClusters: () => describedCluster(instances.slice(0, 2)) });
  expect(cluster).toMatchObject({ value: { view: { members: [{ instanceId: 'db-1' }, { instanceId: 'db-2' }] } } });
  expect(cluster).toHaveProperty('value.view.members.length', 2);
});

describe('how far readers are behind', () => {
  test('F27 is reported as it is', async () => {
    const { cluster } = await readWith({
      GetMetricData: (request) => lags(request, changed('db-2', { lag: 1_500 })),
    });
    expect(cluster).toMatchObject({
      value: { view: { members: [{}, { replicaLagMilliseconds: { kind: 'known', value: 1_500 } }, {}] } },
    });
  });

  test.each([
    ['is throttled', 'Throttled', () => jsonError('ThrottlingException')],
    ['is denied', 'Denied', () => jsonError('AccessDenied', 403)],
    ['gets the page of a proxy', 'Malformed', () => PROXY_PAGE],
  ])('F52 F53 is unknown when CloudWatch %s, and the rest is known', async (_what, code, reply) => {
    const { cluster } = await readWith({ GetMetricData: reply });
    const lag = { kind: 'unknown', code };
    expect(cluster).toMatchObject({
      kind: 'known',
      value: {
        view: {
          members: [
            { replicaLagMilliseconds: { kind: 'known', value: 0 } },
            { replicaLagMilliseconds: lag },
            { replicaLagMilliseconds: lag },
          ],
        },
      },
    });
  });

  test.each([-600_000, 600_000])('F55 does not depend on a clock of this machine that is %d ms off', async (skew) => {
    stopDate(NOW.getTime() + skew);
    const dated = (reply: Reply): Reply => ({ ...reply, headers: { date: NOW.toUTCString() } });
    const { cluster, sent } = await readWith({
      DescribeDBInstances: () => dated(describedInstances(instances)),
      DescribeDBClusters: () => dated(describedCluster(instances)),
      GetMetricData: (request) => dated(lags(request, instances)),
    });
    expect(cluster).toMatchObject({
      value: { view: { members: [{}, { replicaLagMilliseconds: { kind: 'known', value: 20 } }, {}] } },
    });
    const query = sent.find((request) => operationOf(request) === 'GetMetricData');
    expect(query && metricDataOf(query).EndTime).toBe(NOW.getTime() / 1000);
  });
});
