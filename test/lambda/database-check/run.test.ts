import { parameter } from '../support/fake-ec2';
import { clusterReply, instancesReply } from '../support/fake-rds';
import { jsonReply } from '../support/fake-rds-metrics';
import { operationOf } from '../support/fake-operations';
import {
  connectionReset,
  jsonError,
  PROXY_PAGE,
  queryError,
  type Reply,
  type SentRequest,
} from '../support/fake-transport';
import { healthyReplies, instances, latestRestorableTime, members, run } from './run-with-replies';

test('a cluster as deployed is healthy', async () => {
  const { line } = await run();
  expect(line).toMatchObject({
    record: { status: 'HEALTHY', findings: [], questions: [] },
    LatestRestorableAge: 120,
    PromotableReaders: 2,
    ReplicaLagMilliseconds: 25.5,
    FailoverEvents: 0,
    ParameterFaults: 0,
  });
});

test('only questions are asked, about this cluster alone, each just once', async () => {
  const { sent } = await run();
  expect(sent.map(operationOf).sort()).toStrictEqual([
    'DescribeDBClusters',
    'DescribeDBInstances',
    'DescribeEvents',
    'DescribeEvents',
    'GetMetricData',
  ]);
  const of = (name: string) => sent.filter((request) => operationOf(request) === name);
  const [clusters] = of('DescribeDBClusters');
  expect(clusters && parameter(clusters, 'DBClusterIdentifier')).toBe('test-site-database');
  const [list] = of('DescribeDBInstances');
  expect(list && parameter(list, 'Filters.Filter.1.Name')).toBe('db-cluster-id');
  expect(list && parameter(list, 'Filters.Filter.1.Values.Value.1')).toBe('test-site-database');
});

test('events of the last hour are asked for, of the cluster and of instances', async () => {
  const { sent } = await run();
  const asked = sent.filter((request) => operationOf(request) === 'DescribeEvents');
  expect(
    asked.map((request) =>
      [
        'SourceType',
        'SourceIdentifier',
        'Duration',
        ...[1, 2, 3, 4, 5, 6].map((n) => `EventCategories.EventCategory.${String(n)}`),
      ].map((name) => parameter(request, name)),
    ),
  ).toStrictEqual([
    ['db-cluster', 'test-site-database', '60', ...Array<undefined>(6)],
    ['db-instance', undefined, '60', 'availability', 'failover', 'failure', 'low storage', 'recovery', undefined],
  ]);
});

test('instances are read to the last page', async () => {
  const { line } = await run({
    DescribeDBInstances: (request) =>
      parameter(request, 'Marker') === 'next'
        ? instancesReply(instances.slice(1))
        : instancesReply(instances.slice(0, 1), 'next'),
  });
  expect(line.record.status).toBe('HEALTHY');
});

test('F53 a page that never comes leaves the instances unknown', async () => {
  const { line } = await run({
    DescribeDBInstances: (request) =>
      parameter(request, 'Marker') === 'next' ? PROXY_PAGE : instancesReply(instances, 'next'),
  });
  expect(line.record).toMatchObject({
    status: 'UNKNOWN',
    questions: [{ subject: 'instances', code: 'Malformed' }],
  });
});

test('an instance that has no zone yet is left out', async () => {
  const reply = instancesReply([...instances, { id: 'new', zone: 'nowhere', status: 'creating' }]);
  const body = 'body' in reply ? (reply.body ?? '') : '';
  const { line } = await run({
    DescribeDBInstances: () => ({ body: body.replace('<AvailabilityZone>nowhere</AvailabilityZone>', '') }),
  });
  expect(line.record.status).toBe('HEALTHY');
});

test('a cluster that RDS says does not exist stops the service, and CloudWatch is not asked about it', async () => {
  const { line, sent } = await run({ DescribeDBClusters: () => queryError('DBClusterNotFoundFault', 404) });
  expect(line.record).toMatchObject({ status: 'FAILED', findings: [{ code: 'ClusterMissing' }] });
  expect(sent.map(operationOf)).not.toContain('GetMetricData');
});

test('parameter groups are read from the answers', async () => {
  const { line } = await run({
    DescribeDBClusters: () =>
      clusterReply({
        members: members.map((member) => ({ ...member, parameters: 'pending-reboot' })),
        latestRestorableTime,
        parameterGroup: 'other',
      }),
    DescribeDBInstances: () =>
      instancesReply(instances.map((instance) => ({ ...instance, parameterGroup: 'another', parameters: 'applying' }))),
  });
  expect(line).toMatchObject({ record: { status: 'DEGRADED' }, ParameterFaults: 10 });
});

test('F53 a cluster without an entry in the answer is no answer', async () => {
  const { line } = await run({
    DescribeDBClusters: () => ({
      body: '<DescribeDBClustersResponse><DescribeDBClustersResult><DBClusters/></DescribeDBClustersResult></DescribeDBClustersResponse>',
    }),
  });
  expect(line.record).toMatchObject({ status: 'UNKNOWN', questions: [{ subject: 'cluster', code: 'Malformed' }] });
});

const ACTIONS: readonly (readonly [string, (code: string, status?: number) => Reply, empty: string])[] = [
  ['DescribeDBClusters', queryError, '<a></a>'],
  ['DescribeDBInstances', queryError, '<a></a>'],
  ['DescribeEvents', queryError, '<a></a>'],
  ['GetMetricData', jsonError, '{}'],
];

describe.each(ACTIONS)('F26 F52 F53 when %s', (action, errorReply, empty) => {
  test.each([
    ['is throttled', 'Throttled', () => errorReply('Throttling')],
    ['fails', 'ApiError', () => errorReply('InternalFailure', 500)],
    ['is denied', 'Denied', () => errorReply('AccessDenied', 403)],
    ['has an expired token', 'Denied', () => errorReply('ExpiredToken', 403)],
    ['loses its connection', 'Network', connectionReset],
    ['gets the page of a proxy', 'Malformed', () => PROXY_PAGE],
    ['gets half a document', 'Malformed', () => ({ body: action === 'GetMetricData' ? '{"Metri' : `<${action}Re` })],
    ['gets an empty document', 'Malformed', () => ({ body: '' })],
    ['gets an answer without members', 'Malformed', () => ({ body: empty })],
  ])('%s, the check says unknown with code %s', async (_what, code, reply) => {
    const { line } = await run({ [action]: reply });
    expect(line.record).toMatchObject({ status: 'UNKNOWN', findings: [] });
    expect(line.record.questions.map((question) => question.code)).toContain(code);
    expect(line).not.toHaveProperty('RedundancyLost');
    expect('ServiceDown' in line).toBe(!['DescribeDBClusters', 'DescribeDBInstances'].includes(action));
  });

  test('is throttled twice and then answers, that is one answer', async () => {
    const { line, sent } = await run({
      [action]: (request: SentRequest, nth: number) =>
        nth < 3 ? errorReply('Throttling') : (healthyReplies[action]?.(request, nth) ?? queryError('InvalidAction')),
    });
    expect(line.record.status).toBe('HEALTHY');
    const asked = sent.filter((request) => operationOf(request) === action);
    expect(asked).toHaveLength(action === 'DescribeEvents' ? 4 : 3);
  });

  test('never answers, the check ends in time and says unknown', async () => {
    const { line } = await run({ [action]: () => ({ hang: true }) }, 5_100);
    expect(line.record.questions.map(({ code }) => code)).toContain('Timeout');
    expect(line.record.status).toBe('UNKNOWN');
  });
});

test.each(['DescribeDBClusters', 'DescribeDBInstances'])(
  'F53 no element of the answer of %s can be left out with the check still healthy',
  async (action) => {
    const reply = healthyReplies[action]?.({} as SentRequest, 1);
    const body = reply !== undefined && 'body' in reply ? (reply.body ?? '') : '';
    const variants = [...body.matchAll(/<(\w+)>[^<]+<\/\1>/g)].map(
      ({ 0: element, index }) => body.slice(0, index) + body.slice(index + element.length),
    );
    expect(variants.length).toBeGreaterThan(16);
    for (const variant of variants) {
      const { line } = await run({ [action]: () => ({ body: variant }) });
      expect({ variant, status: line.record.status }).not.toMatchObject({ status: 'HEALTHY' });
    }
  },
);

test('F53 a metric that is no document of CloudWatch leaves the readers open', async () => {
  const { line } = await run({
    GetMetricData: () =>
      jsonReply({
        MetricDataResults: [{ Id: 'q0', StatusCode: 'Complete', Timestamps: [1, 2], Values: [3] }],
      }),
  });
  expect(line.record.questions).toMatchObject([{ subject: 'readers' }, { subject: 'replica lag', code: 'Malformed' }]);
});
