import { known, unknown } from '../../../../lambda/shared/observed';
import { canonicalJson, sha256 } from '../../../../lambda/shared/records/canonical';
import { daysBefore, findEnd, recordKey, utcDay } from '../../../../lambda/shared/records/find-head';
import { openRun } from '../../../../lambda/shared/records/record-chain';
import { FakeHeads } from '../../support/fake-heads';
import { runOnce, startAt } from '../../support/fake-records';

const OWNER = { function: 'database-check', site: 'test-site' } as const;
const KEY = 'database-check/2026-11-25.json';
const TIMEOUT = unknown('Timeout', 'no answer in time');

/** A store that holds one run of a day. */
async function storeOf(day: string): Promise<FakeHeads> {
  const heads = new FakeHeads();
  await runOnce(heads, startAt(`${day}T12:00:00Z`));
  return heads;
}

test('the key is the function and the day', () => {
  expect(recordKey('fail-over-writer', '2026-11-25')).toBe('fail-over-writer/2026-11-25.json');
});

test('a day is one of UTC', () => {
  expect(utcDay(new Date('2026-11-25T23:59:59.999Z'))).toBe('2026-11-25');
  expect(utcDay(new Date('2026-11-26T08:00:00+09:00'))).toBe('2026-11-25');
});

test.each([
  ['2026-11-25', 0, '2026-11-25'],
  ['2026-03-01', 1, '2026-02-28'],
  ['2028-03-01', 1, '2028-02-29'],
  ['2026-01-03', 7, '2025-12-27'],
])('before %s by %i days lies %s', (date, days, before) => {
  expect(daysBefore(date, days)).toBe(before);
});

test('the end of the chain is the newest record of the day', async () => {
  const heads = await storeOf('2026-11-25');
  const [, text = ''] = heads.texts();
  expect(await findEnd(heads, OWNER, '2026-11-25')).toStrictEqual(
    known({ key: KEY, tag: '"2"', hash: sha256(text), record: JSON.parse(text) as unknown }),
  );
});

test('without a record of the day it is that of the day before', async () => {
  const heads = await storeOf('2026-11-24');
  const calls = heads.calls.length;
  expect(await findEnd(heads, OWNER, '2026-11-25')).toMatchObject({
    kind: 'known',
    value: { key: 'database-check/2026-11-24.json' },
  });
  expect(heads.calls.slice(calls)).toStrictEqual([
    { kind: 'read', key: KEY },
    { kind: 'read', key: 'database-check/2026-11-24.json' },
  ]);
});

describe('after a rest', () => {
  test('it is that of the last day with records, whatever else lies in the bucket', async () => {
    const heads = await storeOf('2026-09-30');
    await runOnce(heads, startAt('2026-10-02T12:00:00Z', 'r-2'));
    for (const key of ['2026-08-01', 'zzz', '2026-11-0x', 'deep/2026-11-01', '2026-11-010']) {
      heads.put(`database-check/${key}.json`, 'foreign');
    }
    heads.put('database-check/2026-11-01.json.bak', 'foreign');
    const calls = heads.calls.length;
    expect(await findEnd(heads, OWNER, '2026-11-25')).toMatchObject({
      kind: 'known',
      value: { key: 'database-check/2026-10-02.json', record: { requestId: 'r-2' } },
    });
    expect(heads.calls.slice(calls)).toStrictEqual([
      { kind: 'read', key: KEY },
      { kind: 'read', key: 'database-check/2026-11-24.json' },
      { kind: 'list', key: 'database-check/' },
      { kind: 'read', key: 'database-check/2026-10-02.json' },
    ]);
  });

  test('records of other functions are not looked at', async () => {
    const heads = new FakeHeads();
    await runOnce(heads, startAt('2026-09-30T12:00:00Z', 'r-1', 'backup-check'));
    expect(await findEnd(heads, OWNER, '2026-11-25')).toStrictEqual(known({ beginning: 'no earlier record' }));
  });

  test('F55 a record of a day that is still to come is a contradiction, and no chain begins', async () => {
    const heads = await storeOf('2026-11-26');
    expect(await findEnd(heads, OWNER, '2026-11-25')).toStrictEqual(
      unknown('Contradictory', 'database-check/2026-11-26.json: is of a day that is still to come'),
    );
  });

  test('a record that came meanwhile is the end', async () => {
    const heads = await storeOf('2026-11-25');
    let reads = 0;
    const late = {
      read: (key: string) => {
        reads += 1;
        return reads < 3 ? Promise.resolve(known('absent' as const)) : heads.read(key);
      },
      write: heads.write.bind(heads),
      list: heads.list.bind(heads),
    };
    expect(await findEnd(late, OWNER, '2026-11-25')).toMatchObject({ kind: 'known', value: { key: KEY } });
  });

  test('a record that is listed and not there is a contradiction', async () => {
    const heads = await storeOf('2026-10-02');
    const hidden = {
      read: () => Promise.resolve(known('absent' as const)),
      write: heads.write.bind(heads),
      list: heads.list.bind(heads),
    };
    expect(await findEnd(hidden, OWNER, '2026-11-25')).toStrictEqual(
      unknown('Contradictory', 'database-check/2026-10-02.json: is listed and not there'),
    );
  });

  test('a broken record of the last day ends the chain', async () => {
    const heads = new FakeHeads();
    heads.put('database-check/2026-10-02.json', 'broken');
    expect(await findEnd(heads, OWNER, '2026-11-25')).toMatchObject({
      kind: 'known',
      value: {
        beginning: expect.stringMatching(/^the chain before cannot be read: database-check\/2026-10-02/) as string,
      },
    });
  });

  test.each([1, 2, 3, 4])('F55 when call %i is not answered nothing is known, and no chain begins', async (failing) => {
    const working = await storeOf('2026-10-02');
    const heads = new FakeHeads((_call, nth) => (nth === failing ? { answer: TIMEOUT } : undefined));
    heads.put('database-check/2026-10-02.json', working.texts()[1] ?? '');
    expect(await findEnd(heads, OWNER, '2026-11-25')).toStrictEqual(TIMEOUT);
    expect(heads.calls).toHaveLength(failing);
  });
});

describe('F53 a record that cannot be read', () => {
  test.each([
    ['half a record', '{"version":1', `${KEY}: no decision record:  (invalid_type)`],
    ['the page of a proxy', '<html></html>', `${KEY}: no decision record:  (invalid_type)`],
    [
      'a record of a later version',
      '{"version":2,"state":"open"}',
      `${KEY}: no decision record: version (invalid_value)`,
    ],
  ])('is left alone for the day: %s', async (_what, text, reason) => {
    const heads = new FakeHeads();
    heads.put(KEY, text);
    const run = await openRun(heads, startAt('2026-11-25T12:00:00Z'));
    expect(run.opened).toStrictEqual(unknown('Malformed', reason));
    expect(heads.versions).toHaveLength(1);
  });

  test('ends the chain on the day after, which names it', async () => {
    const heads = new FakeHeads();
    heads.put('database-check/2026-11-24.json', 'broken');
    const run = await openRun(heads, startAt('2026-11-25T12:00:00Z'));
    expect(run.opened).toMatchObject({ kind: 'known', value: { sequence: 1 } });
    expect(JSON.parse(heads.texts()[1] ?? '')).toMatchObject({
      sequence: 1,
      previous: null,
      beginning: 'the chain before cannot be read: database-check/2026-11-24.json: no decision record:  (invalid_type)',
    });
  });
});

test.each([
  ['another function', { function: 'backup-check' }, 'is a record of backup-check of test-site of 2026-11-25'],
  ['another site', { site: 'other' }, 'is a record of database-check of other of 2026-11-25'],
])('a record of %s is not believed', async (_what, members, reason) => {
  const heads = await storeOf('2026-11-25');
  heads.put(KEY, canonicalJson({ ...heads.records()[1], ...members }));
  expect(await findEnd(heads, OWNER, '2026-11-25')).toStrictEqual(unknown('Contradictory', `${KEY}: ${reason}`));
});

test('a record of another day is not believed', async () => {
  const heads = await storeOf('2026-11-24');
  heads.put(KEY, heads.texts()[1] ?? '');
  expect(await findEnd(heads, OWNER, '2026-11-25')).toStrictEqual(
    unknown('Contradictory', `${KEY}: is a record of database-check of test-site of 2026-11-24`),
  );
});
