import { SNSClient } from '@aws-sdk/client-sns';
import type { DailySummaryEvent } from '../../../lambda/daily-summary/contract';
import { summarizeDay } from '../../../lambda/daily-summary/run';
import { unknown } from '../../../lambda/shared/observed';
import { FakeHeads } from '../support/fake-heads';
import { decisionOf, runOnce, startAt } from '../support/fake-records';
import { parameter } from '../support/fake-ec2';
import { fakeRun, onlyLine } from '../support/fake-run';
import {
  connectionReset,
  fakeClientConfig,
  FakeTransport,
  PROXY_PAGE,
  queryError,
  type Reply,
} from '../support/fake-transport';
import { MORNING } from './days';

const event: DailySummaryEvent = {
  version: 1,
  site: 'test-site',
  topicArn: 'arn:aws:sns:ap-northeast-1:111111111111:test-site-notifications',
  timeZone: 'Asia/Tokyo',
  functions: [
    { function: 'database-check', runsPerDay: 2 },
    {
      function: 'heartbeat-check',
      runsPerDay: 1,
      store: { region: 'us-east-1', bucket: 'test-site-watch' },
    },
  ],
};

const PUBLISHED: Reply = {
  body: '<PublishResponse><PublishResult><MessageId>m-1</MessageId></PublishResult></PublishResponse>',
};
const DENIED = unknown('Denied', 'AccessDenied');

/** Stores of both Regions after a day with two runs of one function, and one of the other. */
async function stores(heads = new FakeHeads(), others = new FakeHeads()) {
  await runOnce(heads, startAt('2026-11-25T10:00:00Z', 'r-1'), decisionOf({ found: 'service' }));
  await runOnce(heads, startAt('2026-11-25T11:00:00Z', 'r-2'));
  await runOnce(heads, startAt('2026-11-26T00:01:00Z', 'r-3'));
  await runOnce(others, startAt('2026-11-25T10:00:00Z', 'r-1', 'heartbeat-check'));
  return { heads, others };
}

async function run(
  options: {
    readonly heads?: FakeHeads;
    readonly others?: FakeHeads;
    readonly reply?: () => Reply;
    readonly payload?: unknown;
    readonly remainingMilliseconds?: number;
  } = {},
) {
  const { heads, others } = { ...(await stores()), ...options };
  const transport = new FakeTransport(options.reply ?? (() => PUBLISHED));
  const { lines, surroundings, context } = fakeRun({ ...options, heads, now: MORNING, requestId: 'summary-1' });
  const asked: unknown[] = [];
  const clients = {
    sns: new SNSClient(fakeClientConfig(transport)),
    headsOf: (store: object) => {
      asked.push(store);
      return others;
    },
  };
  const result = await summarizeDay(clients, options.payload ?? event, context, surroundings).catch(
    (error: unknown) => ({ error }),
  );
  const [request] = transport.sent;
  return {
    result,
    lines,
    heads,
    asked,
    sent: transport.sent,
    subject: request && parameter(request, 'Subject'),
    body: (request && parameter(request, 'Message')) ?? '',
    topic: request && parameter(request, 'TopicArn'),
  };
}

test('one mail goes to the topic', async () => {
  const { sent, subject, topic, body } = await run();
  expect(sent.map(({ action }) => action)).toStrictEqual(['Publish']);
  expect(topic).toBe(event.topicArn);
  expect(subject).toBe('[honmaru] 2026-11-25: 1 of 2 functions need attention (test-site)');
  expect(body).toContain('    2 of 2 runs completed\n');
  expect(body).toContain('      2026-11-25 19:00:01 UNKNOWN -> FAILED: NoWriter: cluster: none is\n');
  expect(body).toContain('    today: records since 2026-11-26 09:01:00\n');
  expect(body).toContain('- heartbeat-check: 1 of 1 runs completed\n');
});

test('records of both days are read, each in the store of its function', async () => {
  const { heads, asked } = await run();
  const keys = heads.calls.filter(({ key, kind }) => kind === 'read' && key.startsWith('database-check/')).slice(-2);
  expect(keys.map(({ key }) => key)).toStrictEqual([
    'database-check/2026-11-25.json',
    'database-check/2026-11-26.json',
  ]);
  expect(asked).toStrictEqual([event.functions[1]?.store, event.functions[1]?.store]);
});

test('the summary keeps a record of its own, and announces nothing beside the mail', async () => {
  const { result, lines, heads } = await run();
  expect(result).toMatchObject({ check: 'daily-summary', status: 'HEALTHY', changed: false, unknown: 0 });
  expect(onlyLine(lines)).toMatchObject({ Check: 'daily-summary', CheckCompleted: 1, RecordsUnread: 0 });
  const own = heads.versions.filter(({ key }) => key === 'daily-summary/2026-11-26.json');
  expect(own.map(({ text }) => (JSON.parse(text) as { state: string }).state)).toStrictEqual(['open', 'closed']);
});

describe('F52 F55 a record that cannot be read', () => {
  test('is told, and the mail still goes out', async () => {
    const others = new FakeHeads(({ key }) => (key.includes('heartbeat') ? { answer: DENIED } : undefined));
    const { result, body, lines, subject } = await run({ others });
    expect(subject).toBe('[honmaru] 2026-11-25: 2 of 2 functions need attention (test-site)');
    expect(body).toContain('    the record of the day could not be read: Denied: AccessDenied\n');
    expect(result).toMatchObject({ status: 'UNKNOWN', unknown: 2 });
    expect(onlyLine(lines)).toMatchObject({
      RecordsUnread: 1,
      CheckUnknown: 2,
      record: {
        questions: [
          { subject: 'records of heartbeat-check of today', code: 'Denied', effect: 'redundancy' },
          { subject: 'records of heartbeat-check of yesterday', code: 'Denied', effect: 'redundancy' },
        ],
      },
    });
  });

  test('of any function leaves nothing known, and the mail still goes out', async () => {
    const heads = new FakeHeads(() => ({ answer: DENIED }));
    const { result, subject, body } = await run({ heads, others: heads });
    expect(subject).toBe('[honmaru] 2026-11-25: NOTHING IS KNOWN (test-site)');
    expect(body.startsWith('NOTHING IS KNOWN')).toBe(true);
    // Four records of others, and its own.
    expect(result).toMatchObject({ status: 'UNKNOWN', unknown: 5, record: null });
  });

  test('F53 is one that is broken, or of another function', async () => {
    const { heads } = await stores();
    heads.put('database-check/2026-11-25.json', 'broken');
    heads.put('database-check/2026-11-26.json', heads.texts()[0] ?? '');
    const { body } = await run({ heads });
    expect(body).toContain(
      'could not be read: Malformed: database-check/2026-11-25.json: no decision record:  (invalid_type)',
    );
    expect(body).toContain('could not be read: Contradictory: database-check/2026-11-26.json: is a record of');
  });

  test('a store that never answers does not keep the mail', async () => {
    const hanging = {
      read: (_key: string, signal?: AbortSignal) =>
        new Promise<typeof DENIED>((resolve) => {
          signal?.addEventListener('abort', () => {
            resolve(unknown('Timeout', 'aborted'));
          });
        }),
      write: () => Promise.resolve(DENIED),
      list: () => Promise.resolve(DENIED),
    };
    const { subject } = await run({ others: hanging as unknown as FakeHeads, remainingMilliseconds: 15_050 });
    expect(subject).toBe('[honmaru] 2026-11-25: 2 of 2 functions need attention (test-site)');
  });
});

describe('F55 a mail that the topic did not take', () => {
  test.each([
    ['throttled', () => queryError('Throttling'), 3],
    ['failing', () => queryError('InternalError', 500), 3],
    ['denied', () => queryError('AuthorizationError', 403), 1],
    ['a topic that is gone', () => queryError('NotFound', 404), 1],
    ['a broken connection', connectionReset, 3],
    ['the page of a proxy', () => PROXY_PAGE, 1],
    ['an answer without a message', () => ({ body: '<PublishResponse><PublishResult/></PublishResponse>' }), 1],
  ])('%s is an error, and the run is not closed', async (_what, reply, attempts) => {
    const { result, lines, sent, heads } = await run({ reply });
    expect(result).toMatchObject({ error: expect.any(Error) as Error });
    expect(lines).toStrictEqual([]);
    expect(sent).toHaveLength(attempts);
    expect(heads.records().at(-1)).toMatchObject({ function: 'daily-summary', state: 'open' });
  });

  test('never answering ends in time', async () => {
    const { result } = await run({ reply: () => ({ hang: true }), remainingMilliseconds: 5_100 });
    expect(result).toMatchObject({ error: expect.any(Error) as Error });
  });
});

test.each([
  ['without functions', { functions: [] }, 'too_small'],
  ['with a function twice', { functions: [event.functions[0], event.functions[0]] }, 'each once'],
  ['with a function that keeps no records', { functions: [{ function: 'other', runsPerDay: 1 }] }, 'invalid_value'],
  ['with no run a day', { functions: [{ function: 'drill', runsPerDay: 0 }] }, 'too_small'],
  [
    'with a store without a bucket',
    { functions: [{ function: 'drill', runsPerDay: 1, store: { region: 'x' } }] },
    'bucket',
  ],
  ['with a time zone that does not exist', { timeZone: 'Asia/Edo' }, 'a time zone by its IANA name'],
  ['with a topic that is none', { topicArn: 'arn:aws:sqs:ap-northeast-1:111111111111:q' }, 'invalid_format'],
  ['without a site', { site: '' }, 'too_small'],
  ['of another version', { version: 2 }, 'invalid_value'],
])('a payload %s is an error', async (_what, members, message) => {
  const { result, sent } = await run({ payload: { ...event, ...members } });
  expect(String((result as { error: unknown }).error)).toContain(message);
  expect(sent).toStrictEqual([]);
});

test.each(['aws', 'aws-cn', 'aws-us-gov'])('a topic of the partition %s is one', async (partition) => {
  const topicArn = `arn:${partition}:sns:ap-northeast-1:111111111111:t`;
  expect((await run({ payload: { ...event, topicArn } })).topic).toBe(topicArn);
});
