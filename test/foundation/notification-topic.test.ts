import { Match, Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnResource, Stack } from 'aws-cdk-lib';
import { NotificationTopic } from '../../lib/foundation';
import { testSite } from '../support/test-site';
import { findings, stackIn, statements, synthIn } from './synth';

const site = testSite({ operations: { contacts: ['a@example.jp', 'b@example.jp'], timeZone: 'Asia/Tokyo' } });
const template = synthIn('ap-northeast-1', (stack) => {
  new NotificationTopic(stack, 'Notifications', { site });
});
const keyPolicy = statements(template, 'AWS::KMS::Key', 'KeyPolicy');
const topicPolicy = statements(template, 'AWS::SNS::TopicPolicy', 'PolicyDocument');
const account = { Ref: 'AWS::AccountId' };
const topicsOfTheRegion = {
  'kms:EncryptionContext:aws:sns:topicArn': { 'Fn::Join': ['', ['arn:aws:sns:ap-northeast-1:', account, ':*']] },
};

test('encrypts the topic with its own key', () => {
  template.hasResourceProperties('AWS::SNS::Topic', {
    KmsMasterKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^NotificationsKey'), 'Arn'] },
  });
});

test('refuses what is not published over TLS', () => {
  expect(topicPolicy.AllowPublishThroughSSLOnly).toMatchObject({
    Effect: 'Deny',
    Action: 'sns:Publish',
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  });
});

test('mails every contact', () => {
  for (const Endpoint of site.operations.contacts) {
    template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint });
  }
});

test('admits exactly the services that publish', () => {
  expect(Object.keys(topicPolicy).sort()).toEqual([
    'AllowPublishThroughSSLOnly',
    'BackupVaults',
    'CloudWatchAlarms',
    'DatabaseEvents',
    'EventBridgeRules',
  ]);
});

test.each([
  ['CloudWatchAlarms', 'cloudwatch.amazonaws.com'],
  ['EventBridgeRules', 'events.amazonaws.com'],
  ['DatabaseEvents', 'events.rds.amazonaws.com'],
  ['BackupVaults', 'backup.amazonaws.com'],
])('lets %s use the topic and its key', (sid, Service) => {
  expect(topicPolicy[sid]).toMatchObject({ Effect: 'Allow', Principal: { Service }, Action: 'sns:Publish' });
  expect(keyPolicy[sid]).toMatchObject({
    Effect: 'Allow',
    Principal: { Service },
    Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    Condition: { ArnLike: topicsOfTheRegion },
  });
});

test.each(['CloudWatchAlarms', 'DatabaseEvents'])('takes messages of %s from this account alone', (sid) => {
  expect(topicPolicy[sid]?.Condition).toEqual({ StringEquals: { 'aws:SourceAccount': account } });
});

test('puts no condition on EventBridge that EventBridge does not support', () => {
  expect(topicPolicy.EventBridgeRules?.Condition).toBeUndefined();
  expect(keyPolicy.EventBridgeRules?.Condition).toEqual({ ArnLike: topicsOfTheRegion });
});

test('lets the service-linked role of Auto Scaling use the key, without naming it as a principal', () => {
  expect(keyPolicy.AutoScalingGroups).toMatchObject({
    Principal: { AWS: '*' },
    Condition: {
      ArnEquals: {
        'aws:PrincipalArn': {
          'Fn::Join': [
            '',
            ['arn:aws:iam::', account, ':role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling'],
          ],
        },
      },
      ArnLike: topicsOfTheRegion,
      StringEquals: { 'kms:CallerAccount': account, 'kms:ViaService': 'sns.ap-northeast-1.amazonaws.com' },
    },
  });
});

test('gives the key to nobody else but the administrators of the account', () => {
  expect(Object.keys(keyPolicy).sort()).toEqual([
    '',
    'AutoScalingGroups',
    'BackupVaults',
    'CloudWatchAlarms',
    'DatabaseEvents',
    'EventBridgeRules',
  ]);
  expect(keyPolicy['']?.Action).toBe('kms:*');
});

test('grants a role of another stack topic and key, and stays as it is', () => {
  const stack = stackIn('ap-northeast-1');
  const { topic } = new NotificationTopic(stack, 'Notifications', { site });
  const other = new Stack(stack.node.root, 'Other', { env: { region: 'ap-northeast-1' } });
  topic.grantPublish(new Role(other, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }));
  topic.grantPublish(new ServicePrincipal('ses.amazonaws.com'));
  const text = (of: Stack) => JSON.stringify(Template.fromStack(of).toJSON());
  expect(text(other)).toContain('"sns:Publish"');
  expect(text(other)).toContain('"kms:GenerateDataKey*"');
  expect(text(stack)).not.toContain('ses.amazonaws.com');
});

test('is ready, with its policy, before what depends on it is made', () => {
  const result = synthIn('ap-northeast-1', (stack) => {
    const { topic } = new NotificationTopic(stack, 'Notifications', { site });
    new CfnResource(stack, 'Publisher', { type: 'Test::Publisher::Resource' }).node.addDependency(topic);
  });
  result.hasResource('Test::Publisher::Resource', { DependsOn: [policyIdOf(result)] });
});

test('reports who changes the policy of its own key', () => {
  template.hasResourceProperties('AWS::Events::Rule', {
    EventPattern: {
      source: ['aws.kms'],
      detail: { resources: { ARN: [{ 'Fn::GetAtt': [Match.stringLikeRegexp('^NotificationsKey'), 'Arn'] }] } },
    },
    Targets: [{ Arn: { Ref: Match.stringLikeRegexp('^Notifications') } }],
  });
});

test('leaves the nag packs nothing to find', () => {
  const stack = stackIn('us-east-1');
  new NotificationTopic(stack, 'Notifications', { site });
  expect(findings(stack)).toEqual([]);
});

/** Logical ID of the only topic policy. */
function policyIdOf(result: Template): string | undefined {
  return Object.keys(result.findResources('AWS::SNS::TopicPolicy'))[0];
}
