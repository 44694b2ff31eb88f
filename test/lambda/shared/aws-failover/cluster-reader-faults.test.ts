import { CLUSTER, describedCluster, describedInstances, type FakeInstance } from '../../support/fake-cluster';
import { stopDate } from '../../support/fake-date';
import { parameter } from '../../support/fake-ec2';
import { operationOf } from '../../support/fake-operations';
import { connectionReset, PROXY_PAGE, queryError, type Reply, type SentRequest } from '../../support/fake-transport';
import { NOW, instances, healthyReplies, readWith, changed } from './cluster-reader-setup';

beforeEach(() => {
  stopDate(NOW);
});

afterEach(() => {
  jest.useRealTimers();
});

describe('F53 what contradicts itself is unknown', () => {
  const strangers = [{ ...(instances[0] as FakeInstance) }];

  test.each([
    [
      'a cluster of another name',
      { DescribeDBClusters: () => describedCluster(instances, { id: 'other' }) },
      `asked about ${CLUSTER}, RDS answered about other`,
    ],
    [
      'an instance of another cluster',
      { DescribeDBInstances: () => describedInstances(instances, { cluster: 'other' }) },
      `asked about ${CLUSTER}, RDS answered about other`,
    ],
    [
      'a member that is named twice',
      { DescribeDBClusters: () => describedCluster([...instances, ...strangers]) },
      'RDS lists db-1 twice',
    ],
    [
      'an instance that is listed twice',
      { DescribeDBInstances: () => describedInstances([...instances, ...instances.slice(1, 2)]) },
      'RDS lists db-2 twice',
    ],
  ])('%s', async (_what, changes, reason) => {
    expect((await readWith(changes)).cluster).toStrictEqual({ kind: 'unknown', code: 'Contradictory', reason });
  });

  test('a cluster without members is no answer', async () => {
    const { cluster } = await readWith({ DescribeDBClusters: () => describedCluster([]) });
    expect(cluster).toMatchObject({ kind: 'unknown', code: 'Malformed' });
  });

  test.each([-1, 16])('a promotion tier of %d is no answer', async (tier) => {
    const { cluster } = await readWith({ DescribeDBClusters: () => describedCluster(changed('db-2', { tier })) });
    expect(cluster).toMatchObject({ kind: 'unknown', code: 'Malformed' });
  });

  test.each([0, 15])('a promotion tier of %d is one', async (tier) => {
    const { cluster } = await readWith({ DescribeDBClusters: () => describedCluster(changed('db-2', { tier })) });
    expect(cluster).toMatchObject({ kind: 'known' });
  });
});

describe('F53 instances that come in pages', () => {
  const paged = (last: () => Reply) => (request: SentRequest) =>
    parameter(request, 'Marker') === 'next' ? last() : describedInstances(instances.slice(0, 1), { marker: 'next' });

  test('are read to the last page', async () => {
    const { cluster } = await readWith({ DescribeDBInstances: paged(() => describedInstances(instances.slice(1))) });
    expect(cluster).toMatchObject({
      value: { view: { members: [{ readiness: 'serving' }, { readiness: 'serving' }, { readiness: 'serving' }] } },
    });
  });

  test('are unknown when a page never comes', async () => {
    const { cluster } = await readWith({ DescribeDBInstances: paged(() => PROXY_PAGE) });
    expect(cluster).toMatchObject({ kind: 'unknown', code: 'Malformed' });
  });

  test('are unknown when they have no end', async () => {
    const { cluster } = await readWith({
      DescribeDBInstances: () => describedInstances(instances, { marker: 'next' }),
    });
    expect(cluster).toMatchObject({ kind: 'unknown', code: 'Contradictory' });
  });
});

describe.each(['DescribeDBClusters', 'DescribeDBInstances'])('F52 F53 when %s', (operation) => {
  const faults: readonly (readonly [string, string, () => Reply])[] = [
    ['is throttled', 'Throttled', () => queryError('Throttling')],
    ['fails', 'ApiError', () => queryError('InternalFailure', 500)],
    ['is denied', 'Denied', () => queryError('AccessDenied', 403)],
    ['has an expired token', 'Denied', () => queryError('ExpiredToken', 403)],
    ['finds no cluster', 'ApiError', () => queryError('DBClusterNotFoundFault', 404)],
    ['loses its connection', 'Network', connectionReset],
    ['gets the page of a proxy', 'Malformed', () => PROXY_PAGE],
    ['gets half a document', 'Malformed', () => ({ body: `<${operation}Response><${operation}Result><DBClu` })],
    ['gets an empty document', 'Malformed', () => ({ body: '' })],
  ];

  test.each(faults)('%s, the cluster is unknown with code %s', async (_what, code, reply) => {
    expect((await readWith({ [operation]: reply })).cluster).toMatchObject({ kind: 'unknown', code });
  });

  test('is throttled twice and then answers, that is one answer', async () => {
    const { cluster, sent } = await readWith({
      [operation]: (request: SentRequest, nth: number) =>
        nth < 3 ? queryError('Throttling') : (healthyReplies[operation]?.(request, nth) ?? queryError('x')),
    });
    expect(cluster).toMatchObject({ kind: 'known' });
    expect(sent.filter((request) => operationOf(request) === operation)).toHaveLength(3);
  });

  test('never answers, it is unknown when the time is up', async () => {
    const { cluster } = await readWith({ [operation]: () => ({ hang: true }) }, AbortSignal.timeout(50));
    expect(cluster).toMatchObject({ kind: 'unknown', code: 'Timeout' });
  });
});

test('RDS that does not tell the time leaves the cluster unknown: nobody could say how old a lag is', async () => {
  const { cluster } = await readWith({
    DescribeDBInstances: () => ({ ...describedInstances(instances), headers: { date: 'now' } }),
  });
  expect(cluster).toStrictEqual({ kind: 'unknown', code: 'Malformed', reason: 'RDS does not tell the time' });
});
