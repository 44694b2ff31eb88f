import { stopDate } from '../../support/fake-date';
import { FakeDynamo, type FakeItem } from '../../support/fake-dynamo';
import { operationOf } from '../../support/fake-operations';
import { connectionReset, jsonError, PROXY_PAGE, type Reply, type SentRequest } from '../../support/fake-transport';
import { NOW, TIME, KEY, storeOf, requireLease, item, put } from './lease-store-setup';

beforeEach(() => {
  stopDate(TIME);
});

afterEach(() => {
  jest.useRealTimers();
});

describe.each(['GetItem', 'UpdateItem'])('F55 F52 F53 when %s', (faulted) => {
  const faults: readonly (readonly [string, string, () => Reply])[] = [
    ['is throttled', 'Throttled', () => jsonError('ThrottlingException')],
    ['fails', 'ApiError', () => jsonError('InternalServerError', 500)],
    ['is denied', 'Denied', () => jsonError('AccessDeniedException')],
    ['loses its connection', 'Network', connectionReset],
    ['gets the page of a proxy', 'Malformed', () => PROXY_PAGE],
    ['gets half a document', 'Malformed', () => ({ body: '{"Item":{"pk":{"S":' })],
    ['gets an answer of another shape', 'Malformed', () => ({ body: '{"Item":[],"Attributes":{"pk":{"N":"1"}}}' })],
  ];

  test.each(faults)('%s, the lease is unknown with code %s', async (_what, code, reply) => {
    const dynamo = put(new FakeDynamo(NOW, (operation) => (operation === faulted ? { reply: reply() } : undefined)), {
      owner: undefined,
    });
    expect(await storeOf(dynamo).acquire('drill', 60_000)).toMatchObject({ kind: 'unknown', code });
  });

  test('is throttled twice and then answers, that is one lease', async () => {
    const dynamo = new FakeDynamo(NOW, (operation, _request, nth) =>
      operation === faulted && nth < 3 ? { reply: jsonError('ThrottlingException') } : undefined,
    );
    expect(requireLease(await storeOf(dynamo).acquire('drill', 60_000)).fencing).toBe(1);
  });

  test('never answers, it is unknown when the time is up', async () => {
    const dynamo = new FakeDynamo(NOW, (operation) => (operation === faulted ? { reply: { hang: true } } : undefined));
    const lease = await storeOf(dynamo, AbortSignal.timeout(50)).acquire('drill', 60_000);
    expect(lease).toMatchObject({ kind: 'unknown', code: 'Timeout' });
  });
});

test('F55 a table that does not tell the time gives no lease', async () => {
  const dynamo = new FakeDynamo(NOW, () => ({ reply: { body: '{}', headers: { date: '2026-11-25T12:00:00Z' } } }));
  expect(await storeOf(dynamo).acquire('drill', 60_000)).toStrictEqual({
    kind: 'unknown',
    code: 'Malformed',
    reason: 'the store does not tell the time',
  });
});

describe('F53 an item that cannot be read is never taken for a free lease', () => {
  test.each([
    ['without a number', { fencing: undefined }, 'fencing'],
    ['with a text for a number', { fencing: { S: '7' } }, 'fencing'],
    ['with a negative number', { fencing: { N: '-7' } }, 'fencing'],
    ['with half a number', { fencing: { N: '7.5' } }, 'fencing'],
    ['with a number beyond all numbers', { fencing: { N: '1'.repeat(16) } }, 'fencing'],
    ['without an end', { leaseUntil: undefined }, 'leaseUntil'],
    ['with an owner of no name', { owner: { S: '' } }, 'owner'],
    ['with a number for an owner', { owner: { N: '1' } }, 'owner'],
    ['with a state of no text', { state: { N: '1' } }, 'state'],
  ])('%s', async (_what, changes, field) => {
    const dynamo = put(new FakeDynamo(new Date(TIME + 90_000)), changes);
    const lease = await storeOf(dynamo).acquire('drill', 60_000);
    expect(lease).toMatchObject({ kind: 'unknown', code: 'Malformed' });
    expect(lease).toHaveProperty('reason', expect.stringContaining(`the lease cannot be read: ${field}`));
    expect(dynamo.transport.sent.map(operationOf)).toStrictEqual(['GetItem']);
  });

  test('with a state that is no JSON', async () => {
    const dynamo = put(new FakeDynamo(NOW), { owner: undefined, state: { S: '{"count":' } });
    expect(await storeOf(dynamo).acquire('drill', 60_000)).toStrictEqual({
      kind: 'unknown',
      code: 'Malformed',
      reason: 'the saved state is no JSON',
    });
  });

  test('of another cluster', async () => {
    const dynamo = put(new FakeDynamo(NOW), { pk: { S: 'other' } });
    expect(await storeOf(dynamo).acquire('drill', 60_000)).toStrictEqual({
      kind: 'unknown',
      code: 'Contradictory',
      reason: 'the store answered with the lease of another cluster',
    });
  });
});

describe('a lease is only what the table says it is', () => {
  function answering(reply: (request: SentRequest) => FakeItem | undefined): FakeDynamo {
    return new FakeDynamo(NOW, (operation, request) => {
      const Attributes = reply(request);
      return operation === 'UpdateItem'
        ? { reply: { body: JSON.stringify({ Attributes }), headers: { date: NOW.toUTCString() } } }
        : undefined;
    });
  }

  test('a confirmation that names another holder is unknown', async () => {
    expect(await storeOf(answering(() => item({ fencing: { N: '1' } }))).acquire('drill', 60_000)).toStrictEqual({
      kind: 'unknown',
      code: 'Contradictory',
      reason: 'the store confirmed a lease and names another holder',
    });
  });

  test('a confirmation with another number is unknown', async () => {
    const dynamo = answering(({ body }) => {
      const owner = /"(drill\/[^"]+)"/.exec(body)?.[1] ?? '';
      return item({ owner: { S: owner }, fencing: { N: '2' } });
    });
    expect(await storeOf(dynamo).acquire('drill', 60_000)).toMatchObject({ code: 'Contradictory' });
  });

  test('a confirmation without an item is unknown', async () => {
    expect(await storeOf(answering(() => undefined)).acquire('drill', 60_000)).toStrictEqual({
      kind: 'unknown',
      code: 'Incomplete',
      reason: 'the store does not say who holds the lease',
    });
  });

  test('an item that was deleted before it was taken leaves the lease unknown', async () => {
    const dynamo = put(
      new FakeDynamo(NOW, (operation) => {
        if (operation === 'UpdateItem') {
          dynamo.items.delete(KEY);
        }
        return undefined;
      }),
      { owner: undefined },
    );
    expect(await storeOf(dynamo).acquire('drill', 60_000)).toMatchObject({ kind: 'unknown', code: 'Incomplete' });
  });
});
