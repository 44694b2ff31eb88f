import { awaitRecovery, type FaultOutcome } from '../../../lib/local/drill';
import type { CheckRecord } from '../../../lib/local/observe';
import { FakeLane, faultOf, recordWith } from './support/faults';

const FAULT = faultOf();
const NAME = 'gateway-deleted (a gateway is deleted)';

/** A fault that was noticed, with alarms of these names. */
function noticed(...alarms: readonly string[]): FaultOutcome {
  const { id, title, references, check, expected } = FAULT;
  return {
    ...{ id, title, references, check, expected, applied: true, noticed: true, recovered: false },
    observed: { runs: 1, status: 'DEGRADED', codes: ['GatewayGone'], seconds: 1 },
    alarms: alarms.map((name) => ({ name, afterRuns: 1, notified: true })),
    problems: [],
  };
}

const HEALTHY = recordWith('topology-check');
const DEGRADED = recordWith('topology-check', { findings: ['GatewayGone'] });
const UNKNOWN = recordWith('topology-check', { questions: ['Timeout'] });

/** A lane whose check leaves these records, the last one for ever. */
const leaving = (...records: readonly (CheckRecord | undefined)[]): FakeLane =>
  new FakeLane((_, nth) => ({ record: records[Math.min(nth, records.length) - 1] }));

test.each([
  ['at once', [HEALTHY], 1],
  ['with the second run', [DEGRADED, HEALTHY], 2],
  ['with the third run, after two that could not tell', [UNKNOWN, undefined, HEALTHY], 3],
])('a check that is healthy %s has recovered', async (_, records, runs) => {
  const lane = leaving(...records);
  expect(await awaitRecovery(FAULT, noticed(), lane)).toStrictEqual({ ...noticed(), recovered: true });
  expect(lane.ran).toHaveLength(runs);
});

test.each([
  ['still finds the fault', DEGRADED, 'DEGRADED, GatewayGone'],
  ['cannot tell', UNKNOWN, 'UNKNOWN, Timeout'],
  ['leaves no record', undefined, 'NO RECORD'],
])('a check that %s after three runs has not recovered', async (_, record, said) => {
  const lane = leaving(record, record, record, HEALTHY);
  const { recovered, problems } = await awaitRecovery(FAULT, noticed(), lane);
  expect(recovered).toBe(false);
  expect(problems).toStrictEqual([`${NAME}: topology-check must be healthy after the repair, it said ${said}`]);
  expect(lane.ran).toHaveLength(3);
});

test('the problems that there were stay', async () => {
  const outcome = { ...noticed(), problems: ['it was not noticed'] };
  const { problems } = await awaitRecovery(FAULT, outcome, leaving(DEGRADED));
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
  expect(await awaitRecovery(FAULT, noticed('redundancy'), lane)).toMatchObject({ recovered: true, problems: [] });
  expect(lane.ran).toHaveLength(6);
});

test('an alarm that is not silent after ten runs is a problem', async () => {
  const lane = leaving(HEALTHY);
  lane.raised.add('redundancy');
  const { recovered, problems } = await awaitRecovery(FAULT, noticed('redundancy'), lane);
  expect([recovered, problems]).toStrictEqual([
    false,
    [`${NAME}: the alarm redundancy is still raised after the repair`],
  ]);
  expect(lane.ran).toHaveLength(10);
});

test('alarms of other faults are not waited for', async () => {
  const lane = leaving(HEALTHY);
  lane.raised.add('of another fault');
  expect(await awaitRecovery(FAULT, noticed('redundancy'), lane)).toMatchObject({ recovered: true });
  expect(lane.ran).toHaveLength(1);
});

test('a check that cannot be run is an error', async () => {
  const lane = new FakeLane(() => Promise.reject(new Error('no answer')));
  await expect(awaitRecovery(FAULT, noticed(), lane)).rejects.toThrow('no answer');
});
