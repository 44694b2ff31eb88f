import { checkDatabase } from '../../../lambda/database-check/check';
import type { DatabaseCheckEvent } from '../../../lambda/database-check/contract';
import type { DatabaseObservation } from '../../../lambda/database-check/observation';
import { known } from '../../../lambda/shared/observed';
import { NOW } from '../support/fake-run';
import { cluster, expectation, observe, ZONES } from './expectation';

function check(observed: DatabaseObservation, changes: Partial<DatabaseCheckEvent> = {}) {
  const decision = checkDatabase({ ...expectation, ...changes }, observed, NOW);
  return { ...decision, codes: decision.findings.map(({ code, subject }) => `${code} ${subject}`) };
}

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
