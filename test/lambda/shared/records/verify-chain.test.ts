import { canonicalJson, sha256 } from '../../../../lambda/shared/records/canonical';
import { closeRun, openRun } from '../../../../lambda/shared/records/record-chain';
import { verifyChain } from '../../../../lambda/shared/records/verify-chain';
import { FakeHeads } from '../../support/fake-heads';
import { closingOf, runOnce, startAt } from '../../support/fake-records';

/** Five records: a run, one that crashed, and a run of the day after. */
async function fiveRecords(): Promise<readonly string[]> {
  const heads = new FakeHeads();
  await runOnce(heads, startAt('2026-11-25T23:58:00Z'));
  await openRun(heads, startAt('2026-11-25T23:59:00Z', 'r-2'));
  await openRun(heads, startAt('2026-11-26T00:00:00Z', 'r-3'));
  return heads.texts();
}

function headOf(texts: readonly string[]): string {
  return sha256(texts.at(-1) ?? '');
}

/** Codes and indexes of the faults of these texts, whose head is known to be that of the whole chain. */
function faults(texts: readonly string[], whole: readonly string[], before: string | null = null) {
  return verifyChain(texts, { before, head: headOf(whole) }).map(({ code, index }) => `${code} ${String(index)}`);
}

function edited(text: string | undefined, members: object): string {
  return canonicalJson({ ...(JSON.parse(text ?? '') as object), ...members });
}

test('a chain over two days and a crash is whole', async () => {
  const texts = await fiveRecords();
  expect(texts).toHaveLength(5);
  expect(faults(texts, texts)).toStrictEqual([]);
});

test('a part of a chain is whole when it is known what came before', async () => {
  const texts = await fiveRecords();
  expect(faults(texts.slice(2), texts, sha256(texts[1] ?? ''))).toStrictEqual([]);
});

test('nothing is whole when it is known that nothing came', () => {
  const hash = sha256('x');
  expect(verifyChain([], { before: hash, head: hash })).toStrictEqual([]);
  expect(verifyChain([], { before: null, head: hash })).toStrictEqual([{ code: 'HeadDiffers', index: -1 }]);
});

test('an altered record no longer bears its successor', async () => {
  const texts = await fiveRecords();
  const altered = texts.with(1, edited(texts[1], { requestId: 'other' }));
  expect(faults(altered, texts)).toStrictEqual(['PreviousDiffers 2']);
});

test('of the last record only its hash tells that it was altered', async () => {
  const texts = await fiveRecords();
  const altered = texts.with(4, edited(texts[4], { requestId: 'other' }));
  expect(faults(altered, texts)).toStrictEqual(['HeadDiffers 4']);
});

test('a removed record leaves a gap', async () => {
  const texts = await fiveRecords();
  expect(faults(texts.toSpliced(2, 1), texts)).toStrictEqual(['PreviousDiffers 2', 'SequenceDiffers 2']);
});

test('a removed first record is missed', async () => {
  const texts = await fiveRecords();
  expect(faults(texts.slice(1), texts)).toStrictEqual([
    'PreviousDiffers 0',
    'BeginningMisplaced 0',
    'SequenceDiffers 0',
  ]);
});

test('a removed last record is missed', async () => {
  const texts = await fiveRecords();
  expect(faults(texts.slice(0, 4), texts)).toStrictEqual(['HeadDiffers 3']);
});

test('records in another order do not follow one another', async () => {
  const [first = '', second = '', third = '', ...rest] = await fiveRecords();
  expect(faults([first, third, second, ...rest], [first, second, third, ...rest])).toStrictEqual([
    'PreviousDiffers 1',
    'SequenceDiffers 1',
    'PreviousDiffers 2',
    'SequenceDiffers 2',
    'PreviousDiffers 3',
    'SequenceDiffers 3',
  ]);
});

test('a record in other bytes is not what was written', async () => {
  const texts = await fiveRecords();
  const spaced = texts.with(4, JSON.stringify(JSON.parse(texts[4] ?? ''), undefined, 1));
  expect(faults(spaced, spaced)).toStrictEqual(['NotCanonical 4']);
});

test('what is no record is none', async () => {
  const texts = await fiveRecords();
  expect(faults(texts.with(1, '{}'), texts)).toStrictEqual(['NotARecord 1', 'PreviousDiffers 2']);
});

test('what is no record is none, at the beginning, too', async () => {
  const texts = await fiveRecords();
  expect(faults(texts.with(0, '{}'), texts)).toStrictEqual(['NotARecord 0', 'PreviousDiffers 1']);
});

test.each([{ function: 'backup-check' }, { site: 'other' }])(
  'a record with %p is of another chain',
  async (members) => {
    const texts = await fiveRecords();
    const foreign = texts.with(4, edited(texts[4], members));
    expect(faults(foreign, foreign)).toStrictEqual(['ForeignRecord 4']);
  },
);

test('a number that does not follow is a fault of its own', async () => {
  const texts = await fiveRecords();
  const jumped = texts.with(4, edited(texts[4], { sequence: 6 }));
  expect(faults(jumped, jumped)).toStrictEqual(['SequenceDiffers 4']);
});

test('a chain that begins with another number than 1 lacks its beginning', async () => {
  const [first] = await fiveRecords();
  const jumped = [edited(first, { sequence: 2 })];
  expect(faults(jumped, jumped)).toStrictEqual(['SequenceDiffers 0']);
});

test('a chain that begins anew because a record was broken shows where', async () => {
  const heads = new FakeHeads();
  await runOnce(heads, startAt('2026-11-24T12:00:00Z'));
  heads.put('database-check/2026-11-24.json', 'broken');
  await runOnce(heads, startAt('2026-11-25T12:00:00Z', 'r-2'));
  const texts = heads.texts();
  expect(faults(texts, texts)).toStrictEqual(['NotARecord 2', 'PreviousDiffers 3', 'BeginningMisplaced 3']);
});

test('F54 a run that ends in its own day after its successor of the next began forks the chain, and that shows', async () => {
  const heads = new FakeHeads();
  const late = await openRun(heads, startAt('2026-11-25T23:59:59Z'));
  await openRun(heads, startAt('2026-11-26T00:00:00Z', 'r-2'));
  await closeRun(heads, late, closingOf(startAt('2026-11-25T23:59:59Z')));
  const texts = heads.texts();
  expect(faults(texts, texts)).toStrictEqual(['PreviousDiffers 3', 'SequenceDiffers 3']);
});
