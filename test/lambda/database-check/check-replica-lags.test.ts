import { checkDatabase } from '../../../lambda/database-check/check';
import type { DatabaseObservation } from '../../../lambda/database-check/observation';
import { known, unknown } from '../../../lambda/shared/observed';
import { NOW } from '../support/fake-run';
import { expectation, observe, ZONES } from './expectation';

const denied = unknown('Denied', 'AccessDenied');

function check(observed: DatabaseObservation, expected = expectation) {
  const decision = checkDatabase(expected, observed, NOW);
  return { ...decision, codes: decision.findings.map(({ code, subject }) => `${code} ${subject}`) };
}

describe('replica lag', () => {
  test('F27 a reader at its limit can be promoted, and one beyond it cannot', () => {
    expect(check(observe({ lags: { second: 1_000 } }))).toMatchObject({
      status: 'HEALTHY',
      metrics: { PromotableReaders: 2, ReplicaLagMilliseconds: 1_000 },
    });
    expect(check(observe({ lags: { second: 1_001 } }))).toMatchObject({
      status: 'DEGRADED',
      findings: [
        {
          code: 'TooFewPromotableReaders',
          subject: 'readers',
          detail: '1 of 2 readers can be promoted: second too far behind',
        },
      ],
      notes: ['second is 1001 ms behind the writer, more than 1000', `the writer is writer in ${ZONES[0]}`],
      metrics: { PromotableReaders: 1, ReplicaLagMilliseconds: 1_001 },
    });
  });

  test('F27 a reader that lags while enough others do not is told, and is no fault', () => {
    const decision = check(observe({ lags: { first: 5_000 } }), { ...expectation, minimumPromotableReaders: 1 });
    expect(decision).toMatchObject({
      status: 'HEALTHY',
      metrics: { PromotableReaders: 1, ReplicaLagMilliseconds: 5_000 },
    });
    expect(decision.notes).toContain('first is 5000 ms behind the writer, more than 1000');
  });

  test('F27 how far the writer is behind nobody asks', () => {
    expect(check(observe({ lags: { writer: 9_999 } }))).toMatchObject({
      status: 'HEALTHY',
      metrics: { ReplicaLagMilliseconds: 30 },
    });
    expect(check(observe({ lags: { writer: undefined } })).status).toBe('HEALTHY');
  });

  test('F27 a reader without a fresh data point may or may not be promoted', () => {
    const decision = check(observe({ lags: { second: undefined } }));
    expect(decision).toMatchObject({
      status: 'UNKNOWN',
      findings: [],
      questions: [
        { subject: 'readers', code: 'Incomplete', reason: '1 readers can be promoted, and 1 more may' },
        {
          subject: 'second: replica lag',
          code: 'Incomplete',
          effect: 'redundancy',
          reason: 'CloudWatch has no fresh data point',
        },
      ],
    });
    expect(decision.metrics).not.toHaveProperty('PromotableReaders');
    expect(decision.metrics).not.toHaveProperty('ReplicaLagMilliseconds');
  });

  test('F27 a reader beyond the limit is not hidden by another one that is unknown', () => {
    const decision = check(observe({ lags: { first: 1_001, second: undefined } }));
    expect(decision).toMatchObject({ codes: ['TooFewPromotableReaders readers'], status: 'DEGRADED' });
    expect(decision.metrics).toHaveProperty('ReplicaLagMilliseconds', 1_001);
    expect(check(observe({ lags: { first: 1_000, second: undefined } })).metrics).not.toHaveProperty(
      'ReplicaLagMilliseconds',
    );
  });

  test('F27 unread lags leave the readers open and nothing else', () => {
    const decision = check({ ...observe(), replicaLags: denied });
    expect(decision).toMatchObject({
      status: 'UNKNOWN',
      findings: [],
      questions: [
        { subject: 'readers', code: 'Incomplete' },
        { subject: 'replica lag', code: 'Denied', effect: 'redundancy' },
      ],
      metrics: { DatabaseWriters: 1, DatabaseZones: 3, ServiceDown: 0 },
    });
    expect(decision.metrics).not.toHaveProperty('ReplicaLagMilliseconds');
  });

  test.each(['failed', 'rebooting', 'meditating'])('a reader that is %s need not report', (status) => {
    const decision = check(observe({ instances: { second: { status } }, lags: { second: undefined } }));
    expect(decision.questions.map(({ subject }) => subject)).not.toContain('second: replica lag');
    expect(decision.metrics).toHaveProperty('ReplicaLagMilliseconds', 20);
  });

  test('a reader that is not listed need not report, while one is asked of which nothing is listed', () => {
    const missing = check(observe({ instances: { second: 'missing' }, lags: { second: undefined } }));
    expect(missing.questions.map(({ subject }) => subject)).toStrictEqual(['readers', 'second']);
    const unread = check({ ...observe({ lags: { second: undefined } }), instances: denied });
    expect(unread.questions.map(({ subject }) => subject)).toStrictEqual(['instances', 'second: replica lag']);
  });

  test('a cluster without readers has no lag', () => {
    const members = [{ instanceId: 'writer', isWriter: true, promotionTier: 0, parameterStatus: 'in-sync' }];
    const decision = check({ ...observe({ cluster: { members } }), replicaLags: known({}) });
    expect(decision.metrics).not.toHaveProperty('ReplicaLagMilliseconds');
    expect(decision.questions).toStrictEqual([]);
  });

  test('a reader in the zone of the writer is no target however close it is', () => {
    const decision = check(observe({ instances: { first: { availabilityZone: ZONES[0] } }, lags: { first: 5_000 } }));
    expect(decision.findings.at(-1)?.detail).toBe('1 of 2 readers can be promoted: first in the zone of the writer');
  });
});
