import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FunctionLabel } from '../../../lambda/shared/contract';
import { freezeServices, type FaultOutcome } from '../../../lib/local/drill';
import type { FunctionCode } from '../../../lib/local/site';
import { ACCOUNT, changesIn, fakeClients } from '../aws/support/fake-clients';
import { jsonServer } from '../aws/support/json-server';
import { CONCLUSIONS, lineOf } from '../observe/support/records';
import { deployedCheck } from '../site/support/deployed';
import { tickingClock } from './support/faults';

const directory = mkdtempSync(path.join(tmpdir(), 'honmaru frozen 本丸 '));
const emulator = jsonServer(() => ({ body: {} }));

afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

/** What a function says of the services that do not answer it. */
interface Says {
  /** When something does not. */
  readonly silent: keyof typeof CONCLUSIONS;
  /** State of an action then. */
  readonly outcome?: string;
}

/** Code of a function that asks services, each with a form or to read, and says what it must, or something else. */
function codeOf(name: FunctionLabel, asks: Readonly<Record<string, string>>, { silent, outcome }: Says): FunctionCode {
  const file = path.join(mkdtempSync(path.join(directory, 'code ')), 'index.js');
  const said = lineOf({ check: name, ...(outcome === undefined ? {} : { outcome }) }, CONCLUSIONS[silent]);
  const well = lineOf({ check: name, ...(outcome === undefined ? {} : { outcome: 'OBSERVE' }) });
  writeFileSync(
    file,
    `exports.handler = async () => {
      const { RECORD_BUCKET: bucket, LEASE_TABLE: table, AWS_ENDPOINT_URL_X: url } = process.env;
      if (bucket !== table || !/^frozen-[a-z0-9-]+-${name}$/.test(bucket)) throw new Error('no store of its own');
      const answers = Object.entries(${JSON.stringify(asks)}).map(([service, body]) => fetch(url + '/?' + service, {
        ...(body === '' ? {} : { method: 'POST', body }),
        headers: {
          authorization: 'AWS4-HMAC-SHA256 Credential=${ACCOUNT}/20261125/ap-northeast-1/' + service + '/aws4_request, SignedHeaders=host',
          'content-type': 'application/x-www-form-urlencoded',
        },
        signal: AbortSignal.timeout(500),
      }));
      const isSilent = (await Promise.allSettled(answers)).some(({ status }) => status === 'rejected');
      console.log(isSilent ? ${JSON.stringify(said)} : ${JSON.stringify(well)});
    };`,
  );
  const environment = { AWS_ENDPOINT_URL_X: 'http://127.0.0.1:9', RECORD_BUCKET: 'deployed', LEASE_TABLE: 'deployed' };
  return { check: deployedCheck({ name, environment }), file };
}

/** Freezes services under functions. */
async function frozen(
  codes: readonly FunctionCode[],
  { certificates = 0, isServed = true, signal = new AbortController().signal } = {},
) {
  const { clients, calls } = fakeClients(
    {
      CreateBucket: () => ({}),
      PutBucketVersioning: () => ({}),
      ListObjectVersions: () => ({ Versions: [{ Key: 'record', VersionId: '1' }] }),
      DeleteObject: () => ({}),
      DeleteBucket: () => ({}),
    },
    'ap-northeast-1',
    emulator.endpoint(),
  );
  const progress: (readonly [number, number])[] = [];
  const certificate = { purpose: 'viewers', arn: 'arn:acm', region: 'us-east-1', domainName: 'example.com' };
  const outcomes = await freezeServices({
    emulator: emulator.endpoint(),
    clients: new Map([['ap-northeast-1', clients]]),
    expectations: {
      certificate: {
        ...{ version: 1, site: 'starter', database: { clusterIdentifier: 'db' } },
        renewal: { warnDays: 30, urgentDays: 7 },
        certificates: Array.from({ length: certificates }, () => certificate),
      },
    },
    isServed,
    codes,
    surroundings: { endpoint: emulator.endpoint(), account: ACCOUNT, environment: {}, directory },
    onProgress: (done, all) => progress.push([done, all]),
    signal,
    now: tickingClock(),
  });
  return { outcomes, calls, progress };
}

const idsOf = (outcomes: readonly FaultOutcome[]) => outcomes.map(({ id }) => id);
const problemsOf = (outcomes: readonly FaultOutcome[]) =>
  outcomes.flatMap(({ id, problems }) => problems.map((problem) => problem.replace(id, '').trim()));

const HONEST = codeOf('certificate-check', { rds: '', s3: '' }, { silent: 'UNKNOWN' });

test('each service that a function asks is frozen by itself, and all of them', async () => {
  const { outcomes, progress } = await frozen([HONEST]);
  expect(outcomes).toStrictEqual(
    [
      ['everything', 'no service answers at all'],
      ['rds', 'rds does not answer'],
      ['s3', 's3 does not answer'],
    ].map(([service, title]) => ({
      ...{ id: `service-frozen-${String(service)}/certificate-check`, title, references: ['F52'], applied: true },
      check: 'certificate-check',
      expected: { status: ['UNKNOWN'], codes: ['Timeout'], withinRuns: 1, orders: 0 },
      observed: { runs: 1, status: 'UNKNOWN', codes: ['Timeout'], orders: 0, seconds: expect.any(Number) },
      ...{ noticed: true, recovered: null, alarms: [], watchedRuns: 1, problems: [] },
    })),
  );
  expect(outcomes.every(({ observed }) => observed.seconds > 0)).toBe(true);
  expect(progress).toStrictEqual([1, 2, 3].map((done) => [done, 3]));
});

test('each run has a bucket and a table of its own, which are gone afterwards', async () => {
  const { calls } = await frozen([HONEST]);
  const names = ['everything', 'rds', 's3'].map((service) => `frozen-${service}-certificate-check`);
  const about = (action: string) => changesIn(calls).filter(([name]) => name === action);
  expect(about('CreateBucket').map(([, input]) => (input as { Bucket: string }).Bucket)).toStrictEqual(names);
  expect(about('DeleteObject').map(([, input]) => (input as { Bucket: string }).Bucket)).toStrictEqual(names);
  expect(about('DeleteBucket').map(([, input]) => (input as { Bucket: string }).Bucket)).toStrictEqual(names);
  const asked = (action: string) =>
    emulator.seen
      .filter(({ target }) => target === `DynamoDB_20120810.${action}`)
      .map(({ body }) => JSON.parse(body) as { readonly TableName: string });
  expect(asked('CreateTable').map(({ TableName }) => TableName)).toStrictEqual(names);
  expect(asked('CreateTable')[0]).toMatchObject({
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    BillingMode: 'PAY_PER_REQUEST',
  });
  expect(asked('DeleteTable').map(({ TableName }) => TableName)).toStrictEqual(names);
});

test('every function asks the emulator, whose answers are what is held back', async () => {
  const code = codeOf('backup-check', { backup: '', kms: '', rds: '', s3: '' }, { silent: 'UNKNOWN' });
  const { outcomes } = await frozen([code]);
  expect(problemsOf(outcomes)).toStrictEqual([]);
  const passed = emulator.seen.filter(({ method }) => method === 'GET').map(({ url }) => url.slice('/?'.length));
  // In five runs: one for each service, and one for all of them.
  expect([...passed].sort()).toStrictEqual(['backup', 'kms', 'rds', 's3'].flatMap((it) => Array(5).fill(it)));
});

test('the certificate check asks ACM as well where the site has certificates', async () => {
  const code = codeOf('certificate-check', { acm: '', rds: '', s3: '' }, { silent: 'UNKNOWN' });
  const { outcomes } = await frozen([code], { certificates: 1 });
  expect(idsOf(outcomes)).toContain('service-frozen-acm/certificate-check');
  expect(problemsOf(outcomes)).toStrictEqual([]);
});

test.each([
  ['HEALTHY', 'HEALTHY'],
  ['DEGRADED', 'DEGRADED, C'],
  ['FAILED', 'FAILED, C'],
] as const)('a check that says %s of a service that does not answer is a problem', async (silent, said) => {
  const { outcomes } = await frozen([codeOf('certificate-check', { rds: '', s3: '' }, { silent })]);
  expect(outcomes.map(({ noticed }) => noticed)).toStrictEqual([false, false, false]);
  expect(problemsOf(outcomes)[1]).toBe(
    `(rds does not answer): certificate-check must say UNKNOWN, Timeout, it said ${said}`,
  );
});

test('a check that leaves no record is a problem', async () => {
  const { check, file } = codeOf('certificate-check', {}, { silent: 'UNKNOWN' });
  writeFileSync(file, 'exports.handler = async () => { throw new Error("no"); };');
  const { outcomes } = await frozen([{ check, file }]);
  expect(problemsOf(outcomes)[0]).toBe(
    '(no service answers at all): certificate-check must say UNKNOWN, Timeout, it said NO RECORD',
  );
});

test('a service that a function asks and that is never frozen for it is a problem', async () => {
  const code = codeOf('certificate-check', { rds: '', s3: '', ec2: '' }, { silent: 'UNKNOWN' });
  expect(problemsOf((await frozen([code])).outcomes)).toStrictEqual(
    [1, 2, 3].map(() => ': certificate-check asks ec2 as well, which was never frozen for it'),
  );
});

test('a frozen service that nobody asked is a problem: it was not frozen for anybody', async () => {
  const { outcomes } = await frozen([codeOf('certificate-check', { s3: '' }, { silent: 'UNKNOWN' })]);
  const [everything, rds, s3] = outcomes;
  expect([everything?.problems, s3?.problems]).toStrictEqual([[], []]);
  expect(rds?.problems.at(-1)).toBe('service-frozen-rds/certificate-check: no call met the fault');
});

test('the heartbeat check may say that nothing has run yet, if CloudWatch answers', async () => {
  const { outcomes } = await frozen([codeOf('heartbeat-check', { monitoring: '', s3: '' }, { silent: 'UNKNOWN' })]);
  expect(outcomes.map(({ id, expected: { status } }) => [id.split('/')[0], status])).toStrictEqual([
    ['service-frozen-everything', ['UNKNOWN']],
    ['service-frozen-monitoring', ['UNKNOWN']],
    ['service-frozen-s3', ['DEGRADED', 'UNKNOWN']],
  ]);
});

test('the site check waits five seconds for the site, and not as long as CloudFront', async () => {
  const { check, file } = codeOf('site-check', {}, { silent: 'UNKNOWN' });
  writeFileSync(
    file,
    'exports.handler = async (event) => { require("node:fs").writeFileSync(__filename + ".json", JSON.stringify(event)); };',
  );
  const methods = [
    { method: 'GET', limitMilliseconds: 47_000 },
    { method: 'POST', limitMilliseconds: 27_000 },
  ];
  await frozen([{ check: { ...check, input: JSON.stringify({ path: '/health', methods }) }, file }]);
  expect(JSON.parse(readFileSync(`${file}.json`, 'utf8'))).toStrictEqual({
    path: '/health',
    methods: methods.map(({ method }) => ({ method, limitMilliseconds: 5_000 })),
  });
});

describe('the decision about the writer', () => {
  const asks = { dynamodb: '', lambda: '', monitoring: '', rds: '', s3: '' };
  const decider = (more: Readonly<Record<string, string>> = {}) =>
    codeOf('fail-over-writer', { ...asks, ...more }, { silent: 'UNKNOWN', outcome: 'HOLD' });

  test('holds back, but for the lags, without which it observes until it needs them', async () => {
    const { outcomes } = await frozen([decider({ ec2: '', 'arc-zonal-shift': '' })]);
    expect(outcomes.map(({ id, expected: { status }, noticed }) => [id.split('/')[0], status, noticed])).toStrictEqual([
      ['service-frozen-everything', ['HOLD'], true],
      ['service-frozen-dynamodb', ['HOLD'], true],
      ['service-frozen-lambda', ['HOLD'], true],
      ['service-frozen-monitoring', ['OBSERVE'], false],
      ['service-frozen-rds', ['HOLD'], true],
      ['service-frozen-s3', ['HOLD'], true],
    ]);
    // What it asks before it orders anything is not strange.
    expect(problemsOf(outcomes)).toStrictEqual([
      '(monitoring does not answer): fail-over-writer must say OBSERVE, Timeout, it said HOLD, UNKNOWN, Timeout',
    ]);
  });

  test('holds back without lags as well, where nothing stands in for the database', async () => {
    const { outcomes } = await frozen([decider()], { isServed: false });
    expect(outcomes.flatMap(({ expected: { status }, noticed }) => [status, noticed])).toStrictEqual(
      outcomes.flatMap(() => [['HOLD'], true]),
    );
  });

  test('must order nothing, whatever it says', async () => {
    const { outcomes } = await frozen([decider({ rds: 'Action=FailoverDBCluster' })]);
    const orders = outcomes.map(({ observed }) => observed.orders);
    expect(orders).toStrictEqual(outcomes.map(() => 1));
    expect(outcomes[1]?.problems).toStrictEqual([
      'service-frozen-dynamodb/fail-over-writer (dynamodb does not answer): fail-over-writer must send no order to AWS, and sent 1',
    ]);
  });
});

test('ends when it is stopped', async () => {
  await expect(frozen([HONEST], { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
});

test('a function in a Region where the site has nothing is an error', async () => {
  const elsewhere = { ...HONEST, check: { ...HONEST.check, region: 'us-east-1' } };
  await expect(frozen([elsewhere])).rejects.toThrow('the site has nothing in us-east-1');
});
