import { Rule } from 'aws-cdk-lib/aws-events';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { topicTarget } from '../foundation';

/** Properties for `VaultWatch`. */
export interface VaultWatchProps {
  /** Name of the vault. */
  readonly vaultName: string;

  /** Topic of the same Region that hears of it. */
  readonly notificationTopic: ITopic;
}

/**
 * Reports who weakens a vault, silences it or deletes what it holds.
 *
 * EventBridge learns of it from CloudTrail: the account needs a trail that records management events. An attempt that is
 * refused is reported only when its record names the vault, and for refused calls records often hold no parameters: do
 * not count on it.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/logging-using-cloudtrail.html
 */
export class VaultWatch extends Construct {
  constructor(scope: Construct, id: string, props: VaultWatchProps) {
    super(scope, id);
    new Rule(this, 'Resource', {
      description: 'somebody changes the protection of a backup vault or deletes what it holds',
      eventPattern: {
        source: ['aws.backup'],
        detailType: ['AWS API Call via CloudTrail'],
        detail: {
          eventName: [
            'DeleteBackupVault',
            'DeleteBackupVaultAccessPolicy',
            'DeleteBackupVaultLockConfiguration',
            'DeleteBackupVaultNotifications',
            'DeleteRecoveryPoint',
            'DisassociateRecoveryPoint',
            'PutBackupVaultAccessPolicy',
            'PutBackupVaultLockConfiguration',
            'PutBackupVaultNotifications',
            'UpdateRecoveryPointLifecycle',
          ],
          requestParameters: { backupVaultName: [props.vaultName] },
        },
      },
      targets: [topicTarget(props.notificationTopic)],
    });
  }
}
