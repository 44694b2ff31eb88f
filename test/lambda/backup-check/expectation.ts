import type { BackupCheckEvent, ExpectedBackup } from '../../../lambda/backup-check/contract';
import type {
  BackupObservation,
  PlanObservation,
  RecoveryPoint,
  RestoreJob,
  RestoreTestObservation,
  Selection,
} from '../../../lambda/backup-check/observation';
import { known } from '../../../lambda/shared/observed';
import { NOW } from '../support/fake-run';

export const HOUR = 3_600;

export const CLUSTER_ARN = 'arn:aws:rds:ap-northeast-1:111111111111:cluster:test-site-database';
export const BUCKET_ARN = 'arn:aws:s3:::test-site-releases';

export const PLAN_ARN =
  'arn:aws:backup:ap-northeast-1:111111111111:restore-testing-plan:test_site_restore_drill-0b1c2d3e-1234-4567-89ab-0123456789ab';

/** Key of the vault in every Region. */
export const KEY_ARN = 'arn:aws:kms:ap-northeast-1:111111111111:key/0b1c2d3e-1234-4567-89ab-0123456789ab';

/** Continuously and twice a day, five recovery points. */
export const databaseBackup: ExpectedBackup = {
  name: 'database',
  resourceArns: [CLUSTER_ARN],
  planId: 'plan-of-database',
  schedules: ['cron(45 17 * * ? *)', 'cron(0 3 * * ? *)', 'cron(0 15 * * ? *)'],
  intervalSeconds: 12 * HOUR,
  recoveryPoints: 5,
};

/** Twice a day, ten recovery points. */
export const systemBackup: ExpectedBackup = {
  name: 'system',
  resourceArns: [BUCKET_ARN],
  planId: 'plan-of-system',
  schedules: ['cron(0 1 * * ? *)', 'cron(0 13 * * ? *)'],
  intervalSeconds: 12 * HOUR,
  recoveryPoints: 10,
};

/** Twice a day, five and ten recovery points, a copy in Osaka. */
export const expectation: BackupCheckEvent = {
  version: 1,
  site: 'test-site',
  vaults: [
    { region: 'ap-northeast-1', vaultName: 'test-site-recovery-points', allowanceSeconds: 5 * HOUR },
    { region: 'ap-northeast-3', vaultName: 'test-site-recovery-points', allowanceSeconds: 8 * HOUR },
  ],
  backups: [databaseBackup, systemBackup],
  pointInTime: { clusterIdentifier: 'test-site-database', maximumAgeSeconds: 300 },
  restoreTest: {
    planName: 'test_site_restore_drill',
    planArn: PLAN_ARN,
    maximumAgeSeconds: 30 * 24 * HOUR,
    proof: 'restored',
  },
};

/** A moment some hours ago. */
export function hoursAgo(hours: number): Date {
  return new Date(NOW.getTime() - hours * HOUR * 1000);
}

/** Completed recovery points of a resource, one every twelve hours, the newest `newest` hours old. */
export function pointsOf(resourceArn: string, count: number, newest = 6): readonly RecoveryPoint[] {
  return Array.from({ length: count }, (_, index) => ({
    arn: `arn:aws:backup:ap-northeast-1:111111111111:recovery-point:${resourceArn.slice(-8)}-${String(index)}`,
    resourceArn,
    status: 'COMPLETED',
    createdAt: hoursAgo(newest + 12 * index),
  }));
}

/** A vault that is 30 days old and full, with its key. */
export const fullVault = {
  vault: known({ createdAt: hoursAgo(30 * 24), locked: true, keyArn: KEY_ARN }),
  key: known({ arn: KEY_ARN, state: 'Enabled', isEnabled: true }),
  recoveryPoints: known([...pointsOf(CLUSTER_ARN, 5), ...pointsOf(BUCKET_ARN, 10)]),
};

/** A cluster, a year old unless said otherwise, restorable to some seconds ago. */
export function clusterOf(restorableSecondsAgo: number, createdAt = hoursAgo(365 * 24)): BackupObservation['cluster'] {
  return known({ createdAt, latestRestorableTime: new Date(NOW.getTime() - restorableSecondsAgo * 1000) });
}

/** A selection that names these ARNs. */
export function selectionOf(...resources: readonly string[]): Selection {
  return { resources, excluded: [], isByTag: false };
}

/** The plan of the database, with one selection. */
export const databasePlan: PlanObservation = {
  plan: known({ schedules: databaseBackup.schedules }),
  selections: known([selectionOf(CLUSTER_ARN)]),
};

/** The plan of the system, with one selection. */
export const systemPlan: PlanObservation = {
  plan: known({ schedules: systemBackup.schedules }),
  selections: known([selectionOf(BUCKET_ARN)]),
};

/** A restore of a resource, completed so many days ago after an hour. */
export function restoreJob(resourceArn: string, daysAgo: number, change: Partial<RestoreJob> = {}): RestoreJob {
  return {
    planArn: PLAN_ARN,
    resourceArn,
    status: 'COMPLETED',
    validation: undefined,
    createdAt: hoursAgo(daysAgo * 24 + 1),
    completedAt: hoursAgo(daysAgo * 24),
    ...change,
  };
}

/** A plan that is 100 days old and has restored everything a week ago. */
export const restoreTests: RestoreTestObservation = {
  plan: known({ createdAt: hoursAgo(100 * 24) }),
  jobs: known([CLUSTER_ARN, BUCKET_ARN].flatMap((arn) => [restoreJob(arn, 14), restoreJob(arn, 7)])),
};

/** Everything as the objective says. */
export const healthy: BackupObservation = {
  vaults: { 'ap-northeast-1': fullVault, 'ap-northeast-3': fullVault },
  plans: { database: databasePlan, system: systemPlan },
  cluster: clusterOf(200),
  restoreTests,
};
