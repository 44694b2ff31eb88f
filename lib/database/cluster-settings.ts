import { Duration } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  Credentials,
  DatabaseInsightsMode,
  EngineLifecycleSupport,
  type DatabaseClusterProps,
} from 'aws-cdk-lib/aws-rds';
import { databaseClusterIdentifier } from '../site/names';
import { servicePorts } from '../site/ports';
import type { Site } from '../site/site';
import { automatedBackupWindow } from './automated-backup-window';
import { clusterInstances, maintenanceWindow } from './instances';

/** Part of the properties of a cluster. */
type Settings = Partial<DatabaseClusterProps>;

/** Master user, for administration alone. */
const MASTER_USER = 'cluster_admin';

/** Which instances there are, and when they change. */
export function placement(site: Site, key: IKey): Settings {
  return {
    clusterIdentifier: databaseClusterIdentifier(site),
    defaultDatabaseName: site.database.databaseName,
    port: servicePorts(site).database,
    iamAuthentication: true,
    ...clusterInstances(site, key),
    preferredMaintenanceWindow: maintenanceWindow(site),
    autoMinorVersionUpgrade: false,
    // At the end of standard support RDS upgrades the cluster, instead of billing it for extended support.
    engineLifecycleSupport: EngineLifecycleSupport.OPEN_SOURCE_RDS_EXTENDED_SUPPORT_DISABLED,
    deletionProtection: site.protection,
  };
}

/**
 * Master password. RDS can keep and rotate it, but not for the cluster of a global database, so a site that will become
 * one starts with a generated secret, which the operator rotates.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-secrets-manager.html
 */
export function credentials(site: Site, encryptionKey: IKey): Settings {
  return site.database.secret === 'managed'
    ? { manageMasterUserPassword: true, credentials: Credentials.fromUsername(MASTER_USER, { encryptionKey }) }
    : { credentials: Credentials.fromGeneratedSecret(MASTER_USER, { encryptionKey }) };
}

/**
 * Database Insights in its standard mode and metrics of the operating system, every minute.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_DatabaseInsights.Engines.html read 2026-11-25
 */
export function monitoring(key: IKey, monitoringRole: IRole): Settings {
  return {
    monitoringInterval: Duration.minutes(1),
    monitoringRole,
    enablePerformanceInsights: true,
    performanceInsightEncryptionKey: key,
    databaseInsightsMode: DatabaseInsightsMode.STANDARD,
  };
}

/**
 * Automated backups, with the retention that AWS Backup sets for point in time recovery.
 *
 * Every update of the cluster passes the retention on, and RDS takes no other than the one AWS Backup has set: whoever
 * changes `continuousRetentionDays` deploys the `Backup` stack alone first, and the rest after the next continuous backup.
 *
 * @see https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-rds/issues/511 read 2026-11-25
 */
export function backups(site: Site): Settings {
  return {
    backup: {
      retention: Duration.days(site.backup.database.continuousRetentionDays),
      preferredWindow: automatedBackupWindow(site),
    },
    copyTagsToSnapshot: true,
    // Without protection a cluster that is removed leaves its final snapshot and what is in the vault, no more to pay for.
    deleteAutomatedBackups: !site.protection,
    // Undoes a wrong statement in minutes. It must be on from the start, and a global database cannot have it.
    ...(site.database.engine === 'aurora-mysql' && site.database.secret === 'managed'
      ? { backtrackWindow: Duration.days(1) }
      : {}),
  };
}
