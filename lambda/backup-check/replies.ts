import * as z from 'zod/mini';

const text = z.string().check(z.minLength(1));

/** The answer of `DescribeBackupVault`. */
export const vaultAnswer = z.pipe(
  z.object({ BackupVaultName: text, CreationDate: z.date(), Locked: z.boolean() }),
  z.transform(({ CreationDate, Locked }) => ({ createdAt: CreationDate, locked: Locked })),
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

/** The answer of `DescribeDBClusters`, of which only the moments matter here. */
export const clusterAnswer = z.pipe(
  z.object({ DBClusters: z.tuple([z.object({ ClusterCreateTime: z.date(), LatestRestorableTime: z.date() })]) }),
  z.transform(({ DBClusters: [cluster] }) => ({
    createdAt: cluster.ClusterCreateTime,
    latestRestorableTime: cluster.LatestRestorableTime,
  })),
);
