import { Match } from 'aws-cdk-lib/assertions';
import { LogBucket, ReleaseBucket } from '../../lib/foundation';
import { testSite } from '../support/test-site';
import { findings, stackIn, statements, synthIn } from './synth';

const site = testSite();
const template = synthIn('ap-northeast-1', (stack) => {
  new LogBucket(stack, 'AccessLogs', { site });
});
const policy = statements(template, 'AWS::S3::BucketPolicy', 'PolicyDocument');
const account = { Ref: 'AWS::AccountId' };

test('has no key of its own, which load balancers could not use', () => {
  template.hasResourceProperties('AWS::S3::Bucket', {
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
    },
    ObjectLockEnabled: Match.absent(),
  });
});

test('keeps every version and outlives its stack, but not a first deployment that is rolled back', () => {
  template.hasResource('AWS::S3::Bucket', {
    Properties: { VersioningConfiguration: { Status: 'Enabled' } },
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
  });
});

test('expires logs when the site says', () => {
  template.hasResourceProperties('AWS::S3::Bucket', {
    LifecycleConfiguration: {
      Rules: Match.arrayWith([
        Match.objectLike({ ExpirationInDays: 400, NoncurrentVersionExpiration: { NoncurrentDays: 90 } }),
      ]),
    },
  });
});

test('is closed to the public, to access lists and to plain HTTP', () => {
  template.hasResourceProperties('AWS::S3::Bucket', {
    OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
  });
  expect(policy['']).toMatchObject({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } });
});

test('admits load balancers as a service and as the account of the Region, under this account alone', () => {
  expect(policy.LoadBalancers).toMatchObject({
    Action: 's3:PutObject',
    Principal: {
      AWS: 'arn:aws:iam::582318560864:root',
      Service: 'logdelivery.elasticloadbalancing.amazonaws.com',
    },
    Resource: {
      'Fn::Join': ['', [{ 'Fn::GetAtt': ['AccessLogs247031D9', 'Arn'] }, '/load-balancers/*/AWSLogs/', account, '/*']],
    },
  });
});

test('admits load balancers as a service alone where the Region has no account for them', () => {
  const young = synthIn('ap-southeast-5', (stack) => {
    new LogBucket(stack, 'AccessLogs', { site });
  });
  expect(statements(young, 'AWS::S3::BucketPolicy', 'PolicyDocument').LoadBalancers?.Principal).toEqual({
    Service: 'logdelivery.elasticloadbalancing.amazonaws.com',
  });
});

test('admits access logs of buckets of this account', () => {
  expect(policy.Buckets).toMatchObject({
    Principal: { Service: 'logging.s3.amazonaws.com' },
    Action: 's3:PutObject',
    Condition: { StringEquals: { 'aws:SourceAccount': account } },
  });
});

test('admits deliveries of CloudFront from this account', () => {
  expect(policy.Distributions).toMatchObject({
    Principal: { Service: 'delivery.logs.amazonaws.com' },
    Condition: {
      StringEquals: { 'aws:SourceAccount': account, 's3:x-amz-acl': 'bucket-owner-full-control' },
      ArnLike: {
        'aws:SourceArn': {
          'Fn::Join': ['', ['arn:aws:logs:ap-northeast-1:', account, ':delivery-source:*']],
        },
      },
    },
  });
});

test('admits nobody else', () => {
  expect(Object.keys(policy).sort()).toEqual(['', 'Buckets', 'Distributions', 'LoadBalancers']);
});

test('leaves the nag packs what access logs cannot have: a key, a replica, and logs of the log bucket', () => {
  const stack = stackIn('ap-northeast-1');
  new LogBucket(stack, 'AccessLogs', { site });
  expect(findings(stack)).toEqual([
    'AwsSolutions-S1',
    'NIST.800.53.R5-S3BucketLoggingEnabled',
    'NIST.800.53.R5-S3BucketReplicationEnabled',
    'NIST.800.53.R5-S3DefaultEncryptionKMS',
    'PCI.DSS.321-S3BucketLoggingEnabled',
    'PCI.DSS.321-S3BucketReplicationEnabled',
    'PCI.DSS.321-S3DefaultEncryptionKMS',
  ]);
});

describe('releases', () => {
  const releases = synthIn('ap-northeast-1', (stack) => {
    const logBucket = new LogBucket(stack, 'AccessLogs', { site }).bucket;
    new ReleaseBucket(stack, 'Releases', { site, logBucket });
  });

  test('can be backed up: versions and events are on, without a function that switches them on', () => {
    releases.hasResourceProperties('AWS::S3::Bucket', {
      VersioningConfiguration: { Status: 'Enabled' },
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
    });
    releases.resourceCountIs('AWS::Lambda::Function', 0);
  });

  test('have their accesses recorded', () => {
    releases.hasResourceProperties('AWS::S3::Bucket', {
      LoggingConfiguration: {
        DestinationBucketName: { Ref: 'AccessLogs247031D9' },
        LogFilePrefix: 'buckets/releases/',
      },
    });
  });

  test('outlive their stack, but not a first deployment that is rolled back', () => {
    releases.hasResource('AWS::S3::Bucket', {
      Properties: { NotificationConfiguration: Match.anyValue() },
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test('are kept when replaced at least as long as their recovery points', () => {
    releases.hasResourceProperties('AWS::S3::Bucket', {
      NotificationConfiguration: Match.anyValue(),
      LifecycleConfiguration: {
        Rules: Match.arrayWith([Match.objectLike({ NoncurrentVersionExpiration: { NoncurrentDays: 90 } })]),
      },
    });
  });
});
