import type { Call } from '../../../../lib/local/gateway/call';
import { CREATED, json, NOW, query, tag, ZONES } from './emulator-words';
import type { FakeReply } from './fake-emulator';

/** Cluster of the fake site. */
export const CLUSTER_ARN = 'arn:aws:rds:ap-northeast-1:111122223333:cluster:db';

/** Names of the parameter groups of the fake site, and schedule of its plan. */
export const PARAMETERS = { cluster: 'parameters', instance: 'default.aurora-postgresql17' } as const;
export const SCHEDULE = 'cron(0 3,15 * * ? *)';

const KEY_ARN = 'arn:aws:kms:ap-northeast-1:111122223333:key/k-1';

/** What RDS, AWS Backup, KMS and CloudWatch answer about the fake site. */
export const DATA_ANSWERS: Readonly<
  Record<string, (site: { readonly clusterStatus: string }, call: Call, body: Buffer) => FakeReply>
> = {
  DescribeDBClusters: ({ clusterStatus }, { parameters }) => {
    const cluster = [
      ...[tag('DBClusterIdentifier', parameters.get('DBClusterIdentifier') ?? ''), tag('Status', clusterStatus)],
      ...['ClusterCreateTime', 'EarliestRestorableTime', 'LatestRestorableTime'].map((name) =>
        tag(name, CREATED.toISOString()),
      ),
      ...[tag('DBClusterParameterGroup', PARAMETERS.cluster), tag('DeletionProtection', 'true')],
      ...[tag('StorageEncrypted', 'true'), tag('DBClusterMembers', ZONES.map(clusterMember).join(''))],
    ].join('\n        ');
    return query('rds', 'DescribeDBClusters', tag('DBClusters', tag('DBCluster', cluster)));
  },
  DescribeDBInstances: () =>
    query('rds', 'DescribeDBInstances', tag('DBInstances', ZONES.map(databaseInstance).join(''))),
  DescribeEvents: () => query('rds', 'DescribeEvents', '<Events></Events>'),
  GetMetricData: (_site, _call, body) => {
    const { MetricDataQueries } = JSON.parse(body.toString()) as { MetricDataQueries: readonly { Id: string }[] };
    const lag = { StatusCode: 'Complete', Timestamps: [NOW.getTime() / 1000 - 60], Values: [20] };
    return json({ MetricDataResults: MetricDataQueries.map(({ Id }) => ({ Id, Label: Id, ...lag })) });
  },
  DescribeBackupVault: (_site, { parameters }) =>
    json({
      BackupVaultName: parameters.get('BackupVaultName'),
      CreationDate: CREATED.getTime() / 1000,
      EncryptionKeyArn: KEY_ARN,
      NumberOfRecoveryPoints: 0,
      Locked: false,
    }),
  DescribeKey: (_site, { parameters }) =>
    json({ KeyMetadata: { Arn: parameters.get('KeyId'), KeyId: 'k-1', KeyState: 'Enabled', Enabled: true } }),
  ListRecoveryPointsByBackupVault: () => json({ RecoveryPoints: [] }),
  GetBackupPlan: (_site, { parameters }) =>
    json({
      BackupPlanId: parameters.get('BackupPlanId'),
      BackupPlan: {
        BackupPlanName: 'database',
        Rules: [{ RuleName: 'database', TargetBackupVaultName: 'vault', ScheduleExpression: SCHEDULE }],
      },
    }),
  ListBackupSelections: () => json({ BackupSelectionsList: [{ SelectionId: 's-1' }] }),
  GetBackupSelection: () =>
    json({ SelectionId: 's-1', BackupSelection: { SelectionName: 'database', Resources: [CLUSTER_ARN] } }),
  ListRestoreJobs: () => json({ RestoreJobs: [] }),
};

function clusterMember(zone: string, index: number): string {
  const member = [
    ...[tag('DBInstanceIdentifier', `db-${zone}`), tag('IsClusterWriter', String(index === 0))],
    ...[tag('PromotionTier', '1'), tag('DBClusterParameterGroupStatus', 'in-sync')],
  ];
  return tag('DBClusterMember', member.join(''));
}

function databaseInstance(zone: string): string {
  const group = `${tag('DBParameterGroupName', PARAMETERS.instance)}${tag('ParameterApplyStatus', 'in-sync')}`;
  const instance = [
    ...[tag('DBInstanceIdentifier', `db-${zone}`), tag('DBInstanceStatus', 'available')],
    ...[tag('DBInstanceClass', 'db.r8g.large'), tag('AvailabilityZone', zone)],
    ...[tag('Endpoint', `${tag('Address', 'localhost')}${tag('Port', '5432')}`)],
    tag('DBParameterGroups', tag('DBParameterGroup', group)),
  ];
  return tag('DBInstance', instance.join(''));
}
