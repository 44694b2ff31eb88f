import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { KeyWatch, LogBucket, LogKey, NotificationTopic } from '../foundation';
import { SiteStack, type SiteStackProps } from './site-stack';

/** What every other stack of a Region stands on: notifications, the key of its logs, the bucket of its access logs. */
export class FoundationStack extends SiteStack {
  /** Receives every notification of the Region. */
  readonly notificationTopic: ITopic;
  /** Encrypts every log group of the Region. */
  readonly logKey: IKey;
  /** Receives access logs of load balancers and buckets. */
  readonly logBucket: IBucket;

  constructor(scope: Construct, props: SiteStackProps) {
    super(scope, 'Foundation', 'notifications, keys and log storage', props);
    const { site } = props;
    this.notificationTopic = new NotificationTopic(this, 'Notifications', { site }).topic;
    this.logKey = new LogKey(this, 'Logs', { site }).key;
    new KeyWatch(this, 'LogKeyWatch', { key: this.logKey, notificationTopic: this.notificationTopic });
    this.logBucket = new LogBucket(this, 'AccessLogs', { site }).bucket;
  }
}
