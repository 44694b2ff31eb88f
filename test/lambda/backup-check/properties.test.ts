import fc from 'fast-check';
import { checkBackups } from '../../../lambda/backup-check/check';
import type {
  BackupObservation,
  PlanObservation,
  RestoreJob,
  RestoreTestObservation,
  VaultObservation,
} from '../../../lambda/backup-check/observation';
import { known } from '../../../lambda/shared/observed';
import { NOW } from '../support/fake-run';
import { CLUSTER_ARN, databaseBackup, expectation, healthy, pointsOf, restoreJob } from './expectation';

import { forget, LOSSES, observations, plans, restoreTests, vaults, type Loss } from './arbitraries';

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
  ['RecoveryKeyFaults', ['tokyo vault', 'tokyo key', 'osaka vault', 'osaka key']],
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
      const more = Object.entries(observed.vaults).map(([region, { vault, key, recoveryPoints }]) => [
        region,
        {
          vault,
          key,
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
            .map(([region, { vault, key, recoveryPoints }]) => [
              region,
              {
                vault,
                key,
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

test('a good restore test is never a fault, and a newer one that is bad always is', () => {
  const faultsOf = (tests: RestoreTestObservation) =>
    checkBackups(expectation, { ...healthy, restoreTests: tests }, NOW)
      .findings.filter(({ subject }) => subject === CLUSTER_ARN)
      .map(({ code }) => code);
  const and = (tests: RestoreTestObservation, job: RestoreJob): RestoreTestObservation => ({
    ...tests,
    jobs: tests.jobs.kind === 'known' ? known([...tests.jobs.value, job]) : tests.jobs,
  });
  fc.assert(
    fc.property(restoreTests, fc.constantFrom('FAILED', 'ABORTED'), (tests, status) => {
      expect(faultsOf(and(tests, restoreJob(CLUSTER_ARN, -1 / 1440)))).toStrictEqual([]);
      expect(faultsOf(and(tests, restoreJob(CLUSTER_ARN, -1 / 1440, { status })))).toContain('RestoreTestFailed');
    }),
  );
});
