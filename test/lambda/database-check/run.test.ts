import { RDSClient } from '@aws-sdk/client-rds';
import { databaseCheck } from '../../../lambda/database-check/run';
import { runCheck } from '../../../lambda/shared/run-check';
import { parameter } from '../support/fake-ec2';
import { clusterReply, instancesReply } from '../support/fake-rds';
import { fakeRun, NOW, onlyLine } from '../support/fake-run';
import {
  connectionReset,
  fakeClientConfig,
  FakeTransport,
  PROXY_PAGE,
  queryError,
  type Reply,
  type SentRequest,
} from '../support/fake-transport';
import { expectation, ZONES } from './expectation';

type Replies = Readonly<Record<string, (request: SentRequest, nth: number) => Reply>>;

const members = [
  { id: 'writer', writer: true, tier: 0 },
  { id: 'first', writer: false, tier: 0 },
  { id: 'second', writer: false, tier: 1 },
];
const instances = members.map(({ id }, index) => ({ id, zone: ZONES[index] ?? '' }));
const latestRestorableTime = new Date(NOW.getTime() - 120_000).toISOString();

const healthyReplies: Replies = {
  DescribeDBClusters: () => clusterReply({ members, latestRestorableTime }),
  DescribeDBInstances: () => instancesReply(instances),
};

async function run(changes: Replies = {}, remainingMilliseconds?: number) {
  const replies = { ...healthyReplies, ...changes };
  const transport = new FakeTransport(
    (request, nth) => replies[request.action]?.(request, nth) ?? queryError('InvalidAction'),
  );
  const { lines, surroundings, context } = fakeRun(
    remainingMilliseconds === undefined ? {} : { remainingMilliseconds },
  );
  const check = databaseCheck(new RDSClient(fakeClientConfig(transport)));
  const result = await runCheck(check, expectation, context, surroundings);
  return { result, line: onlyLine(lines), sent: transport.sent };
}

test('a cluster as deployed is healthy', async () => {
  const { line } = await run();
  expect(line).toMatchObject({
    record: { status: 'HEALTHY', findings: [], questions: [] },
    LatestRestorableAge: 120,
    PromotableReaders: 2,
  });
});

test('two questions are asked, about this cluster alone', async () => {
  const { sent } = await run();
  expect(sent.map(({ action }) => action).sort()).toStrictEqual(['DescribeDBClusters', 'DescribeDBInstances']);
  const [clusters, list] = ['DescribeDBClusters', 'DescribeDBInstances'].map((name) =>
    sent.find(({ action }) => action === name),
  );
  expect(clusters && parameter(clusters, 'DBClusterIdentifier')).toBe('test-site-database');
  expect(list && parameter(list, 'Filters.Filter.1.Name')).toBe('db-cluster-id');
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

test('a page that never comes leaves the instances unknown', async () => {
  const { line } = await run({
    DescribeDBInstances: (request) =>
      parameter(request, 'Marker') === 'next' ? PROXY_PAGE : instancesReply(instances, 'next'),
  });
  expect(line.record.status).toBe('UNKNOWN');
});

test('a cluster that RDS says does not exist stops the service', async () => {
  const { line } = await run({ DescribeDBClusters: () => queryError('DBClusterNotFoundFault', 404) });
  expect(line.record).toMatchObject({ status: 'FAILED', findings: [{ code: 'ClusterMissing' }] });
});

test('F22 two writers are not believed', async () => {
  const { line } = await run({
    DescribeDBClusters: () =>
      clusterReply({ members: members.map((member) => ({ ...member, writer: true })), latestRestorableTime }),
  });
  expect(line).toMatchObject({ record: { status: 'UNKNOWN' }, SplitSuspected: 1 });
});

test('a cluster without an entry in the answer is no answer', async () => {
  const { line } = await run({
    DescribeDBClusters: () => ({
      body: '<DescribeDBClustersResponse><DescribeDBClustersResult><DBClusters/></DescribeDBClustersResult></DescribeDBClustersResponse>',
    }),
  });
  expect(line.record).toMatchObject({ status: 'UNKNOWN', questions: [{ code: 'Malformed' }] });
});

describe.each(['DescribeDBClusters', 'DescribeDBInstances'])('F52, F53 when %s', (action) => {
  test.each([
    ['is throttled', 'Throttled', () => queryError('Throttling')],
    ['fails', 'ApiError', () => queryError('InternalFailure', 500)],
    ['is denied', 'Denied', () => queryError('AccessDenied', 403)],
    ['has an expired token', 'Denied', () => queryError('ExpiredToken', 403)],
    ['loses its connection', 'Network', connectionReset],
    ['gets the page of a proxy', 'Malformed', () => PROXY_PAGE],
    ['gets half a document', 'Malformed', () => ({ body: `<${action}Response><${action}Result><DBClu` })],
    ['gets an empty document', 'Malformed', () => ({ body: '' })],
  ])('%s, the check says unknown with code %s', async (_what, code, reply) => {
    const { line } = await run({ [action]: reply });
    expect(line.record.status).toBe('UNKNOWN');
    expect(line.record.questions.map((question) => question.code)).toContain(code);
    expect(line).not.toHaveProperty('RedundancyLost');
    expect(line).not.toHaveProperty('ServiceDown');
  });

  test('is throttled twice and then answers, that is one answer', async () => {
    const { line, sent } = await run({
      [action]: (request: SentRequest, nth: number) =>
        nth < 3 ? queryError('Throttling') : (healthyReplies[action]?.(request, nth) ?? queryError('InvalidAction')),
    });
    expect(line.record.status).toBe('HEALTHY');
    expect(sent.filter((request) => request.action === action)).toHaveLength(3);
  });

  test('never answers, the check ends in time and says unknown', async () => {
    const { line } = await run({ [action]: () => ({ hang: true }) }, 5_100);
    expect(line.record.questions.map(({ code }) => code)).toContain('Timeout');
  });

  test('no element of the answer can be left out with the check still healthy', async () => {
    const reply = healthyReplies[action]?.({} as SentRequest, 1);
    const body = reply !== undefined && 'body' in reply ? (reply.body ?? '') : '';
    const variants = [...body.matchAll(/<(\w+)>[^<]+<\/\1>/g)].map(
      ({ 0: element, index }) => body.slice(0, index) + body.slice(index + element.length),
    );
    expect(variants.length).toBeGreaterThan(8);
    for (const variant of variants) {
      const { line } = await run({ [action]: () => ({ body: variant }) });
      expect({ variant, status: line.record.status }).not.toMatchObject({ status: 'HEALTHY' });
    }
  });
});
