import { decide, NOTHING } from '../../../../lambda/shared/decision';
import { known } from '../../../../lambda/shared/observed';
import { canonicalJson, sha256 } from '../../../../lambda/shared/records/canonical';
import { closeRun, openRun } from '../../../../lambda/shared/records/record-chain';
import { FakeHeads } from '../../support/fake-heads';
import { closingOf, decisionOf, runOnce, startAt } from '../../support/fake-records';

const KEY = 'database-check/2026-11-25.json';
const AT = '2026-11-25T12:00:00.000Z';
const DONE = '2026-11-25T12:00:01.000Z';

test('the opening record stands before anything is read, and begins the chain', async () => {
  const heads = new FakeHeads();
  const run = await openRun(heads, startAt(AT));
  expect(heads.records()).toStrictEqual([
    {
      version: 1,
      function: 'database-check',
      site: 'test-site',
      requestId: 'r-1',
      state: 'open',
      startedAt: AT,
      at: AT,
      sequence: 1,
      previous: null,
      beginning: 'no earlier record',
      standing: { last: null, announced: null, pending: [{ requestId: 'r-1', startedAt: AT, sequence: 1 }] },
      day: {
        date: '2026-11-25',
        opened: 1,
        completed: 0,
        crashed: 0,
        byOutcome: {},
        unknownByCode: {},
        changes: [],
        changeCount: 0,
        happened: [],
        happenedCount: 0,
        firstAt: AT,
        lastAt: AT,
      },
    },
  ]);
  const hash = sha256(heads.texts()[0] ?? '');
  expect(run.opened).toStrictEqual(known({ key: KEY, sequence: 1, previous: null, hash }));
  expect(run.before).toStrictEqual(known({ last: null, announced: null, pending: [] }));
});

test('the closing record follows with everything the run concluded', async () => {
  const heads = new FakeHeads();
  const { closed } = await runOnce(heads, startAt(AT), decisionOf({ found: 'service', open: 'Timeout' }), {
    reasons: ['held: no quorum', 'second'],
    evidence: { recoverySeconds: 41 },
    happened: ['failed over to b'],
  });
  const [open = '', close = ''] = heads.texts();
  const announced = { outcome: 'FAILED', from: 'UNKNOWN', requestId: 'r-1', at: DONE, heldAt: DONE, doubted: false };
  expect(JSON.parse(close)).toStrictEqual({
    version: 1,
    function: 'database-check',
    site: 'test-site',
    requestId: 'r-1',
    state: 'closed',
    opened: 1,
    startedAt: AT,
    at: DONE,
    sequence: 2,
    previous: sha256(open),
    beginning: null,
    standing: { last: { outcome: 'FAILED', at: DONE }, announced, pending: [] },
    decision: {
      completedAt: DONE,
      outcome: 'FAILED',
      previousOutcome: 'UNKNOWN',
      announcedBefore: 'UNKNOWN',
      changed: true,
      status: 'FAILED',
      inputs: sha256('{"members":3}'),
      findings: [{ code: 'NoWriter', effect: 'service', subject: 'cluster', detail: 'none is' }],
      questions: [{ code: 'Timeout', effect: 'redundancy', subject: 'instances', reason: 'no answer' }],
      notes: [],
      metrics: { CheckUnknown: 1, RedundancyLost: 1, ServiceDown: 1 },
      reasons: ['held: no quorum', 'second'],
      evidence: { recoverySeconds: 41 },
      leftOut: 0,
    },
    day: {
      date: '2026-11-25',
      opened: 1,
      completed: 1,
      crashed: 0,
      byOutcome: { FAILED: 1 },
      unknownByCode: { Timeout: 1 },
      changes: [{ at: DONE, from: 'UNKNOWN', to: 'FAILED', reason: 'held: no quorum' }],
      changeCount: 1,
      happened: [{ at: DONE, text: 'failed over to b' }],
      happenedCount: 1,
      firstAt: AT,
      lastAt: DONE,
    },
  });
  expect(closed).toMatchObject({
    stored: known({ key: KEY, sequence: 2, previous: sha256(open), hash: sha256(close) }),
    announced,
  });
  expect(closed.decision).toStrictEqual((JSON.parse(close) as { decision: unknown }).decision);
});

test('records are canonical JSON', async () => {
  const heads = new FakeHeads();
  await runOnce(heads, startAt(AT));
  for (const text of heads.texts()) {
    expect(canonicalJson(JSON.parse(text))).toBe(text);
  }
});

test('the next run goes on from the last one', async () => {
  const heads = new FakeHeads();
  await runOnce(heads, startAt(AT), decisionOf({ found: 'redundancy' }));
  const { closed } = await runOnce(heads, startAt('2026-11-25T12:01:00Z', 'r-2'), decisionOf({ found: 'redundancy' }));
  expect(heads.records().map(({ sequence, state }) => [sequence, state])).toStrictEqual([
    [1, 'open'],
    [2, 'closed'],
    [3, 'open'],
    [4, 'closed'],
  ]);
  expect(closed.decision).toMatchObject({
    previousOutcome: 'DEGRADED',
    announcedBefore: 'DEGRADED',
    changed: false,
    evidence: null,
    reasons: [],
  });
  expect(heads.records()[3]).toMatchObject({
    opened: 3,
    day: { opened: 2, completed: 2, changeCount: 1, happened: [], happenedCount: 0 },
  });
});

test('the reason of a change is the worst that was found', async () => {
  const heads = new FakeHeads();
  const findings = [
    { code: 'ReaderLost', effect: 'redundancy', subject: 'a', detail: 'one' },
    { code: 'NoWriter', effect: 'service', subject: 'b', detail: 'none' },
  ] as const;
  await runOnce(heads, startAt(AT), decide({ ...NOTHING, findings }));
  await runOnce(heads, startAt('2026-11-25T12:01:00Z', 'r-2'), decide({ ...NOTHING, findings: findings.slice(0, 1) }));
  expect(heads.records()[3]).toMatchObject({
    day: { changes: [{ reason: 'NoWriter: b: none' }, { reason: 'ReaderLost: a: one' }] },
  });
});

test('a run costs one read and two writes', async () => {
  const heads = new FakeHeads();
  await runOnce(heads, startAt(AT));
  const before = heads.calls.length;
  await runOnce(heads, startAt('2026-11-25T12:01:00Z', 'r-2'));
  expect(heads.calls.slice(before).map(({ kind }) => kind)).toStrictEqual(['read', 'write', 'write']);
});

describe('a change in the summary of the day', () => {
  test.each([
    [{ found: 'service', open: 'Timeout' }, [], 'NoWriter: cluster: none is'],
    [{ open: 'Timeout' }, [], 'Timeout: instances: no answer'],
    [{}, [], 'nothing found, nothing unknown'],
    [{ found: 'service' }, ['x'.repeat(300)], `${'x'.repeat(200)}… (100 more)`],
  ] as const)('says why: %p', async (of, reasons, reason) => {
    const heads = new FakeHeads();
    await runOnce(heads, startAt(AT), decisionOf(of), { reasons, outcome: 'SOMETHING' });
    expect(heads.records()[1]).toMatchObject({ day: { changes: [{ from: 'UNKNOWN', to: 'SOMETHING', reason }] } });
  });
});

describe('a new day', () => {
  test('has a key of its own and goes on from the day before', async () => {
    const heads = new FakeHeads();
    await runOnce(heads, startAt('2026-11-25T23:59:00Z'), decisionOf({ found: 'service' }));
    const { closed } = await runOnce(heads, startAt('2026-11-26T00:00:00Z', 'r-2'), decisionOf({ found: 'service' }));
    expect(heads.versions[2]?.key).toBe('database-check/2026-11-26.json');
    expect(heads.records()[2]).toMatchObject({
      sequence: 3,
      previous: sha256(heads.texts()[1] ?? ''),
      beginning: null,
      standing: { last: { outcome: 'FAILED' } },
      day: { date: '2026-11-26', opened: 1, completed: 0, firstAt: '2026-11-26T00:00:00.000Z' },
    });
    expect(closed.decision).toMatchObject({ previousOutcome: 'FAILED', changed: false });
  });

  test('does not take the end of a run that began the day before', async () => {
    const heads = new FakeHeads();
    await runOnce(heads, startAt('2026-11-25T23:59:59.500Z'));
    expect(heads.versions.map(({ key }) => key)).toStrictEqual([KEY, KEY]);
    expect(heads.records()[1]).toMatchObject({ at: '2026-11-26T00:00:00.500Z', day: { date: '2026-11-25' } });
  });

  test('F54 records what crashed the day before', async () => {
    const heads = new FakeHeads();
    await openRun(heads, startAt('2026-11-25T23:59:00Z'));
    await openRun(heads, startAt('2026-11-26T00:00:00Z', 'r-2'));
    expect(heads.versions[1]?.key).toBe('database-check/2026-11-26.json');
    expect(heads.records()[1]).toMatchObject({ state: 'crashed', day: { date: '2026-11-26', crashed: 1, opened: 0 } });
  });

  test.each(['2026-11-27', '2027-11-25'])('after a rest, as on %s, goes on all the same', async (day) => {
    const heads = new FakeHeads();
    await runOnce(heads, startAt('2026-11-25T12:00:00Z'));
    await openRun(heads, startAt(`${day}T12:00:00Z`, 'r-2'));
    expect(heads.versions[2]?.key).toBe(`database-check/${day}.json`);
    expect(heads.records()[2]).toMatchObject({
      sequence: 3,
      previous: sha256(heads.texts()[1] ?? ''),
      beginning: null,
    });
  });
});

test('every call gets the signal', async () => {
  const signals: unknown[] = [];
  const heads = new FakeHeads();
  const spy = {
    read: (key: string, signal?: AbortSignal) => {
      signals.push(signal);
      return heads.read(key);
    },
    write: (key: string, text: string, replaces: string | undefined, signal?: AbortSignal) => {
      signals.push(signal);
      return heads.write(key, text, replaces);
    },
    list: (prefix: string, signal?: AbortSignal) => {
      signals.push(signal);
      return heads.list(prefix);
    },
  };
  const [opening, closing] = [new AbortController().signal, new AbortController().signal];
  const run = await openRun(spy, startAt(AT), opening);
  expect(signals).toStrictEqual([opening, opening, opening, opening]);
  signals.length = 0;
  await closeRun(spy, run, closingOf(startAt(AT)), { signal: closing });
  expect(signals).toStrictEqual([closing]);
});
