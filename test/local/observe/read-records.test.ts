import type { FilteredLogEvent, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { readRecords } from '../../../lib/local/observe';
import { CONCLUSIONS, lineOf } from './support/records';

interface Page {
  readonly events?: FilteredLogEvent[];
  readonly nextToken?: string;
}

const SINCE = new Date(1_000);

function fakeLogs(answer: (input: FilterLogEventsCommand['input'], nth: number) => Page | Error) {
  const asked: FilterLogEventsCommand['input'][] = [];
  return {
    asked,
    send: (command: FilterLogEventsCommand) => {
      asked.push(command.input);
      const page = answer(command.input, asked.length);
      return page instanceof Error ? Promise.reject(page) : Promise.resolve({ $metadata: {}, ...page });
    },
  };
}

const read = (logs: ReturnType<typeof fakeLogs>) =>
  readRecords({ logs, logGroupName: '/starter/functions/topology-check', since: SINCE });

function event(requestId: string, completedAt: number): FilteredLogEvent {
  return {
    timestamp: completedAt,
    message: lineOf({ requestId, startedAt: new Date(0), completedAt: new Date(completedAt) }),
  };
}

test('reads every page, in the order of completion', async () => {
  const pages: readonly Page[] = [
    { events: [event('c', 30), { message: 'START RequestId: c' }], nextToken: 'two' },
    { nextToken: 'three' },
    { events: [event('a', 10), event('b', 20)] },
  ];
  const logs = fakeLogs((_, nth) => pages[nth - 1] ?? {});
  expect((await read(logs)).map(({ requestId }) => requestId)).toStrictEqual(['a', 'b', 'c']);
  expect(logs.asked.map(({ nextToken }) => nextToken)).toStrictEqual([undefined, 'two', 'three']);
  expect(logs.asked[0]).toMatchObject({ logGroupName: '/starter/functions/topology-check', startTime: 1_000 });
});

test('reads a record once that was delivered twice', async () => {
  const logs = fakeLogs(() => ({ events: [event('a', 10), event('a', 10)] }));
  expect(await read(logs)).toHaveLength(1);
});

test('of two attempts at one request, the first counts', async () => {
  const logs = fakeLogs(() => ({ events: [event('a', 10), event('a', 20)] }));
  expect((await read(logs)).map(({ completedAt }) => completedAt.getTime())).toStrictEqual([10]);
});

test('refuses a malformed record among others', async () => {
  const logs = fakeLogs(() => ({ events: [event('a', 10), { message: lineOf({}, CONCLUSIONS.FAILED).slice(0, -1) }] }));
  await expect(read(logs)).rejects.toThrow(/malformed record/);
});

test('passes on that the log group does not exist', async () => {
  await expect(read(fakeLogs(() => new Error('ResourceNotFoundException')))).rejects.toThrow('ResourceNotFound');
});

test('refuses pages without end', async () => {
  await expect(read(fakeLogs(() => ({ nextToken: 'same' })))).rejects.toThrow(/have no end/);
});

test('asks for the rest by its time where a full page has no token', async () => {
  const full = Array.from({ length: 10_000 }, (_, index) => ({ timestamp: 2_000 + index, message: 'END' }));
  const logs = fakeLogs((_, nth) => ({ events: nth === 1 ? full : [event('a', 12_000)] }));
  expect((await read(logs)).map(({ requestId }) => requestId)).toStrictEqual(['a']);
  expect(logs.asked[1]?.startTime).toBe(11_999);
});

test('does not go round in circles in a moment with too many lines', async () => {
  const full = Array.from({ length: 10_000 }, () => ({ timestamp: 1_000, message: 'END' }));
  await expect(read(fakeLogs(() => ({ events: full })))).rejects.toThrow(
    /more than 10000 lines at 1970-01-01T00:00:01/,
  );
});
