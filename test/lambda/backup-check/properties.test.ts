import fc from 'fast-check';
import { checkBackups } from '../../../lambda/backup-check/check';
import type { ExpectedBackup } from '../../../lambda/backup-check/contract';
import type { BackupObservation, PlanObservation, VaultObservation } from '../../../lambda/backup-check/observation';
import { known, unknown } from '../../../lambda/shared/observed';
import { NOW } from '../support/fake-run';
import {
  BUCKET_ARN,
  CLUSTER_ARN,
  clusterOf,
  databaseBackup,
  expectation,
  healthy,
  hoursAgo,
  pointsOf,
  systemBackup,
} from './expectation';

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

const plans = ({ schedules }: ExpectedBackup, arn: string): fc.Arbitrary<PlanObservation> =>
  fc.record({
    plan: fc.oneof(
      fc.record({ schedules: fc.shuffledSubarray([...schedules, 'cron(9 9 * * ? *)']) }).map(known),
      fc.constant(known('absent' as const)),
    ),
    selections: fc
      .array(
        fc.record({
          resources: fc.subarray([arn, '*', 'arn:aws:s3:::stranger']),
          excluded: fc.subarray([arn]),
          isByTag: fc.boolean(),
        }),
        { maxLength: 3 },
      )
      .map(known),
  });

const observations: fc.Arbitrary<BackupObservation> = fc
  .record({
    tokyo: vaults,
    osaka: vaults,
    database: plans(databaseBackup, CLUSTER_ARN),
    system: plans(systemBackup, BUCKET_ARN),
    restorable: fc.integer({ min: 0, max: 1000 }),
    clusterAge: fc.integer({ min: 0, max: 200 }),
  })
  .map(({ tokyo, osaka, database, system, restorable, clusterAge }) => ({
    vaults: { 'ap-northeast-1': tokyo, 'ap-northeast-3': osaka },
    plans: { database, system },
    cluster: clusterOf(restorable, hoursAgo(clusterAge)),
  }));

const LOSSES = [
  'tokyo vault',
  'tokyo points',
  'osaka vault',
  'osaka points',
  'plan of database',
  'plan of system',
  'selections of database',
  'selections of system',
  'cluster',
] as const;
type Loss = (typeof LOSSES)[number];

function forget(observed: BackupObservation, lost: readonly Loss[]): BackupObservation {
  const gone = unknown('Throttled', 'slow down');
  const vaultOf = (name: 'tokyo' | 'osaka', region: string): VaultObservation => ({
    vault: lost.includes(`${name} vault`) ? gone : (observed.vaults[region]?.vault ?? gone),
    recoveryPoints: lost.includes(`${name} points`) ? gone : (observed.vaults[region]?.recoveryPoints ?? gone),
  });
  const planOf = (name: 'database' | 'system'): PlanObservation => ({
    plan: lost.includes(`plan of ${name}`) ? gone : (observed.plans[name]?.plan ?? gone),
    selections: lost.includes(`selections of ${name}`) ? gone : (observed.plans[name]?.selections ?? gone),
  });
  return {
    vaults: {
      'ap-northeast-1': vaultOf('tokyo', 'ap-northeast-1'),
      'ap-northeast-3': vaultOf('osaka', 'ap-northeast-3'),
    },
    plans: { database: planOf('database'), system: planOf('system') },
    cluster: lost.includes('cluster') ? gone : observed.cluster,
  };
}

const losses = fc.subarray([...LOSSES], { minLength: 1 });

test('an unknown fact never gives a healthy decision', () => {
  fc.assert(
    fc.property(observations, losses, (observed, lost) => {
      const decision = checkBackups(expectation, forget(observed, lost), NOW);
      expect(decision.status).not.toBe('HEALTHY');
      expect(decision.metrics.RedundancyLost).not.toBe(0);
      // What a plan that is gone selects is no question any more.
      const certain = lost.filter((loss) => !loss.startsWith('selections'));
      expect(decision.metrics.CheckUnknown).toBeGreaterThanOrEqual(certain.length > 0 ? 1 : 0);
    }),
  );
});

test.each<[string, readonly Loss[]]>([
  ['BackupStale', ['tokyo vault', 'tokyo points', 'osaka vault', 'osaka points', 'cluster']],
  ['MissingPlanRules', ['plan of database', 'plan of system']],
  ['UnselectedResources', ['selections of database', 'selections of system']],
])('%s is never 0 while a fact it rests on is unknown', (metric, facts) => {
  fc.assert(
    fc.property(observations, fc.subarray([...facts], { minLength: 1 }), (observed, lost) => {
      expect(checkBackups(expectation, forget(observed, lost), NOW).metrics[metric]).not.toBe(0);
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

test('taking a rule or a selection away never makes a plan whole', () => {
  fc.assert(
    fc.property(plans(databaseBackup, CLUSTER_ARN), fc.nat(), (plan, pick) => {
      const at = (length: number) => (_: unknown, index: number) => index !== pick % length;
      const fewer: PlanObservation = {
        plan:
          plan.plan.kind === 'known' && plan.plan.value !== 'absent'
            ? known({ schedules: plan.plan.value.schedules.filter(at(plan.plan.value.schedules.length)) })
            : plan.plan,
        selections:
          plan.selections.kind === 'known'
            ? known(plan.selections.value.filter(at(plan.selections.value.length)))
            : plan.selections,
      };
      const faultsOf = (database: PlanObservation) =>
        checkBackups(expectation, { ...healthy, plans: { ...healthy.plans, database } }, NOW).metrics;
      const [before, after] = [faultsOf(plan), faultsOf(fewer)];
      expect(after.MissingPlanRules).toBeGreaterThanOrEqual(before.MissingPlanRules ?? 0);
      // Without its selections by tag, what a plan takes may become known.
      expect(after.UnselectedResources ?? 0).toBeGreaterThanOrEqual(before.UnselectedResources ?? 0);
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
