import { SubscribeCommand, UnsubscribeCommand, type SubscribeCommandOutput } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  type CreateQueueCommandOutput,
  type ReceiveMessageCommandOutput,
} from '@aws-sdk/client-sqs';
import { parseNotification, type Notification } from './notification';

/** Part of the client of SNS that is used; an `SNSClient` fits. */
export interface TopicClient {
  send(command: SubscribeCommand): Promise<SubscribeCommandOutput>;
  send(command: UnsubscribeCommand): Promise<unknown>;
}

/** Part of the client of SQS that is used; an `SQSClient` fits. */
export interface QueueClient {
  send(command: CreateQueueCommand): Promise<CreateQueueCommandOutput>;
  send(command: ReceiveMessageCommand): Promise<ReceiveMessageCommandOutput>;
  send(command: DeleteMessageCommand | DeleteQueueCommand | PurgeQueueCommand): Promise<unknown>;
}

/** Which topic is listened to. */
export interface MailboxOptions {
  /** SNS of the topic's Region. */
  readonly sns: TopicClient;
  /** SQS of the same Region. */
  readonly sqs: QueueClient;
  readonly topicArn: string;
}

/** A subscriber of a topic that keeps what it hears. */
export interface Mailbox {
  /** Everything that arrived since the last reading, in the order of arrival; what was read is gone. */
  read(): Promise<readonly Notification[]>;
  /** Ends the subscription and deletes the queue, with what is still in it. */
  close(): Promise<void>;
}

/**
 * Subscribes a queue of its own to a topic, as a pager would. Only messages from then on arrive.
 *
 * The queue is named after the topic, so a queue that a killed run left behind is taken over, emptied.
 */
export async function openMailbox({ sns, sqs, topicArn }: MailboxOptions): Promise<Mailbox> {
  const { queueName, queueArn } = queueOf(topicArn);
  const created = await sqs.send(
    new CreateQueueCommand({ QueueName: queueName, Attributes: { Policy: queuePolicy(queueArn, topicArn) } }),
  );
  const queueUrl = required(created.QueueUrl, 'QueueUrl');
  const deleteQueue = () => sqs.send(new DeleteQueueCommand({ QueueUrl: queueUrl }));
  try {
    await sqs.send(new PurgeQueueCommand({ QueueUrl: queueUrl }));
    const subscribed = await sns.send(
      new SubscribeCommand({ TopicArn: topicArn, Protocol: 'sqs', Endpoint: queueArn, ReturnSubscriptionArn: true }),
    );
    const subscriptionArn = required(subscribed.SubscriptionArn, 'SubscriptionArn');
    return {
      read: () => readAll(sqs, queueUrl),
      close: () =>
        attemptAll(`the mailbox of ${topicArn} could not be closed`, [
          () => sns.send(new UnsubscribeCommand({ SubscriptionArn: subscriptionArn })),
          deleteQueue,
        ]),
    };
  } catch (cause) {
    await deleteQueue().catch((error: unknown) => {
      throw new AggregateError(
        [cause, error],
        `queue ${queueName} is left behind: ${String(error)}, after ${String(cause)}`,
      );
    });
    throw cause;
  }
}

/** Most messages of one answer. @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
const MESSAGES_PER_ANSWER = 10;

async function readAll(sqs: QueueClient, QueueUrl: string): Promise<readonly Notification[]> {
  const notifications: Notification[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: MESSAGES_PER_ANSWER, WaitTimeSeconds: 0 }),
    );
    if (Messages.length === 0) {
      return notifications;
    }
    for (const { Body, ReceiptHandle } of Messages) {
      notifications.push(parseNotification(Body ?? ''));
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
  }
}

/** Longest name of a queue. @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html */
const QUEUE_NAME_LENGTH = 80;

function queueOf(topicArn: string): { readonly queueName: string; readonly queueArn: string } {
  const [, partition = '', , region = '', account = '', topicName = ''] = topicArn.split(':');
  const suffix = '-mailbox';
  const queueName = `${topicName.slice(0, QUEUE_NAME_LENGTH - suffix.length)}${suffix}`;
  return { queueName, queueArn: `arn:${partition}:sqs:${region}:${account}:${queueName}` };
}

/** Lets the topic, and nobody else, send to the queue. */
function queuePolicy(queueArn: string, topicArn: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'sns.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: queueArn,
        Condition: { ArnEquals: { 'aws:SourceArn': topicArn } },
      },
    ],
  });
}

/** Attempts every step, whatever becomes of the others, and then throws what failed. */
async function attemptAll(what: string, steps: readonly (() => Promise<unknown>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) {
    throw new AggregateError(failures, `${what}: ${failures.map(String).join('; ')}`);
  }
}

function required(value: string | undefined, member: string): string {
  if (value === undefined) {
    throw new Error(`the answer holds no ${member}`);
  }
  return value;
}
