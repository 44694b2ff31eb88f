import {
  literalText,
  pseudoText,
  resolve,
  textOf,
  type TemplateModel,
  type TemplateResource,
  type TemplateStack,
} from '../../template';
import { judge, mergeJudgements, undetermined, type Judgement, type RuleFault } from '../rule';
import { keyUseFault, type KeyUse } from './keys';
import { publicationsOf, type Publication, type Publisher } from './publishers';

const SERVICES: Readonly<Record<Exclude<Publisher, 'autoscaling'>, string>> = {
  cloudwatch: 'cloudwatch.amazonaws.com',
  events: 'events.amazonaws.com',
  rds: 'events.rds.amazonaws.com',
  backup: 'backup.amazonaws.com',
};

/** Judges, for every topic a service publishes to, whether the topic's key lets it. */
export function judgeTopicKeys(model: TemplateModel, publisher: Publisher): readonly Judgement[] {
  return mergeJudgements(
    publicationsOf(model, publisher).map((publication) =>
      judge(publication.source, [topicKeyFault(model, publication)]),
    ),
  );
}

/** What the publisher is to IAM: a service principal, or the service-linked role that publishes in its place. */
export function publisherService(publisher: Publisher): string | undefined {
  return publisher === 'autoscaling' ? undefined : SERVICES[publisher];
}

function topicKeyFault(model: TemplateModel, publication: Publication): RuleFault | undefined {
  const { topic, source, property, value } = publication;
  if (topic === undefined) {
    const text = textOf(resolve(model, source.stack, value));
    return undetermined(`the topic ${text} is in none of the templates, so its key cannot be read`, property);
  }
  const key = topic.properties['KmsMasterKeyId'];
  return key === undefined
    ? undefined
    : keyUseFault(model, topic.stack, key, keyUse(model, publication, topic), property);
}

function keyUse(model: TemplateModel, { publisher, source }: Publication, topic: TemplateResource): KeyUse {
  const [partition, region, account] = environmentOf(topic.stack);
  // SNS passes the topic as encryption context. A generated name is not known yet; only a pattern can be meant by it.
  const name = literalText(model, topic.stack, topic.properties['TopicName']) ?? topic.logicalId;
  const context = { 'kms:encryptioncontext:aws:sns:topicarn': `arn:${partition}:sns:${region}:${account}:${name}` };
  const actions = ['kms:Decrypt', 'kms:GenerateDataKey'];
  if (publisher === 'autoscaling') {
    const roleArn = autoScalingRoleArn(source.stack);
    const asRole = {
      'aws:principalarn': roleArn,
      'kms:calleraccount': account,
      'aws:sourceaccount': undefined,
      'kms:viaservice': `sns.${region}.amazonaws.com`,
    };
    return { user: { roleArn }, actions, request: { ...context, ...asRole } };
  }
  return {
    user: { service: SERVICES[publisher] },
    actions,
    request: { ...context, ...(publisher === 'cloudwatch' ? alarmSource(source) : {}) },
  };
}

/**
 * CloudWatch tells KMS which alarm publishes. The others tell nothing that is documented: a condition on the source
 * drops every message.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
 */
function alarmSource({ stack, logicalId }: TemplateResource): Readonly<Record<string, string>> {
  const [partition, region, account] = environmentOf(stack);
  return {
    'aws:sourceaccount': account,
    'aws:sourcearn': `arn:${partition}:cloudwatch:${region}:${account}:alarm:${logicalId}`,
  };
}

/** ARN of the role by which Auto Scaling acts. */
export function autoScalingRoleArn(stack: TemplateStack): string {
  const [partition, , account] = environmentOf(stack);
  return `arn:${partition}:iam::${account}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`;
}

/** Partition, Region and account as policies of the same stack show them. */
export function environmentOf(stack: TemplateStack): readonly [partition: string, region: string, account: string] {
  return [pseudoText(stack, 'AWS::Partition'), pseudoText(stack, 'AWS::Region'), pseudoText(stack, 'AWS::AccountId')];
}
