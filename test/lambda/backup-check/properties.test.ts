import fc from 'fast-check';
import { checkBackups } from '../../../lambda/backup-check/check';
import type { BackupObservation, VaultObservation } from '../../../lambda/backup-check/observation';
import { known, unknown } from '../../../lambda/shared/observed';
import { NOW } from '../support/fake-run';
import { BUCKET_ARN, CLUSTER_ARN, clusterOf, expectation, healthy, hoursAgo, pointsOf } from './expectation';

const vaults: fc.Arbitrary<VaultObservation> = fc
  .record({
    age: fc.integer({ min: 0, max: 200 }),
    locked: fc.boolean(),
    points: fc.array(
      fc.record({
        resourceArn: fc.constantFrom(CLUSTER_ARN, BUCKET_ARN, 'arn:aws:s3:::stranger'),
        status: fc.constantFrom('COMPLETED', 'AVAILABLE', 'CREATING', 'EXPIRED'),
        age: fc.integer({ min: 0, max: 100 }),
      }),
      { maxLength: 30 },
    ),
  })
  .map(({ age, locked, points }) => ({
    vault: known({ createdAt: hoursAgo(age), locked }),
    recoveryPoints: known(
      points.map(({ resourceArn, status, age: hours }, index) => ({
        arn: `rp-${String(index)}`,
        resourceArn,
        status,
        createdAt: hoursAgo(hours),
      })),
    ),
  }));

const observations: fc.Arbitrary<BackupObservation> = fc
  .record({
    tokyo: vaults,
    osaka: vaults,
    restorable: fc.integer({ min: 0, max: 1000 }),
    clusterAge: fc.integer({ min: 0, max: 200 }),
  })
  .map(({ tokyo, osaka, restorable, clusterAge }) => ({
    vaults: { 'ap-northeast-1': tokyo, 'ap-northeast-3': osaka },
    cluster: clusterOf(restorable, hoursAgo(clusterAge)),
  }));

const LOSSES = ['tokyo vault', 'tokyo points', 'osaka vault', 'osaka points', 'cluster'] as const;
type Loss = (typeof LOSSES)[number];

function forget(observed: BackupObservation, lost: readonly Loss[]): BackupObservation {
  const gone = unknown('Throttled', 'slow down');
  const vaultOf = (name: 'tokyo' | 'osaka', region: string): VaultObservation => ({
    vault: lost.includes(`${name} vault`) ? gone : (observed.vaults[region]?.vault ?? gone),
    recoveryPoints: lost.includes(`${name} points`) ? gone : (observed.vaults[region]?.recoveryPoints ?? gone),
  });
  return {
    vaults: {
      'ap-northeast-1': vaultOf('tokyo', 'ap-northeast-1'),
      'ap-northeast-3': vaultOf('osaka', 'ap-northeast-3'),
    },
    cluster: lost.includes('cluster') ? gone : observed.cluster,
  };
}

const losses = fc.subarray([...LOSSES], { minLength: 1 });

test('an unknown fact never gives a healthy decision, nor fresh backups', () => {
  fc.assert(
    fc.property(observations, losses, (observed, lost) => {
      const decision = checkBackups(expectation, forget(observed, lost), NOW);
      expect(decision.status).not.toBe('HEALTHY');
      expect(decision.metrics.CheckUnknown).toBeGreaterThan(0);
      expect(decision.metrics.RedundancyLost).not.toBe(0);
      expect(decision.metrics.BackupStale).not.toBe(0);
    }),
  );
});

test('whatever is found at fault without some answers is at fault with all of them', () => {
  fc.assert(
    fc.property(observations, losses, (observed, lost) => {
      expect(checkBackups(expectation, observed, NOW).findings).toEqual(
        expect.arrayContaining([...checkBackups(expectation, forget(observed, lost), NOW).findings]),
      );
    }),
  );
});

test('taking a recovery point away never makes backups fresh', () => {
  fc.assert(
    fc.property(vaults, vaults, fc.nat(), (tokyo, osaka, pick) => {
      const points = tokyo.recoveryPoints.kind === 'known' ? tokyo.recoveryPoints.value : [];
      fc.pre(points.length > 0);
      const fewer = { ...tokyo, recoveryPoints: known(points.filter((_, index) => index !== pick % points.length)) };
      const staleWith = (vault: VaultObservation) =>
        checkBackups(expectation, { ...healthy, vaults: { 'ap-northeast-1': vault, 'ap-northeast-3': osaka } }, NOW)
          .metrics.BackupStale;
      expect(staleWith(fewer)).toBeGreaterThanOrEqual(staleWith(tokyo) ?? 0);
    }),
  );
});

test('recovery points from before the cluster change nothing', () => {
  fc.assert(
    fc.property(observations, fc.integer({ min: 1, max: 20 }), (observed, count) => {
      const created = observed.cluster.kind === 'known' ? observed.cluster.value.createdAt : NOW;
      const hours = (NOW.getTime() - created.getTime()) / 3_600_000;
      const earlier = pointsOf(CLUSTER_ARN, count, hours + 0.01);
      const more = Object.entries(observed.vaults).map(([region, { vault, recoveryPoints }]) => [
        region,
        {
          vault,
          recoveryPoints:
            recoveryPoints.kind === 'known' ? known([...recoveryPoints.value, ...earlier]) : recoveryPoints,
        },
      ]);
      const withThem = checkBackups(expectation, { ...observed, vaults: Object.fromEntries(more) }, NOW);
      const without = checkBackups(expectation, observed, NOW);
      expect({ ...withThem, notes: [] }).toStrictEqual({ ...without, notes: [] });
    }),
  );
});

test('the order of recovery points and Regions changes nothing', () => {
  fc.assert(
    fc.property(observations, (observed) => {
      const reversed: BackupObservation = {
        ...observed,
        vaults: Object.fromEntries(
          Object.entries(observed.vaults)
            .reverse()
            .map(([region, { vault, recoveryPoints }]) => [
              region,
              {
                vault,
                recoveryPoints:
                  recoveryPoints.kind === 'known' ? known([...recoveryPoints.value].reverse()) : recoveryPoints,
              },
            ]),
        ),
      };
      expect(checkBackups(expectation, reversed, NOW)).toStrictEqual(checkBackups(expectation, observed, NOW));
    }),
  );
});

test.each(LOSSES)('without the %s the healthy backups are unknown', (loss) => {
  expect(checkBackups(expectation, forget(healthy, [loss]), NOW).status).toBe('UNKNOWN');
});
