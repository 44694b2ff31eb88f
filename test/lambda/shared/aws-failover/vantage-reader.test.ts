import { LambdaClient } from '@aws-sdk/client-lambda';
import type { DatabaseProbeAnswer } from '../../../../lambda/database-probe/contract';
import {
  PROBE_MILLISECONDS,
  readVantages,
  type ProbeQuestion,
} from '../../../../lambda/shared/aws-failover/vantage-reader';
import { CLUSTER_ENDPOINT, hostOf, ZONES } from '../../support/fake-cluster';
import {
  connectionReset,
  fakeClientConfig,
  FakeTransport,
  jsonError,
  PROXY_PAGE,
  type Reply,
  type SentRequest,
} from '../../support/fake-transport';

const question: ProbeQuestion = {
  site: 'test-site',
  database: { user: 'site_probe', name: 'app', port: 5432, clusterEndpoint: CLUSTER_ENDPOINT },
  instances: [
    { instanceId: 'db-1', host: hostOf('db-1') },
    { instanceId: 'db-2', host: hostOf('db-2') },
  ],
};
const probes = ZONES.map((availabilityZone) => ({ availabilityZone, functionName: `probe-${availabilityZone}` }));

function answer(availabilityZone: string, changes: Partial<DatabaseProbeAnswer> = {}): DatabaseProbeAnswer {
  return {
    version: 1,
    availabilityZone,
    writerEndpoint: { kind: 'writer', server: 'db-1' },
    instances: { 'db-1': { kind: 'writer' }, 'db-2': { kind: 'reader' } },
    ...changes,
  };
}

function zoneOf({ path }: SentRequest): string {
  return /probe-([\w-]+)/.exec(path)?.[1] ?? '';
}

async function readWith(
  reply: (zone: string, request: SentRequest) => Reply,
  signal: AbortSignal = new AbortController().signal,
) {
  const transport = new FakeTransport((request) => reply(zoneOf(request), request));
  const vantages = await readVantages(new LambdaClient(fakeClientConfig(transport)), probes, question, signal);
  return { vantages, sent: transport.sent };
}

/** Answers as every other zone does, but for the last one. */
function lastOf(reply: Reply): (zone: string) => Reply {
  return (zone) => (zone === ZONES[2] ? reply : { body: JSON.stringify(answer(zone)) });
}

function failed(error: object): Reply {
  return { body: JSON.stringify(error), headers: { 'x-amz-function-error': 'Unhandled' } };
}

test('a view is what the probe of the zone says', async () => {
  const { vantages } = await readWith((zone) => ({ body: JSON.stringify(answer(zone)) }));
  expect(vantages).toStrictEqual(
    ZONES.map((availabilityZone) => ({
      availabilityZone,
      writerEndpoint: { kind: 'known', value: { kind: 'writer', server: 'db-1' } },
      instances: { 'db-1': { kind: 'writer' }, 'db-2': { kind: 'reader' } },
    })),
  );
});

test('each probe is asked about its own zone, and waited for', async () => {
  const { sent } = await readWith((zone) => ({ body: JSON.stringify(answer(zone)) }));
  expect(sent.map(({ method, path }) => `${method} ${path}`).sort()).toStrictEqual(
    ZONES.map((zone) => `POST /2015-03-31/functions/probe-${zone}/invocations`),
  );
  expect(sent[0]?.headers).not.toHaveProperty('x-amz-invocation-type', 'Event');
  expect(JSON.parse(sent[0]?.body ?? '')).toStrictEqual({
    version: 1,
    site: 'test-site',
    availabilityZone: ZONES[0],
    database: question.database,
    instances: question.instances,
  });
});

test.each([
  { kind: 'silent', reason: 'no connection (ECONNREFUSED)' },
  { kind: 'busy', reason: 'SQLSTATE 53300' },
  { kind: 'refused', reason: 'SQLSTATE 28000' },
  { kind: 'reader' },
] as const)('an endpoint may be %j', async (reading) => {
  const { vantages } = await readWith(lastOf({ body: JSON.stringify(answer(ZONES[2], { writerEndpoint: reading })) }));
  expect(vantages[2]?.writerEndpoint).toStrictEqual({ kind: 'known', value: reading });
});

describe('F16 F52 F53 the view of a zone is unknown, and that of the others is not', () => {
  const own = (changes: object): Reply => ({ body: JSON.stringify({ ...answer(ZONES[2]), ...changes }) });

  test.each<readonly [string, string, string | undefined, Reply]>([
    ['when its probe is throttled', 'Throttled', undefined, jsonError('TooManyRequestsException', 429)],
    ['when its probe may not be asked', 'Denied', undefined, jsonError('AccessDeniedException', 403)],
    ['when Lambda fails', 'ApiError', undefined, jsonError('ServiceException', 500)],
    ['when the connection breaks', 'Network', undefined, connectionReset()],
    [
      'when its probe takes too long',
      'Timeout',
      'the probe failed: Sandbox.Timedout',
      failed({ errorType: 'Sandbox.Timedout' }),
    ],
    [
      'when its probe is blind',
      'ApiError',
      'the probe failed: Blind',
      failed({ errorType: 'Blind', errorMessage: 'secret' }),
    ],
    [
      'when its probe fails without a name',
      'ApiError',
      'the probe failed: unnamed error',
      failed({ errorMessage: 'secret' }),
    ],
    [
      'when its probe fails with a strange name',
      'ApiError',
      'the probe failed: unnamed error',
      failed({ errorType: 'a b' }),
    ],
    [
      'when its probe fails with a long name',
      'ApiError',
      'the probe failed: unnamed error',
      failed({ errorType: 'a'.repeat(101) }),
    ],
    ['when it fails with no document', 'ApiError', 'the probe failed: unnamed error', { ...failed({}), body: '{' }],
    ['when it was not waited for', 'Malformed', 'not the answer of this API', { status: 202, body: '' }],
    ['when it gets the page of a proxy', 'Malformed', 'the probe answers something else', PROXY_PAGE],
    ['when it gets half a document', 'Malformed', 'the probe answers something else', { body: '{"version":1,"avail' }],
    ['when it gets nothing', 'Malformed', 'not the answer of this API', { body: '' }],
    ['when it gets null', 'Malformed', 'the probe answers something else', { body: 'null' }],
    ['when its version is another one', 'Malformed', 'the probe answers something else', own({ version: 2 })],
    [
      'when it saw nothing at the endpoint',
      'Malformed',
      'the probe answers something else',
      own({ writerEndpoint: undefined }),
    ],
    [
      'when it saw something unheard of',
      'Malformed',
      'the probe answers something else',
      own({ writerEndpoint: { kind: 'dead' } }),
    ],
    [
      'when silence has no reason',
      'Malformed',
      'the probe answers something else',
      own({ writerEndpoint: { kind: 'silent' } }),
    ],
    [
      'when a reason is empty',
      'Malformed',
      'the probe answers something else',
      own({ writerEndpoint: { kind: 'busy', reason: '' } }),
    ],
    [
      'when a reason has no end',
      'Malformed',
      'the probe answers something else',
      own({ writerEndpoint: { kind: 'busy', reason: 'x'.repeat(301) } }),
    ],
    [
      'when a server has no name',
      'Malformed',
      'the probe answers something else',
      own({ writerEndpoint: { kind: 'writer', server: '' } }),
    ],
    [
      'when a server has a name without end',
      'Malformed',
      'the probe answers something else',
      own({ writerEndpoint: { kind: 'writer', server: 'x'.repeat(64) } }),
    ],
    [
      'when it stands elsewhere',
      'Contradictory',
      'the probe stands in another zone',
      own({ availabilityZone: ZONES[0] }),
    ],
    [
      'when it leaves out an instance',
      'Contradictory',
      'the probe answers about other instances',
      own({ instances: { 'db-1': { kind: 'reader' } } }),
    ],
    [
      'when it names another instance',
      'Contradictory',
      'the probe answers about other instances',
      own({ instances: { 'db-1': { kind: 'reader' }, 'db-3': { kind: 'reader' } } }),
    ],
    [
      'when it names one more',
      'Contradictory',
      'the probe answers about other instances',
      own({ instances: { 'db-1': { kind: 'reader' }, 'db-2': { kind: 'reader' }, 'db-3': { kind: 'reader' } } }),
    ],
  ])('%s: %s', async (_what, code, reason, reply) => {
    const { vantages } = await readWith(lastOf(reply));
    expect(vantages.map(({ availabilityZone }) => availabilityZone)).toStrictEqual(ZONES);
    expect(vantages.slice(0, 2).every(({ writerEndpoint }) => writerEndpoint.kind === 'known')).toBe(true);
    expect(vantages[2]).toMatchObject({
      writerEndpoint: { kind: 'unknown', code, ...(reason === undefined ? {} : { reason }) },
      instances: {},
    });
    expect(JSON.stringify(vantages)).not.toContain('secret');
  });
});

test.each([
  { kind: 'busy', reason: 'x'.repeat(300) },
  { kind: 'writer', server: 'x'.repeat(63) },
])('texts may be as long as they get', async (writerEndpoint) => {
  const body = JSON.stringify({ ...answer(ZONES[2]), writerEndpoint });
  const { vantages } = await readWith(lastOf({ body }));
  expect(vantages[2]?.writerEndpoint.kind).toBe('known');
});

test('F16 a probe that never answers is waited for until the time is up', async () => {
  const { vantages } = await readWith(lastOf({ hang: true }), AbortSignal.timeout(50));
  expect(vantages[2]).toMatchObject({ writerEndpoint: { kind: 'unknown', code: 'Timeout' } });
});

test('F16 a probe has eight seconds, however much time the run has', async () => {
  const timeouts = jest.spyOn(AbortSignal, 'timeout');
  await readWith((zone) => ({ body: JSON.stringify(answer(zone)) }));
  expect(timeouts.mock.calls).toStrictEqual([[8_000], [8_000], [8_000]]);
  expect(PROBE_MILLISECONDS).toBe(8_000);
  timeouts.mockRestore();
});
