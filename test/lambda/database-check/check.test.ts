import { checkDatabase } from '../../../lambda/database-check/check';
import type { DatabaseCheckEvent } from '../../../lambda/database-check/contract';
import type { DatabaseObservation } from '../../../lambda/database-check/observation';
import { known, unknown } from '../../../lambda/shared/observed';
import { NOW } from '../support/fake-run';
import { cluster, expectation, observe, ZONES } from './expectation';

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
      RedundancyLost: 0,
      ServiceDown: 0,
      CheckUnknown: 0,
    },
  });
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
    expect(check(observe({ members: { writer: { isWriter: false } } }))).toMatchObject({
      status: 'FAILED',
      codes: ['NoWriter cluster'],
      metrics: { DatabaseWriters: 0, SplitSuspected: 0, ServiceDown: 1 },
    });
  });

  test('F15 a writer that moved is named with its zone, and nobody is named while two say they write', () => {
    const moved = { members: { writer: { isWriter: false }, first: { isWriter: true } } };
    expect(check(observe()).notes).toStrictEqual([`the writer is writer in ${ZONES[0]}`]);
    expect(check(observe(moved))).toMatchObject({ status: 'HEALTHY', notes: [`the writer is first in ${ZONES[1]}`] });
    expect(check(observe({ members: { first: { isWriter: true } } })).notes).toStrictEqual([]);
  });

  test('F21 a failover that runs is reported as such', () => {
    expect(
      check(observe({ cluster: { status: 'failing-over' }, members: { writer: { isWriter: false } } })).codes,
    ).toStrictEqual(['FailoverRunning cluster', 'NoWriter cluster']);
  });

  test('F15 after a failover the old reader is the writer, and the old writer a reader', () => {
    expect(check(observe({ members: { writer: { isWriter: false }, first: { isWriter: true } } })).status).toBe(
      'HEALTHY',
    );
  });

  test.each(['failed', 'stopped', 'storage-full', 'deleting'])('a writer that is %s stops the service', (status) => {
    expect(check(observe({ instances: { writer: { status } } }))).toMatchObject({
      status: 'FAILED',
      codes: [`ZoneWithoutInstance ${ZONES[0]}`, 'WriterNotAvailable writer'],
    });
  });

  test.each(['rebooting', 'upgrading', 'modifying'])('a writer that is %s may be interrupted', (status) => {
    expect(check(observe({ instances: { writer: { status } } }))).toMatchObject({
      status: 'DEGRADED',
      codes: [`ZoneWithoutInstance ${ZONES[0]}`, 'WriterBusy writer'],
    });
  });
});

describe('readers', () => {
  test('F17 the loss of one reader is reported and costs one zone', () => {
    expect(check(observe({ instances: { second: { status: 'failed' } } }))).toMatchObject({
      status: 'DEGRADED',
      codes: [`ZoneWithoutInstance ${ZONES[2]}`, 'TooFewPromotableReaders readers'],
      metrics: { PromotableReaders: 1, DatabaseZones: 2, ServiceDown: 0 },
    });
  });

  test('F18 without any reader writes go on and redundancy is lost', () => {
    const members = cluster.members.slice(0, 1);
    expect(check(observe({ cluster: { members } }))).toMatchObject({
      status: 'DEGRADED',
      codes: [
        `ZoneWithoutInstance ${ZONES[1]}`,
        `ZoneWithoutInstance ${ZONES[2]}`,
        'TooFewInstances cluster',
        'NoPromotableReader readers',
      ],
      metrics: { PromotableReaders: 0, ServiceDown: 0 },
    });
  });

  test('F19 all instances in one zone cannot survive it', () => {
    const here = { availabilityZone: ZONES[0] };
    expect(check(observe({ instances: { first: here, second: here } }))).toMatchObject({
      status: 'DEGRADED',
      codes: [`ZoneWithoutInstance ${ZONES[1]}`, `ZoneWithoutInstance ${ZONES[2]}`, 'NoPromotableReader readers'],
      metrics: { PromotableReaders: 0, DatabaseZones: 1 },
    });
  });

  test('F20 a reader weaker than the writer is no target, and is named when it would be promoted first', () => {
    const decision = check(observe({ instances: { first: { instanceClass: 'db.t4g.medium' } } }));
    expect(decision.codes).toStrictEqual([
      'ClassUnexpected first',
      'WeakReaderFirst first',
      'TooFewPromotableReaders readers',
    ]);
    expect(decision.findings[2]?.detail).toBe('1 of 2 readers can be promoted: first too weak');
  });

  test('a weak reader that would be promoted last is only not counted', () => {
    const decision = check(observe({ instances: { second: { instanceClass: 'db.r8g.medium' } } }));
    expect(decision.codes).not.toContain('WeakReaderFirst second');
    expect(decision.metrics.PromotableReaders).toBe(1);
  });

  test('a reader stronger than the writer is a target', () => {
    expect(
      check(observe({ instances: { first: { instanceClass: 'db.r8g.2xlarge' } } }), {
        instanceClasses: ['db.r8g.large', 'db.r8g.2xlarge'],
      }).status,
    ).toBe('HEALTHY');
  });

  test('a reader of a class without a size may or may not do', () => {
    const decision = check(observe({ instances: { first: { instanceClass: 'db.serverless' } } }), {
      instanceClasses: ['db.r8g.large', 'db.serverless'],
    });
    expect(decision).toMatchObject({ status: 'UNKNOWN', questions: [{ subject: 'readers', code: 'Incomplete' }] });
    expect(decision.metrics).not.toHaveProperty('PromotableReaders');
  });

  test('a reader of unknown status leaves its zone and the number of targets open', () => {
    const decision = check(observe({ instances: { second: { status: 'meditating' } } }));
    expect(decision).toMatchObject({ status: 'UNKNOWN', findings: [] });
    expect(decision.questions.map(({ subject }) => subject)).toStrictEqual(['readers', 'second']);
    expect(decision.metrics).not.toHaveProperty('DatabaseZones');
    expect(decision.metrics).not.toHaveProperty('PromotableReaders');
  });

  test('a member that is missing from the list of instances is unknown, not dead', () => {
    expect(check(observe({ instances: { second: 'missing' } }))).toMatchObject({ status: 'UNKNOWN', findings: [] });
  });

  test('a writer that is missing from the list of instances leaves open whether the service is down', () => {
    const decision = check(observe({ instances: { writer: 'missing' } }));
    expect(decision.status).toBe('UNKNOWN');
    expect(decision.metrics).not.toHaveProperty('ServiceDown');
  });

  test('an instance that is no member is ignored', () => {
    const observed = observe();
    const stranger = {
      instanceId: 'new',
      status: 'creating',
      availabilityZone: ZONES[0],
      instanceClass: 'db.r8g.large',
    };
    const list = observed.instances.kind === 'known' ? [...observed.instances.value, stranger] : [];
    expect(check({ ...observed, instances: known(list) }).status).toBe('HEALTHY');
  });
});

describe('cluster', () => {
  test('a cluster that does not exist stops the service', () => {
    expect(check({ ...observe(), cluster: known('absent') })).toMatchObject({
      status: 'FAILED',
      codes: ['ClusterMissing cluster'],
    });
  });

  test.each([
    ['stopped', 'FAILED', 'ClusterNotAvailable cluster'],
    ['inaccessible-encryption-credentials', 'FAILED', 'ClusterNotAvailable cluster'],
    ['upgrading', 'DEGRADED', 'ClusterBusy cluster'],
  ])('a cluster that is %s is %s', (status, decided, code) => {
    expect(check(observe({ cluster: { status } }))).toMatchObject({ status: decided, codes: [code] });
  });

  test('a cluster status nobody knows leaves open whether the service is down', () => {
    const decision = check(observe({ cluster: { status: 'meditating' } }));
    expect(decision).toMatchObject({ status: 'UNKNOWN', questions: [{ subject: 'cluster', effect: 'service' }] });
  });

  test('F26 an unread cluster is unknown, whatever the instances say', () => {
    const decision = check({ ...observe(), cluster: timeout });
    expect(decision).toMatchObject({ status: 'UNKNOWN', findings: [], questions: [{ code: 'Timeout' }] });
    expect(decision.metrics).toStrictEqual({ CheckUnknown: 1 });
  });

  test('nothing read at all is unknown', () => {
    expect(check({ cluster: timeout, instances: timeout }).metrics).toStrictEqual({ CheckUnknown: 2 });
  });

  test('unread instances leave the writer known and the readers open', () => {
    const decision = check({ ...observe(), instances: timeout });
    expect(decision).toMatchObject({ status: 'UNKNOWN', metrics: { DatabaseWriters: 1, SplitSuspected: 0 } });
    expect(decision.metrics).not.toHaveProperty('PromotableReaders');
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
