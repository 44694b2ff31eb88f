import { CfnEventSubscription, type IDatabaseCluster } from 'aws-cdk-lib/aws-rds';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

/** Properties for `DatabaseEvents`. */
export interface DatabaseEventsProps {
  /** Cluster whose events, and those of its instances, are reported. */
  readonly cluster: IDatabaseCluster;

  /** Topic of the same Region; it admits RDS. */
  readonly notificationTopic: ITopic;
}

/**
 * Reports what happens to the cluster and its instances: failovers, failures, maintenance, changes.
 *
 * Events complete the alarms, they do not replace them: RDS emits them on a best-effort basis.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_Events.Messages.html
 */
export class DatabaseEvents extends Construct {
  constructor(scope: Construct, id: string, props: DatabaseEventsProps) {
    super(scope, id);
    const { cluster } = props;
    const snsTopicArn = props.notificationTopic.topicArn;
    new CfnEventSubscription(this, 'Cluster', {
      snsTopicArn,
      sourceType: 'db-cluster',
      sourceIds: [cluster.clusterIdentifier],
      eventCategories: ['configuration change', 'deletion', 'failover', 'failure', 'maintenance', 'notification'],
    });
    new CfnEventSubscription(this, 'Instances', {
      snsTopicArn,
      sourceType: 'db-instance',
      sourceIds: [...cluster.instanceIdentifiers],
      eventCategories: [
        'availability',
        'configuration change',
        'deletion',
        'failover',
        'failure',
        'low storage',
        'maintenance',
        'notification',
        'read replica',
        'recovery',
      ],
    });
  }
}
