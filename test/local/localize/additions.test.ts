import { additionsOf } from '../../../lib/local/localize/additions';
import { addedResource } from '../../../lib/local/localize/custom-resource';
import { instancesOf } from '../../../lib/local/localize/instances';
import { at } from '../../../lib/template';
import { frozen } from './support/stacks';

const LOCK = { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 35 } } };
const KEY = { 'Fn::GetAtt': ['Key', 'Arn'] };

test('a bucket with a lock gets the lock beside it', () => {
  const bucket = frozen({ Type: 'AWS::S3::Bucket', Properties: { BucketName: 'b', ObjectLockConfiguration: LOCK } });
  expect(additionsOf('AWS::S3::Bucket', 'Records', bucket, {})).toStrictEqual({
    RecordsLocalLock: addedResource('Honmaru::Local::BucketLock', {
      Bucket: { Ref: 'Records' },
      ObjectLockConfiguration: LOCK,
    }),
  });
});

test('a topic with a key gets the key beside it', () => {
  const topic = frozen({ Type: 'AWS::SNS::Topic', Properties: { KmsMasterKeyId: KEY } });
  expect(additionsOf('AWS::SNS::Topic', 'Mail', topic, {})).toStrictEqual({
    MailLocalKey: addedResource('Honmaru::Local::TopicKey', { TopicArn: { Ref: 'Mail' }, KmsMasterKeyId: KEY }),
  });
});

test('an Auto Scaling group gets its instances beside it', () => {
  const group = frozen({ Type: 'AWS::AutoScaling::AutoScalingGroup', Properties: { MinSize: '2', MaxSize: '4' } });
  expect(additionsOf('AWS::AutoScaling::AutoScalingGroup', 'Web', group, { Web: group })).toStrictEqual({
    WebLocalInstances: instancesOf('Web', group, { Web: group }),
  });
});

const GROUPS = [{ 'Fn::ImportValue': 'Network:App' }];

test.each([
  ['groups', { SecurityGroupIds: GROUPS }, GROUPS],
  ['an interface with groups', { NetworkInterfaces: [{ DeviceIndex: 0, Groups: GROUPS }] }, GROUPS],
  ['neither', {}, undefined],
])('instances of a launch template with %s have its security groups', (_with, LaunchTemplateData, expected) => {
  const group = frozen({
    Type: 'AWS::AutoScaling::AutoScalingGroup',
    Properties: { MinSize: '2', LaunchTemplate: { LaunchTemplateId: { Ref: 'Launch' } } },
  });
  const launch = { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData } };
  const instances = instancesOf('Web', group, { Web: group, Launch: launch });
  expect(at(instances, 'Properties', 'Properties', 'SecurityGroupIds')).toEqual(expected);
});

test('instances of a launch template of another stack have no groups that are known', () => {
  const LaunchTemplate = { LaunchTemplateId: { 'Fn::ImportValue': 'Launch' } };
  const group = { Type: 'AWS::AutoScaling::AutoScalingGroup', Properties: { MinSize: '2', LaunchTemplate } };
  expect(at(instancesOf('Web', group, {}), 'Properties', 'Properties', 'SecurityGroupIds')).toBeUndefined();
});

test.each([
  ['a bucket without a lock', 'AWS::S3::Bucket', { Properties: { BucketName: 'b' } }],
  ['a bucket that says nothing', 'AWS::S3::Bucket', {}],
  ['a topic without a key', 'AWS::SNS::Topic', { Properties: { TopicName: 't' } }],
  ['a queue with a key', 'AWS::SQS::Queue', { Properties: { KmsMasterKeyId: KEY } }],
  ['what has the name of no type', 'constructor', { Properties: { KmsMasterKeyId: KEY } }],
])('%s gets nothing', (_, type, resource) => {
  expect(additionsOf(type, 'Thing', resource, {})).toStrictEqual({});
});
