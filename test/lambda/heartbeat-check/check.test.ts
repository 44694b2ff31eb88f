import fc from 'fast-check';
import { checkHeartbeats } from '../../../lambda/heartbeat-check/check';
import type { HeartbeatObservation, LastRun } from '../../../lambda/heartbeat-check/observation';
import { known, unknown, type Observed } from '../../../lambda/shared/observed';
import { NOW } from '../support/fake-run';
import { expectation, secondsAgo } from './expectation';

const TIMEOUT = unknown('Timeout', 'no answer in time');
const NONE: Observed<LastRun> = known({ kind: 'none' });

function ranBefore(seconds: number): Observed<LastRun> {
  return known({ kind: 'run', minute: secondsAgo(seconds) });
}

function check(observed: HeartbeatObservation) {
  return checkHeartbeats(expectation, observed, NOW);
}

test('functions that ran within their bounds are alive', () => {
  expect(check({ 'database-check': ranBefore(60), 'backup-check': ranBefore(3_600) })).toStrictEqual({
    status: 'HEALTHY',
    findings: [],
    questions: [],
    notes: [],
    metrics: { CheckUnknown: 0, HeartbeatsMissing: 0, RedundancyLost: 0, ServiceDown: 0 },
  });
});

test.each([
  [300, 0],
  [301, 1],
])('a last run %i seconds ago, of 300 that are allowed, makes %i silent', (seconds, missing) => {
  const decision = check({ 'database-check': ranBefore(seconds), 'backup-check': ranBefore(60) });
  expect(decision.metrics.HeartbeatsMissing).toBe(missing);
  expect(decision.findings).toHaveLength(missing);
});

test('F54 a function that fell silent is named, with its last run', () => {
  expect(check({ 'database-check': ranBefore(360), 'backup-check': ranBefore(60) })).toMatchObject({
    status: 'DEGRADED',
    findings: [
      {
        code: 'HeartbeatMissing',
        effect: 'redundancy',
        subject: 'database-check',
        detail: 'has completed no run since 2026-11-25T11:54:00.000Z, for more than 300 seconds',
      },
    ],
    metrics: { HeartbeatsMissing: 1, RedundancyLost: 1, ServiceDown: 0 },
  });
});

test('a function that never ran is silent', () => {
  expect(check({ 'database-check': NONE, 'backup-check': NONE })).toMatchObject({
    findings: [
      { subject: 'backup-check', detail: 'has completed no run for 7200 seconds at least' },
      { subject: 'database-check', detail: 'has completed no run for 300 seconds at least' },
    ],
    metrics: { HeartbeatsMissing: 2 },
  });
});

test('F52 what could not be read is not alive, and not silent', () => {
  const decision = check({ 'database-check': TIMEOUT, 'backup-check': ranBefore(60) });
  expect(decision).toMatchObject({
    status: 'UNKNOWN',
    findings: [],
    questions: [{ subject: 'database-check', code: 'Timeout', reason: 'no answer in time', effect: 'redundancy' }],
  });
  expect(decision.metrics).toStrictEqual({ CheckUnknown: 1, ServiceDown: 0 });
});

test('silence that is known counts, whatever else is unknown', () => {
  expect(check({ 'database-check': TIMEOUT, 'backup-check': NONE }).metrics).toMatchObject({ HeartbeatsMissing: 1 });
});

test('a function about which nothing was observed is unknown', () => {
  expect(check({ 'backup-check': ranBefore(60) }).questions).toStrictEqual([
    { subject: 'database-check', code: 'Incomplete', reason: 'it was not asked about', effect: 'redundancy' },
  ]);
});

test.each([
  [-60, 'HEALTHY'],
  [-61, 'UNKNOWN'],
])('F55 a last run %i seconds ago makes the check %s', (seconds, status) => {
  const decision = check({ 'database-check': ranBefore(seconds), 'backup-check': ranBefore(60) });
  expect(decision.status).toBe(status);
  expect(decision.questions.map(({ code, reason }) => [code, reason])).toStrictEqual(
    status === 'HEALTHY' ? [] : [['Contradictory', 'its last run lies in the future']],
  );
});

test('only when every function is known to have run in time is the check healthy', () => {
  const lastRun = fc.oneof(
    fc.constant(TIMEOUT),
    fc.constant(NONE),
    fc.integer({ min: -100, max: 10_000 }).map(ranBefore),
  );
  fc.assert(
    fc.property(fc.record({ 'database-check': lastRun, 'backup-check': lastRun }), (observed) => {
      const inTime = expectation.heartbeats.every(({ check: name, silenceSeconds }) => {
        const of = observed[name as keyof typeof observed];
        const minute = of.kind === 'known' && of.value.kind === 'run' ? of.value.minute : undefined;
        const age = minute === undefined ? Number.NaN : (NOW.getTime() - minute.getTime()) / 1000;
        return age >= -60 && age <= silenceSeconds;
      });
      expect(check(observed).status === 'HEALTHY').toBe(inTime);
    }),
  );
});
