import { ArnFormat, Stack } from 'aws-cdk-lib';
import { AnyPrincipal, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnTopicPolicy, Topic, type ITopic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct, Dependable } from 'constructs';
import { notificationTopicName } from '../site/names';
import type { Site } from '../site/site';
import { KeyWatch } from './key-watch';
import { SiteKey } from './site-key';

/** Properties for `NotificationTopic`. */
export interface NotificationTopicProps {
  /** Site whose contacts are notified. */
  readonly site: Site;
}

/**
 * The topic that receives every notification of one Region: alarms cannot publish to another Region's topic.
 *
 * It is encrypted. A publisher that may not use the key fails without a sound, so every service that publishes is named
 * in the topic's policy and in the key's policy here, once:
 *
 * | Publisher | Principal | Why no other condition |
 * | --- | --- | --- |
 * | CloudWatch alarms | `cloudwatch.amazonaws.com` | bound to this account |
 * | EventBridge rules | `events.amazonaws.com` | EventBridge supports no condition on the source, in neither policy |
 * | RDS events | `events.rds.amazonaws.com` | bound to this account in the topic policy, as documented there alone |
 * | Backup vaults | `backup.amazonaws.com` | no source condition is documented |
 * | Auto Scaling groups | service-linked role | publishes as a role: IAM allows the topic, the key policy the key |
 *
 * Every statement of the key is bound to topics of this account and Region by the encryption context, which SNS always
 * sends. The functions of the site publish through `grantPublish` on the topic.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services read 2026-11-25
 */
export class NotificationTopic extends Construct {
  /**
   * The topic, as a reference that cannot be changed: constructs of other stacks that add statements to a topic's policy
   * would otherwise change this stack, although everything they need is granted already.
   *
   * What depends on it (`node.addDependency(topic)`) is made after the topic's policy too: services that try whether
   * they may publish, such as AWS Backup, refuse a topic that has none yet.
   */
  readonly topic: ITopic;

  constructor(scope: Construct, id: string, props: NotificationTopicProps) {
    super(scope, id);
    const { site } = props;
    const { key } = new SiteKey(this, 'Key', {
      site,
      purpose: 'notifications',
      description: 'notifications on their way to the contacts',
      users: keyUsers(this),
    });
    const topic = new Topic(this, 'Resource', {
      topicName: notificationTopicName(site),
      displayName: site.name,
      masterKey: key,
      enforceSSL: true,
    });
    for (const statement of publishers(this, topic)) {
      topic.addToResourcePolicy(statement);
    }
    for (const contact of site.operations.contacts) {
      topic.addSubscription(new EmailSubscription(contact));
    }
    this.topic = Topic.fromTopicAttributes(this, 'Reference', { topicArn: topic.topicArn, keyArn: key.keyArn });
    // A reference holds no resources, so a dependency on it would mean nothing.
    Dependable.implement(this.topic, {
      dependencyRoots: topic.node.findAll().filter((child) => child instanceof CfnTopicPolicy),
    });
    new KeyWatch(this, 'KeyWatch', { key, notificationTopic: this.topic });
  }
}

/** Who may publish to the topic, apart from roles of the account, which IAM allows. */
function publishers(scope: Construct, topic: ITopic): PolicyStatement[] {
  const ofThisAccount = { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } };
  const publish = (sid: string, service: string, conditions?: Record<string, unknown>) =>
    new PolicyStatement({
      sid,
      principals: [new ServicePrincipal(service)],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions,
    });
  return [
    publish('CloudWatchAlarms', 'cloudwatch.amazonaws.com', ofThisAccount),
    publish('EventBridgeRules', 'events.amazonaws.com'),
    publish('DatabaseEvents', 'events.rds.amazonaws.com', ofThisAccount),
    publish('BackupVaults', 'backup.amazonaws.com'),
  ];
}

/** Who may use the key of the topic, apart from roles of the account, which IAM allows. */
function keyUsers(scope: Construct): PolicyStatement[] {
  const { account, region } = Stack.of(scope);
  // SNS passes the topic as encryption context. A pattern, because the topic itself needs the key before it has an ARN.
  const forTopicsOfThisRegion = {
    'kms:EncryptionContext:aws:sns:topicArn': Stack.of(scope).formatArn({ service: 'sns', resource: '*' }),
  };
  const actions = ['kms:Decrypt', 'kms:GenerateDataKey*'];
  const service = (sid: string, name: string, stringEquals?: Record<string, string>) =>
    new PolicyStatement({
      sid,
      principals: [new ServicePrincipal(name)],
      actions,
      resources: ['*'],
      conditions: {
        ArnLike: forTopicsOfThisRegion,
        ...(stringEquals === undefined ? {} : { StringEquals: stringEquals }),
      },
    });
  const autoScalingRole = Stack.of(scope).formatArn({
    service: 'iam',
    region: '',
    resource: 'role',
    resourceName: 'aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling',
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
  return [
    service('CloudWatchAlarms', 'cloudwatch.amazonaws.com', { 'aws:SourceAccount': account }),
    service('EventBridgeRules', 'events.amazonaws.com'),
    service('DatabaseEvents', 'events.rds.amazonaws.com'),
    service('BackupVaults', 'backup.amazonaws.com'),
    new PolicyStatement({
      sid: 'AutoScalingGroups',
      // Not as a principal: KMS refuses a policy that names a role that does not exist, and a new account has none yet.
      principals: [new AnyPrincipal()],
      actions,
      resources: ['*'],
      conditions: {
        ArnLike: forTopicsOfThisRegion,
        ArnEquals: { 'aws:PrincipalArn': autoScalingRole },
        StringEquals: {
          'kms:CallerAccount': account,
          'kms:ViaService': `sns.${region}.amazonaws.com`,
        },
      },
    }),
  ];
}
