import { unknown } from '../../../../lambda/shared/observed';
import { closeRun, openRun } from '../../../../lambda/shared/records/record-chain';
import { FakeHeads } from '../../support/fake-heads';
import { closingOf, decisionOf, runOnce, startAt } from '../../support/fake-records';

const KEY = 'database-check/2026-11-25.json';
const AT = '2026-11-25T12:00:00.000Z';
const DONE = '2026-11-25T12:00:01.000Z';
const TIMEOUT = unknown('Timeout', 'no answer in time');

describe('F55 while the store', () => {
  test('does not answer, the run ends without a record and says what it would have said', async () => {
    const heads = new FakeHeads(() => ({ answer: TIMEOUT }));
    const { run, closed } = await runOnce(heads, startAt(AT), decisionOf({ found: 'service' }));
    expect(run).toMatchObject({ opened: TIMEOUT, before: TIMEOUT, end: TIMEOUT });
    expect(closed.stored).toStrictEqual(TIMEOUT);
    expect(closed.decision).toMatchObject({
      outcome: 'FAILED',
      previousOutcome: 'UNKNOWN',
      announcedBefore: 'UNKNOWN',
      changed: true,
    });
    expect(heads.versions).toStrictEqual([]);
  });

  test('does not answer, what the container remembers decides what is announced', async () => {
    const heads = new FakeHeads(() => ({ answer: TIMEOUT }));
    const run = await openRun(heads, startAt(AT, 'r-2'));
    const remembered = { outcome: 'FAILED', from: 'HEALTHY', requestId: 'r-1', at: AT, heldAt: AT, doubted: false };
    const closing = closingOf(startAt(AT, 'r-2'), decisionOf({ found: 'service' }));
    const closed = await closeRun(heads, run, closing, { remembered });
    expect(closed.decision).toMatchObject({ announcedBefore: 'FAILED', changed: false });
    expect(closed.announced).toMatchObject({ ...remembered, heldAt: DONE });
  });

  test('did not answer at the opening and does at the end, the run is recorded', async () => {
    const heads = new FakeHeads((_call, nth) => (nth === 1 ? { answer: TIMEOUT } : undefined));
    const { run, closed } = await runOnce(heads, startAt(AT));
    expect(run.opened).toStrictEqual(TIMEOUT);
    expect(closed.stored).toMatchObject({ kind: 'known', value: { key: KEY, sequence: 1 } });
    expect(heads.records()).toMatchObject([{ state: 'closed', opened: null, beginning: 'no earlier record' }]);
  });

  test('reads and does not write, the chain is known and the run is not recorded', async () => {
    const working = new FakeHeads();
    await runOnce(working, startAt('2026-11-25T11:00:00Z', 'r-0'));
    const heads = new FakeHeads(({ kind }) => (kind === 'write' ? { answer: TIMEOUT } : undefined));
    heads.put(KEY, working.texts()[1] ?? '');
    const { run, closed } = await runOnce(heads, startAt(AT));
    expect(run.opened).toStrictEqual(TIMEOUT);
    expect(run.before).toMatchObject({ kind: 'known', value: { last: { outcome: 'HEALTHY' } } });
    expect(closed.stored).toStrictEqual(TIMEOUT);
    expect(closed.decision).toMatchObject({ previousOutcome: 'HEALTHY', changed: false });
    expect(heads.versions).toHaveLength(1);
  });

  test('does not answer for the day before, no chain is begun', async () => {
    const heads = new FakeHeads(({ key }) => (key === KEY ? undefined : { answer: TIMEOUT }));
    const { run } = await runOnce(heads, startAt(AT));
    expect(run.opened).toStrictEqual(TIMEOUT);
    expect(heads.versions).toStrictEqual([]);
  });

  test('cannot record that a run crashed, the next one does not begin', async () => {
    const heads = new FakeHeads((_call, nth) => (nth > 4 ? { answer: TIMEOUT } : undefined));
    await openRun(heads, startAt(AT));
    expect(heads.calls).toHaveLength(4);
    const run = await openRun(heads, startAt('2026-11-25T12:01:00Z', 'r-2'));
    expect(run.opened).toStrictEqual(TIMEOUT);
    expect(heads.versions).toHaveLength(1);
  });
});
