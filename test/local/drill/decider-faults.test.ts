import type { DrillSite } from '../../../lib/local/drill';
import { expectedOf } from '../../../lib/local/drill/drill-fault';
import type { Answers } from '../aws/support/fake-clients';
import { cluster, READERS, WRITER } from './support/cluster';
import { recordWith } from './support/faults';
import { FakePlane, gatewayCall, groundOf, repaired, requireFault } from './support/ground';
import { SITE, withZones } from './support/site';

const SCHEDULE = {
  ScheduleExpression: 'rate(1 minute)',
  ScheduleExpressionTimezone: 'UTC',
  FlexibleTimeWindow: { Mode: 'OFF' },
  Target: { Arn: 'arn:decider', RoleArn: 'arn:role', Input: '{"site":"starter"}' },
};
const ANSWERS: Answers = {
  GetSchedule: () => ({ ...SCHEDULE, State: 'ENABLED', Arn: 'arn:schedule' }),
  UpdateSchedule: () => ({}),
};

/** A database with servers, before a decision on schedule. */
function site(answers: Answers = ANSWERS) {
  const plane = new FakePlane(['db-1', 'db-2', 'db-3']);
  const drill = cluster([WRITER, ...READERS], answers, { ...SITE, dataPlane: plane.asDataPlane() });
  return { plane, ...drill };
}

const MEMBERS = '<IsClusterWriter>true</IsClusterWriter><IsClusterWriter>false</IsClusterWriter>';
const LOST = MEMBERS.replace('true', 'false');
const failover = (target: string | undefined, status = 200) =>
  gatewayCall('rds', 'FailoverDBCluster', target === undefined ? {} : { TargetDBInstanceIdentifier: target }, status);

describe('a writer that is lost and not replaced', () => {
  const fault = requireFault('writer-lost/fail-over-writer');

  test('is no writer for RDS any more, and silent', async () => {
    const { ground, gateway, plane } = site();
    const injected = await fault.inject(ground);
    expect(gateway.rule.rule).toMatchObject({
      ...{ service: 'rds', action: 'DescribeDBClusters', effect: { kind: 'rewrite' } },
    });
    expect(gateway.rewritten(MEMBERS)).toBe(LOST);
    expect([...plane.silent]).toStrictEqual(['db-1']);
    expect(injected.hasMet?.()).toBe(false);
    gateway.rule.hits = 1;
    expect(injected.hasMet?.()).toBe(true);
  });

  test.each([
    ['a failover that was accepted', failover('db-2'), MEMBERS],
    ['a failover that was refused', failover('db-2', 400), LOST],
    ['a failover without an answer', { ...failover('db-2'), status: undefined }, LOST],
    ['a failover to nobody', failover(undefined), LOST],
    ['a failover to a nameless reader', failover(''), LOST],
    ['something else', gatewayCall('rds', 'RebootDBInstance', { TargetDBInstanceIdentifier: 'db-2' }), LOST],
  ])('after %s RDS names a writer again, or not: %#', async (_, call, said) => {
    const { ground, gateway } = site();
    await fault.inject(ground);
    gateway.calls.push(call);
    expect(gateway.rewritten(MEMBERS)).toBe(said);
  });

  test('a failover of before does not bring the writer back', async () => {
    const { ground, gateway } = site();
    gateway.calls.push(failover('db-2'));
    await fault.inject(ground);
    expect(gateway.rewritten(MEMBERS)).toBe(LOST);
  });

  test('meanwhile the schedule of the decision is off, and otherwise as it was', async () => {
    const { ground, calls } = site();
    const injected = await fault.inject(ground);
    await repaired(injected);
    const updates = calls.filter(({ action }) => action === 'UpdateSchedule').map(({ input }) => input);
    const same = { Name: 'decider', GroupName: 'starter', ...SCHEDULE };
    expect(updates).toStrictEqual([
      { ...same, State: 'DISABLED' },
      { ...same, State: 'ENABLED' },
    ]);
    expect(calls.find(({ action }) => action === 'GetSchedule')?.input).toStrictEqual({
      Name: 'decider',
      GroupName: 'starter',
    });
  });

  test('is repaired: RDS is believed, and every server answers', async () => {
    const { ground, gateway, plane } = site();
    await repaired(await fault.inject(ground));
    expect(gateway.rule.isRemoved).toBe(true);
    expect(plane.happened).toStrictEqual(['silence db-1', 'restore']);
  });

  const done = recordWith('fail-over-writer', { outcome: 'DONE' });
  const isNoticed = (...orders: readonly ReturnType<typeof failover>[]) =>
    fault.isNoticed?.({ record: done, before: done, orders });

  test('may be answered by a failover to a named reader, and by nothing else', () => {
    expect(isNoticed()).toBe(true);
    expect(isNoticed(failover('db-2'))).toBe(true);
    expect(isNoticed(failover(undefined))).toBe(false);
    expect(isNoticed(failover('db-2', 400))).toBe(false);
    expect(isNoticed(failover('db-2'), gatewayCall('rds', 'DeleteDBInstance'))).toBe(false);
  });

  interface What {
    readonly status: string;
    readonly codes: readonly string[];
    readonly withinRuns: number;
    readonly orders: number;
    readonly alarm: string;
  }

  test.each<readonly [string, DrillSite, What]>([
    [
      'is moved by a decision that acts, once two zones beside the lost one agree',
      withZones(3),
      { status: 'DONE', codes: ['Sent', 'Verified'], withinRuns: 4, orders: 1, alarm: '-writer-acted' },
    ],
    [
      'is counted by a dry run, which sends nothing',
      withZones(3, { acts: false }),
      { status: 'CONFIRM', codes: ['WriterMissing', 'NothingSends'], withinRuns: 4, orders: 0, alarm: '-writer-held' },
    ],
    [
      'is not moved where two zones cannot agree',
      withZones(2),
      { status: 'HOLD', codes: ['WriterMissing', 'QuorumMissing'], withinRuns: 1, orders: 0, alarm: '-writer-held' },
    ],
  ])('%s', (_, on, { status, codes, withinRuns, orders, alarm }) => {
    expect(expectedOf(fault, on)).toStrictEqual({ status: [status], codes, withinRuns });
    expect(fault.orders?.(on)).toBe(orders);
    expect(typeof fault.alarm === 'function' && fault.alarm(on)).toBe(alarm);
    expect(fault.alarmWithinRuns).toBe(5);
  });
});

test('the lease table is throttled until the repair', async () => {
  const { ground, gateway } = groundOf({});
  const injected = await requireFault('lease-throttled').inject(ground);
  expect(gateway.rule.rule).toStrictEqual({ service: 'dynamodb', effect: { kind: 'throttle' } });
  expect(injected.hasMet?.()).toBe(false);
  gateway.rule.hits = 1;
  expect(injected.hasMet?.()).toBe(true);
  await repaired(injected);
  expect(gateway.rule.isRemoved).toBe(true);
});

test('every server of the database is silent until the repair, and RDS is not touched', async () => {
  const { ground, gateway, calls, plane } = site();
  const injected = await requireFault('probes-silent').inject(ground);
  expect([...plane.silent]).toStrictEqual(['db-1', 'db-2', 'db-3']);
  await repaired(injected);
  expect([...plane.silent]).toStrictEqual([]);
  expect([calls, gateway.rules]).toStrictEqual([[], []]);
});

test('a fault of the servers needs servers', async () => {
  const { ground } = groundOf(ANSWERS);
  await expect(requireFault('probes-silent').inject(ground)).rejects.toThrow('there is one loopback address');
});

describe('decision records that cannot be written', () => {
  test('are refused by the store until the repair', async () => {
    const { ground, gateway } = groundOf({});
    const injected = await requireFault('records-unwritable/topology-check').inject(ground);
    expect(gateway.rule.rule).toStrictEqual({ service: 's3', action: 'PutObject', effect: { kind: 'deny' } });
    expect(injected.hasMet?.()).toBe(false);
    gateway.rule.hits = 1;
    expect(injected.hasMet?.()).toBe(true);
    await repaired(injected);
    expect(gateway.rule.isRemoved).toBe(true);
  });

  test('are told of by a run without a record in the store', () => {
    const { isNoticed } = requireFault('records-unwritable/backup-check');
    const before = recordWith('backup-check');
    expect(isNoticed?.({ record: recordWith('backup-check', { isStored: false }), before, orders: [] })).toBe(true);
    expect(isNoticed?.({ record: before, before, orders: [] })).toBe(false);
  });
});
