import { globalClusterReply } from '../support/fake-rds';
import { metricDataOf, metricDataReply } from '../support/fake-rds-metrics';
import { operationOf } from '../support/fake-operations';
import {
  connectionReset,
  jsonError,
  PROXY_PAGE,
  queryError,
  type Reply,
  type SentRequest,
} from '../support/fake-transport';
import { globalExpectation } from './expectation';
import { ago, run, SECONDARY_ARN, type Replies } from './run-with-replies';

const runGlobal = (changes: Replies = {}) => run(changes, undefined, globalExpectation);

const ofOsaka = ({ hostname }: SentRequest) => hostname.includes('ap-northeast-3');

test('F32 a secondary cluster is asked about in its own Region', async () => {
  const { line, sent } = await runGlobal();
  expect(line).toMatchObject({
    record: { status: 'HEALTHY', findings: [], questions: [] },
    SecondariesNotSynchronized: 0,
    GlobalReplicationLagMilliseconds: 25.5,
  });
  const asked = sent.filter((request) => operationOf(request) === 'GetMetricData');
  expect(asked.map(({ hostname }) => hostname).sort()).toStrictEqual([
    'monitoring.ap-northeast-1.amazonaws.com',
    'monitoring.ap-northeast-3.amazonaws.com',
  ]);
  const [query] = asked.filter(ofOsaka).flatMap((request) => metricDataOf(request).MetricDataQueries);
  expect(query?.MetricStat.Metric).toStrictEqual({
    Namespace: 'AWS/RDS',
    MetricName: 'AuroraGlobalDBReplicationLag',
    Dimensions: [{ Name: 'DBClusterIdentifier', Value: 'test-site-secondary' }],
  });
  const [global] = sent.filter((request) => operationOf(request) === 'DescribeGlobalClusters');
  expect(new URLSearchParams(global?.body).get('GlobalClusterIdentifier')).toBe('test-site-global');
});

test('F32 a link that is cut promotes nothing and is reported', async () => {
  const { line } = await runGlobal({
    DescribeGlobalClusters: () =>
      globalClusterReply([
        { arn: 'arn:aws:rds:ap-northeast-1:111111111111:cluster:test-site-database', writer: true },
        { arn: SECONDARY_ARN, writer: false, synchronization: 'pending-resync' },
      ]),
  });
  expect(line).toMatchObject({
    record: { status: 'DEGRADED', findings: [{ code: 'SecondaryNotSynchronized' }] },
    SecondariesNotSynchronized: 1,
    ServiceDown: 0,
  });
});

test('a global database that RDS says does not exist is missing', async () => {
  const { line } = await runGlobal({
    DescribeGlobalClusters: () => queryError('GlobalClusterNotFoundFault', 404),
  });
  expect(line.record).toMatchObject({ status: 'DEGRADED', findings: [{ code: 'GlobalDatabaseMissing' }] });
});

test.each<[string, string, () => Reply]>([
  ['is denied', 'Denied', () => queryError('AccessDenied', 403)],
  ['gets the page of a proxy', 'Malformed', () => PROXY_PAGE],
  ['loses its connection', 'Network', connectionReset],
  [
    'gets a member without a role',
    'Malformed',
    () => ({
      body: `<r><DescribeGlobalClustersResult><GlobalClusters><GlobalClusterMember><GlobalClusterMembers><GlobalClusterMember><DBClusterArn>${SECONDARY_ARN}</DBClusterArn></GlobalClusterMember></GlobalClusterMembers></GlobalClusterMember></GlobalClusters></DescribeGlobalClustersResult></r>`,
    }),
  ],
  ...[
    'test-site-secondary',
    'arn:aws:rds:ap-northeast-3:111111111111:db:x',
    'arn:aws:rds::1:cluster:x',
    'arn:aws:rds:ap-northeast-3:1:cluster:',
    `x${SECONDARY_ARN}`,
    `${SECONDARY_ARN}:x`,
  ].map((arn): [string, string, () => Reply] => [
    `gets a member whose ARN is ${arn}`,
    'Malformed',
    () => globalClusterReply([{ arn, writer: false, synchronization: 'connected' }]),
  ]),
])('F52 F53 when DescribeGlobalClusters %s, that alone is unknown with code %s', async (_what, code, reply) => {
  const { line } = await runGlobal({ DescribeGlobalClusters: reply });
  expect(line.record).toMatchObject({
    status: 'UNKNOWN',
    findings: [],
    questions: [{ subject: 'global database', code }],
  });
  expect(line).toHaveProperty('PromotableReaders', 2);
});

test.each([
  ['is denied', 'Denied', () => jsonError('AccessDeniedException', 403)],
  ['gets the page of a proxy', 'Malformed', () => PROXY_PAGE],
  [
    'has no fresh data point',
    'Incomplete',
    (request: SentRequest) => metricDataReply(request, () => ({ value: 1, at: ago(181) })),
  ],
])('F52 when CloudWatch of the other Region %s, the lag alone is unknown with code %s', async (_what, code, reply) => {
  const { line } = await runGlobal({
    GetMetricData: (request) =>
      ofOsaka(request) ? reply(request) : metricDataReply(request, () => ({ value: 4, at: ago(60) })),
  });
  expect(line.record.questions).toMatchObject([{ subject: 'lag of ap-northeast-3', code }]);
  expect(line).toMatchObject({ ReplicaLagMilliseconds: 4, SecondariesNotSynchronized: 0 });
});
