import * as z from 'zod/mini';
import { decide, NOTHING, type Decision } from '../../../lambda/shared/decision';
import { unknown } from '../../../lambda/shared/observed';
import { sha256 } from '../../../lambda/shared/records/canonical';
import { verifyChain } from '../../../lambda/shared/records/verify-chain';
import { runCheck, type Check } from '../../../lambda/shared/run-check';
import { FakeHeads } from '../support/fake-heads';
import { decisionOf } from '../support/fake-records';
import { fakeRun, NOW } from '../support/fake-run';

/** A check that decides this. */
function checkOf(decision: Decision): Check<{ readonly site: string }> {
  return {
    name: 'database-check',
    event: z.object({ site: z.string() }),
    run: () => Promise.resolve({ decision, inputs: { members: 3 } }),
  };
}

const check = checkOf(decide({ ...NOTHING, metrics: { DatabaseWriters: 1 } }));

test('a run leaves one line and two records, and returns its result', async () => {
  const heads = new FakeHeads();
  const { lines, surroundings, context } = fakeRun({ heads });
  const result = await runCheck(check, { site: 's' }, context, surroundings);
  const [opening = '', closing = ''] = heads.texts();
  expect(result).toStrictEqual({
    version: 1,
    check: 'database-check',
    site: 's',
    status: 'HEALTHY',
    previousStatus: 'UNKNOWN',
    changed: true,
    findings: 0,
    unknown: 0,
    summary: 'nothing found, nothing unknown',
    record: { key: 'database-check/2026-11-25.json', sequence: 2, previous: sha256(opening), hash: sha256(closing) },
  });
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    Site: 's',
    Check: 'database-check',
    CheckCompleted: 1,
    record: { requestId: 'r-1', inputs: sha256('{"members":3}'), stored: result.record },
  });
  expect(JSON.parse(closing)).toMatchObject({
    state: 'closed',
    requestId: 'r-1',
    site: 's',
    function: 'database-check',
  });
});

test('the opening record stands before the check reads', async () => {
  const heads = new FakeHeads();
  const { surroundings, context } = fakeRun({ heads });
  let seen = 0;
  const spying: typeof check = {
    ...check,
    run: () => {
      seen = heads.versions.length;
      return Promise.resolve({ decision: decisionOf(), inputs: {} });
    },
  };
  await runCheck(spying, { site: 's' }, context, surroundings);
  expect(seen).toBe(1);
});

test('the check is told when it began', async () => {
  const { surroundings, context } = fakeRun();
  let told: Date | undefined;
  const spying: typeof check = {
    ...check,
    run: (_event, _signal, now) => {
      told = now;
      return Promise.resolve({ decision: decisionOf(), inputs: {} });
    },
  };
  await runCheck(spying, { site: 's' }, context, surroundings);
  expect(told).toStrictEqual(NOW);
});

test('a payload of the wrong shape is an error and leaves no heartbeat and no record', async () => {
  const heads = new FakeHeads();
  const { lines, surroundings, context } = fakeRun({ heads });
  await expect(runCheck(check, { site: 7 }, context, surroundings)).rejects.toThrow('invalid_type');
  expect(lines).toStrictEqual([]);
  expect(heads.calls).toStrictEqual([]);
});

test('F54 a bug is an error, leaves no heartbeat, and the next run records that it crashed', async () => {
  const heads = new FakeHeads();
  const { lines, surroundings, context } = fakeRun({ heads });
  const broken = { ...check, run: () => Promise.reject(new TypeError('bug')) };
  await expect(runCheck(broken, { site: 's' }, context, surroundings)).rejects.toThrow('bug');
  expect(lines).toStrictEqual([]);
  await runCheck(check, { site: 's' }, context, surroundings);
  expect(heads.records().map(({ state }) => state)).toStrictEqual(['open', 'crashed', 'open', 'closed']);
});

test('reading ends in time to record what is known', async () => {
  const heads = new FakeHeads();
  const { surroundings, context } = fakeRun({ heads, remainingMilliseconds: 5_050 });
  const slow: typeof check = {
    ...check,
    run: (_event, signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          resolve({ decision: decisionOf({ open: 'Timeout' }), inputs: {} });
        });
      }),
  };
  const result = await runCheck(slow, { site: 's' }, context, surroundings);
  expect(result).toMatchObject({ status: 'UNKNOWN', unknown: 1, summary: 'Timeout: instances: no answer' });
  expect(heads.records().at(-1)).toMatchObject({ state: 'closed' });
});

test('without time left reading ends at once', async () => {
  const { surroundings, context } = fakeRun({ remainingMilliseconds: 10 });
  let aborted: Promise<boolean> | undefined;
  const spying: typeof check = {
    ...check,
    run: (_event, signal) => {
      aborted = new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          resolve(true);
        });
      });
      return Promise.resolve({ decision: decisionOf(), inputs: {} });
    },
  };
  await runCheck(spying, { site: 's' }, context, surroundings);
  await expect(aborted).resolves.toBe(true);
});

describe('F55 without a record', () => {
  const TIMEOUT = unknown('Timeout', 'no answer in time');

  test.each([
    ['from the beginning', () => new FakeHeads(() => ({ answer: TIMEOUT }))],
    ['at the end only', () => new FakeHeads((_call, nth) => (nth > 4 ? { answer: TIMEOUT } : undefined))],
  ])('%s, a healthy check is not healthy, and its line still stands in the log', async (_when, store) => {
    const { lines, surroundings, context } = fakeRun({ heads: store() });
    const result = await runCheck(check, { site: 's' }, context, surroundings);
    expect(result).toMatchObject({
      status: 'UNKNOWN',
      unknown: 1,
      summary: 'Timeout: decision record: no answer in time',
      record: null,
    });
    const line = JSON.parse(lines[0] ?? '') as Readonly<Record<string, unknown>>;
    expect(line).toMatchObject({
      CheckCompleted: 1,
      CheckUnknown: 1,
      RecordUnstored: 1,
      DatabaseWriters: 1,
      ServiceDown: 0,
      record: {
        status: 'UNKNOWN',
        outcome: 'UNKNOWN',
        stored: null,
        questions: [{ subject: 'decision record', code: 'Timeout', effect: 'redundancy' }],
      },
    });
    expect(line).not.toHaveProperty('RedundancyLost');
  });

  test('what failed stays failed', async () => {
    const { surroundings, context } = fakeRun({ heads: new FakeHeads(() => ({ answer: TIMEOUT })) });
    const result = await runCheck(checkOf(decisionOf({ found: 'service' })), { site: 's' }, context, surroundings);
    expect(result).toMatchObject({ status: 'FAILED', findings: 1, unknown: 1, summary: 'NoWriter: cluster: none is' });
  });

  test('of its beginning, the record of the end says so', async () => {
    const heads = new FakeHeads((_call, nth) => (nth === 1 ? { answer: TIMEOUT } : undefined));
    const { lines, surroundings, context } = fakeRun({ heads });
    const result = await runCheck(check, { site: 's' }, context, surroundings);
    expect(result).toMatchObject({ status: 'UNKNOWN', unknown: 1, record: { sequence: 1 } });
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ CheckUnknown: 1, RecordUnstored: 0 });
    expect(heads.records()).toMatchObject([
      { state: 'closed', decision: { outcome: 'UNKNOWN', questions: [{ subject: 'decision record' }] } },
    ]);
  });

  test('of its beginning, what the chain says at the end counts', async () => {
    const earlier = new FakeHeads();
    const { surroundings, context } = fakeRun({ heads: earlier, now: new Date(NOW.getTime() - 3_600_000) });
    await runCheck(checkOf(decisionOf({ found: 'service' })), { site: 's' }, context, surroundings);
    const heads = new FakeHeads((_call, nth) => (nth === 1 ? { answer: TIMEOUT } : undefined));
    heads.put('database-check/2026-11-25.json', earlier.texts().at(-1) ?? '');
    const later = fakeRun({ heads, requestId: 'r-2' });
    const result = await runCheck(check, { site: 's' }, later.context, later.surroundings);
    expect(result).toMatchObject({
      status: 'UNKNOWN',
      previousStatus: 'FAILED',
      changed: true,
      record: { sequence: 3 },
    });
    expect(JSON.parse(later.lines[0] ?? '')).toMatchObject({ record: { previousOutcome: 'FAILED' } });
  });

  test('what the container remembers keeps the same status from being announced at every run', async () => {
    const { surroundings, context } = fakeRun({ heads: new FakeHeads(() => ({ answer: TIMEOUT })) });
    const memory = { announced: null };
    const announced: boolean[] = [];
    for (const requestId of ['r-1', 'r-2', 'r-3']) {
      const result = await runCheck(
        check,
        { site: 's' },
        { ...context, awsRequestId: requestId },
        { ...surroundings, memory },
      );
      announced.push(result.changed);
    }
    expect(announced).toStrictEqual([true, false, false]);
    expect(memory.announced).toMatchObject({ outcome: 'UNKNOWN', requestId: 'r-1' });
  });

  test('and without memory every run announces', async () => {
    const { surroundings, context } = fakeRun({ heads: new FakeHeads(() => ({ answer: TIMEOUT })) });
    const results = [
      await runCheck(check, { site: 's' }, context, surroundings),
      await runCheck(check, { site: 's' }, { ...context, awsRequestId: 'r-2' }, surroundings),
    ];
    expect(results).toMatchObject([{ changed: true }, { changed: true, previousStatus: 'UNKNOWN' }]);
  });
});

test('F13 a check that flaps every minute announces once, and again when it is calm', async () => {
  const heads = new FakeHeads();
  const announced: string[] = [];
  for (let minute = 0; minute < 40; minute += 1) {
    const isBad = minute > 4 && minute < 30 && minute % 2 === 1;
    const now = new Date(NOW.getTime() + minute * 60_000);
    const { surroundings, context } = fakeRun({ heads, now, requestId: `r-${String(minute)}` });
    const deciding = checkOf(decisionOf(isBad ? { found: 'service' } : {}));
    const result = await runCheck(deciding, { site: 's' }, context, surroundings);
    announced.push(...(result.changed ? [`${String(minute)} ${result.previousStatus} ${result.status}`] : []));
  }
  expect(announced).toStrictEqual(['0 UNKNOWN HEALTHY', '5 HEALTHY FAILED', '34 FAILED HEALTHY']);
  const texts = heads.texts();
  expect(verifyChain(texts, { before: null, head: sha256(texts.at(-1) ?? '') })).toStrictEqual([]);
});
