import { checkDatabase } from '../../../lambda/database-check/check';
import type { DatabaseEvent, DatabaseObservation } from '../../../lambda/database-check/observation';
import { known, unknown } from '../../../lambda/shared/observed';
import { NOW } from '../support/fake-run';
import { event, expectation, observe } from './expectation';

const CLUSTER = 'test-site-database';
const denied = unknown('Denied', 'AccessDenied');

function check(observed: DatabaseObservation, expected = expectation) {
  return checkDatabase(expected, observed, NOW);
}

/** Notes about events; the first always says who the writer is. */
function told(observed: DatabaseObservation): readonly string[] {
  return check(observed).notes.filter((note) => !note.startsWith('the writer is'));
}

function failoverTo(instance: string, minutesAgo: number): DatabaseEvent {
  return event(CLUSTER, minutesAgo, `Completed failover to DB instance: ${instance}`);
}

const failed = (minutesAgo: number) =>
  event(CLUSTER, minutesAgo, 'Cluster failover failed, check the health of your cluster instances and try again.');

describe('failovers', () => {
  test('F15 a failover that Aurora completed is told with its time and target, and is no fault', () => {
    const decision = check(observe({ clusterEvents: [failoverTo('first.', 20)] }));
    expect(decision).toMatchObject({ status: 'HEALTHY', metrics: { FailoverEvents: 1 } });
    expect(decision.notes).toContain('failover completed at 2026-11-25T11:40:00.000Z to first');
  });

  test('F16 a failover that began is told as RDS tells it', () => {
    const started = event(CLUSTER, 21, 'Started cross AZ failover to DB instance: first');
    expect(told(observe({ clusterEvents: [started] }))).toStrictEqual([
      'test-site-database at 2026-11-25T11:39:00.000Z: Started cross AZ failover to DB instance: first',
    ]);
    expect(check(observe({ clusterEvents: [started] })).metrics).toHaveProperty('FailoverEvents', 0);
  });

  test('F15 as many failovers as may happen are no fault, and one more is', () => {
    const three = [failoverTo('first', 10), failoverTo('second', 20), failoverTo('writer', 30)];
    expect(check(observe({ clusterEvents: three }))).toMatchObject({
      status: 'HEALTHY',
      metrics: { FailoverEvents: 3 },
    });
    expect(check(observe({ clusterEvents: [...three, failoverTo('first', 40)] }))).toMatchObject({
      status: 'DEGRADED',
      findings: [
        {
          code: 'FailoverRepeated',
          effect: 'redundancy',
          subject: 'cluster',
          detail: '4 failovers in the last hour, more than 3',
        },
      ],
      metrics: { FailoverEvents: 4 },
    });
  });

  test('an event that RDS reports twice happened once', () => {
    const twice = [failoverTo('first', 10), failoverTo('first', 10), failoverTo('first', 11)];
    expect(check(observe({ clusterEvents: twice })).metrics).toHaveProperty('FailoverEvents', 2);
  });

  test('what happened an hour ago still counts, and a second earlier no longer', () => {
    expect(check(observe({ clusterEvents: [failoverTo('first', 60)] })).metrics).toHaveProperty('FailoverEvents', 1);
    const before = failoverTo('first', 60 + 1 / 60);
    expect(check(observe({ clusterEvents: [before] })).metrics).toHaveProperty('FailoverEvents', 0);
    expect(told(observe({ clusterEvents: [before] }))).toStrictEqual([]);
  });

  test('F55 an event from the future happened all the same, and says that a clock is wrong', () => {
    const decision = check(observe({ clusterEvents: [failoverTo('first', -10)] }));
    expect(decision).toMatchObject({
      status: 'UNKNOWN',
      questions: [
        {
          subject: 'events of the cluster',
          code: 'Contradictory',
          effect: 'redundancy',
          reason: 'one of them lies in the future',
        },
      ],
      metrics: { FailoverEvents: 1 },
    });
    expect(check(observe({ clusterEvents: [failoverTo('first', -0.5)] })).status).toBe('HEALTHY');
  });

  test('a failover that failed is a fault until one is completed', () => {
    expect(check(observe({ clusterEvents: [failed(10), failoverTo('first', 20)] }))).toMatchObject({
      status: 'DEGRADED',
      findings: [
        {
          code: 'FailoverFailed',
          effect: 'redundancy',
          subject: 'cluster',
          detail: 'Aurora could not fail over at 2026-11-25T11:50:00.000Z',
        },
      ],
    });
    expect(check(observe({ clusterEvents: [failed(20)] })).findings).toMatchObject([{ code: 'FailoverFailed' }]);
    expect(check(observe({ clusterEvents: [failoverTo('first', 10), failed(20)] })).status).toBe('HEALTHY');
    expect(check(observe({ clusterEvents: [failoverTo('first', 10), failed(10)] })).status).toBe('HEALTHY');
  });

  test('events of another cluster are none of this one', () => {
    const other = { ...failoverTo('first', 10), source: 'other-database' };
    const decision = check(observe({ clusterEvents: [other] }));
    expect(decision.metrics).toHaveProperty('FailoverEvents', 0);
    expect(told(observe({ clusterEvents: [other] }))).toStrictEqual([]);
  });

  test('F26 they are known without the cluster', () => {
    const clusterEvents = [1, 2, 3, 4].map((minutes) => failoverTo('first', minutes));
    const decision = check({ ...observe({ clusterEvents }), cluster: denied });
    expect(decision).toMatchObject({
      status: 'DEGRADED',
      findings: [{ code: 'FailoverRepeated' }],
      questions: [{ subject: 'cluster' }],
    });
  });
});

describe('events of instances', () => {
  test('F15 what happened to a member is told', () => {
    const restarted = event('writer', 5, 'DB  instance\n restarted', ['availability']);
    expect(told(observe({ instanceEvents: [restarted] }))).toStrictEqual([
      'writer at 2026-11-25T11:55:00.000Z: DB instance restarted',
    ]);
  });

  test.each(['availability', 'failover', 'failure', 'low storage', 'recovery'])(
    'an event of %s is told',
    (category) => {
      expect(told(observe({ instanceEvents: [event('first', 5, 'x', ['other', category])] }))).toHaveLength(1);
    },
  );

  test.each([['backup'], ['maintenance'], ['configuration change'], ['']])('an event of %p is not', (category) => {
    expect(told(observe({ instanceEvents: [event('first', 5, 'x', [category])] }))).toStrictEqual([]);
    expect(told(observe({ clusterEvents: [event(CLUSTER, 5, 'x', [category])] }))).toStrictEqual([]);
  });

  test('a long message is cut', () => {
    const [note] = told(observe({ instanceEvents: [event('first', 5, 'x'.repeat(500), ['failure'])] }));
    expect(note).toBe(`first at 2026-11-25T11:55:00.000Z: ${'x'.repeat(200)}`);
  });

  test('events of other instances are left out', () => {
    const instanceEvents = [event('stranger', 5, 'x', ['failure', 'low storage'])];
    expect(told(observe({ instanceEvents }))).toStrictEqual([]);
    expect(check(observe({ instanceEvents })).status).toBe('HEALTHY');
  });

  test('while the members are unknown nobody knows whose they are', () => {
    const instanceEvents = [event('first', 5, 'x', ['low storage'])];
    const decision = check({ ...observe({ instanceEvents }), cluster: denied });
    expect(decision.findings).toStrictEqual([]);
    expect(check({ ...observe({ instanceEvents }), cluster: known('absent') }).findings).toHaveLength(1);
  });

  test('F29 storage that runs out is a fault that no failover mends', () => {
    const low = "Your Aurora cluster's storage is dangerously low with only 1 terabytes remaining.";
    const instanceEvents = [event('first', 5, low, ['low storage']), event('first', 9, low, ['low storage'])];
    expect(check(observe({ instanceEvents }))).toMatchObject({
      status: 'DEGRADED',
      findings: [
        {
          code: 'StorageLow',
          effect: 'redundancy',
          subject: 'first',
          detail: 'RDS reports that its storage runs out; a failover does not help',
        },
      ],
    });
    expect(check(observe({ clusterEvents: [event(CLUSTER, 5, low, ['low storage'])] })).findings).toMatchObject([
      { code: 'StorageLow', subject: CLUSTER },
    ]);
  });
});

test.each(['cluster', 'instances'] as const)('F52 unread events of the %s hide nothing else', (part) => {
  const observed = observe({
    clusterEvents: [1, 2, 3, 4].map((minutes) => failoverTo('first', minutes)),
    instanceEvents: [event('first', 5, 'x', ['low storage'])],
  });
  const decision = check({ ...observed, history: { ...observed.history, [part]: denied } });
  expect(decision).toMatchObject({
    status: 'DEGRADED',
    findings: [{ code: part === 'cluster' ? 'StorageLow' : 'FailoverRepeated' }],
    questions: [{ subject: `events of the ${part}`, code: 'Denied', effect: 'redundancy' }],
  });
  expect('FailoverEvents' in decision.metrics).toBe(part === 'instances');
});
