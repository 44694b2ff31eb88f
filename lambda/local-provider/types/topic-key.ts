import { SetTopicAttributesCommand } from '@aws-sdk/client-sns';
import * as z from 'zod/mini';
import { unlessGone } from '../failure';
import { playedType, type Wanted } from '../played-type';
import { text } from '../shapes';

const properties = z.strictObject({ TopicArn: text, KmsMasterKeyId: text });

type Properties = z.infer<typeof properties>;

/** `Honmaru::Local::TopicKey`: the key of a topic, which the CloudFormation of the emulator leaves out. */
export const topicKey = playedType({
  properties,
  replacing: ['TopicArn'],
  create: async (wanted) => await setKey(wanted, wanted.properties.KmsMasterKeyId),
  update: async (_id, wanted, { keys }) =>
    keys.size === 0 ? made(wanted) : await setKey(wanted, wanted.properties.KmsMasterKeyId),
  remove: async (_id, wanted) => await unlessGone(setKey(wanted, ''), ['NotFound', 'NotFoundException']),
});

async function setKey(wanted: Wanted<Properties>, AttributeValue: string) {
  const { TopicArn } = wanted.properties;
  await wanted.clients.sns.send(
    new SetTopicAttributesCommand({ TopicArn, AttributeName: 'KmsMasterKeyId', AttributeValue }),
  );
  return made(wanted);
}

function made({ properties: { TopicArn } }: Pick<Wanted<Properties>, 'properties'>) {
  return { physicalId: TopicArn, attributes: {} };
}
