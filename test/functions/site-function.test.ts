import { Duration, Size, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { bundleFunctions, DeadLetterQueue, SiteFunction } from '../../lib/functions';
import { testApp } from '../support/test-app';
import { testSite } from '../support/test-site';
import { KEY_ARN, synthFunction } from './synth-function';

let template: Template;

beforeAll(async () => {
  await bundleFunctions();
  template = synthFunction();
}, 60_000);

test('runs the bundle on the current runtime, with limits on time, memory and concurrency', () => {
  template.hasResourceProperties('AWS::Lambda::Function', {
    Architectures: ['arm64'],
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Timeout: 45,
    MemorySize: 512,
    ReservedConcurrentExecutions: 1,
    TracingConfig: { Mode: 'Active' },
    LoggingConfig: { LogGroup: { Ref: Match.stringLikeRegexp('^FunctionLogs') } },
    DeadLetterConfig: { TargetArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^FunctionDeadLetters'), 'Arn'] } },
    VpcConfig: Match.absent(),
    Environment: Match.absent(),
  });
});

test('takes memory, concurrency, environment and event age from its properties', () => {
  const other = synthFunction({
    memorySize: Size.mebibytes(256),
    reservedConcurrentExecutions: 2,
    environment: { NAME: 'value' },
    maximumEventAge: Duration.minutes(10),
  });
  other.hasResourceProperties('AWS::Lambda::Function', {
    MemorySize: 256,
    ReservedConcurrentExecutions: 2,
    Environment: { Variables: { NAME: 'value' } },
  });
  other.hasResourceProperties('AWS::Lambda::EventInvokeConfig', { MaximumEventAgeInSeconds: 600 });
});

test('gives up on an event after two more tries or five minutes', () => {
  template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
    MaximumEventAgeInSeconds: 300,
    MaximumRetryAttempts: 2,
    Qualifier: '$LATEST',
  });
});

test('logs into an encrypted group of the site, which is there before the function', () => {
  template.hasResourceProperties('AWS::Logs::LogGroup', {
    LogGroupName: Match.stringLikeRegexp('^/test-site/functions/topology-check-[0-9a-f]{8}$'),
    KmsKeyId: KEY_ARN,
    RetentionInDays: 400,
  });
});

test('two functions of one kind have log groups of their own', () => {
  const both = synthFunction({}, (_fn, stack) => {
    new SiteFunction(stack, 'Second', {
      site: testSite(),
      functionName: 'topology-check',
      description: 'checks',
      logKey: Key.fromKeyArn(stack, 'SecondKey', KEY_ARN),
      timeout: Duration.seconds(45),
    });
  });
  const names = Object.values(both.findResources('AWS::Logs::LogGroup')).map(
    (group: { Properties?: { LogGroupName?: string } }) => group.Properties?.LogGroupName,
  );
  expect(new Set(names).size).toBe(2);
});

test('has one managed policy, no inline one, and no managed policy of AWS', () => {
  template.resourceCountIs('AWS::IAM::Policy', 0);
  template.hasResourceProperties('AWS::IAM::Role', {
    ManagedPolicyArns: [{ Ref: Match.stringLikeRegexp('^FunctionPolicy') }],
    Policies: Match.absent(),
  });
});

test('may write its own logs, its own dead letters and traces, and nothing else', () => {
  template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
    PolicyDocument: {
      Statement: [
        {
          Sid: 'Logs',
          Effect: 'Allow',
          Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('^FunctionLogs'), 'Arn'] },
        },
        {
          Sid: 'DeadLetters',
          Effect: 'Allow',
          Action: 'sqs:SendMessage',
          Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('^FunctionDeadLetters'), 'Arn'] },
        },
        {
          Sid: 'Traces',
          Effect: 'Allow',
          Action: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
          Resource: '*',
        },
      ],
    },
  });
});

test('statements and grants go to the managed policy', () => {
  const other = synthFunction(
    { statements: [new PolicyStatement({ sid: 'More', actions: ['ec2:DescribeInstances'], resources: ['*'] })] },
    (fn, stack) => {
      Bucket.fromBucketName(stack, 'Bucket', 'some-bucket').grantRead(fn);
    },
  );
  other.resourceCountIs('AWS::IAM::Policy', 0);
  other.hasResourceProperties('AWS::IAM::ManagedPolicy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({ Sid: 'More' }),
        Match.objectLike({ Action: ['s3:GetBucket*', 's3:GetObject*', 's3:List*'] }),
      ]),
    },
  });
});

test('the dead-letter queue is encrypted and reached over TLS alone', () => {
  template.hasResourceProperties('AWS::SQS::Queue', { SqsManagedSseEnabled: true, MessageRetentionPeriod: 1_209_600 });
  template.hasResourceProperties('AWS::SQS::QueuePolicy', {
    PolicyDocument: {
      Statement: [
        Match.objectLike({
          Effect: 'Deny',
          Action: 'sqs:*',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      ],
    },
  });
});

test('uses a given dead-letter queue instead of its own', () => {
  const stack = new Stack(testApp(), 'Stack', { env: { region: 'ap-northeast-1' } });
  new SiteFunction(stack, 'Function', {
    site: testSite(),
    functionName: 'topology-check',
    description: 'checks',
    logKey: Key.fromKeyArn(stack, 'Key', KEY_ARN),
    timeout: Duration.seconds(45),
    deadLetterQueue: new DeadLetterQueue(stack, 'Shared').queue,
  });
  Template.fromStack(stack).resourceCountIs('AWS::SQS::Queue', 1);
});
