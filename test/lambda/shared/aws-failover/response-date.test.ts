import { DescribeDBClustersCommand, RDSClient } from '@aws-sdk/client-rds';
import { watchDate } from '../../../../lambda/shared/aws-failover/response-date';
import { describedCluster, healthyInstances } from '../../support/fake-cluster';
import { stopDate } from '../../support/fake-date';
import { connectionReset, fakeClientConfig, FakeTransport, queryError, type Reply } from '../../support/fake-transport';

const NOON = Date.UTC(2026, 10, 25, 12);

beforeEach(() => {
  stopDate(NOON);
});

afterEach(() => {
  jest.useRealTimers();
});

async function dateOf(...replies: readonly Reply[]): Promise<number | undefined> {
  const transport = new FakeTransport((_request, nth) => replies[nth - 1] ?? queryError('InvalidAction'));
  const command = new DescribeDBClustersCommand({});
  const date = watchDate(command);
  expect(date.find()).toBeUndefined();
  await new RDSClient(fakeClientConfig(transport)).send(command).catch(() => undefined);
  return date.find();
}

function dated(date: string, reply: Reply = describedCluster(healthyInstances())): Reply {
  return { ...reply, headers: { date } };
}

test('the time of an answer is known to the second', async () => {
  expect(await dateOf(dated('Wed, 25 Nov 2026 12:00:00 GMT'))).toBe(NOON);
});

test('a failed answer tells the time as well', async () => {
  expect(await dateOf(dated('Wed, 25 Nov 2026 12:00:00 GMT', queryError('AccessDenied', 403)))).toBe(NOON);
});

test('of several answers the last one counts', async () => {
  const throttled = dated('Wed, 25 Nov 2026 12:00:00 GMT', queryError('Throttling'));
  expect(await dateOf(throttled, dated('Wed, 25 Nov 2026 12:00:01 GMT'))).toBe(NOON + 1_000);
});

test('an answer that tells no time takes none back', async () => {
  const throttled = dated('Wed, 25 Nov 2026 12:00:00 GMT', queryError('Throttling'));
  expect(await dateOf(throttled, dated('later'))).toBe(NOON);
});

test.each([
  '',
  '2026-11-25T12:00:00Z',
  'Wed, 25 Nov 2026 12:00:00',
  'Wed, 25 Nov 2026 12:00:00 GMT+1',
  ' Wed, 25 Nov 2026 12:00:00 GMT',
  'Wed, 25 Xyz 2026 12:00:00 GMT',
  'wed, 25 Nov 2026 12:00:00 GMT',
  '0',
])('%j is no time', async (text) => {
  expect(await dateOf(dated(text))).toBeUndefined();
});

test('without an answer there is no time', async () => {
  expect(await dateOf(connectionReset(), connectionReset(), connectionReset())).toBeUndefined();
});
