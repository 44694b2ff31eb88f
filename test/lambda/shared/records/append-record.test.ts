import { known, unknown } from '../../../../lambda/shared/observed';
import { sha256 } from '../../../../lambda/shared/records/canonical';
import { closeRun, openRun } from '../../../../lambda/shared/records/record-chain';
import { FakeHeads, type HeadFault } from '../../support/fake-heads';
import { closingOf, runOnce, startAt } from '../../support/fake-records';

const KEY = 'database-check/2026-11-25.json';
const AT = '2026-11-25T12:00:00.000Z';
const TIMEOUT = unknown('Timeout', 'no answer in time');
const DENIED = unknown('Denied', 'AccessDenied');
const CONFLICT = known('conflict' as const);

/** A store in which the writes of these numbers, from 1, go wrong. */
function failing(faults: Readonly<Record<number, HeadFault>>): FakeHeads {
  let writes = 0;
  return new FakeHeads(({ kind }) => {
    writes += kind === 'write' ? 1 : 0;
    return kind === 'write' ? faults[writes] : undefined;
  });
}

/** A store in which another run writes before each of these writes is made. */
function contended(others: number): FakeHeads {
  let left = others;
  const other = new FakeHeads();
  const heads: FakeHeads = new FakeHeads(({ kind }) => {
    if (kind === 'write' && left > 0) {
      left -= 1;
      const next = other.versions[others - left - 1];
      heads.put(KEY, next?.text ?? '');
    }
    return undefined;
  });
  contenders.set(heads, other);
  return heads;
}

const contenders = new WeakMap<FakeHeads, FakeHeads>();

async function contend(others: number) {
  const heads = contended(others);
  const other = contenders.get(heads);
  for (let run = 0; other !== undefined && run < others; run += 1) {
    await runOnce(other, startAt(`2026-11-25T11:0${String(run)}:00Z`, `other-${String(run)}`));
  }
  return { heads, run: await openRun(heads, startAt(AT)) };
}

describe('F54 while other runs write', () => {
  test.each([1, 2])('%i times, the record is made anew after theirs', async (others) => {
    const { heads, run } = await contend(others);
    expect(run.opened).toMatchObject({ kind: 'known', value: { sequence: others + 1 } });
    expect(heads.records().at(-1)).toMatchObject({
      requestId: 'r-1',
      sequence: others + 1,
      previous: sha256(heads.texts()[others - 1] ?? ''),
    });
    expect(heads.versions).toHaveLength(others + 1);
  });

  test('three times, the run gives up and nothing of theirs is lost', async () => {
    const { heads, run } = await contend(3);
    expect(run.opened).toStrictEqual(unknown('Contradictory', `${KEY}: other runs wrote 3 times meanwhile`));
    expect(heads.records().map(({ requestId }) => requestId)).toStrictEqual(['other-0', 'other-0', 'other-1']);
  });
});

describe('F53 F55 when the answer to a write is lost', () => {
  test.each([
    ['and the second attempt of the SDK meets the version of the first', CONFLICT],
    ['for good', TIMEOUT],
  ])('%s, the record is found and not written again', async (_what, lost) => {
    const heads = failing({ 1: { lost }, 2: { lost } });
    const { run, closed } = await runOnce(heads, startAt(AT));
    expect(run.opened).toMatchObject({ kind: 'known', value: { sequence: 1, hash: sha256(heads.texts()[0] ?? '') } });
    expect(closed.stored).toMatchObject({
      kind: 'known',
      value: { sequence: 2, hash: sha256(heads.texts()[1] ?? '') },
    });
    expect(heads.records().map(({ state }) => state)).toStrictEqual(['open', 'closed']);
  });

  test('the version that was found is the one that the next write replaces', async () => {
    const heads = failing({ 1: { lost: TIMEOUT } });
    const run = await openRun(heads, startAt(AT));
    expect(run.end).toMatchObject({ kind: 'known', value: { key: KEY, tag: '"1"', record: { state: 'open' } } });
    const closed = await closeRun(heads, run, closingOf(startAt(AT)));
    expect(closed.stored).toMatchObject({ kind: 'known' });
    expect(heads.calls.filter(({ kind }) => kind === 'write')).toHaveLength(2);
  });

  test('and another run wrote after it, the record is found all the same', async () => {
    const other = new FakeHeads();
    const heads: FakeHeads = new FakeHeads(({ kind }, nth) => {
      // The re-reading after the first write: by then another run has gone on from the record.
      if (kind === 'read' && nth === 5) {
        heads.put(KEY, other.texts()[1] ?? '');
      }
      return kind === 'write' && nth === 4 ? { lost: TIMEOUT } : undefined;
    });
    await openRun(other, startAt(AT));
    await openRun(other, startAt('2026-11-25T12:00:01Z', 'other'));
    const run = await openRun(heads, startAt(AT));
    expect(heads.calls[3]).toMatchObject({ kind: 'write' });
    expect(run.opened).toMatchObject({
      kind: 'known',
      value: { sequence: 1, previous: null, hash: sha256(heads.texts()[0] ?? '') },
    });
    expect(run.end).toMatchObject({ kind: 'known', value: { record: { state: 'crashed', sequence: 2 } } });
  });

  test('and the record is not there, nobody knows, and the write is not repeated', async () => {
    const heads = failing({ 1: { answer: TIMEOUT } });
    const run = await openRun(heads, startAt(AT));
    expect(run.opened).toStrictEqual(TIMEOUT);
    expect(heads.calls.filter(({ kind }) => kind === 'write')).toHaveLength(1);
  });

  test('and the record cannot be read again, the write says why', async () => {
    let written = false;
    const heads = new FakeHeads(({ kind }) => {
      const isAfter = written;
      written ||= kind === 'write';
      return kind === 'write' ? { lost: TIMEOUT } : isAfter ? { answer: DENIED } : undefined;
    });
    expect((await openRun(heads, startAt(AT))).opened).toStrictEqual(TIMEOUT);
  });
});

test('F54 when a conflict cannot be looked into, nobody knows', async () => {
  let written = false;
  const heads = new FakeHeads(({ kind }) => {
    const isAfter = written;
    written ||= kind === 'write';
    return kind === 'write' ? { answer: CONFLICT } : isAfter ? { answer: DENIED } : undefined;
  });
  expect((await openRun(heads, startAt(AT))).opened).toStrictEqual(DENIED);
});

test('F54 conflicts without a reason are given up after three writes', async () => {
  const heads = new FakeHeads(({ kind }) => (kind === 'write' ? { answer: CONFLICT } : undefined));
  const run = await openRun(heads, startAt(AT));
  expect(run.opened).toMatchObject({ kind: 'unknown', code: 'Contradictory' });
  expect(heads.calls.filter(({ kind }) => kind === 'write')).toHaveLength(3);
});
