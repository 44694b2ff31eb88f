import { BackupClient } from '@aws-sdk/client-backup';
import { KMSClient } from '@aws-sdk/client-kms';
import { RDSClient } from '@aws-sdk/client-rds';
import type { RestoreJob } from '../../../lambda/backup-check/observation';
import { backupCheck } from '../../../lambda/backup-check/run';
import { runCheck } from '../../../lambda/shared/run-check';
import { clusterReply } from '../support/fake-rds';
import { jsonReply } from '../support/fake-rds-metrics';
import { operationOf } from '../support/fake-operations';
import { fakeRun, NOW, onlyLine } from '../support/fake-run';
import { fakeClientConfig, FakeTransport, jsonError, type Reply, type SentRequest } from '../support/fake-transport';
import {
  BUCKET_ARN,
  CLUSTER_ARN,
  databaseBackup,
  expectation,
  hoursAgo,
  KEY_ARN,
  PLAN_ARN,
  pointsOf,
  restoreJob,
  systemBackup,
} from './expectation';

export const VAULT = 'GET /backup-vaults/test-site-recovery-points';
export const POINTS = 'GET /backup-vaults/test-site-recovery-points/recovery-points';
const PLANS = 'GET /backup/plans';
export const PLAN = `${PLANS}/plan-of-database`;
export const SELECTIONS = `${PLAN}/selections`;
export const SELECTION = `${SELECTIONS}/selection-of-database`;
export const CLUSTER = 'DescribeDBClusters';
export const KEY = 'DescribeKey';
export const RESTORE_PLAN = 'GET /restore-testing/plans/test_site_restore_drill';
export const RESTORE_JOBS = 'GET /restore-jobs';

/** Answers by action; `nth` counts the requests of the action, from 1. */
export type Replies = Readonly<Record<string, (request: SentRequest, nth: number) => Reply>>;

/** A document as an answer. */
export function json(body: unknown): Reply {
  return { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}

export const vault = {
  BackupVaultName: 'test-site-recovery-points',
  CreationDate: hoursAgo(720).getTime() / 1000,
  Locked: true,
  EncryptionKeyArn: KEY_ARN,
};
export const points = [...pointsOf(CLUSTER_ARN, 5), ...pointsOf(BUCKET_ARN, 10)].map((point) => ({
  RecoveryPointArn: point.arn,
  ResourceArn: point.resourceArn,
  ResourceType: 'Aurora',
  Status: point.status,
  CreationDate: point.createdAt.getTime() / 1000,
}));
export const cluster = {
  members: [{ id: 'w', writer: true, tier: 0 }],
  createdAt: hoursAgo(1_000).toISOString(),
  latestRestorableTime: new Date(NOW.getTime() - 100_000).toISOString(),
};

/** The key of a vault as `DescribeKey` answers it. */
export const keyMetadata = { KeyId: KEY_ARN.split('/').at(-1), Arn: KEY_ARN, KeyState: 'Enabled', Enabled: true };

export const restorePlan = {
  RestoreTestingPlan: {
    RestoreTestingPlanName: 'test_site_restore_drill',
    RestoreTestingPlanArn: PLAN_ARN,
    CreationTime: hoursAgo(2_400).getTime() / 1000,
    ScheduleExpression: 'cron(0 3 ? * WED *)',
  },
};

/** A restore as `ListRestoreJobs` lists it. */
export function jobEntry(job: RestoreJob): Readonly<Record<string, unknown>> {
  return {
    RestoreJobId: 'job',
    SourceResourceArn: job.resourceArn,
    Status: job.status,
    ...(job.validation === undefined ? {} : { ValidationStatus: job.validation }),
    CreationDate: job.createdAt.getTime() / 1000,
    ...(job.completedAt === undefined ? {} : { CompletionDate: job.completedAt.getTime() / 1000 }),
    CreatedBy: { RestoreTestingPlanArn: job.planArn },
  };
}

/** The plan of a backup as `GetBackupPlan` answers it. */
export function planReply(backup = databaseBackup) {
  const Rules = backup.schedules.map((ScheduleExpression, index) => ({
    RuleName: `rule-${String(index)}`,
    TargetBackupVaultName: 'test-site-recovery-points',
    ScheduleExpression,
  }));
  return { BackupPlanId: backup.planId, BackupPlan: { BackupPlanName: `test-site-${backup.name}`, Rules } };
}

/** A selection of these ARNs as `GetBackupSelection` answers it, with every list, most of them empty. */
export function selectionReply(Resources: readonly string[] = [CLUSTER_ARN]) {
  return {
    SelectionId: 'selection-of-database',
    BackupSelection: {
      SelectionName: 'test-site-database',
      IamRoleArn: 'arn:aws:iam::111111111111:role/backup',
      Resources,
      NotResources: [],
      ListOfTags: [],
      Conditions: { StringEquals: [], StringLike: [], StringNotEquals: [], StringNotLike: [] },
    },
  };
}

const healthyReplies: Replies = {
  [PLAN]: () => json(planReply()),
  [SELECTIONS]: () => json({ BackupSelectionsList: [{ SelectionId: 'selection-of-database' }] }),
  [SELECTION]: () => json(selectionReply()),
  [`${PLANS}/plan-of-system`]: () => json(planReply(systemBackup)),
  [`${PLANS}/plan-of-system/selections`]: () => json({ BackupSelectionsList: [{ SelectionId: 's' }] }),
  [`${PLANS}/plan-of-system/selections/s`]: () => json(selectionReply([BUCKET_ARN])),
  [VAULT]: () => json(vault),
  [POINTS]: () => json({ RecoveryPoints: points }),
  [CLUSTER]: () => clusterReply(cluster),
  [KEY]: () => jsonReply({ KeyMetadata: keyMetadata }),
  [RESTORE_PLAN]: () => json(restorePlan),
  [RESTORE_JOBS]: () => json({ RestoreJobs: [restoreJob(CLUSTER_ARN, 3), restoreJob(BUCKET_ARN, 4)].map(jobEntry) }),
};

/** Runs the check once against these answers, and against those of a site as it shall be for the rest. */
export async function run(changes: Replies = {}, remainingMilliseconds?: number, payload = expectation) {
  const replies = { ...healthyReplies, ...changes };
  const transport = new FakeTransport(
    (request, nth) => replies[operationOf(request).replace(/\/$/, '')]?.(request, nth) ?? jsonError('InvalidAction'),
  );
  const config = fakeClientConfig(transport);
  const { lines, surroundings, context } = fakeRun(
    remainingMilliseconds === undefined ? {} : { remainingMilliseconds },
  );
  const check = backupCheck({
    backup: (region) => new BackupClient({ ...config, region }),
    kms: (region) => new KMSClient({ ...config, region }),
    plans: new BackupClient(config),
    rds: new RDSClient(config),
  });
  const result = await runCheck(check, payload, context, surroundings);
  return { result, line: onlyLine(lines), sent: transport.sent };
}
