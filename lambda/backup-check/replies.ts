import * as z from 'zod/mini';
import type { PlanState, Selection } from './observation';

const text = z.string().check(z.minLength(1));

/** The answer of `DescribeBackupVault`. */
export const vaultAnswer = z.pipe(
  z.object({
    BackupVaultName: text,
    CreationDate: z.date(),
    Locked: z.boolean(),
    EncryptionKeyArn: z.optional(text),
  }),
  z.transform(({ CreationDate, Locked, EncryptionKeyArn }) => ({
    createdAt: CreationDate,
    locked: Locked,
    keyArn: EncryptionKeyArn,
  })),
);

/** The answer of KMS's `DescribeKey`. */
export const keyAnswer = z.pipe(
  z.object({
    KeyMetadata: z.object({ Arn: text, KeyState: text, Enabled: z.boolean(), DeletionDate: z.optional(z.date()) }),
  }),
  z.transform(({ KeyMetadata: key }) => ({
    arn: key.Arn,
    state: key.KeyState,
    isEnabled: key.Enabled,
    deletionDate: key.DeletionDate,
  })),
);

/** A page of `ListRecoveryPointsByBackupVault`. */
export const recoveryPointPage = z.pipe(
  z.object({
    RecoveryPoints: z.array(
      z.object({ RecoveryPointArn: text, ResourceArn: text, Status: text, CreationDate: z.date() }),
    ),
    NextToken: z.optional(z.string()),
  }),
  z.transform((page) => ({
    items: page.RecoveryPoints.map((point) => ({
      arn: point.RecoveryPointArn,
      resourceArn: point.ResourceArn,
      status: point.Status,
      createdAt: point.CreationDate,
    })),
    next: page.NextToken,
  })),
);

/** The answer of `GetBackupPlan`. A plan that was deleted may still be answered, with the date of its end. */
export const planAnswer = z.pipe(
  z.object({
    BackupPlanId: text,
    BackupPlan: z.object({ Rules: z.array(z.object({ RuleName: text, ScheduleExpression: z.optional(text) })) }),
    DeletionDate: z.optional(z.date()),
  }),
  z.transform(({ BackupPlan: { Rules }, DeletionDate }): PlanState | 'absent' =>
    DeletionDate === undefined
      ? { schedules: Rules.flatMap(({ ScheduleExpression }) => ScheduleExpression ?? []) }
      : 'absent',
  ),
);

/** A page of `ListBackupSelections`. */
export const selectionPage = z.pipe(
  z.object({
    BackupSelectionsList: z.array(z.object({ SelectionId: text })),
    NextToken: z.optional(z.string()),
  }),
  z.transform((page) => ({
    items: page.BackupSelectionsList.map(({ SelectionId }) => SelectionId),
    next: page.NextToken,
  })),
);

const list = z.optional(z.array(z.unknown()));
const arns = z.optional(z.array(text));

/**
 * The answer of `GetBackupSelection`. Every list may be left out, but not all of them: that would be a selection of which
 * nobody said what it takes.
 */
export const selectionAnswer = z.pipe(
  z.object({
    BackupSelection: z
      .object({
        SelectionName: text,
        Resources: arns,
        NotResources: arns,
        ListOfTags: list,
        Conditions: z.optional(z.record(z.string(), list)),
      })
      .check(
        z.refine(
          ({ Resources, ListOfTags, Conditions }) => (Resources ?? ListOfTags ?? Conditions) !== undefined,
          'a selection says what it takes',
        ),
      ),
  }),
  z.transform(
    ({ BackupSelection: { Resources = [], NotResources = [], ListOfTags = [], Conditions = {} } }): Selection => ({
      resources: Resources,
      excluded: NotResources,
      isByTag: [ListOfTags, ...Object.values(Conditions)].some((conditions) => (conditions ?? []).length > 0),
    }),
  ),
);

/** The answer of `DescribeDBClusters`, of which only the moments matter here. */
export const clusterAnswer = z.pipe(
  z.object({ DBClusters: z.tuple([z.object({ ClusterCreateTime: z.date(), LatestRestorableTime: z.date() })]) }),
  z.transform(({ DBClusters: [cluster] }) => ({
    createdAt: cluster.ClusterCreateTime,
    latestRestorableTime: cluster.LatestRestorableTime,
  })),
);

/** The answer of `GetRestoreTestingPlan`. */
export const restoreTestingPlanAnswer = z.pipe(
  z.object({ RestoreTestingPlan: z.object({ RestoreTestingPlanName: text, CreationTime: z.date() }) }),
  z.transform(({ RestoreTestingPlan }) => ({ createdAt: RestoreTestingPlan.CreationTime })),
);

/** A page of `ListRestoreJobs`. */
export const restoreJobPage = z.pipe(
  z.object({
    RestoreJobs: z.array(
      z.object({
        RestoreJobId: text,
        SourceResourceArn: text,
        Status: text,
        ValidationStatus: z.optional(text),
        CreationDate: z.date(),
        CompletionDate: z.optional(z.date()),
        CreatedBy: z.object({ RestoreTestingPlanArn: text }),
      }),
    ),
    NextToken: z.optional(z.string()),
  }),
  z.transform((page) => ({
    items: page.RestoreJobs.map((job) => ({
      planArn: job.CreatedBy.RestoreTestingPlanArn,
      resourceArn: job.SourceResourceArn,
      status: job.Status,
      validation: job.ValidationStatus,
      createdAt: job.CreationDate,
      completedAt: job.CompletionDate,
    })),
    next: page.NextToken,
  })),
);
