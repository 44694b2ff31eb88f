import fc from 'fast-check';
import { checkDatabase } from '../../../lambda/database-check/check';
import type { DatabaseObservation } from '../../../lambda/database-check/observation';
import { known, unknown, type Observed } from '../../../lambda/shared/observed';
import { NOW } from '../support/fake-run';
import { CLUSTER_PARAMETERS, event, expectation, INSTANCE_PARAMETERS, observe, ZONES } from './expectation';

const status = fc.constantFrom('available', 'backing-up', 'rebooting', 'failed', 'unheard-of');

/** Clusters in every condition: any number of writers, members in any zone and state, some not listed. */
const observations: fc.Arbitrary<DatabaseObservation> = fc
  .record({
    status: fc.constantFrom('available', 'failing-over', 'stopped', 'upgrading', 'unheard-of'),
    age: fc.option(fc.integer({ min: -600, max: 600 }), { nil: undefined }),
    members: fc.array(
      fc.record({
        isWriter: fc.boolean(),
        promotionTier: fc.nat(15),
        listed: fc.boolean(),
        status,
        availabilityZone: fc.constantFrom(...ZONES),
        parameterStatus: fc.constantFrom('in-sync', 'pending-reboot', 'unheard-of', undefined),
        lag: fc.constantFrom(0, 1_000, 1_001, undefined),
        instanceClass: fc.constantFrom('db.r8g.large', 'db.t4g.small', 'db.serverless'),
      }),
      { maxLength: 5 },
    ),
    settings: fc.record({
      parameterGroup: fc.constantFrom(CLUSTER_PARAMETERS, 'other', undefined),
      deletionProtection: fc.constantFrom(true, false, undefined),
      storageEncrypted: fc.constantFrom(true, false, undefined),
    }),
    events: fc.array(
      fc.record({
        source: fc.constantFrom('test-site-database', 'm0', 'm1', 'stranger'),
        minutesAgo: fc.integer({ min: -10, max: 70 }),
        message: fc.constantFrom(
          'Completed failover to DB instance: m0',
          'Cluster failover failed, check',
          'DB instance restarted',
        ),
        category: fc.constantFrom('failover', 'low storage', 'backup'),
      }),
      { maxLength: 8 },
    ),
  })
  .map((value) => {
    const members = value.members.map((member, index) => ({ ...member, instanceId: `m${String(index)}` }));
    const events = value.events.map(({ source, minutesAgo, message, category }) =>
      event(source, minutesAgo, message, [category]),
    );
    return {
      cluster: known({
        status: value.status,
        ...value.settings,
        members: members.map(({ instanceId, isWriter, promotionTier, parameterStatus }) => ({
          instanceId,
          isWriter,
          promotionTier,
          parameterStatus,
        })),
        latestRestorableTime: value.age === undefined ? undefined : new Date(NOW.getTime() - value.age * 1000),
      }),
      instances: known(
        members
          .filter(({ listed }) => listed)
          .map(({ instanceId, availabilityZone, instanceClass, ...rest }) => ({
            instanceId,
            status: rest.status,
            availabilityZone,
            instanceClass,
            parameterGroups: [{ name: INSTANCE_PARAMETERS, status: rest.parameterStatus }],
          })),
      ),
      replicaLags: known(Object.fromEntries(members.map(({ instanceId, lag }) => [instanceId, lag]))),
      history: { cluster: known(events), instances: known(events) },
    };
  });

const PARTS = ['cluster', 'instances', 'replicaLags', 'history.cluster', 'history.instances'] as const;
type Part = (typeof PARTS)[number];
const cut = unknown('Network', 'cut');

/** Loses some answers. Without the cluster nobody knows its readers. */
function forget(observed: DatabaseObservation, lost: readonly Part[]): DatabaseObservation {
  const keep = <T>(part: Part, value: Observed<T>): Observed<T> => (lost.includes(part) ? cut : value);
  return {
    cluster: keep('cluster', observed.cluster),
    instances: keep('instances', observed.instances),
    replicaLags: lost.includes('cluster') ? cut : keep('replicaLags', observed.replicaLags),
    history: {
      cluster: keep('history.cluster', observed.history.cluster),
      instances: keep('history.instances', observed.history.instances),
    },
  };
}

test('an unknown fact never gives a healthy decision, nor a service known to be down that was not', () => {
  fc.assert(
    fc.property(observations, fc.subarray([...PARTS], { minLength: 1 }), (observed, lost) => {
      const full = checkDatabase(expectation, observed, NOW);
      const partial = checkDatabase(expectation, forget(observed, lost), NOW);
      expect(partial.status).not.toBe('HEALTHY');
      expect(partial.metrics.CheckUnknown).toBeGreaterThan(0);
      expect(partial.metrics.RedundancyLost).not.toBe(0);
      if (full.status !== 'FAILED') {
        expect(partial.status).not.toBe('FAILED');
      }
    }),
  );
});

test('with any number of writers but one, nothing is healthy', () => {
  fc.assert(
    fc.property(observations, (observed) => {
      const members =
        observed.cluster.kind === 'known' && observed.cluster.value !== 'absent' ? observed.cluster.value.members : [];
      fc.pre(members.filter(({ isWriter }) => isWriter).length !== 1);
      expect(checkDatabase(expectation, observed, NOW).status).not.toBe('HEALTHY');
    }),
  );
});

test('a member that is not listed never leaves the decision healthy', () => {
  for (const instanceId of ['writer', 'first', 'second']) {
    expect(checkDatabase(expectation, observe({ instances: { [instanceId]: 'missing' } }), NOW).status).toBe('UNKNOWN');
  }
});

test('the order of members and instances changes nothing', () => {
  fc.assert(
    fc.property(observations, (observed) => {
      const reversed: DatabaseObservation = {
        cluster:
          observed.cluster.kind === 'known' && observed.cluster.value !== 'absent'
            ? known({ ...observed.cluster.value, members: [...observed.cluster.value.members].reverse() })
            : observed.cluster,
        instances:
          observed.instances.kind === 'known' ? known([...observed.instances.value].reverse()) : observed.instances,
        replicaLags: observed.replicaLags,
        history: { cluster: reverse(observed.history.cluster), instances: reverse(observed.history.instances) },
      };
      expect(checkDatabase(expectation, reversed, NOW)).toStrictEqual(checkDatabase(expectation, observed, NOW));
    }),
  );
});

function reverse<T>(observed: Observed<readonly T[]>): Observed<readonly T[]> {
  return observed.kind === 'known' ? known([...observed.value].reverse()) : observed;
}

test('what is found at fault without some answers is at fault with all of them', () => {
  // Where no reader can be promoted there are also too few: what is known to be worse is told by its own code.
  const implied = ({ code }: { readonly code: string }) =>
    code === 'NoPromotableReader' ? [code, 'TooFewPromotableReaders'] : [code];
  const found = (observed: DatabaseObservation) => checkDatabase(expectation, observed, NOW).findings;
  fc.assert(
    fc.property(observations, fc.subarray([...PARTS]), (observed, lost) => {
      const all = found(observed).flatMap((each) => implied(each).map((code) => `${code} ${each.subject}`));
      const partial = found(forget(observed, lost)).map(({ code, subject }) => `${code} ${subject}`);
      expect(all).toEqual(expect.arrayContaining(partial));
    }),
  );
});

test('an answer that is lost takes no finding along that rests on others', () => {
  const OWN: Readonly<Record<Part, RegExp>> = {
    cluster: /^(?!FailoverRepeated|FailoverFailed|StorageLow test-site)/,
    instances:
      /Zone|ClassUnexpected|Writer(?:Busy|NotAvailable)|Reader|ParameterGroupUnexpected m|ParametersPending m\d: parameters of the i/,
    replicaLags: /Reader/,
    'history.cluster': /Failover|StorageLow/,
    'history.instances': /StorageLow/,
  };
  const faults = (observed: DatabaseObservation) =>
    checkDatabase(expectation, observed, NOW).findings.map(({ code, subject }) => `${code} ${subject}`);
  fc.assert(
    fc.property(observations, fc.constantFrom(...PARTS), (observed, part) => {
      const others = faults(observed).filter((fault) => !OWN[part].test(fault));
      expect(faults(forget(observed, [part]))).toEqual(expect.arrayContaining([...others]));
    }),
  );
});

test.each(PARTS)('without %s the healthy cluster is unknown', (part) => {
  expect(checkDatabase(expectation, forget(observe(), [part]), NOW).status).toBe('UNKNOWN');
});
