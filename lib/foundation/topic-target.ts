import type { IRuleTarget } from 'aws-cdk-lib/aws-events';
import type { ITopic } from 'aws-cdk-lib/aws-sns';

/**
 * Makes the notification topic the target of an EventBridge rule of the same Region.
 *
 * The target class of the CDK would grant EventBridge what `NotificationTopic` grants it already, and warns when the
 * topic belongs to another stack.
 */
export function topicTarget(topic: ITopic): IRuleTarget {
  return { bind: () => ({ arn: topic.topicArn }) };
}
