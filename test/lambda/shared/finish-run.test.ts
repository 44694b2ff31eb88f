import { beginRun, finishRun, RESERVED_MILLISECONDS, writeLine } from '../../../lambda/shared/finish-run';
import { unknown } from '../../../lambda/shared/observed';
import type { HeadStore } from '../../../lambda/shared/records/head-store';
import { FakeHeads } from '../support/fake-heads';
import { decisionOf, startAt } from '../support/fake-records';
import { fakeRun, NOW } from '../support/fake-run';

const start = startAt(NOW.toISOString(), 'r-1', 'fail-over-writer');

/** A store that never answers, and that says which of its signals have ended. */
function hangingStore() {
  const signals: AbortSignal[] = [];
  const untilAborted = (signal: AbortSignal | undefined) =>
    new Promise<ReturnType<typeof unknown>>((resolve) => {
      if (signal !== undefined) {
        signals.push(signal);
        const end = (): void => {
          resolve(unknown('Timeout', 'aborted'));
        };
        signal.addEventListener('abort', end);
        if (signal.aborted) {
          end();
        }
      }
    });
  const heads: HeadStore = {
    read: (_key, signal) => untilAborted(signal),
    write: (_key, _text, _replaces, signal) => untilAborted(signal),
    list: (_prefix, signal) => untilAborted(signal),
  };
  return { heads, signals };
}

test('five seconds are kept back', () => {
  expect(RESERVED_MILLISECONDS).toBe(5_000);
});

test('an action gives its own outcome, says itself whether it changed, and keeps its evidence', async () => {
  const heads = new FakeHeads();
  const { lines, surroundings, context } = fakeRun({ heads });
  const run = await beginRun(start, context, surroundings);
  const result = await finishRun(
    run,
    {
      outcome: 'HOLD',
      decision: decisionOf(),
      inputs: {},
      changed: false,
      reasons: ['no quorum'],
      evidence: { votes: 1 },
      happened: ['held'],
    },
    context,
    surroundings,
  );
  expect(result).toMatchObject({
    check: 'fail-over-writer',
    status: 'HOLD',
    previousStatus: 'UNKNOWN',
    changed: false,
  });
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    Check: 'fail-over-writer',
    record: { status: 'HEALTHY', outcome: 'HOLD', changed: false, reasons: ['no quorum'], evidence: { votes: 1 } },
  });
  expect(heads.records()[1]).toMatchObject({
    decision: { outcome: 'HOLD', status: 'HEALTHY', reasons: ['no quorum'], evidence: { votes: 1 } },
    day: { byOutcome: { HOLD: 1 }, happened: [{ text: 'held' }] },
  });
});

test('an action keeps its outcome when its record is not stored, and its status tells', async () => {
  const timeout = unknown('Timeout', 'no answer');
  const { lines, surroundings, context } = fakeRun({ heads: new FakeHeads(() => ({ answer: timeout })) });
  const run = await beginRun(start, context, surroundings);
  expect(run.opened).toStrictEqual(timeout);
  const end = { outcome: 'HOLD', decision: decisionOf(), inputs: {}, changed: true };
  const result = await finishRun(run, end, context, surroundings);
  expect(result).toMatchObject({ status: 'HOLD', changed: true, unknown: 1, record: null });
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ record: { status: 'UNKNOWN', outcome: 'HOLD' } });
});

test('what is remembered is what was announced', async () => {
  const heads = new FakeHeads();
  const { surroundings, context } = fakeRun({ heads });
  const memory = { announced: null };
  const run = await beginRun(start, context, surroundings);
  await finishRun(run, { decision: decisionOf(), inputs: {} }, context, { ...surroundings, memory });
  expect(memory.announced).toMatchObject({ outcome: 'HEALTHY', from: 'UNKNOWN', requestId: 'r-1' });
});

test('the end of a run is the time at which it was decided', async () => {
  const heads = new FakeHeads();
  const { surroundings, context } = fakeRun({ heads });
  const run = await beginRun(start, context, surroundings);
  const later = { ...surroundings, clock: () => new Date(NOW.getTime() + 2_500) };
  await finishRun(run, { decision: decisionOf(), inputs: {} }, context, later);
  expect(heads.records()[1]).toMatchObject({
    startedAt: '2026-11-25T12:00:00.000Z',
    decision: { completedAt: '2026-11-25T12:00:02.500Z' },
  });
});

describe('F55 a store that never answers', () => {
  test('holds up a run for the time that is left to read, and no longer', async () => {
    const { heads } = hangingStore();
    const { surroundings, context } = fakeRun({ heads, remainingMilliseconds: 5_020 });
    const run = await beginRun(start, context, surroundings);
    expect(run.opened).toStrictEqual(unknown('Timeout', 'aborted'));
  });

  test('and the line is written in time', async () => {
    const { heads } = hangingStore();
    const { lines, surroundings, context } = fakeRun({ heads, remainingMilliseconds: 520 });
    const run = await beginRun(start, context, surroundings);
    await finishRun(run, { decision: decisionOf(), inputs: {} }, context, surroundings);
    expect(lines).toHaveLength(1);
  });
});

test.each([
  [45_000, 8_000],
  [13_001, 8_000],
  [13_000, 8_000],
  [12_999, 7_999],
  [5_000, 0],
  [4_000, 0],
])('with %i ms left the store has %i ms to open a run', async (remainingMilliseconds, expected) => {
  const timeout = jest.spyOn(AbortSignal, 'timeout');
  try {
    const { surroundings, context } = fakeRun({ remainingMilliseconds });
    await beginRun(start, context, surroundings);
    expect(timeout.mock.calls).toStrictEqual([[expected]]);
  } finally {
    timeout.mockRestore();
  }
});

test.each([
  [5_000, 4_500],
  [500, 0],
  [100, 0],
])('with %i ms left the store has %i ms to close a run', async (remainingMilliseconds, expected) => {
  const { surroundings, context } = fakeRun({ remainingMilliseconds });
  const run = await beginRun(start, context, surroundings);
  const timeout = jest.spyOn(AbortSignal, 'timeout');
  try {
    await finishRun(run, { decision: decisionOf(), inputs: {} }, context, surroundings);
    expect(timeout.mock.calls).toStrictEqual([[expected]]);
  } finally {
    timeout.mockRestore();
  }
});

test('a line goes to the log as it is', () => {
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    writeLine('{"a":1}');
    expect(write.mock.calls).toStrictEqual([['{"a":1}\n']]);
  } finally {
    write.mockRestore();
  }
});
