import { Duration } from 'aws-cdk-lib';
import type { IBackupVault } from 'aws-cdk-lib/aws-backup';
import { Metric, type IMetric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IDatabaseCluster } from 'aws-cdk-lib/aws-rds';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { quietTime } from '../database';
import { backupVaultName } from '../site/names';
import type { Site } from '../site/site';
import { BackupJobEvents } from './backup-job-events';
import { RestoreDrill } from './restore-drill';
import { SnapshotPlan } from './snapshot-plan';

/** Properties for `SiteBackups`. */
export interface SiteBackupsProps {
  /** Site whose objectives the plans are derived from. */
  readonly site: Site;

  /** Vault of the primary Region. */
  readonly vault: IBackupVault;

  /** The site's database. */
  readonly cluster: IDatabaseCluster;

  /** Subnet group of the cluster, for restores. */
  readonly databaseSubnetGroupName: string;

  /** Buckets that, with the templates, are all the system is made of. */
  readonly systemResources: readonly IBucket[];

  /** Topic of the same Region. */
  readonly notificationTopic: ITopic;
}

/** Jobs that must be completed every day when nothing is missed. */
export interface JobsPerDay {
  /** Snapshots of the database and the system. */
  readonly backups: number;
  /** Copies of them in all recovery Regions. */
  readonly copies: number;
}

/**
 * Backups of the site: the database twice a day and continuously, the system twice a day, copies of every snapshot in
 * every recovery Region, and a weekly drill that restores them.
 *
 * What "system" covers: the buckets given, that is the releases the servers are made from. Everything else of a server
 * is in the launch templates, which are in the templates, which are in the site's repository. No instance keeps state:
 * there are no volumes, tables or images to back up. The database's secret is made again at a restore.
 *
 * AWS Backup must be switched on for Aurora and S3 in every Region used ("service opt-in"), which no template can do;
 * until it is, no job is created, and the alarm on completed jobs says so (`docs/runbooks/backup-opt-in.md`).
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html
 */
export class SiteBackups extends Construct {
  /** Jobs that must be completed every day. */
  readonly jobsPerDay: JobsPerDay;

  /** The plans, by what they back up. */
  readonly plans: Readonly<Record<'database' | 'system', SnapshotPlan>>;

  /** The plan by which the newest recovery points are restored every week. */
  readonly restoreTest: { readonly planName: string; readonly planArn: string };

  private readonly vaultName: string;

  constructor(scope: Construct, id: string, props: SiteBackupsProps) {
    super(scope, id);
    const { site, vault, cluster } = props;
    const { database, system } = site.backup;
    // Policies of AWS, not copies of them: they have changed thirty times, and a permission that is missing shows up
    // as a job that fails at night.
    const backupRole = new Role(this, 'BackupRole', {
      description: `${site.name}: makes recovery points`,
      assumedBy: new ServicePrincipal('backup.amazonaws.com'),
      managedPolicies: [
        ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSBackupServiceRolePolicyForBackup'),
        ManagedPolicy.fromAwsManagedPolicyName('AWSBackupServiceRolePolicyForS3Backup'),
      ],
    });
    // Apart, so that the role that runs every day can restore nothing over what is there.
    const restoreRole = new Role(this, 'RestoreRole', {
      description: `${site.name}: restores recovery points`,
      assumedBy: new ServicePrincipal('backup.amazonaws.com'),
      managedPolicies: [
        ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSBackupServiceRolePolicyForRestores'),
        ManagedPolicy.fromAwsManagedPolicyName('AWSBackupServiceRolePolicyForS3Restore'),
      ],
    });
    const bucketArns = props.systemResources.map(({ bucketArn }) => bucketArn);
    const databasePlan = new SnapshotPlan(this, 'Database', {
      site,
      subject: 'database',
      snapshots: database,
      continuous: { retentionDays: database.continuousRetentionDays, checkedAt: quietTime(site) },
      vault,
      resourceArns: [cluster.clusterArn],
      role: backupRole,
    });
    const systemPlan = new SnapshotPlan(this, 'System', {
      site,
      subject: 'system',
      snapshots: system,
      vault,
      resourceArns: bucketArns,
      role: backupRole,
    });
    this.plans = { database: databasePlan, system: systemPlan };
    const { planName, planArn } = new RestoreDrill(this, 'RestoreDrill', {
      site,
      vault,
      clusterArn: cluster.clusterArn,
      databaseSubnetGroupName: props.databaseSubnetGroupName,
      bucketArns,
      role: restoreRole,
    });
    this.restoreTest = { planName, planArn };
    new BackupJobEvents(this, 'JobEvents', {
      roles: [backupRole, restoreRole],
      notificationTopic: props.notificationTopic,
    });
    const backups = database.times.length + system.times.length * bucketArns.length;
    this.jobsPerDay = { backups, copies: backups * site.regions.recovery.length };
    this.vaultName = backupVaultName(site);
  }

  /** Backups completed in the vault; nothing is published while there are none. */
  metricBackupJobsCompleted(options?: MetricOptions): IMetric {
    return this.metric('NumberOfBackupJobsCompleted', options);
  }

  /** Copies completed into vaults of this name, that is into those of all recovery Regions. */
  metricCopyJobsCompleted(options?: MetricOptions): IMetric {
    return this.metric('NumberOfCopyJobsCompleted', options);
  }

  /** Recovery points whose time is over and which AWS Backup could not delete. */
  metricRecoveryPointsExpired(options?: MetricOptions): IMetric {
    return this.metric('NumberOfRecoveryPointsExpired', options);
  }

  private metric(metricName: string, options: MetricOptions = {}): IMetric {
    return new Metric({
      namespace: 'AWS/Backup',
      metricName,
      dimensionsMap: { BackupVaultName: this.vaultName },
      statistic: 'Sum',
      period: Duration.days(1),
      ...options,
    });
  }
}
