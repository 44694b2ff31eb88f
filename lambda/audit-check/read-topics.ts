import { DescribeKeyCommand, GetKeyPolicyCommand } from '@aws-sdk/client-kms';
import { GetTopicAttributesCommand, ListSubscriptionsByTopicCommand } from '@aws-sdk/client-sns';
import { known } from '../shared/observed';
import { readOrAbsent, readPages } from '../shared/read';
import type { AuditClients, Asking } from './clients';
import type { ExpectedTopic } from './contract';
import type { TopicObservation } from './observation';
import { keyAnswer, keyPolicyAnswer, subscriptionPage, topicAnswer, type Subscription } from './replies-topics';

/** Asks about the topic of one Region, who hears it, and the key without which it is silent. */
export async function readTopic(
  { region, topicArn, keyArn }: ExpectedTopic,
  { sns, kms }: Pick<AuditClients, 'sns' | 'kms'>,
  { abortSignal }: Asking,
): Promise<TopicObservation> {
  const [topic, subscriptions, key, keyPolicy] = await Promise.all([
    readOrAbsent(
      {
        ask: () => sns(region).send(new GetTopicAttributesCommand({ TopicArn: topicArn }), { abortSignal }),
        schema: topicAnswer,
      },
      'NotFoundException',
    ),
    readPages({
      ask: (NextToken) =>
        sns(region).send(new ListSubscriptionsByTopicCommand({ TopicArn: topicArn, NextToken }), { abortSignal }),
      schema: subscriptionPage,
    }),
    readOrAbsent(
      {
        ask: () => kms(region).send(new DescribeKeyCommand({ KeyId: keyArn }), { abortSignal }),
        schema: keyAnswer,
      },
      'NotFoundException',
    ),
    readOrAbsent(
      {
        ask: () => kms(region).send(new GetKeyPolicyCommand({ KeyId: keyArn, PolicyName: 'default' }), { abortSignal }),
        schema: keyPolicyAnswer,
      },
      'NotFoundException',
    ),
  ]);
  return {
    topic,
    subscriptions: subscriptions.kind === 'unknown' ? subscriptions : known(countMails(subscriptions.value)),
    key,
    keyPolicy,
  };
}

function countMails(subscriptions: readonly Subscription[]) {
  const mails = subscriptions.filter(({ isMail }) => isMail);
  return {
    confirmed: mails.filter(({ isConfirmed }) => isConfirmed).length,
    pending: mails.filter(({ isPending }) => isPending).length,
  };
}
