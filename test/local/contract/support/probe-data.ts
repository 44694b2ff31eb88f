import {
  DescribeBackupVaultCommand,
  ListRecoveryPointsByBackupVaultCommand,
  PutBackupVaultLockConfigurationCommand,
  StartBackupJobCommand,
  StartRestoreJobCommand,
} from '@aws-sdk/client-backup';
import {
  CopyDBClusterSnapshotCommand,
  CreateDBClusterCommand,
  CreateDBClusterSnapshotCommand,
  CreateDBInstanceCommand,
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  DescribeEventsCommand,
  FailoverDBClusterCommand,
} from '@aws-sdk/client-rds';
import { plainRequest, type LocalClients } from '../../../../lib/local/aws';
import type { DivergenceId } from '../../../../lib/local/gateway';
import { ACCOUNT, makeStack, present, REGION } from './emulator';
import { refusal, type Probe } from './probe';

const ENGINE = 'aurora-postgresql';
const INSTANCE_CLASS = 'db.r8g.large';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/probe`;

/** Probes of RDS and AWS Backup. */
export const DATA_PROBES = {
  RestorableTimeStandsStill: {
    observe: async (clients) => {
      await makeCluster(clients, 'probe-restorable');
      const cluster = await describeCluster(clients, 'probe-restorable');
      // Times have whole seconds: after more than one, a time that moves has moved. One that moves in steps of minutes is
      // not seen; then the gateway and the emulator agree anyhow.
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      const later = await describeCluster(clients, 'probe-restorable');
      return present(later.LatestRestorableTime).getTime() - present(cluster.ClusterCreateTime).getTime();
    },
    diverging: 0,
  },
  EveryMemberIsWriter: {
    observe: async (clients) => {
      const instance = (AvailabilityZone: string) => ({
        Type: 'AWS::RDS::DBInstance',
        Properties: {
          DBClusterIdentifier: { Ref: 'Cluster' },
          DBInstanceClass: INSTANCE_CLASS,
          Engine: ENGINE,
          AvailabilityZone,
        },
      });
      await makeStack(clients, 'EveryMemberIsWriter', {
        Cluster: {
          Type: 'AWS::RDS::DBCluster',
          Properties: { DBClusterIdentifier: 'probe-members', Engine: ENGINE },
        },
        First: instance(`${REGION}a`),
        Second: instance(`${REGION}c`),
      });
      return (await describeCluster(clients, 'probe-members')).DBClusterMembers?.map(
        (member) => member.IsClusterWriter,
      );
    },
    diverging: [true, true],
  },
  DatabaseEndpointShared: {
    observe: async (clients) => {
      await makeCluster(clients, 'probe-endpoints');
      const { DBInstances = [] } = await clients.rds.send(new DescribeDBInstancesCommand({}));
      return DBInstances.filter((it) => it.DBClusterIdentifier === 'probe-endpoints').map((it) => it.Endpoint?.Address);
    },
    diverging: ['localhost', 'localhost'],
  },
  ClusterSnapshotNotCopied: {
    observe: async (clients) => {
      await makeCluster(clients, 'probe-snapshot');
      await clients.rds.send(
        new CreateDBClusterSnapshotCommand({
          DBClusterIdentifier: 'probe-snapshot',
          DBClusterSnapshotIdentifier: 'probe-source',
        }),
      );
      return refusal(
        clients.rds.send(
          new CopyDBClusterSnapshotCommand({
            SourceDBClusterSnapshotIdentifier: 'probe-source',
            TargetDBClusterSnapshotIdentifier: 'probe-copy',
          }),
        ),
      );
    },
    diverging: 'InvalidAction',
  },
  DatabaseEventsEmpty: {
    observe: async (clients) => {
      await makeCluster(clients, 'probe-events');
      await clients.rds.send(new FailoverDBClusterCommand({ DBClusterIdentifier: 'probe-events' }));
      const input = { SourceType: 'db-cluster', SourceIdentifier: 'probe-events', Duration: 60 } as const;
      return (await clients.rds.send(new DescribeEventsCommand(input))).Events;
    },
    diverging: [],
  },
  VaultLockDropped: {
    observe: async (clients) => {
      const { backup } = clients;
      await makeVault(clients, 'VaultLockDropped', 'probe-lock');
      const vault = { BackupVaultName: 'probe-lock' };
      return [
        (await backup.send(new DescribeBackupVaultCommand(vault))).Locked,
        await refusal(backup.send(new PutBackupVaultLockConfigurationCommand({ ...vault, MinRetentionDays: 3 }))),
      ];
    },
    diverging: [false, 'ValidationException'],
  },
  RecoveryPointsEmpty: {
    observe: async (clients) => {
      const { backup } = clients;
      await makeVault(clients, 'RecoveryPointsEmpty', 'probe-points');
      const vault = { BackupVaultName: 'probe-points' };
      const ResourceArn = `arn:aws:rds:${REGION}:${ACCOUNT}:cluster:probe`;
      await backup.send(new StartBackupJobCommand({ ...vault, ResourceArn, IamRoleArn: ROLE }));
      return (await backup.send(new ListRecoveryPointsByBackupVaultCommand(vault))).RecoveryPoints;
    },
    diverging: [],
  },
  RestoreJobsEmpty: {
    observe: ({ backup }) => {
      const RecoveryPointArn = `arn:aws:rds:${REGION}:${ACCOUNT}:cluster-snapshot:awsbackup:probe`;
      return refusal(backup.send(new StartRestoreJobCommand({ RecoveryPointArn, Metadata: {}, IamRoleArn: ROLE })));
    },
    diverging: 'ValidationException',
  },
  RestoreTestingPlanAbsent: {
    observe: ({ address, region }) => {
      const request = { service: 'backup', region, method: 'GET', path: '/restore-testing/plans/probe' };
      return plainRequest(address, request).then(
        () => 'accepted',
        (error: unknown) => / refuses GET \S+: (\d+)/.exec(String(error))?.[1] ?? String(error),
      );
    },
    diverging: '400',
  },
} satisfies Partial<Record<DivergenceId, Probe>>;

async function makeCluster({ rds }: LocalClients, DBClusterIdentifier: string): Promise<void> {
  const secret = { MasterUsername: 'probe', MasterUserPassword: 'probe-probe' };
  await rds.send(new CreateDBClusterCommand({ DBClusterIdentifier, Engine: ENGINE, ...secret }));
  for (const member of ['first', 'second']) {
    const DBInstanceIdentifier = `${DBClusterIdentifier}-${member}`;
    await rds.send(
      new CreateDBInstanceCommand({
        ...{ DBClusterIdentifier, DBInstanceIdentifier },
        ...{ Engine: ENGINE, DBInstanceClass: INSTANCE_CLASS },
      }),
    );
  }
}

async function describeCluster({ rds }: LocalClients, DBClusterIdentifier: string) {
  return present((await rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier }))).DBClusters?.[0]);
}

async function makeVault(clients: LocalClients, stackName: string, BackupVaultName: string): Promise<void> {
  const LockConfiguration = { MinRetentionDays: 3, MaxRetentionDays: 35 };
  await makeStack(clients, stackName, {
    Vault: { Type: 'AWS::Backup::BackupVault', Properties: { BackupVaultName, LockConfiguration } },
  });
}
