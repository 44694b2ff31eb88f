import { ArnFormat, Duration, Stack, Tags, TimeZone } from 'aws-cdk-lib';
import {
  BackupPlan,
  BackupPlanRule,
  BackupResource,
  BackupSelection,
  BackupVault,
  type IBackupPlan,
  type IBackupVault,
  CfnBackupPlan,
} from 'aws-cdk-lib/aws-backup';
import { Schedule } from 'aws-cdk-lib/aws-events';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { backupVaultName, pascalCase } from '../site/names';
import type { BackupPlan as SnapshotRule, Site } from '../site/site';

/** Point in time recovery beside the snapshots. */
export interface ContinuousBackup {
  /** Days it reaches back, 1 to 35. */
  readonly retentionDays: number;
  /** Time of day, `HH:MM` in the site's time zone, at which AWS Backup looks whether it is on. */
  readonly checkedAt: string;
}

/** Properties for `SnapshotPlan`. */
export interface SnapshotPlanProps {
  /** Site whose time zone and recovery Regions apply. */
  readonly site: Site;

  /** What is backed up: `database` or `system`. */
  readonly subject: 'database' | 'system';

  /** Times, retention and windows of the snapshots. */
  readonly snapshots: SnapshotRule;

  /**
   * Point in time recovery.
   *
   * @default - none
   */
  readonly continuous?: ContinuousBackup;

  /** Vault of the same Region. */
  readonly vault: IBackupVault;

  /** ARNs of what is backed up, at least one. */
  readonly resourceArns: readonly string[];

  /** Role AWS Backup works with. */
  readonly role: IRole;
}

/**
 * A backup plan: a rule for each time of day, with a copy in every recovery Region, and point in time recovery.
 *
 * Only snapshots are copied: a copy of a continuous backup is a snapshot as well, and point in time recovery ends at the
 * border of the Region.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/creating-a-backup-plan.html
 */
export class SnapshotPlan extends Construct {
  /** The plan in AWS Backup. */
  readonly plan: IBackupPlan;

  /** Schedule expressions of the plan's rules, one for each rule. */
  readonly schedules: readonly string[];

  constructor(scope: Construct, id: string, props: SnapshotPlanProps) {
    super(scope, id);
    const { site, subject, vault, role } = props;
    const copies = site.regions.recovery.map(({ region }) =>
      BackupVault.fromBackupVaultArn(this, `${pascalCase(region)}Vault`, vaultArn(Stack.of(this), site, region)),
    );
    const name = `${site.name}-${subject}`;
    const rules = [
      ...continuousRule(site, props.continuous, props.snapshots),
      ...props.snapshots.times.map((time) => snapshotRule(site, props.snapshots, time, copies)),
    ];
    const backupPlan = new BackupPlan(this, 'Resource', {
      backupPlanName: name,
      backupVault: vault,
      backupPlanRules: rules,
    });
    // What the plan is for, so that whoever reads the template can check its arithmetic.
    Tags.of(backupPlan).add('recovery-points', String(props.snapshots.recoveryPoints));
    if (backupPlan.node.defaultChild instanceof CfnBackupPlan) {
      // AWS Backup ignores plans for services the Region has not opted in to, and no template can opt it in.
      backupPlan.node.defaultChild.addMetadata('Runbook', 'docs/runbooks/backup-opt-in.md');
    }
    new BackupSelection(this, 'Selection', {
      backupPlan,
      backupSelectionName: name,
      resources: props.resourceArns.map((arn) => BackupResource.fromArn(arn)),
      role,
      // The role brings its policies; the selection would attach them again.
      disableDefaultBackupPolicy: true,
    });
    this.plan = backupPlan;
    this.schedules = rules.flatMap(({ props: { scheduleExpression } }) => scheduleExpression?.expressionString ?? []);
  }
}

/**
 * Its windows are as short as those of the snapshots. A start window that is left out lasts 8 hours, and where that of
 * another rule overlaps it, AWS Backup takes one backup for both, for the rule with the longer retention.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html read 2026-11-26
 */
function continuousRule(
  site: Site,
  continuous: ContinuousBackup | undefined,
  { startWindowMinutes, completionWindowMinutes }: SnapshotRule,
): BackupPlanRule[] {
  return continuous === undefined
    ? []
    : [
        new BackupPlanRule({
          ruleName: 'continuous',
          enableContinuousBackup: true,
          deleteAfter: Duration.days(continuous.retentionDays),
          startWindow: Duration.minutes(startWindowMinutes),
          completionWindow: Duration.minutes(completionWindowMinutes),
          ...daily(site, continuous.checkedAt),
        }),
      ];
}

function snapshotRule(
  site: Site,
  snapshots: SnapshotRule,
  time: string,
  copies: readonly IBackupVault[],
): BackupPlanRule {
  const deleteAfter = Duration.days(snapshots.retentionDays);
  return new BackupPlanRule({
    ruleName: `snapshot-${time.replace(':', '')}`,
    ...daily(site, time),
    startWindow: Duration.minutes(snapshots.startWindowMinutes),
    completionWindow: Duration.minutes(snapshots.completionWindowMinutes),
    deleteAfter,
    // Left out where there is nowhere to copy to: an empty list is not what the template means.
    copyActions:
      copies.length === 0
        ? undefined
        : copies.map((destinationBackupVault) => ({ destinationBackupVault, deleteAfter })),
  });
}

function daily(site: Site, time: string): { scheduleExpression: Schedule; scheduleExpressionTimezone: TimeZone } {
  const [hour, minute] = time.split(':').map((part) => String(Number(part)));
  return {
    scheduleExpression: Schedule.cron({ hour, minute }),
    scheduleExpressionTimezone: TimeZone.of(site.operations.timeZone),
  };
}

/** A vault of another Region is known by its fixed name, so no value has to cross the border between Regions. */
function vaultArn(stack: Stack, site: Site, region: string): string {
  return stack.formatArn({
    service: 'backup',
    region,
    resource: 'backup-vault',
    resourceName: backupVaultName(site),
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}
