import { stopDate } from '../../support/fake-date';
import { FakeDynamo } from '../../support/fake-dynamo';
import { operationOf } from '../../support/fake-operations';
import { connectionReset } from '../../support/fake-transport';
import { NOW, TIME, KEY, storeOf, requireLease, item, put } from './lease-store-setup';

beforeEach(() => {
  stopDate(TIME);
});

afterEach(() => {
  jest.useRealTimers();
});

describe('taking the lease', () => {
  test('the first one ever has number 1 and nothing saved', async () => {
    const dynamo = new FakeDynamo(NOW);
    expect(await storeOf(dynamo).acquire('drill', 60_000)).toStrictEqual({
      kind: 'known',
      value: { fencing: 1, grantedAt: TIME, saved: undefined },
    });
    expect(dynamo.items.get(KEY)).toMatchObject({
      fencing: { N: '1' },
      leaseUntil: { N: String(TIME + 61_000) },
      owner: { S: expect.stringMatching(/^drill\/[\da-f-]{36}$/) as string },
    });
  });

  test('the item is read consistently, under its key in its table', async () => {
    const dynamo = new FakeDynamo(NOW);
    await storeOf(dynamo).acquire('drill', 60_000);
    const [read, write] = dynamo.transport.sent.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
    expect(read).toStrictEqual({ TableName: 'leases', Key: { pk: { S: KEY } }, ConsistentRead: true });
    expect(write).toMatchObject({
      TableName: 'leases',
      Key: { pk: { S: KEY } },
      ConditionExpression: 'attribute_not_exists(pk)',
      ReturnValues: 'ALL_NEW',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
  });

  test('one that another holds is held', async () => {
    const dynamo = put(new FakeDynamo(NOW));
    expect(await storeOf(dynamo).acquire('drill', 60_000)).toStrictEqual({ kind: 'known', value: 'held' });
    expect(dynamo.transport.sent.map(operationOf)).toStrictEqual(['GetItem']);
  });

  test('one that the same function holds is held: the run before it may go on', async () => {
    const dynamo = new FakeDynamo(NOW);
    await storeOf(dynamo).acquire('drill', 60_000);
    expect(await storeOf(dynamo).acquire('drill', 60_000)).toStrictEqual({ kind: 'known', value: 'held' });
  });

  test.each([
    ['ends in this second', 0, 'held'],
    ['ended a second ago', 1_000, 8],
  ])('one that %s by the clock of the table: %p', async (_what, passed, expected) => {
    const dynamo = put(new FakeDynamo(new Date(TIME + passed)), { leaseUntil: { N: String(TIME) } });
    const lease = await storeOf(dynamo).acquire('drill', 60_000);
    expect(expected === 'held' ? lease : requireLease(lease).fencing).toStrictEqual(
      expected === 'held' ? { kind: 'known', value: 'held' } : expected,
    );
  });

  test('one that was given back is free, with what was saved', async () => {
    const dynamo = put(new FakeDynamo(NOW), { owner: undefined });
    expect(await storeOf(dynamo).acquire('drill', 60_000)).toStrictEqual({
      kind: 'known',
      value: { fencing: 8, grantedAt: TIME, saved: { count: 2 } },
    });
  });

  test('what was saved between reading and taking is what the lease says', async () => {
    const dynamo = put(
      new FakeDynamo(NOW, (operation) => {
        if (operation === 'UpdateItem') {
          put(dynamo, { owner: undefined, state: { S: '{"count":3}' } });
        }
        return undefined;
      }),
      { owner: undefined },
    );
    expect(requireLease(await storeOf(dynamo).acquire('drill', 60_000)).saved).toStrictEqual({ count: 3 });
  });

  test('of two at once one wins', async () => {
    const dynamo = put(new FakeDynamo(NOW), { owner: undefined });
    const both = await Promise.all([storeOf(dynamo).acquire('a', 60_000), storeOf(dynamo).acquire('b', 60_000)]);
    expect(both.filter(({ kind }) => kind === 'known')).toHaveLength(2);
    expect(both.filter((lease) => lease.kind === 'known' && lease.value === 'held')).toHaveLength(1);
    expect(dynamo.items.get(KEY)).toMatchObject({ fencing: { N: '8' } });
  });

  test.each([-600_000, 600_000])('F55 a clock of this machine that is %d ms off plays no part', async (skew) => {
    stopDate(TIME + skew);
    const held = put(new FakeDynamo(NOW));
    expect(await storeOf(held).acquire('drill', 60_000)).toStrictEqual({ kind: 'known', value: 'held' });
    const free = put(new FakeDynamo(NOW), { owner: undefined });
    expect(requireLease(await storeOf(free).acquire('drill', 60_000)).grantedAt).toBe(TIME);
    expect(free.items.get(KEY)).toMatchObject({ leaseUntil: { N: String(TIME + 61_000) } });
  });
});

describe('F54 an answer that gets lost on the way back', () => {
  test('is found again: the lease was won', async () => {
    const dynamo = new FakeDynamo(NOW, (operation, _request, nth) =>
      operation === 'UpdateItem' && nth === 1 ? { lost: connectionReset() } : undefined,
    );
    expect(requireLease(await storeOf(dynamo).acquire('drill', 60_000))).toStrictEqual({
      fencing: 1,
      grantedAt: TIME,
      saved: undefined,
    });
    expect(dynamo.transport.sent.map(operationOf)).toStrictEqual(['GetItem', 'UpdateItem', 'UpdateItem']);
  });

  test('is unknown when it gets lost every time', async () => {
    const dynamo = new FakeDynamo(NOW, (operation) =>
      operation === 'UpdateItem' ? { lost: connectionReset() } : undefined,
    );
    expect(await storeOf(dynamo).acquire('drill', 60_000)).toMatchObject({ kind: 'unknown', code: 'Network' });
  });

  test('of what is saved changes nothing', async () => {
    const dynamo = put(
      new FakeDynamo(NOW, (_operation, _request, nth) => (nth === 1 ? { lost: connectionReset() } : undefined)),
    );
    expect(await storeOf(dynamo).save(7, { count: 3 })).toStrictEqual({ kind: 'known', value: { savedAt: TIME } });
    expect(dynamo.items.get(KEY)).toMatchObject({ state: { S: '{"count":3}' } });
  });
});

describe('saving the state', () => {
  test('says when, by the clock of the table, and touches nothing else', async () => {
    const dynamo = put(new FakeDynamo(new Date(TIME + 4_000)));
    expect(await storeOf(dynamo).save(7, { count: 3 })).toStrictEqual({
      kind: 'known',
      value: { savedAt: TIME + 4_000 },
    });
    expect(dynamo.items.get(KEY)).toStrictEqual(item({ state: { S: '{"count":3}' } }));
  });

  test.each([6, 8])('under number %d instead of 7 is lost, and writes nothing', async (fencing) => {
    const dynamo = put(new FakeDynamo(NOW));
    expect(await storeOf(dynamo).save(fencing, { count: 3 })).toStrictEqual({ kind: 'known', value: 'lost' });
    expect(dynamo.items.get(KEY)).toStrictEqual(item());
  });

  test('of an item that was deleted is lost', async () => {
    expect(await storeOf(new FakeDynamo(NOW)).save(7, {})).toStrictEqual({ kind: 'known', value: 'lost' });
  });

  test('without a time in the answer is unknown', async () => {
    const dynamo = put(new FakeDynamo(NOW));
    const untimed = new FakeDynamo(NOW, (_operation, request) => ({
      reply: { ...dynamo.reply(request), headers: { date: 'soon' } },
    }));
    expect(await storeOf(untimed).save(7, {})).toStrictEqual({
      kind: 'unknown',
      code: 'Malformed',
      reason: 'the store does not tell the time',
    });
  });
});

describe('giving the lease back', () => {
  test('leaves number and state', async () => {
    const dynamo = put(new FakeDynamo(NOW));
    await storeOf(dynamo).release(7);
    expect(dynamo.items.get(KEY)).toStrictEqual(item({ owner: undefined }));
  });

  test('under an older number takes it from nobody', async () => {
    const dynamo = put(new FakeDynamo(NOW));
    await storeOf(dynamo).release(6);
    expect(dynamo.items.get(KEY)).toStrictEqual(item());
  });

  test('to a table that does not answer throws nothing', async () => {
    const dynamo = new FakeDynamo(NOW, () => ({ reply: connectionReset() }));
    await expect(storeOf(dynamo).release(7)).resolves.toBeUndefined();
  });
});
