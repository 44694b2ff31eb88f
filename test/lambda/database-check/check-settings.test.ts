import { checkDatabase } from '../../../lambda/database-check/check';
import type { DatabaseObservation } from '../../../lambda/database-check/observation';
import { unknown } from '../../../lambda/shared/observed';
import { NOW } from '../support/fake-run';
import { expectation, INSTANCE_PARAMETERS, observe } from './expectation';

function check(observed: DatabaseObservation, expected = expectation) {
  return checkDatabase(expected, observed, NOW);
}

describe('protection', () => {
  test('F28 a cluster that somebody may delete is not as it was deployed', () => {
    expect(check(observe({ cluster: { deletionProtection: false } }))).toMatchObject({
      status: 'DEGRADED',
      findings: [
        { code: 'ProtectionOff', effect: 'redundancy', subject: 'cluster', detail: 'the cluster can be deleted' },
      ],
    });
  });

  test('F28 storage that is not encrypted is not as it was deployed', () => {
    expect(check(observe({ cluster: { storageEncrypted: false } }))).toMatchObject({
      status: 'DEGRADED',
      findings: [
        { code: 'EncryptionOff', effect: 'redundancy', subject: 'cluster', detail: 'the storage is not encrypted' },
      ],
    });
  });

  test.each([
    ['deletionProtection', 'deletion protection'],
    ['storageEncrypted', 'encryption'],
  ] as const)('F28 a %s that RDS does not tell is a question', (member, subject) => {
    expect(check(observe({ cluster: { [member]: undefined } }))).toMatchObject({
      status: 'UNKNOWN',
      findings: [],
      questions: [{ subject, code: 'Incomplete', effect: 'redundancy', reason: 'RDS does not say' }],
      metrics: { DatabaseWriters: 1, PromotableReaders: 2 },
    });
  });

  test.each([false, undefined])('F28 what was deployed without protection need not have it: %p', (isOn) => {
    const expected = { ...expectation, deletionProtection: false, storageEncrypted: false };
    const observed = observe({ cluster: { deletionProtection: isOn, storageEncrypted: isOn } });
    expect(check(observed, expected).status).toBe('HEALTHY');
  });
});

describe('parameters', () => {
  test('another group of the cluster than was deployed is found', () => {
    expect(check(observe({ cluster: { parameterGroup: 'default.aurora-postgresql17' } }))).toMatchObject({
      status: 'DEGRADED',
      findings: [
        {
          code: 'ParameterGroupUnexpected',
          effect: 'redundancy',
          subject: 'cluster',
          detail: 'has the parameter group default.aurora-postgresql17, deployed was test-site-parameters',
        },
      ],
      metrics: { ParameterFaults: 1 },
    });
  });

  test('another group of an instance than was deployed is found', () => {
    const parameterGroups = [{ name: 'somebodys', status: 'in-sync' }];
    expect(check(observe({ instances: { first: { parameterGroups } } }))).toMatchObject({
      findings: [
        {
          code: 'ParameterGroupUnexpected',
          subject: 'first',
          detail: `has the parameter group somebodys, deployed was ${INSTANCE_PARAMETERS}`,
        },
      ],
      metrics: { ParameterFaults: 1 },
    });
  });

  const statuses = ['applying', 'failed-to-apply', 'pending-database-upgrade', 'pending-reboot'];

  test.each(statuses)('those of the cluster that are %s in a member are not in effect', (parameterStatus) => {
    expect(check(observe({ members: { second: { parameterStatus } } }))).toMatchObject({
      status: 'DEGRADED',
      findings: [
        {
          code: 'ParametersPending',
          effect: 'redundancy',
          subject: 'second: parameters of the cluster',
          detail: `are not in effect: ${parameterStatus}`,
        },
      ],
      metrics: { ParameterFaults: 1 },
    });
  });

  test.each(statuses)('those of an instance that are %s are not in effect', (status) => {
    const parameterGroups = [{ name: INSTANCE_PARAMETERS, status }];
    expect(check(observe({ instances: { writer: { parameterGroups } } })).findings).toMatchObject([
      { code: 'ParametersPending', subject: 'writer: parameters of the instance' },
    ]);
  });

  test('a status nobody knows is a question', () => {
    const decision = check(observe({ members: { second: { parameterStatus: 'meditating' } } }));
    expect(decision).toMatchObject({
      status: 'UNKNOWN',
      questions: [
        {
          subject: 'second: parameters of the cluster',
          code: 'Incomplete',
          effect: 'redundancy',
          reason: 'what meditating means is not known',
        },
      ],
    });
    expect(decision.metrics).not.toHaveProperty('ParameterFaults');
  });

  test.each([
    ['the group of the cluster', observe({ cluster: { parameterGroup: undefined } }), 'cluster: parameter group'],
    [
      'the status in a member',
      observe({ members: { first: { parameterStatus: undefined } } }),
      'first: parameters of the cluster',
    ],
    [
      'the groups of an instance',
      observe({ instances: { first: { parameterGroups: undefined } } }),
      'first: parameter group',
    ],
    ['any group of an instance', observe({ instances: { first: { parameterGroups: [] } } }), 'first: parameter group'],
    [
      'the name of a group',
      observe({ instances: { first: { parameterGroups: [{ status: 'in-sync' }] } } }),
      'first: parameter group',
    ],
    [
      'the status of a group',
      observe({ instances: { first: { parameterGroups: [{ name: INSTANCE_PARAMETERS }] } } }),
      'first: parameters of the instance',
    ],
  ])('when RDS does not tell %s, that is a question and takes nothing else along', (_what, observed, subject) => {
    const decision = check(observed);
    expect(decision).toMatchObject({
      status: 'UNKNOWN',
      findings: [],
      questions: [{ subject, code: 'Incomplete', effect: 'redundancy', reason: 'RDS does not say' }],
      metrics: { DatabaseWriters: 1, PromotableReaders: 2, ReplicaLagMilliseconds: 30 },
    });
    expect(decision.metrics).not.toHaveProperty('ParameterFaults');
  });

  test('a fault that is known is counted whatever else is unknown', () => {
    const decision = check(
      observe({ cluster: { parameterGroup: 'other' }, members: { first: { parameterStatus: undefined } } }),
    );
    expect(decision).toMatchObject({ status: 'DEGRADED', metrics: { ParameterFaults: 1, CheckUnknown: 1 } });
  });

  test('unread instances, or one that is not listed, leave open whether there is a fault', () => {
    const unread = check({ ...observe(), instances: unknown('Timeout', 'no answer') });
    expect(unread.metrics).not.toHaveProperty('ParameterFaults');
    expect(check(observe({ instances: { first: 'missing' } })).metrics).not.toHaveProperty('ParameterFaults');
  });

  test('unread instances leave the parameters of the cluster known', () => {
    const observed = observe({ cluster: { parameterGroup: 'other' } });
    const decision = check({ ...observed, instances: unknown('Timeout', 'no answer') });
    expect(decision.findings).toMatchObject([{ code: 'ParameterGroupUnexpected', subject: 'cluster' }]);
    expect(decision.metrics).toHaveProperty('ParameterFaults', 1);
  });
});
