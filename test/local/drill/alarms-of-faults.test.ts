import type { AlarmChange } from '../../../lib/local/observe';
import { runFaults, type DrillFault, type FaultOutcome } from '../../../lib/local/drill';
import { BreakableSite, change, FakeLane, NO_GROUND, recordWith, tickingClock } from './support/faults';

const NAME = 'gateway-deleted (a gateway is deleted)';

interface Played {
  /** Changes of alarms by the run after the fault with which they come. */
  readonly changes?: Readonly<Record<number, readonly AlarmChange[]>>;
  readonly heard?: readonly string[];
  /** Alarms that are still raised after the repair. */
  readonly raised?: readonly string[];
  readonly alarmWithinRuns?: number;
  /** The alarm that must be raised. */
  readonly alarm?: DrillFault['alarm'];
  /** Whether the check notices the fault. */
  readonly noticing?: boolean;
}

async function played({
  changes = {},
  heard = [],
  raised = [],
  noticing = true,
  ...rest
}: Played): Promise<FaultOutcome & { readonly runs: number }> {
  const site = new BreakableSite();
  const watched = { runs: 0 };
  const lane = new FakeLane((check, nth) => {
    const wasBroken = site.broken;
    watched.runs += wasBroken ? 1 : 0;
    site.broken = wasBroken && noticing;
    const run = { ...site.truth(check), changes: (wasBroken ? changes[nth - 1] : undefined) ?? [] };
    site.broken = wasBroken;
    return run;
  });
  heard.forEach((name) => lane.heard.add(name));
  raised.forEach((name) => lane.raised.add(name));
  const [open] = await runFaults([site.fault(rest)], { ground: NO_GROUND, lane, now: tickingClock() });
  if (open === undefined) {
    throw new Error('the fault has no outcome');
  }
  return { ...open.outcome, ...watched };
}

test('an alarm that is raised in time and notified is told, and ends the watch', async () => {
  const changes = { 3: [change('redundancy', 'ALARM', 2)] };
  const outcome = await played({ changes, heard: ['redundancy'], alarmWithinRuns: 10 });
  expect(outcome).toMatchObject({
    runs: 3,
    watchedRuns: 3,
    alarms: [{ name: 'redundancy', afterRuns: 2, notified: true }],
    problems: [],
  });
});

test('the fault itself was noticed with the run that noticed it, however late the alarm is', async () => {
  const { observed } = await played({ changes: { 3: [change('a')] }, heard: ['a'], alarmWithinRuns: 10 });
  expect(observed).toStrictEqual({ runs: 1, status: 'DEGRADED', codes: ['GatewayGone'], orders: 0, seconds: 1 });
});

test('no alarm within the runs it is given is a problem', async () => {
  const { problems, runs } = await played({ changes: { 5: [change('late')] }, alarmWithinRuns: 4 });
  expect(problems).toStrictEqual([`${NAME}: no alarm on topology-check was raised within 4 runs`]);
  expect(runs).toBe(4);
});

test('an alarm that goes back to OK is none', async () => {
  const { problems, alarms } = await played({ changes: { 1: [change('a', 'OK')] }, alarmWithinRuns: 2 });
  expect(alarms).toStrictEqual([]);
  expect(problems).toHaveLength(1);
});

test('each alarm whose notification does not arrive is a problem', async () => {
  const changes = { 1: [change('a'), change('b'), change('c')] };
  const { problems, alarms } = await played({ changes, heard: ['b'], alarmWithinRuns: 2 });
  expect(alarms.map(({ name, notified }) => [name, notified])).toStrictEqual([
    ['a', false],
    ['b', true],
    ['c', false],
  ]);
  expect(problems).toStrictEqual([
    `${NAME}: the notification of the alarm a did not arrive`,
    `${NAME}: the notification of the alarm c did not arrive`,
  ]);
});

test('a fault that needs no alarm may raise one, which must be notified', async () => {
  const { problems, alarms } = await played({ changes: { 1: [change('a')] } });
  expect(alarms).toHaveLength(1);
  expect(problems).toStrictEqual([`${NAME}: the notification of the alarm a did not arrive`]);
});

test('a fault that needs no alarm is not watched longer for one', async () => {
  expect((await played({ changes: { 2: [change('a')] } })).runs).toBe(1);
});

test('of a fault that was not noticed the missing alarm is not told as well', async () => {
  const { problems, runs } = await played({ noticing: false, alarmWithinRuns: 10 });
  expect(problems).toStrictEqual([
    `${NAME}: topology-check must say DEGRADED, GatewayGone within 1 runs, it said HEALTHY after 1`,
  ]);
  expect(runs).toBe(1);
});

test('an alarm that is still raised after the repair is a problem', async () => {
  const { problems, recovered } = await played({
    changes: { 1: [change('a')] },
    ...{ heard: ['a'], raised: ['a', 'of another fault'], alarmWithinRuns: 2 },
  });
  expect(recovered).toBe(false);
  expect(problems).toStrictEqual([`${NAME}: the alarm a is still raised after the repair`]);
});

describe('an alarm of its own', () => {
  const fault = { alarm: '-nat-gateway-', alarmWithinRuns: 3 };

  test('ends the watch, and another one does not', async () => {
    const changes = { 1: [change('starter-topology-fault')], 2: [change('starter-nat-gateway-1a', 'ALARM', 2)] };
    const heard = ['starter-topology-fault', 'starter-nat-gateway-1a'];
    expect(await played({ changes, heard, ...fault })).toMatchObject({
      runs: 2,
      alarms: [
        { name: 'starter-topology-fault', afterRuns: 1, notified: true },
        { name: 'starter-nat-gateway-1a', afterRuns: 2, notified: true },
      ],
      problems: [],
    });
  });

  test('that is not raised is a problem, whatever else is', async () => {
    const changes = { 1: [change('starter-topology-fault')] };
    const { problems, runs } = await played({ changes, heard: ['starter-topology-fault'], ...fault });
    expect(problems).toStrictEqual([`${NAME}: no alarm …-nat-gateway-… on topology-check was raised within 3 runs`]);
    expect(runs).toBe(3);
  });

  test('may depend on the site', async () => {
    const alarm: DrillFault['alarm'] = ({ acts }) => (acts ? '-acted' : '-held');
    const { problems } = await played({
      changes: { 1: [change('starter-held')] },
      heard: ['starter-held'],
      alarm,
      alarmWithinRuns: 1,
    });
    expect(problems).toStrictEqual([`${NAME}: no alarm …-acted… on topology-check was raised within 1 runs`]);
  });
});

test('an alarm that comes before the fault was noticed counts as well', async () => {
  const site = new BreakableSite();
  const lane = new FakeLane((check, nth) => {
    const { record } = site.truth(check);
    const changes = nth === 2 ? [change('a')] : [];
    return nth === 2 ? { record: recordWith(check), changes } : { record, changes };
  });
  lane.heard.add('a');
  const expected = { status: ['DEGRADED'], codes: ['GatewayGone'], withinRuns: 2 };
  const fault = site.fault({ expected, alarmWithinRuns: 2 });
  const [open] = await runFaults([fault], { ground: NO_GROUND, lane, now: tickingClock() });
  expect(open?.outcome).toMatchObject({ observed: { runs: 2 }, alarms: [{ name: 'a' }], problems: [] });
  expect(lane.ran).toHaveLength(4);
});
