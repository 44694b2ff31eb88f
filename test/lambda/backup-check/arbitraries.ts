import fc from 'fast-check';
import type { ExpectedBackup } from '../../../lambda/backup-check/contract';
import type {
  BackupObservation,
  PlanObservation,
  RestoreTestObservation,
  VaultObservation,
} from '../../../lambda/backup-check/observation';
import { known, unknown } from '../../../lambda/shared/observed';
import {
  BUCKET_ARN,
  CLUSTER_ARN,
  clusterOf,
  databaseBackup,
  hoursAgo,
  KEY_ARN,
  restoreJob,
  systemBackup,
} from './expectation';

/** Vaults in every condition. */
export const vaults: fc.Arbitrary<VaultObservation> = fc
  .record({
    age: fc.integer({ min: 0, max: 200 }),
    locked: fc.boolean(),
    state: fc.constantFrom('Enabled', 'Disabled', 'PendingDeletion', 'Pondering'),
    points: fc.array(
      fc.record({
        resourceArn: fc.constantFrom(CLUSTER_ARN, BUCKET_ARN, 'arn:aws:s3:::stranger'),
        status: fc.constantFrom('COMPLETED', 'AVAILABLE', 'CREATING', 'EXPIRED'),
        age: fc.integer({ min: 0, max: 100 }),
      }),
      { maxLength: 30 },
    ),
  })
  .map(({ age, locked, state, points }) => ({
    vault: known({ createdAt: hoursAgo(age), locked, keyArn: KEY_ARN }),
    key: known({ arn: KEY_ARN, state, isEnabled: state === 'Enabled' }),
    recoveryPoints: known(
      points.map(({ resourceArn, status, age: hours }, index) => ({
        arn: `rp-${String(index)}`,
        resourceArn,
        status,
        createdAt: hoursAgo(hours),
      })),
    ),
  }));

/** Plans in every condition. */
export const plans = ({ schedules }: ExpectedBackup, arn: string): fc.Arbitrary<PlanObservation> =>
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

/** Restore tests in every condition. */
export const restoreTests: fc.Arbitrary<RestoreTestObservation> = fc.record({
  plan: fc.oneof(
    fc.integer({ min: 0, max: 100 }).map((days) => known({ createdAt: hoursAgo(days * 24) })),
    fc.constant(known('absent' as const)),
  ),
  jobs: fc
    .array(
      fc
        .record({
          arn: fc.constantFrom(CLUSTER_ARN, BUCKET_ARN, 'arn:aws:s3:::stranger'),
          days: fc.integer({ min: 0, max: 60 }),
          status: fc.constantFrom('COMPLETED', 'FAILED', 'ABORTED', 'RUNNING', 'PONDERING'),
          validation: fc.constantFrom('SUCCESSFUL', 'FAILED', 'TIMED_OUT', undefined),
        })
        .map(({ arn, days, ...change }) => restoreJob(arn, days, change)),
      { maxLength: 8 },
    )
    .map(known),
});

/** Everything in every condition. */
export const observations: fc.Arbitrary<BackupObservation> = fc
  .record({
    tokyo: vaults,
    osaka: vaults,
    database: plans(databaseBackup, CLUSTER_ARN),
    system: plans(systemBackup, BUCKET_ARN),
    restorable: fc.integer({ min: 0, max: 1000 }),
    clusterAge: fc.integer({ min: 0, max: 200 }),
    restoreTests,
  })
  .map(({ tokyo, osaka, database, system, restorable, clusterAge, restoreTests: tests }) => ({
    vaults: { 'ap-northeast-1': tokyo, 'ap-northeast-3': osaka },
    plans: { database, system },
    cluster: clusterOf(restorable, hoursAgo(clusterAge)),
    restoreTests: tests,
  }));

/** What can be unknown, each for itself. */
export const LOSSES = [
  'tokyo vault',
  'tokyo key',
  'tokyo points',
  'osaka vault',
  'osaka key',
  'osaka points',
  'plan of database',
  'plan of system',
  'selections of database',
  'selections of system',
  'cluster',
  'restore testing plan',
  'restore jobs',
] as const;
export type Loss = (typeof LOSSES)[number];

/** Loses some answers. */
export function forget(observed: BackupObservation, lost: readonly Loss[]): BackupObservation {
  const gone = unknown('Throttled', 'slow down');
  const vaultOf = (name: 'tokyo' | 'osaka', region: string): VaultObservation => ({
    vault: lost.includes(`${name} vault`) ? gone : (observed.vaults[region]?.vault ?? gone),
    // Without the vault nobody knows its key.
    key: lost.includes(`${name} key`) || lost.includes(`${name} vault`) ? gone : (observed.vaults[region]?.key ?? gone),
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
    restoreTests: {
      plan: lost.includes('restore testing plan') ? gone : observed.restoreTests.plan,
      jobs: lost.includes('restore jobs') ? gone : observed.restoreTests.jobs,
    },
  };
}
