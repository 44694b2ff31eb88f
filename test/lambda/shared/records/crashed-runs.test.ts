import { unknown } from '../../../../lambda/shared/observed';
import { canonicalJson, sha256 } from '../../../../lambda/shared/records/canonical';
import { closeRun, openRun } from '../../../../lambda/shared/records/record-chain';
import { FakeHeads } from '../../support/fake-heads';
import { closingOf, runOnce, startAt } from '../../support/fake-records';

const KEY = 'database-check/2026-11-25.json';
const AT = '2026-11-25T12:00:00.000Z';

describe('F54 a run that did not end', () => {
  test('is recorded as crashed by the next one, before that begins', async () => {
    const heads = new FakeHeads();
    await openRun(heads, startAt(AT));
    const next = startAt('2026-11-25T12:01:00.000Z', 'r-2');
    const run = await openRun(heads, next);
    expect(heads.records()[1]).toMatchObject({
      state: 'crashed',
      requestId: 'r-1',
      startedAt: AT,
      closedBy: 'r-2',
      at: '2026-11-25T12:01:00.000Z',
      sequence: 2,
      previous: sha256(heads.texts()[0] ?? ''),
      standing: { pending: [] },
      day: { opened: 1, crashed: 1, completed: 0 },
    });
    expect(heads.records()[2]).toMatchObject({
      state: 'open',
      requestId: 'r-2',
      sequence: 3,
      standing: { pending: [{ requestId: 'r-2', sequence: 3 }] },
    });
    expect(run.opened).toMatchObject({ kind: 'known', value: { sequence: 3 } });
    expect(run.before).toMatchObject({ kind: 'known', value: { pending: [{ requestId: 'r-1' }] } });
  });

  test('is recorded as crashed by the second attempt at the same request, too', async () => {
    const heads = new FakeHeads();
    await openRun(heads, startAt(AT));
    await openRun(heads, startAt('2026-11-25T12:01:00.000Z'));
    expect(heads.records().map(({ state, requestId }) => [state, requestId])).toStrictEqual([
      ['open', 'r-1'],
      ['crashed', 'r-1'],
      ['open', 'r-1'],
    ]);
  });

  test('leaves in doubt what was announced, so that the next outcome is announced again', async () => {
    const heads = new FakeHeads();
    await runOnce(heads, startAt(AT));
    await openRun(heads, startAt('2026-11-25T12:10:00Z', 'r-2'));
    const { closed } = await runOnce(heads, startAt('2026-11-25T12:20:00Z', 'r-3'));
    expect(heads.records()[3]).toMatchObject({ state: 'crashed', standing: { announced: { doubted: true } } });
    expect(closed.decision).toMatchObject({ outcome: 'HEALTHY', announcedBefore: 'HEALTHY', changed: true });
    expect(closed.announced).toMatchObject({ doubted: false });
  });

  test('keeps nothing in doubt where nothing was announced', async () => {
    const heads = new FakeHeads();
    await openRun(heads, startAt(AT));
    await openRun(heads, startAt('2026-11-25T12:10:00Z', 'r-2'));
    expect(heads.records()[1]).toMatchObject({ state: 'crashed', standing: { announced: null } });
  });

  test('and comes back after it was taken for crashed, ends in the chain without an opening record', async () => {
    const heads = new FakeHeads();
    const frozen = await openRun(heads, startAt(AT));
    const other = await openRun(heads, startAt('2026-11-25T12:01:00Z', 'r-2'));
    const closed = await closeRun(heads, frozen, closingOf(startAt(AT)));
    expect(closed.stored).toMatchObject({ kind: 'known', value: { sequence: 4 } });
    expect(heads.records()[3]).toMatchObject({
      state: 'closed',
      requestId: 'r-1',
      opened: null,
      standing: { pending: [{ requestId: 'r-2' }] },
    });
    await closeRun(heads, other, closingOf(startAt('2026-11-25T12:01:00Z', 'r-2')));
    expect(heads.records()[4]).toMatchObject({ state: 'closed', opened: 3, standing: { pending: [] } });
  });

  test('is found even when another run ended after it began', async () => {
    const heads = new FakeHeads();
    const first = await openRun(heads, startAt(AT));
    // Opens without having seen the first one, as a run does that began at the same moment.
    heads.put(
      KEY,
      canonicalJson({
        ...heads.records()[0],
        sequence: 2,
        previous: sha256(heads.texts()[0] ?? ''),
        beginning: null,
        requestId: 'r-2',
        standing: {
          last: null,
          announced: null,
          pending: [
            { requestId: 'r-1', startedAt: AT, sequence: 1 },
            { requestId: 'r-2', startedAt: AT, sequence: 2 },
          ],
        },
      }),
    );
    await closeRun(heads, first, closingOf(startAt(AT)));
    await openRun(heads, startAt('2026-11-25T12:01:00Z', 'r-3'));
    expect(heads.records().map(({ state, requestId }) => [state, requestId])).toStrictEqual([
      ['open', 'r-1'],
      ['open', 'r-2'],
      ['closed', 'r-1'],
      ['crashed', 'r-2'],
      ['open', 'r-3'],
    ]);
  });

  test.each([
    ['another attempt at its request', '2026-11-25T12:01:00.000Z', 'r-1'],
    ['another request of the same moment', AT, 'r-2'],
  ])('and comes back beside %s is not taken for it', async (_what, at, requestId) => {
    const heads = new FakeHeads();
    const frozen = await openRun(heads, startAt(AT));
    await openRun(heads, startAt(at, requestId));
    await closeRun(heads, frozen, closingOf(startAt(AT)));
    expect(heads.records().at(-1)).toMatchObject({
      state: 'closed',
      opened: null,
      standing: { pending: [{ requestId, startedAt: at, sequence: 3 }] },
    });
  });
});

describe('F54 two runs that did not end', () => {
  /** A chain with two runs that are open: the second began before it could see the first. */
  async function twoOpen(heads: FakeHeads): Promise<void> {
    await openRun(heads, startAt(AT));
    const pending = [
      { requestId: 'r-1', startedAt: AT, sequence: 1 },
      { requestId: 'r-2', startedAt: AT, sequence: 2 },
    ];
    const second = { sequence: 2, previous: sha256(heads.texts()[0] ?? ''), beginning: null, requestId: 'r-2' };
    const standing = { last: null, announced: null, pending };
    heads.put(KEY, canonicalJson({ ...heads.records()[0], ...second, standing }));
  }

  test('are recorded one after the other', async () => {
    const heads = new FakeHeads();
    await twoOpen(heads);
    await openRun(heads, startAt('2026-11-25T12:01:00Z', 'r-3'));
    expect(heads.records().slice(2)).toMatchObject([
      { state: 'crashed', requestId: 'r-1', standing: { pending: [{ requestId: 'r-2' }] } },
      { state: 'crashed', requestId: 'r-2', standing: { pending: [] }, day: { crashed: 2 } },
      { state: 'open', requestId: 'r-3', standing: { pending: [{ requestId: 'r-3' }] } },
    ]);
  });

  test('of which the first cannot be recorded keep the next one from beginning', async () => {
    const timeout = unknown('Timeout', 'no answer in time');
    const heads = new FakeHeads(({ kind }, nth) => (nth > 4 && kind === 'write' ? { answer: timeout } : undefined));
    await twoOpen(heads);
    const run = await openRun(heads, startAt('2026-11-25T12:01:00Z', 'r-3'));
    expect(run.opened).toStrictEqual(timeout);
    expect(heads.versions).toHaveLength(2);
  });
});
