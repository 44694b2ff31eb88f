import { Rule } from 'aws-cdk-lib/aws-events';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { topicTarget } from '../foundation';

/** Properties for `BackupJobEvents`. */
export interface BackupJobEventsProps {
  /** Roles the site's jobs run with: by them jobs of this site are told from others of the account. */
  readonly roles: readonly IRole[];

  /** Topic of the same Region. */
  readonly notificationTopic: ITopic;
}

/**
 * Reports jobs of AWS Backup that did not do what they should: backups, copies and restores, those of the restore drill
 * included.
 *
 * A job that was never created leaves no event; the alarms on completed jobs find that.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html read 2026-11-25
 */
export class BackupJobEvents extends Construct {
  constructor(scope: Construct, id: string, props: BackupJobEventsProps) {
    super(scope, id);
    const iamRoleArn = props.roles.map((role) => role.roleArn);
    const report = (id: string, detailType: string, detail: Record<string, string[]>) =>
      new Rule(this, id, {
        description: `${detailType}: not completed`,
        eventPattern: { source: ['aws.backup'], detailType: [detailType], detail: { ...detail, iamRoleArn } },
        targets: [topicTarget(props.notificationTopic)],
      });
    report('Backups', 'Backup Job State Change', { state: ['ABORTED', 'EXPIRED', 'FAILED', 'PARTIAL'] });
    report('Copies', 'Copy Job State Change', { state: ['FAILED', 'PARTIAL'] });
    // Restores have a status where the others have a state.
    report('Restores', 'Restore Job State Change', { status: ['ABORTED', 'FAILED'] });
  }
}
