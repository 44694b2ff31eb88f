import * as z from 'zod/mini';
import type { ActionOutcome } from '../../../lambda/shared/failover/outcome';
import { because } from '../../../lambda/shared/failover/reasons';
import { known, unknown } from '../../../lambda/shared/observed';
import { NOTHING } from '../../../lambda/shared/decision';
import { runAction, type Action, type ActionRunContext } from '../../../lambda/shared/run-action';
import { FakeHeads } from '../support/fake-heads';
import { fakeRun, onlyLine } from '../support/fake-run';

interface Payload {
  readonly site: string;
}

const outcome: ActionOutcome = {
  state: 'VERIFY',
  previousState: 'SUSPECT',
  changed: true,
  steps: [
    { from: 'ACT', event: 'accepted', to: 'VERIFY' },
    { from: 'VERIFY', event: 'unknown', to: 'VERIFY' },
  ],
  reasons: [because('WriterMissing', 'db-1', 'is gone'), because('Sent', 'db-2', 'is to be promoted')],
  conclusion: {
    ...NOTHING,
    findings: [{ code: 'WriterMissing', effect: 'service', subject: 'db-1', detail: 'is gone' }],
    metrics: { Acted: 1 },
  },
  inputs: { seen: 1 },
};

function actionOf(run: (event: Payload, context: ActionRunContext) => Promise<ActionOutcome>): Action<Payload> {
  return { name: 'drill', event: z.strictObject({ site: z.string() }), run };
}

async function runWith(
  options: { readonly outcome?: ActionOutcome; readonly heads?: FakeHeads; readonly remaining?: number } = {},
) {
  const heads = options.heads ?? new FakeHeads();
  const { lines, surroundings, context } = fakeRun({
    heads,
    ...(options.remaining === undefined ? {} : { remainingMilliseconds: options.remaining }),
  });
  const seen: ActionRunContext[] = [];
  const action = actionOf((_event, around) => {
    seen.push(around);
    return Promise.resolve(options.outcome ?? outcome);
  });
  const result = await runAction(action, { site: 'test-site' }, context, surroundings);
  return { result, line: onlyLine(lines), heads, seen };
}

test('the state of the cluster is what a run returns, with its reasons and its record', async () => {
  const { result } = await runWith();
  expect(result).toMatchObject({
    version: 1,
    check: 'drill',
    site: 'test-site',
    status: 'VERIFY',
    changed: true,
    findings: 1,
    unknown: 0,
    reasons: ['WriterMissing: db-1: is gone', 'Sent: db-2: is to be promoted'],
    record: { key: 'drill/2026-11-25.json', sequence: 2 },
  });
});

test('an opening record comes first, and a closing one last', async () => {
  const order: string[] = [];
  const heads = new FakeHeads(({ kind }) => {
    order.push(kind);
    return undefined;
  });
  const { surroundings, context } = fakeRun({ heads });
  const action = actionOf(() => {
    order.push('run');
    return Promise.resolve(outcome);
  });
  await runAction(action, { site: 'test-site' }, context, surroundings);
  expect(order.indexOf('write')).toBeLessThan(order.indexOf('run'));
  expect(order.lastIndexOf('write')).toBeGreaterThan(order.indexOf('run'));
});

test('the record keeps the way through the states, and the log has it too', async () => {
  const { line, heads } = await runWith();
  expect(line).toMatchObject({ Check: 'drill', Acted: 1, RecordUnstored: 0 });
  expect(line.record).toMatchObject({
    status: 'FAILED',
    outcome: 'VERIFY',
    reasons: ['WriterMissing: db-1: is gone', 'Sent: db-2: is to be promoted'],
    evidence: { steps: ['ACT accepted VERIFY', 'VERIFY unknown VERIFY'] },
  });
  expect(line.record).not.toHaveProperty('evidence.measured');
  expect(heads.records().at(-1)).toMatchObject({ state: 'closed', decision: { outcome: 'VERIFY' } });
});

test('what was measured is kept as evidence', async () => {
  const { line } = await runWith({ outcome: { ...outcome, evidence: { seconds: 12 } } });
  expect(line.record).toMatchObject({ evidence: { measured: { seconds: 12 } } });
});

test("the day's summary tells of the act, and not of what led to it", async () => {
  const { heads } = await runWith();
  expect(heads.records().at(-1)).toMatchObject({
    day: { happened: [{ text: 'Sent: db-2: is to be promoted' }] },
  });
});

test.each([
  'Sent',
  'Refused',
  'AlreadyFailingOver',
  'OutcomeUnknown',
  'WriterMoved',
  'OldWriterBack',
  'TwoWritersReported',
  'TwoWritersAnswer',
  'Verified',
  'VerifyDeadline',
  'NotRecovered',
] as const)("the day's summary tells of %s", async (code) => {
  const { heads } = await runWith({ outcome: { ...outcome, reasons: [because(code, 'x', 'y')] } });
  expect(heads.records().at(-1)).toMatchObject({ day: { happened: [{ text: `${code}: x: y` }] } });
});

test('a state that is no news is none', async () => {
  const { result } = await runWith({ outcome: { ...outcome, changed: false } });
  expect(result.changed).toBe(false);
});

test('a result carries twenty reasons at most', async () => {
  const reasons = Array.from({ length: 21 }, (_entry, index) => because('ProbeUnknown', String(index), 'x'));
  const { result } = await runWith({ outcome: { ...outcome, reasons } });
  expect(result.reasons).toHaveLength(20);
  expect(result.reasons[0]).toBe('ProbeUnknown: 0: x');
});

test('a run knows how much time it has, and its questions end five seconds before', async () => {
  const timeouts = jest.spyOn(AbortSignal, 'timeout');
  const { seen } = await runWith({ remaining: 33_000 });
  expect(seen[0]?.remainingMilliseconds()).toBe(33_000);
  expect(timeouts.mock.calls).toContainEqual([28_000]);
  timeouts.mockRestore();
});

test('a run without time ends every question at once', async () => {
  const { seen } = await runWith({ remaining: 4_000 });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(seen[0]?.signal.aborted).toBe(true);
});

describe('F55 without an opening record', () => {
  const down = () => new FakeHeads(() => ({ answer: unknown('Denied', 'AccessDenied: no') }));

  test('nothing is run', async () => {
    const { result, seen, line } = await runWith({ heads: down() });
    expect(seen).toHaveLength(0);
    expect(result).toMatchObject({
      status: 'HOLD',
      changed: false,
      unknown: 1,
      record: null,
      reasons: ['RecordMissing: decision record: AccessDenied: no'],
    });
    expect(line).toMatchObject({ CheckUnknown: 1, RecordUnstored: 1, CheckCompleted: 1 });
    expect(line.record.questions).toMatchObject([{ subject: 'decision record', code: 'Denied' }]);
  });

  test('nothing is run either when another run wrote in between, every time', async () => {
    const { seen } = await runWith({
      heads: new FakeHeads(({ kind }) => (kind === 'write' ? { answer: known('conflict') } : undefined)),
    });
    expect(seen).toHaveLength(0);
  });
});

test.each([null, {}, { site: 'a', more: 1 }])(
  'a payload like %j is refused before anything is written',
  async (payload) => {
    const heads = new FakeHeads();
    const { surroundings, context } = fakeRun({ heads });
    const action = actionOf(() => Promise.resolve(outcome));
    await expect(runAction(action, payload, context, surroundings)).rejects.toThrow();
    expect(heads.calls).toHaveLength(0);
  },
);

test('what an action throws is thrown on: the next run finds that this one crashed', async () => {
  const heads = new FakeHeads();
  const { surroundings, context } = fakeRun({ heads });
  const action = actionOf(() => Promise.reject(new TypeError('a bug')));
  await expect(runAction(action, { site: 'test-site' }, context, surroundings)).rejects.toThrow('a bug');
  expect(heads.records()).toMatchObject([{ state: 'open' }]);
});
