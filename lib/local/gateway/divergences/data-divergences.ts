import { AWS_DOCS, DROP_ENTRY, type Divergence } from './divergence';

const RDS_API = `${AWS_DOCS}/AmazonRDS/latest/APIReference`;
const BACKUP_API = `${AWS_DOCS}/aws-backup/latest/devguide`;

/** Divergences of the database and its backups. */
export const DATA_DIVERGENCES = {
  RestorableTimeStandsStill: {
    aws: 'LatestRestorableTime of a running cluster is at most about five minutes ago',
    source: `${AWS_DOCS}/AmazonRDS/latest/AuroraUserGuide/aurora-pitr.html`,
    emulator: 'it stays that of the creation',
    bridge: {
      by: 'gateway',
      how: 'DescribeDBClusters: derived from the moment the emulator answers, in steps of five minutes',
    },
    whenChanged: `delete lib/local/gateway/bridges/db-clusters.ts, and ${DROP_ENTRY}`,
  },
  EveryMemberIsWriter: {
    aws: 'a cluster has one writer',
    source: `${RDS_API}/API_DBClusterMember.html`,
    emulator: 'every instance that CloudFormation makes says it is the writer',
    bridge: { by: 'provider', how: 'clusters and their instances are made through the API' },
    whenChanged: `see whether zones and keys are kept as well; if so, make AWS::RDS::DBCluster and AWS::RDS::DBInstance native, and ${DROP_ENTRY}`,
  },
  DatabaseEndpointShared: {
    aws: 'every instance has an endpoint of its own',
    source: `${RDS_API}/API_Endpoint.html`,
    emulator: 'the endpoint of every instance is localhost',
    bridge: {
      by: 'gateway',
      how: 'DescribeDBInstances: the name is made from that of the instance, and leads to its stand-in',
    },
    whenChanged: `delete lib/local/gateway/bridges/db-instances.ts, and ${DROP_ENTRY}`,
  },
  ClusterSnapshotNotCopied: {
    aws: 'CopyDBClusterSnapshot copies a snapshot, also to another Region',
    source: `${RDS_API}/API_CopyDBClusterSnapshot.html`,
    emulator: 'the action is not known',
    bridge: { by: 'nobody', because: 'copies are made by AWS Backup, and no check copies' },
    whenChanged: DROP_ENTRY,
  },
  DatabaseEventsEmpty: {
    aws: 'DescribeEvents tells of a failover',
    source: `${RDS_API}/API_DescribeEvents.html`,
    emulator: 'a failover leaves no event',
    bridge: {
      by: 'nobody',
      because: 'the checks read the present from states; the past of a local site is short, and none is made up',
    },
    whenChanged: DROP_ENTRY,
  },
  VaultLockDropped: {
    aws: 'a vault with a lock configuration is locked',
    source: `${BACKUP_API}/API_DescribeBackupVault.html`,
    emulator: 'CloudFormation drops the lock configuration, and the API to set one does not exist',
    bridge: {
      by: 'gateway',
      how: 'DescribeBackupVault: locked when the template that the vault was deployed from says so',
    },
    whenChanged: `delete lib/local/gateway/bridges/backup-vault.ts, and ${DROP_ENTRY}`,
  },
  RecoveryPointsEmpty: {
    aws: 'a completed backup job leaves a recovery point in its vault',
    source: `${BACKUP_API}/API_ListRecoveryPointsByBackupVault.html`,
    emulator: 'no vault ever holds a recovery point',
    bridge: { by: 'nobody', because: 'none is due in a vault as young as that of a local site, and none is made up' },
    whenChanged: `let the drill take backups and expect the check to count them, and ${DROP_ENTRY}`,
  },
  RestoreJobsEmpty: {
    aws: 'StartRestoreJob restores a recovery point, and ListRestoreJobs lists the job',
    source: `${BACKUP_API}/API_ListRestoreJobs.html`,
    emulator: 'restore jobs cannot be started',
    bridge: { by: 'nobody', because: 'a restore test is due a month after its plan was made, and none is made up' },
    whenChanged: DROP_ENTRY,
  },
  RestoreTestingPlanAbsent: {
    aws: 'GetRestoreTestingPlan describes a plan that was made',
    source: `${BACKUP_API}/API_GetRestoreTestingPlan.html`,
    emulator: 'the action is not known',
    bridge: { by: 'gateway', how: 'GetRestoreTestingPlan: a plan that a stack holds is as old as the stack says' },
    whenChanged: `delete lib/local/gateway/bridges/restore-testing-plan.ts, and ${DROP_ENTRY}`,
  },
} as const satisfies Readonly<Record<string, Divergence>>;
