import { checkDatabase } from '../../../lambda/database-check/check';
import type { DatabaseObservation } from '../../../lambda/database-check/observation';
import { known, unknown } from '../../../lambda/shared/observed';
import { NOW } from '../support/fake-run';
import {
  expectation,
  globalExpectation,
  observe,
  observeGlobal,
  primaryMember,
  secondaryMember,
  ZONES,
} from './expectation';

const denied = unknown('Denied', 'AccessDenied');

function check(observed: DatabaseObservation, expected = expectation) {
  const decision = checkDatabase(expected, observed, NOW);
  return { ...decision, codes: decision.findings.map(({ code, subject }) => `${code} ${subject}`) };
}

describe('global database', () => {
  test('a secondary cluster that follows is healthy', () => {
    expect(check(observeGlobal(), globalExpectation)).toMatchObject({
      status: 'HEALTHY',
      findings: [],
      questions: [],
      notes: ['the primary cluster is in ap-northeast-1', `the writer is writer in ${ZONES[0]}`],
      metrics: { SecondariesNotSynchronized: 0, GlobalReplicationLagMilliseconds: 90 },
    });
  });

  test('F32 a secondary cluster that no longer follows is reported and nothing is promoted', () => {
    const members = [primaryMember, { ...secondaryMember, synchronization: 'pending-resync' }];
    expect(check(observeGlobal({ members }), globalExpectation)).toMatchObject({
      status: 'DEGRADED',
      findings: [
        {
          code: 'SecondaryNotSynchronized',
          effect: 'redundancy',
          subject: 'ap-northeast-3',
          detail: 'the cluster no longer follows the primary one: pending-resync',
        },
      ],
      metrics: { SecondariesNotSynchronized: 1, ServiceDown: 0, DatabaseWriters: 1 },
    });
  });

  test('F32 a Region without its secondary cluster is named', () => {
    expect(check(observeGlobal({ members: [primaryMember], lags: {} }), globalExpectation)).toMatchObject({
      codes: ['SecondaryMissing ap-northeast-3'],
      findings: [{ effect: 'redundancy', detail: 'the global database has no cluster here' }],
      metrics: { SecondariesNotSynchronized: 1 },
    });
  });

  test('F32 a global database that is gone misses every Region', () => {
    const observed = { ...observe(), global: { database: known('absent' as const), lags: {} } };
    const decision = check(observed, {
      ...expectation,
      globalDatabase: { identifier: 'test-site-global', secondaryRegions: ['ap-northeast-3', 'us-west-2'] },
    });
    expect(decision).toMatchObject({
      findings: [
        {
          code: 'GlobalDatabaseMissing',
          effect: 'redundancy',
          subject: 'global database',
          detail: 'there is no global database test-site-global',
        },
      ],
      metrics: { SecondariesNotSynchronized: 2 },
    });
  });

  test.each([
    [undefined, 'RDS does not say'],
    ['meditating', 'what meditating means is not known'],
  ])('F32 a synchronization of %s is unknown', (synchronization, reason) => {
    const members = [primaryMember, { ...secondaryMember, synchronization }];
    const decision = check(observeGlobal({ members }), globalExpectation);
    expect(decision).toMatchObject({
      status: 'UNKNOWN',
      findings: [],
      questions: [{ subject: 'synchronization of ap-northeast-3', code: 'Incomplete', effect: 'redundancy', reason }],
    });
    expect(decision.metrics).not.toHaveProperty('SecondariesNotSynchronized');
  });

  test('F32 one Region that is known to be missing is counted whatever another one says', () => {
    const members = [primaryMember, { ...secondaryMember, synchronization: undefined }];
    const decision = check(observeGlobal({ members }), {
      ...expectation,
      globalDatabase: { identifier: 'g', secondaryRegions: ['ap-northeast-3', 'us-west-2'] },
    });
    expect(decision).toMatchObject({ status: 'DEGRADED', metrics: { SecondariesNotSynchronized: 1, CheckUnknown: 1 } });
  });

  test('F34 two primary clusters are a contradiction that may cost the service', () => {
    const members = [{ ...secondaryMember, isWriter: true }, primaryMember];
    expect(check(observeGlobal({ members, lags: {} }), globalExpectation)).toMatchObject({
      status: 'UNKNOWN',
      questions: [
        {
          subject: 'primary cluster',
          code: 'Contradictory',
          effect: 'service',
          reason: 'the clusters in ap-northeast-1 and ap-northeast-3 both say they are the primary one',
        },
      ],
    });
  });

  test('no primary cluster is unknown: it may be moving', () => {
    const members = [{ ...primaryMember, isWriter: false, synchronization: 'connected' }, secondaryMember];
    const decision = check(
      observeGlobal({ members, lags: { 'ap-northeast-1': known(1), 'ap-northeast-3': known(2) } }),
      globalExpectation,
    );
    expect(decision).toMatchObject({
      status: 'UNKNOWN',
      questions: [{ subject: 'primary cluster', code: 'Incomplete', effect: 'service' }],
      metrics: { GlobalReplicationLagMilliseconds: 2 },
    });
  });

  test('after a switchover the old Region is the one that must follow', () => {
    const members = [
      { ...primaryMember, isWriter: false, synchronization: 'pending-resync' },
      { ...secondaryMember, isWriter: true, synchronization: undefined },
    ];
    const decision = check(observeGlobal({ members, lags: { 'ap-northeast-1': known(7) } }), globalExpectation);
    expect(decision.codes).toStrictEqual(['SecondaryNotSynchronized ap-northeast-1']);
    expect(decision.notes).toContain('the primary cluster is in ap-northeast-3');
  });

  test.each([
    ['that is not read', { 'ap-northeast-3': denied }, 'Denied'],
    ['that nobody asked about', {}, 'Incomplete'],
  ])('a lag %s is unknown', (_what, lags, code) => {
    const decision = check(observeGlobal({ lags }), globalExpectation);
    expect(decision).toMatchObject({
      status: 'UNKNOWN',
      questions: [{ subject: 'lag of ap-northeast-3', code, effect: 'redundancy' }],
      metrics: { SecondariesNotSynchronized: 0 },
    });
    expect(decision.metrics).not.toHaveProperty('GlobalReplicationLagMilliseconds');
  });

  test('the Region farthest behind counts, and none while one is unknown', () => {
    const third = { ...secondaryMember, region: 'us-west-2' };
    const members = [primaryMember, secondaryMember, third];
    const far = { 'ap-northeast-3': known(90), 'us-west-2': known(400) };
    expect(check(observeGlobal({ members, lags: far }), globalExpectation).metrics).toHaveProperty(
      'GlobalReplicationLagMilliseconds',
      400,
    );
    const open = { ...far, 'us-west-2': denied };
    expect(check(observeGlobal({ members, lags: open }), globalExpectation).metrics).not.toHaveProperty(
      'GlobalReplicationLagMilliseconds',
    );
  });

  test('an unread global database is unknown', () => {
    const global = { database: denied, lags: {} };
    expect(check({ ...observe(), global }, globalExpectation)).toMatchObject({
      status: 'UNKNOWN',
      questions: [{ subject: 'global database', code: 'Denied', effect: 'redundancy' }],
    });
    expect(check(observe(), globalExpectation).questions).toMatchObject([
      { subject: 'global database', code: 'Incomplete', reason: 'it was not read' },
    ]);
  });

  test('a cluster that is part of none is not asked about', () => {
    expect(check(observeGlobal({ members: [] })).status).toBe('HEALTHY');
  });
});
