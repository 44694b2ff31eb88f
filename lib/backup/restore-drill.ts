import { CfnRestoreTestingPlan, CfnRestoreTestingSelection, type IBackupVault } from 'aws-cdk-lib/aws-backup';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { quietTime } from '../database';
import type { Site } from '../site/site';

/** Properties for `RestoreDrill`. */
export interface RestoreDrillProps {
  /** Site whose recovery points are tried. */
  readonly site: Site;

  /** Vault they are taken from. */
  readonly vault: IBackupVault;

  /** ARN of the Aurora cluster. */
  readonly clusterArn: string;

  /** Subnet group of the cluster: the account may have no default VPC, and the copy belongs where nothing reaches it. */
  readonly databaseSubnetGroupName: string;

  /** ARNs of the buckets that make up the system. */
  readonly bucketArns: readonly string[];

  /** Role AWS Backup restores with. */
  readonly role: IRole;
}

/**
 * Restores the newest snapshot of the database and of each bucket once a week, then removes what it restored: a backup
 * nobody has restored is a hope.
 *
 * The restored cluster has no instances, so the drill costs an hour of storage. It gets the default security group of
 * the VPC, which admits nothing. A restore that fails is reported by `BackupJobEvents`; whether the content is right
 * has to be checked by hand within the hour the copy lives.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing.html read 2026-11-25
 */
export class RestoreDrill extends Construct {
  /** Name of the restore testing plan. */
  readonly planName: string;
  /** ARN of the restore testing plan. */
  readonly planArn: string;

  constructor(scope: Construct, id: string, props: RestoreDrillProps) {
    super(scope, id);
    const { site } = props;
    const { availabilityZones } = site.regions.primary;
    const plan = new CfnRestoreTestingPlan(this, 'Resource', {
      // Letters, digits and underscores alone.
      restoreTestingPlanName: `${site.name.replaceAll('-', '_')}_restore_drill`,
      ...weekly(site),
      startWindowHours: 4,
      recoveryPointSelection: {
        algorithm: 'LATEST_WITHIN_WINDOW',
        includeVaults: [props.vault.backupVaultArn],
        recoveryPointTypes: ['SNAPSHOT'],
        // Older ones mean that jobs fail, which is found elsewhere; the drill still shows whether they can be restored.
        selectionWindowDays: Math.min(site.backup.database.retentionDays, site.backup.system.retentionDays),
      },
    });
    this.planName = plan.ref;
    this.planArn = plan.attrRestoreTestingPlanArn;
    const select = (id: string, protectedResourceType: string, arns: readonly string[], overrides?: Overrides) =>
      new CfnRestoreTestingSelection(this, id, {
        restoreTestingPlanName: plan.ref,
        restoreTestingSelectionName: id.toLowerCase(),
        protectedResourceType,
        protectedResourceArns: [...arns],
        iamRoleArn: props.role.roleArn,
        restoreMetadataOverrides: overrides,
        validationWindowHours: 1,
      });
    select('Database', 'Aurora', [props.clusterArn], {
      dbSubnetGroupName: props.databaseSubnetGroupName,
      // Otherwise AWS Backup picks zones at random, some without a subnet of the group. Lists are JSON in a string.
      availabilityZones: JSON.stringify(availabilityZones),
    });
    select('System', 'S3', props.bucketArns);
  }
}

/** Settings a restore takes, by AWS Backup's names; names that differ in case alone are the same. */
type Overrides = Record<string, string>;

/** The middle of the week: a drill that fails finds somebody at work. */
function weekly(site: Site): { scheduleExpression: string; scheduleExpressionTimezone: string } {
  const [hour, minute] = quietTime(site).split(':').map(Number);
  return {
    scheduleExpression: `cron(${minute} ${hour} ? * WED *)`,
    scheduleExpressionTimezone: site.operations.timeZone,
  };
}
