import { additionsOf } from '../../../lib/local/localize/additions';
import { addedResource } from '../../../lib/local/localize/custom-resource';
import { instancesOf } from '../../../lib/local/localize/instances';
import { frozen } from './support/stacks';

const LOCK = { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 35 } } };
const KEY = { 'Fn::GetAtt': ['Key', 'Arn'] };

test('a bucket with a lock gets the lock beside it', () => {
  const bucket = frozen({ Type: 'AWS::S3::Bucket', Properties: { BucketName: 'b', ObjectLockConfiguration: LOCK } });
  expect(additionsOf('AWS::S3::Bucket', 'Records', bucket)).toStrictEqual({
    RecordsLocalLock: addedResource('Honmaru::Local::BucketLock', {
      Bucket: { Ref: 'Records' },
      ObjectLockConfiguration: LOCK,
    }),
  });
});

test('a topic with a key gets the key beside it', () => {
  const topic = frozen({ Type: 'AWS::SNS::Topic', Properties: { KmsMasterKeyId: KEY } });
  expect(additionsOf('AWS::SNS::Topic', 'Mail', topic)).toStrictEqual({
    MailLocalKey: addedResource('Honmaru::Local::TopicKey', { TopicArn: { Ref: 'Mail' }, KmsMasterKeyId: KEY }),
  });
});

test('an Auto Scaling group gets its instances beside it', () => {
  const group = frozen({ Type: 'AWS::AutoScaling::AutoScalingGroup', Properties: { MinSize: '2', MaxSize: '4' } });
  expect(additionsOf('AWS::AutoScaling::AutoScalingGroup', 'Web', group)).toStrictEqual({
    WebLocalInstances: instancesOf('Web', group),
  });
});

test.each([
  ['a bucket without a lock', 'AWS::S3::Bucket', { Properties: { BucketName: 'b' } }],
  ['a bucket that says nothing', 'AWS::S3::Bucket', {}],
  ['a topic without a key', 'AWS::SNS::Topic', { Properties: { TopicName: 't' } }],
  ['a queue with a key', 'AWS::SQS::Queue', { Properties: { KmsMasterKeyId: KEY } }],
  ['what has the name of no type', 'constructor', { Properties: { KmsMasterKeyId: KEY } }],
])('%s gets nothing', (_, type, resource) => {
  expect(additionsOf(type, 'Thing', resource)).toStrictEqual({});
});
