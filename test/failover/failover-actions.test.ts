import { Match, Template } from 'aws-cdk-lib/assertions';
import { failOverWriterEvent } from '../../lambda/fail-over-writer/event';
import type { FailoverActions } from '../../lib/failover';
import { bundleFunctions } from '../../lib/functions';
import { starterSite, testSite } from '../support/test-site';
import { buildActions } from './build-actions';
import { actionsOf, scheduleAbout, statement, statementsOf } from './read-template';

const ABOUT = 'promotes a reader when the writer is lost';

let template: Template;
let dryRun: Template;
let actions: FailoverActions;

beforeAll(async () => {
  await bundleFunctions();
  const built = buildActions();
  template = Template.fromStack(built.stack);
  actions = built.actions;
  dryRun = Template.fromStack(buildActions(testSite({ database: { failover: { writer: 'dry-run' } } })).stack);
}, 60_000);

/** Everything a function may do that changes something, and on what. */
function changes(of: Template, name: string): readonly string[] {
  return statementsOf(of, name)
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap((entry) => actionsOf(entry))
    .filter((action) => !/:(Describe|List|Get)/.test(action))
    .sort();
}

const PLUMBING = [
  'dynamodb:UpdateItem',
  'events:PutEvents',
  'lambda:InvokeFunction',
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  's3:PutObject',
  'sqs:SendMessage',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
];

describe('the function that promotes a reader', () => {
  test('may fail over its own cluster and no other, and change nothing else', () => {
    expect(statement(template, 'fail-over-writer', 'FailOverCluster')).toStrictEqual({
      Sid: 'FailOverCluster',
      Effect: 'Allow',
      Action: 'rds:FailoverDBCluster',
      Resource: 'arn:aws:rds:ap-northeast-1:111111111111:cluster:test-site-database',
    });
    expect(changes(template, 'fail-over-writer')).toStrictEqual([...PLUMBING, 'rds:FailoverDBCluster'].sort());
  });

  test('holds the lease of its cluster alone', () => {
    expect(statement(template, 'fail-over-writer', 'KeepLease')).toStrictEqual({
      Sid: 'KeepLease',
      Effect: 'Allow',
      Action: ['dynamodb:GetItem', 'dynamodb:UpdateItem'],
      Resource: { 'Fn::GetAtt': [expect.stringMatching(/^ActionsLease/), 'Arn'] },
      Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['test-site-database'] } },
    });
  });

  test('asks the probe of every zone, RDS about its cluster, and its Region about lag and zones', () => {
    const asked = statement(template, 'fail-over-writer', 'AskProbes');
    expect([asked?.Action, asked?.Resource]).toStrictEqual([
      'lambda:InvokeFunction',
      ['1a', '1c', '1d'].map((zone) => ({
        'Fn::GetAtt': [expect.stringMatching(new RegExp(`^ActionsProbesApNortheast${zone}`)), 'Arn'],
      })),
    ]);
    expect(statement(template, 'fail-over-writer', 'DescribeCluster')?.Resource).toBe(
      'arn:aws:rds:ap-northeast-1:111111111111:cluster:test-site-database',
    );
    expect(statement(template, 'fail-over-writer', 'DescribeInstances')?.Resource).toBe(
      'arn:aws:rds:ap-northeast-1:111111111111:db:*',
    );
    expect(statement(template, 'fail-over-writer', 'ReadRegion')).toStrictEqual({
      Sid: 'ReadRegion',
      Effect: 'Allow',
      Action: ['cloudwatch:GetMetricData', 'ec2:DescribeAvailabilityZones'],
      Resource: '*',
      Condition: { StringEquals: { 'aws:RequestedRegion': 'ap-northeast-1' } },
    });
    expect(statement(template, 'fail-over-writer', 'ReadZonalShifts')?.Resource).toStrictEqual(
      ['app', 'web'].map(
        (tier) => `arn:aws:elasticloadbalancing:ap-northeast-1:111111111111:loadbalancer/app/${tier}/1`,
      ),
    );
  });

  test('runs outside the VPC, once at a time, for less than its lease and less than a minute', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      Description: `test-site: ${ABOUT} and Aurora does not`,
      VpcConfig: Match.absent(),
      Timeout: 45,
      ReservedConcurrentExecutions: 1,
      Environment: {
        Variables: {
          RECORD_BUCKET: { Ref: Match.stringLikeRegexp('^Records') },
          LEASE_TABLE: { Ref: Match.stringLikeRegexp('^ActionsLease') },
        },
      },
    });
  });

  test('starts every minute with a payload that it takes, and the safe value of every limit', () => {
    const { expression, input } = scheduleAbout(template, ABOUT);
    expect(expression).toBe('rate(1 minute)');
    expect(failOverWriterEvent.parse(input)).toStrictEqual(input);
    expect(input).toStrictEqual({
      version: 1,
      site: 'test-site',
      clusterIdentifier: 'test-site-database',
      availabilityZones: ['ap-northeast-1a', 'ap-northeast-1c', 'ap-northeast-1d'],
      limits: {
        confirmations: 3,
        confirmationSpacingSeconds: 40,
        vantages: 2,
        minimumSecondsBetweenActs: 900,
        actsPerDay: 3,
        maximumReplicaLagMilliseconds: 1000,
        closingObservations: 3,
        verifySeconds: 300,
        leaseSeconds: 60,
      },
      probes: ['1a', '1c', '1d'].map((zone) => ({
        availabilityZone: `ap-northeast-${zone}`,
        functionName: expect.stringMatching(new RegExp(`^\\$\\{ActionsProbesApNortheast${zone}`)) as unknown,
      })),
      database: {
        user: 'site_probe',
        name: 'site',
        port: 5433,
        clusterEndpoint: 'test-site-database.cluster-x.ap-northeast-1.rds.amazonaws.com',
      },
      loadBalancerArns: ['web', 'app'].map(
        (tier) => `arn:aws:elasticloadbalancing:ap-northeast-1:111111111111:loadbalancer/app/${tier}/1`,
      ),
    });
  });

  test('is given up after five minutes, with a dead letter of the start and of the run', () => {
    template.allResourcesProperties('AWS::Lambda::EventInvokeConfig', {
      MaximumEventAgeInSeconds: 300,
      MaximumRetryAttempts: 2,
    });
    expect(scheduleAbout(template, ABOUT).target).toMatchObject({
      RetryPolicy: { MaximumEventAgeInSeconds: 300, MaximumRetryAttempts: 2 },
      DeadLetterConfig: { Arn: { 'Fn::GetAtt': [expect.stringMatching(/^ActionsDeadLetters/), 'Arn'] } },
    });
    template.allResourcesProperties('AWS::Lambda::Function', {
      DeadLetterConfig: { TargetArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^ActionsDeadLetters'), 'Arn'] } },
    });
  });
});

describe('a dry run', () => {
  test('has a role without the permission, a lease of its own, and the same schedule', () => {
    expect(statementsOf(dryRun, 'fail-over-writer')).toStrictEqual([]);
    expect(changes(dryRun, 'fail-over-writer-dry-run')).toStrictEqual(PLUMBING);
    expect(statement(dryRun, 'fail-over-writer-dry-run', 'KeepLease')?.Condition).toStrictEqual({
      'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['test-site-database#dry-run'] },
    });
    expect(scheduleAbout(dryRun, ABOUT).input).toStrictEqual(scheduleAbout(template, ABOUT).input);
    dryRun.hasResourceProperties('AWS::Lambda::Function', {
      Description: `test-site: ${ABOUT} and Aurora does not (dry run: it only decides)`,
    });
  });

  test('writes records and metrics under the label of what it stands for', () => {
    const written = statementsOf(dryRun, 'fail-over-writer-dry-run').find(({ Action }) =>
      [Action].flat().includes('s3:PutObject'),
    );
    expect(JSON.stringify(written?.Resource)).toContain('"/fail-over-writer/*.json"');
  });

  test('is what a site in two zones gets', () => {
    const starter = Template.fromStack(buildActions(starterSite({ name: 'test-site' })).stack);
    expect(statementsOf(starter, 'fail-over-writer')).toStrictEqual([]);
    expect(statementsOf(starter, 'fail-over-writer-dry-run')).not.toStrictEqual([]);
  });
});

test('a lease is kept in a table that nobody deletes by mistake and that scales by itself', () => {
  template.hasResource('AWS::DynamoDB::Table', {
    Properties: {
      TableName: Match.absent(),
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
      ProvisionedThroughput: Match.absent(),
      SSESpecification: { SSEEnabled: true, KMSMasterKeyId: Match.absent() },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      TimeToLiveSpecification: Match.absent(),
      DeletionProtectionEnabled: true,
    },
    DeletionPolicy: 'RetainExceptOnCreate',
  });
  Template.fromStack(buildActions(testSite({ protection: false })).stack).hasResource('AWS::DynamoDB::Table', {
    Properties: { DeletionProtectionEnabled: false },
    DeletionPolicy: 'Delete',
  });
});

test.each([
  ['Acted', () => actions.failover.metricActed()],
  ['Held', () => actions.failover.metricHeld()],
  ['Suspected', () => actions.failover.metricSuspected()],
  ['SplitSuspected', () => actions.failover.metricSplitSuspected()],
  ['ProbesSilent', () => actions.failover.metricProbesSilent()],
  ['ProbesRefused', () => actions.failover.metricProbesRefused()],
  ['RateLimited', () => actions.failover.metricRateLimited()],
])('%s is read as its greatest value each minute', (metricName, metric) => {
  const { namespace, dimensions, statistic, period, metricName: name } = metric();
  expect([namespace, name, dimensions, statistic, period.toSeconds()]).toStrictEqual([
    'Honmaru',
    metricName,
    { Site: 'test-site', Check: 'fail-over-writer' },
    'Maximum',
    60,
  ]);
});

test('dead letters are those that wait', () => {
  expect(actions.metricDeadLetters().metricName).toBe('ApproximateNumberOfMessagesVisible');
});
