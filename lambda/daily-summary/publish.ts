import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import * as z from 'zod/mini';
import type { Mail } from './mail';

const answer = z.object({ MessageId: z.string().check(z.minLength(1)) });

/**
 * Hands a mail to the topic. Throws when it is not certain that the topic took it: Lambda then tries again, and after that
 * the event goes to the dead-letter queue. A mail that comes twice is better than none.
 */
export async function publish(sns: SNSClient, topicArn: string, mail: Mail, abortSignal: AbortSignal): Promise<void> {
  const command = new PublishCommand({ TopicArn: topicArn, Subject: mail.subject, Message: mail.body });
  z.parse(answer, await sns.send(command, { abortSignal }));
}
