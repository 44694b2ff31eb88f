import type { IBackupVault } from 'aws-cdk-lib/aws-backup';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { LockedVault, SiteBackups } from '../backup';
import type { AuroraCluster } from '../database';
import { SiteStack, type SiteStackProps } from './site-stack';

/** Properties for `BackupStack`. */
export interface BackupStackProps extends SiteStackProps {
  /** Database that is backed up. */
  readonly database: AuroraCluster;
  /** Bucket with the releases: what the backup of the "system" covers. */
  readonly releaseBucket: IBucket;
  /** Receives failed and missed jobs. */
  readonly notificationTopic: ITopic;
}

/** The vault of the primary Region, the plans that fill it and its copies, and the restore tests. */
export class BackupStack extends SiteStack {
  /** Vault of the primary Region. */
  readonly vault: IBackupVault;
  /** Plans, selections and restore tests. */
  readonly backups: SiteBackups;

  constructor(scope: Construct, props: BackupStackProps) {
    super(scope, 'Backup', 'vault, backup plans and restore tests', props);
    const { site, database, releaseBucket, notificationTopic } = props;
    this.vault = new LockedVault(this, 'Vault', { site, notificationTopic }).vault;
    this.backups = new SiteBackups(this, 'Backups', {
      site,
      vault: this.vault,
      cluster: database.cluster,
      databaseSubnetGroupName: database.subnetGroupName,
      systemResources: [releaseBucket],
      notificationTopic,
    });
  }
}
