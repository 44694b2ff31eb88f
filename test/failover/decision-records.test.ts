import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { DecisionRecords } from '../../lib/failover';
import { testApp } from '../support/test-app';
import { testSite } from '../support/test-site';

const site = testSite();

function synthRecords(use?: (records: DecisionRecords, policy: ManagedPolicy) => void, of = site): Template {
  const stack = new Stack(testApp(), 'Stack', { env: { region: 'ap-northeast-1', account: '111111111111' } });
  const records = new DecisionRecords(stack, 'Records', {
    site: of,
    logBucket: Bucket.fromBucketName(stack, 'Logs', 'test-site-logs'),
  });
  if (use !== undefined) {
    use(records, new ManagedPolicy(stack, 'Policy'));
  }
  return Template.fromStack(stack);
}

const template = synthRecords();
const bucket = { 'Fn::GetAtt': [Match.stringLikeRegexp('^Records'), 'Arn'] };
const objects = { 'Fn::Join': ['', [bucket, '/*']] };

test('are versioned, and every version is locked for nobody to shorten as long as logs are kept', () => {
  template.hasResourceProperties('AWS::S3::Bucket', {
    BucketName: Match.absent(),
    VersioningConfiguration: { Status: 'Enabled' },
    ObjectLockEnabled: true,
    ObjectLockConfiguration: {
      ObjectLockEnabled: 'Enabled',
      Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 400, Years: Match.absent() } },
    },
  });
  const kept = testSite({ operations: { ...site.operations, logRetentionDays: 90 } });
  synthRecords(undefined, kept).hasResourceProperties('AWS::S3::Bucket', {
    ObjectLockConfiguration: { Rule: { DefaultRetention: { Days: 90 } } },
    LifecycleConfiguration: {
      Rules: Match.arrayWith([
        Match.objectLike({ ExpirationInDays: 90, NoncurrentVersionExpiration: { NoncurrentDays: 90 } }),
      ]),
    },
  });
});

test('are locked for an administrator to lift in a site without protection, which can be removed for good', () => {
  synthRecords(undefined, testSite({ protection: false })).hasResourceProperties('AWS::S3::Bucket', {
    ObjectLockEnabled: true,
    ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 400 } } },
  });
});

test('need no key of the account, are closed to the public, and record who reads them', () => {
  template.hasResourceProperties('AWS::S3::Bucket', {
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
    },
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
    OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    LoggingConfiguration: { DestinationBucketName: 'test-site-logs', LogFilePrefix: 'buckets/decision-records/' },
  });
});

test('outlive their stack, protected or not, but for a deployment that is rolled back', () => {
  for (const protection of [true, false]) {
    synthRecords(undefined, testSite({ protection })).hasResource('AWS::S3::Bucket', {
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  }
});

test('go once their lock has ended, with what is left of their keys', () => {
  template.hasResourceProperties('AWS::S3::Bucket', {
    LifecycleConfiguration: {
      Rules: [
        {
          Id: 'expire',
          Status: 'Enabled',
          ExpirationInDays: 400,
          NoncurrentVersionExpiration: { NoncurrentDays: 400 },
          AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
        },
        { Id: 'tidy-delete-markers', Status: 'Enabled', ExpiredObjectDeleteMarker: true },
      ],
    },
  });
});

test('are reached over TLS, written only by who names the version that is replaced, and deleted by nobody', () => {
  template.hasResourceProperties('AWS::S3::BucketPolicy', {
    PolicyDocument: {
      Statement: [
        {
          Effect: 'Deny',
          Principal: { AWS: '*' },
          Action: 's3:*',
          Resource: [bucket, objects],
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
        {
          Sid: 'WriteWithoutReading',
          Effect: 'Deny',
          Principal: { AWS: '*' },
          Action: 's3:PutObject',
          Resource: objects,
          Condition: { Null: { 's3:if-match': 'true', 's3:if-none-match': 'true' } },
        },
        {
          Sid: 'Delete',
          Effect: 'Deny',
          Principal: { AWS: '*' },
          Action: ['s3:DeleteObject', 's3:DeleteObjectVersion'],
          Resource: objects,
        },
      ],
    },
  });
});

test('are appended to by a function in its own folder alone, which also learns that a record is not there', () => {
  synthRecords((records, policy) => {
    records.grantRecords(policy, 'topology-check').assertSuccess();
  }).hasResourceProperties('AWS::IAM::ManagedPolicy', {
    PolicyDocument: {
      Statement: [
        {
          Effect: 'Allow',
          Action: ['s3:GetObject', 's3:PutObject'],
          Resource: { 'Fn::Join': ['', [bucket, '/topology-check/*.json']] },
        },
        {
          Effect: 'Allow',
          Action: 's3:ListBucket',
          Resource: bucket,
          Condition: { StringLikeIfExists: { 's3:prefix': ['topology-check/*'] } },
        },
      ],
    },
  });
});

test('are read by who may read the records of certain functions', () => {
  synthRecords((records, policy) => {
    records.grantRead(policy, ['drill', 'topology-check']).assertSuccess();
  }).hasResourceProperties('AWS::IAM::ManagedPolicy', {
    PolicyDocument: {
      Statement: [
        {
          Effect: 'Allow',
          Action: 's3:GetObject',
          Resource: ['drill', 'topology-check'].map((name) => ({ 'Fn::Join': ['', [bucket, `/${name}/*.json`]] })),
        },
        {
          Effect: 'Allow',
          Action: 's3:ListBucket',
          Resource: bucket,
          Condition: { StringLikeIfExists: { 's3:prefix': ['drill/*', 'topology-check/*'] } },
        },
      ],
    },
  });
});
