import type { IBackupPlan } from 'aws-cdk-lib/aws-backup';

/** What is backed up, as the site file names it. */
export type BackupName = 'database' | 'system';

/** A backup plan that is checked. */
export interface CheckedPlan {
  /** The plan in AWS Backup, of the same Region. */
  readonly plan: IBackupPlan;

  /** Schedule expressions of the plan's rules, one for each rule, at least one. */
  readonly schedules: readonly string[];
}

/** A plan that restores recovery points on trial. */
export interface CheckedRestoreTest {
  /** Name of the plan. */
  readonly planName: string;

  /** ARN of the plan. */
  readonly planArn: string;
}
