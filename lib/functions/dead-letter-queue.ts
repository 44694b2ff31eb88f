import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption, type IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

/**
 * A queue for events that failed every time: encrypted, reached over TLS alone, kept as long as SQS can.
 *
 * Encrypted with the keys of SQS, which need no grant: a dead letter must arrive even when a key policy is broken.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html read 2026-11-25
 */
export class DeadLetterQueue extends Construct {
  /** The queue. */
  readonly queue: IQueue;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.queue = new Queue(this, 'Resource', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
  }
}
