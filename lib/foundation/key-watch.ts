import { Rule } from 'aws-cdk-lib/aws-events';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { topicTarget } from './topic-target';

/** Properties for `KeyWatch`. */
export interface KeyWatchProps {
  /** Key without which data cannot be read. */
  readonly key: IKey;

  /** Topic of the same Region that hears of it. */
  readonly notificationTopic: ITopic;
}

/**
 * Reports who disables a key, schedules its deletion, changes its policy or revokes a grant of it.
 *
 * Such a call takes effect at once, but shows only when somebody needs the data. EventBridge learns of it from
 * CloudTrail: the account needs a trail that records management events.
 *
 * Grants that are retired are left out. Services retire their own when an instance, a copy or a restore ends, the weekly
 * restore drill included: one that matters would drown. And a grant can be retired only by those it names and by the
 * account that made it, whereas it can be revoked by whoever may administer the key.
 *
 * Of the key of the notification topic itself a changed policy is reported as long as EventBridge may still use it; once
 * the key is disabled no message passes the topic.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 */
export class KeyWatch extends Construct {
  constructor(scope: Construct, id: string, props: KeyWatchProps) {
    super(scope, id);
    new Rule(this, 'Resource', {
      description: 'a key was disabled, is to be deleted, has another policy or lost a grant',
      eventPattern: {
        source: ['aws.kms'],
        detailType: ['AWS API Call via CloudTrail'],
        detail: {
          eventName: ['DisableKey', 'PutKeyPolicy', 'RevokeGrant', 'ScheduleKeyDeletion'],
          resources: { ARN: [props.key.keyArn] },
        },
      },
      targets: [topicTarget(props.notificationTopic)],
    });
  }
}
