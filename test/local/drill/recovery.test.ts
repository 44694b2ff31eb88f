import { awaitRecovery, type FaultOutcome } from '../../../lib/local/drill';
import type { CheckRecord } from '../../../lib/local/observe';
import { FakeLane, faultOf, recordWith, type Said } from './support/faults';

const NAME = 'gateway-deleted (a gateway is deleted)';

/** A fault that was noticed, with alarms of these names. */
function noticed(...alarms: readonly string[]): FaultOutcome {
  const { id, title, references, check } = faultOf();
  return {
    ...{ id, title, references, check, applied: true, noticed: true, recovered: false },
    expected: { status: ['DEGRADED'], codes: ['GatewayGone'], withinRuns: 1, orders: 0 },
    observed: { runs: 1, status: 'DEGRADED', codes: ['GatewayGone'], orders: 0, seconds: 1 },
    alarms: alarms.map((name) => ({ name, afterRuns: 1, notified: true })),
    watchedRuns: 1,
    problems: [],
  };
}

const HEALTHY = recordWith('topology-check');
const DEGRADED = recordWith('topology-check', { findings: ['GatewayGone'] });
const UNKNOWN = recordWith('topology-check', { questions: ['Timeout'] });

/** A lane whose check leaves these records, the last one for ever. */
const leaving = (...records: readonly (CheckRecord | undefined)[]): FakeLane =>
  new FakeLane((_, nth) => ({ record: records[Math.min(nth, records.length) - 1] }));

/** What becomes of the recovery of one fault. */
async function recovered(outcome: FaultOutcome, lane: FakeLane): Promise<FaultOutcome> {
  const [after] = await awaitRecovery([outcome], lane);
  if (after === undefined) {
    throw new Error('the fault has no outcome');
  }
  return after;
}

test.each([
  ['at once', [HEALTHY], 1],
  ['with the second run', [DEGRADED, HEALTHY], 2],
  ['with the third run, after two that could not tell', [UNKNOWN, undefined, HEALTHY], 3],
])('a check that is healthy %s has recovered', async (_, records, runs) => {
  const lane = leaving(...records);
  expect(await recovered(noticed(), lane)).toStrictEqual({ ...noticed(), recovered: true });
  expect(lane.ran).toHaveLength(runs);
});

test.each([
  ['still finds the fault', DEGRADED, 'DEGRADED, GatewayGone'],
  ['cannot tell', UNKNOWN, 'UNKNOWN, Timeout'],
  ['leaves no record', undefined, 'NO RECORD'],
])('a check that %s after three runs has not recovered', async (_, record, said) => {
  const lane = leaving(record, record, record, HEALTHY);
  const outcome = await recovered(noticed(), lane);
  expect(outcome.recovered).toBe(false);
  expect(outcome.problems).toStrictEqual([`${NAME}: topology-check must be healthy after the repair, it said ${said}`]);
  expect(lane.ran).toHaveLength(3);
});

test('the problems that there were stay', async () => {
  const outcome = { ...noticed(), problems: ['it was not noticed'] };
  const { problems } = await recovered(outcome, leaving(DEGRADED));
  expect(problems).toHaveLength(2);
  expect(problems[0]).toBe('it was not noticed');
});

test('a healthy check is run on until the alarms of the fault are silent', async () => {
  const lane: FakeLane = new FakeLane((_, nth) => {
    lane.raised.add('redundancy');
    if (nth === 6) {
      lane.raised.clear();
    }
    return { record: HEALTHY };
  });
  expect(await recovered(noticed('redundancy'), lane)).toMatchObject({ recovered: true, problems: [] });
  expect(lane.ran).toHaveLength(6);
});

test('an alarm that is not silent after ten runs is a problem', async () => {
  const lane = leaving(HEALTHY);
  lane.raised.add('redundancy');
  const outcome = await recovered(noticed('redundancy'), lane);
  expect([outcome.recovered, outcome.problems]).toStrictEqual([
    false,
    [`${NAME}: the alarm redundancy is still raised after the repair`],
  ]);
  expect(lane.ran).toHaveLength(10);
});

test('alarms of other faults are not waited for', async () => {
  const lane = leaving(HEALTHY);
  lane.raised.add('of another fault');
  expect(await recovered(noticed('redundancy'), lane)).toMatchObject({ recovered: true });
  expect(lane.ran).toHaveLength(1);
});

test('a check that cannot be run is an error', async () => {
  const lane = new FakeLane(() => Promise.reject(new Error('no answer')));
  await expect(recovered(noticed(), lane)).rejects.toThrow('no answer');
});

describe('an action', () => {
  const act = (said: Said) => recordWith('fail-over-writer', said);
  const ofAction = { ...noticed(), check: 'fail-over-writer' } as const;
  const [OBSERVE, DONE] = [act({}), act({ outcome: 'DONE' })];
  const CONFIRM = act({ outcome: 'CONFIRM' });

  test.each([
    ['observes', OBSERVE],
    ['is done', DONE],
  ])('that %s is at rest', async (_, record) => {
    const lane = leaving(record);
    expect(await recovered(ofAction, lane)).toMatchObject({ recovered: true, problems: [] });
    expect(lane.ran).toHaveLength(1);
  });

  test('is given four runs: it closes an incident after three good ones', async () => {
    const lane = leaving(CONFIRM, CONFIRM, CONFIRM, OBSERVE);
    expect(await recovered(ofAction, lane)).toMatchObject({ recovered: true, problems: [] });
    expect(lane.ran).toHaveLength(4);
  });

  test.each([
    ['still counts', CONFIRM, 'CONFIRM'],
    [
      'holds back',
      act({ outcome: 'HOLD', questions: ['Denied'], reasons: ['RecordMissing: no'] }),
      'HOLD, Denied, RecordMissing',
    ],
    ['observes with a question left open', act({ questions: ['Timeout'] }), 'OBSERVE, Timeout'],
  ])('that %s after four runs is not', async (_, record, said) => {
    const lane = leaving(record, record, record, record, OBSERVE);
    const outcome = await recovered(ofAction, lane);
    expect([outcome.recovered, outcome.problems]).toStrictEqual([
      false,
      [`${NAME}: fail-over-writer must be healthy after the repair, it said ${said}`],
    ]);
    expect(lane.ran).toHaveLength(4);
  });
});

describe('several faults', () => {
  const lane = () => new FakeLane((check) => ({ record: recordWith(check) }));
  const ofCheck = (id: string, check: FaultOutcome['check'], ...alarms: readonly string[]) => ({
    ...noticed(...alarms),
    id,
    check,
  });

  test('of one function are recovered together, and functions run in step', async () => {
    const outcomes = [ofCheck('a', 'topology-check'), ofCheck('b', 'audit-check'), ofCheck('c', 'topology-check')];
    const on = lane();
    const after = await awaitRecovery(outcomes, on);
    expect(after.map((it) => [it.id, it.recovered])).toStrictEqual([
      ['a', true],
      ['b', true],
      ['c', true],
    ]);
    expect(on.ran).toStrictEqual(['topology-check', 'audit-check']);
  });

  test('one whose alarm stays does not keep the other from its recovery', async () => {
    const on = lane();
    on.raised.add('stuck');
    const after = await awaitRecovery(
      [ofCheck('a', 'topology-check', 'stuck'), ofCheck('b', 'topology-check', 'silent')],
      on,
    );
    expect(after.map((it) => [it.id, it.recovered, it.problems.length])).toStrictEqual([
      ['a', false, 1],
      ['b', true, 0],
    ]);
  });

  test('none need no run', async () => {
    const on = lane();
    expect(await awaitRecovery([], on)).toStrictEqual([]);
    expect(on.ran).toStrictEqual([]);
  });
});
