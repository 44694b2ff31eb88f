import fc from 'fast-check';
import { checkDatabase } from '../../../lambda/database-check/check';
import type { DatabaseObservation } from '../../../lambda/database-check/observation';
import { known, unknown } from '../../../lambda/shared/observed';
import { NOW } from '../support/fake-run';
import { expectation, observe, ZONES } from './expectation';

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
        instanceClass: fc.constantFrom('db.r8g.large', 'db.t4g.small', 'db.serverless'),
      }),
      { maxLength: 5 },
    ),
  })
  .map((value) => {
    const members = value.members.map((member, index) => ({ ...member, instanceId: `m${String(index)}` }));
    return {
      cluster: known({
        status: value.status,
        members: members.map(({ instanceId, isWriter, promotionTier }) => ({ instanceId, isWriter, promotionTier })),
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
          })),
      ),
    };
  });

const parts = fc.subarray<keyof DatabaseObservation>(['cluster', 'instances'], { minLength: 1 });

function forget(observed: DatabaseObservation, lost: readonly (keyof DatabaseObservation)[]): DatabaseObservation {
  return { ...observed, ...Object.fromEntries(lost.map((part) => [part, unknown('Network', 'cut')])) };
}

test('an unknown fact never gives a healthy decision, nor a service known to be down that was not', () => {
  fc.assert(
    fc.property(observations, parts, (observed, lost) => {
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
      };
      expect(checkDatabase(expectation, reversed, NOW)).toStrictEqual(checkDatabase(expectation, observed, NOW));
    }),
  );
});
