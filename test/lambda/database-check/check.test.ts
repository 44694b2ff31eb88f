import { checkDatabase } from '../../../lambda/database-check/check';
import type { DatabaseCheckEvent } from '../../../lambda/database-check/contract';
import type { DatabaseObservation } from '../../../lambda/database-check/observation';
import { known, unknown } from '../../../lambda/shared/observed';
import { NOW } from '../support/fake-run';
import { expectation, observe, ZONES } from './expectation';

const timeout = unknown('Timeout', 'no answer');

function check(observed: DatabaseObservation, changes: Partial<DatabaseCheckEvent> = {}) {
  const decision = checkDatabase({ ...expectation, ...changes }, observed, NOW);
  return { ...decision, codes: decision.findings.map(({ code, subject }) => `${code} ${subject}`) };
}

test('one writer and two readers in other zones are healthy', () => {
  expect(check(observe())).toMatchObject({
    status: 'HEALTHY',
    metrics: {
      DatabaseWriters: 1,
      SplitSuspected: 0,
      PromotableReaders: 2,
      DatabaseZones: 3,
      LatestRestorableAge: 240,
      ReplicaLagMilliseconds: 30,
      FailoverEvents: 0,
      ParameterFaults: 0,
      RedundancyLost: 0,
      ServiceDown: 0,
      CheckUnknown: 0,
    },
  });
});

test('a healthy cluster writes every metric, and none about a global database it is no part of', () => {
  expect(Object.keys(check(observe()).metrics).sort()).toStrictEqual([
    'CheckUnknown',
    'DatabaseWriters',
    'DatabaseZones',
    'FailoverEvents',
    'LatestRestorableAge',
    'ParameterFaults',
    'PromotableReaders',
    'RedundancyLost',
    'ReplicaLagMilliseconds',
    'ServiceDown',
    'SplitSuspected',
  ]);
});

describe('writers', () => {
  test('F22 two writers are a contradiction: split suspected, nothing healthy and nothing dead', () => {
    const decision = check(observe({ members: { first: { isWriter: true } } }));
    expect(decision).toMatchObject({
      status: 'UNKNOWN',
      findings: [],
      questions: [
        { subject: 'writer', code: 'Contradictory', reason: 'first and writer both say they are the writer' },
      ],
      metrics: { SplitSuspected: 1 },
    });
    expect(decision.metrics).not.toHaveProperty('DatabaseWriters');
    expect(decision.metrics).not.toHaveProperty('PromotableReaders');
    expect(decision.metrics).not.toHaveProperty('ServiceDown');
  });

  test('F23 no writer stops the service', () => {
    const decision = check(observe({ members: { writer: { isWriter: false } } }));
    expect(decision).toMatchObject({
      status: 'FAILED',
      codes: ['NoWriter cluster'],
      findings: [{ effect: 'service', detail: 'no member says it is the writer' }],
      metrics: { DatabaseWriters: 0, SplitSuspected: 0, ServiceDown: 1 },
      notes: [],
    });
    // Without a writer there is no zone to be away from.
    expect(decision.metrics).not.toHaveProperty('PromotableReaders');
  });

  test('F15 a writer that moved is named with its zone, and nobody is named while two say they write', () => {
    const moved = { members: { writer: { isWriter: false }, first: { isWriter: true } } };
    expect(check(observe()).notes).toStrictEqual([`the writer is writer in ${ZONES[0]}`]);
    expect(check(observe(moved))).toMatchObject({ status: 'HEALTHY', notes: [`the writer is first in ${ZONES[1]}`] });
    expect(check(observe({ members: { first: { isWriter: true } } })).notes).toStrictEqual([]);
  });

  test('F21 a failover that runs is reported as such', () => {
    const decision = check(observe({ cluster: { status: 'failing-over' }, members: { writer: { isWriter: false } } }));
    expect(decision.codes).toStrictEqual(['FailoverRunning cluster', 'NoWriter cluster']);
    expect(decision.findings[0]).toMatchObject({
      effect: 'redundancy',
      detail: 'Aurora is moving the writer; nothing else may',
    });
  });

  test('F15 after a failover the old reader is the writer, and the old writer a reader', () => {
    expect(check(observe({ members: { writer: { isWriter: false }, first: { isWriter: true } } })).status).toBe(
      'HEALTHY',
    );
  });

  test.each(['failed', 'stopped', 'deleting'])('a writer that is %s stops the service', (status) => {
    expect(check(observe({ instances: { writer: { status } } }))).toMatchObject({
      status: 'FAILED',
      codes: [`ZoneWithoutInstance ${ZONES[0]}`, 'WriterNotAvailable writer'],
    });
  });

  test('F29 a writer whose storage is full stops the service, and nothing is said to be promotable instead of it', () => {
    expect(check(observe({ instances: { writer: { status: 'storage-full' } } }))).toMatchObject({
      status: 'FAILED',
      findings: [
        { code: 'ZoneWithoutInstance' },
        { code: 'WriterNotAvailable', effect: 'service', subject: 'writer', detail: 'the writer is storage-full' },
      ],
      metrics: { ServiceDown: 1 },
    });
  });

  test.each(['rebooting', 'upgrading', 'modifying'])('a writer that is %s may be interrupted', (status) => {
    expect(check(observe({ instances: { writer: { status } } }))).toMatchObject({
      status: 'DEGRADED',
      codes: [`ZoneWithoutInstance ${ZONES[0]}`, 'WriterBusy writer'],
      findings: [{}, { effect: 'redundancy', detail: `the writer is ${status}` }],
    });
  });
});

describe('cluster', () => {
  test('a cluster that does not exist stops the service', () => {
    expect(check({ ...observe(), cluster: known('absent') })).toMatchObject({
      status: 'FAILED',
      codes: ['ClusterMissing cluster'],
      findings: [{ effect: 'service', detail: 'there is no cluster test-site-database' }],
    });
  });

  test.each([
    ['stopped', 'FAILED', 'ClusterNotAvailable cluster'],
    ['inaccessible-encryption-credentials', 'FAILED', 'ClusterNotAvailable cluster'],
    ['upgrading', 'DEGRADED', 'ClusterBusy cluster'],
  ])('a cluster that is %s is %s', (status, decided, code) => {
    expect(check(observe({ cluster: { status } }))).toMatchObject({
      status: decided,
      codes: [code],
      findings: [{ detail: `the cluster is ${status}` }],
    });
  });

  test('a cluster status nobody knows leaves open whether the service is down', () => {
    const decision = check(observe({ cluster: { status: 'meditating' } }));
    expect(decision).toMatchObject({
      status: 'UNKNOWN',
      questions: [{ subject: 'cluster', effect: 'service', reason: 'what meditating means is not known' }],
    });
  });

  test('F26 an unread cluster is unknown, whatever the instances say', () => {
    const decision = check({ ...observe(), cluster: timeout });
    expect(decision).toMatchObject({
      status: 'UNKNOWN',
      findings: [],
      questions: [{ subject: 'cluster', code: 'Timeout', effect: 'service' }],
    });
    expect(decision.metrics).toStrictEqual({ CheckUnknown: 1, FailoverEvents: 0 });
  });

  test('nothing read at all is unknown', () => {
    const observed = {
      cluster: timeout,
      instances: timeout,
      replicaLags: timeout,
      history: { cluster: timeout, instances: timeout },
    };
    const decision = check(observed);
    expect(decision.questions.map(({ subject, effect }) => `${effect} ${subject}`)).toStrictEqual([
      'service cluster',
      'redundancy events of the cluster',
      'redundancy events of the instances',
      'service instances',
    ]);
    expect(decision.metrics).toStrictEqual({ CheckUnknown: 4 });
  });

  test('unread instances leave the writer known and the readers open', () => {
    const decision = check({ ...observe(), instances: timeout });
    expect(decision).toMatchObject({
      status: 'UNKNOWN',
      findings: [],
      questions: [{ subject: 'instances', code: 'Timeout', effect: 'service' }],
      metrics: { DatabaseWriters: 1, SplitSuspected: 0, ReplicaLagMilliseconds: 30 },
    });
    expect(decision.metrics).not.toHaveProperty('PromotableReaders');
    expect(decision.metrics).not.toHaveProperty('DatabaseZones');
  });
});

describe('latest restorable time', () => {
  test('F37 its age is measured, and judged elsewhere', () => {
    const latestRestorableTime = new Date(NOW.getTime() - 3_600_000);
    expect(check(observe({ cluster: { latestRestorableTime } }))).toMatchObject({
      status: 'HEALTHY',
      metrics: { LatestRestorableAge: 3600 },
    });
  });

  test.each([
    ['absent', undefined, 'Incomplete'],
    ['in the future', new Date(NOW.getTime() + 120_000), 'Contradictory'],
  ])('%s is unknown', (_what, latestRestorableTime, code) => {
    const decision = check(observe({ cluster: { latestRestorableTime } }));
    expect(decision).toMatchObject({ status: 'UNKNOWN', questions: [{ code, effect: 'redundancy' }] });
    expect(decision.metrics).not.toHaveProperty('LatestRestorableAge');
  });
});
