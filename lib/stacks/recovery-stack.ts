import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { LockedVault } from '../backup';
import { declareFailures, NotificationTopic } from '../foundation';
import { recoveryAlarmSet, RegionalAlarms } from '../monitoring';
import { declaredRestore } from '../site';
import { SiteStack, type SiteStackProps } from './site-stack';

/** Properties for `RecoveryStack`. */
export interface RecoveryStackProps extends SiteStackProps {
  /**
   * Topic the Region has already, and an alarm on it.
   *
   * @default - a topic of its own, with an alarm on it
   */
  readonly notificationTopic?: ITopic;
}

/** What stands ready in a Region to recover in: a locked vault for copies of every recovery point. */
export class RecoveryStack extends SiteStack {
  /** Receives every notification of the Region. */
  readonly notificationTopic: ITopic;

  constructor(scope: Construct, props: RecoveryStackProps) {
    super(scope, 'Recovery', 'vault for copies of recovery points', props);
    const { site } = props;
    let notificationTopic = props.notificationTopic;
    if (notificationTopic === undefined) {
      notificationTopic = new NotificationTopic(this, 'Notifications', { site }).topic;
      const alarms = recoveryAlarmSet(site);
      new RegionalAlarms(this, 'Alarms', { site, topic: notificationTopic, part: 'recovery', alarms });
    }
    this.notificationTopic = notificationTopic;
    new LockedVault(this, 'Vault', { site, notificationTopic });
    const runbooks = declaredRestore(site, props.region);
    if (runbooks.length > 0) {
      declareFailures(this, { runbooks });
    }
  }
}
