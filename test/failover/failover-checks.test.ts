import { Match, Template } from 'aws-cdk-lib/assertions';
import { bundleFunctions } from '../../lib/functions';
import { buildChecks } from './build-checks';
import { actionsOf, statement, statementsOf } from './read-template';

const CHECKS = ['topology-check', 'database-check', 'backup-check', 'audit-check', 'certificate-check'] as const;

let template: Template;

beforeAll(async () => {
  await bundleFunctions();
  template = Template.fromStack(buildChecks().stack);
}, 60_000);

describe('roles', () => {
  /** What a function writes of itself: logs, traces, dead letters, its records and its result. */
  const ownWrites = [
    'logs:CreateLogStream',
    'logs:PutLogEvents',
    'sqs:SendMessage',
    'xray:PutTelemetryRecords',
    'xray:PutTraceSegments',
    'events:PutEvents',
    's3:PutObject',
  ];

  test.each(CHECKS)('%s can read and change nothing, apart from its own records', (check) => {
    const actions = statementsOf(template, check).flatMap(actionsOf);
    expect(actions.length).toBeGreaterThan(ownWrites.length);
    expect(actions.filter((action) => !/^[a-z0-9-]+:(Describe|List|Get)[A-Za-z]+$/.test(action)).sort()).toStrictEqual(
      [...ownWrites].sort(),
    );
  });

  test.each([...CHECKS, 'daily-summary'])('%s keeps its own records and no other', (name) => {
    const written = statementsOf(template, name).filter((entry) => actionsOf(entry).includes('s3:PutObject'));
    expect(written).toHaveLength(1);
    expect(JSON.stringify(written[0]?.Resource)).toContain(`"/${name}/*.json"`);
  });

  test('the topology check asks in its own Region alone, and about shifts of its own tiers', () => {
    expect(statement(template, 'topology-check', 'Describe')).toStrictEqual({
      Sid: 'Describe',
      Effect: 'Allow',
      Action: [
        'ec2:DescribeAvailabilityZones',
        'ec2:DescribeInstances',
        'ec2:DescribeNatGateways',
        'ec2:DescribeRouteTables',
        'ec2:DescribeVpcEndpoints',
        'elasticloadbalancing:DescribeTargetHealth',
      ],
      Resource: '*',
      Condition: { StringEquals: { 'aws:RequestedRegion': 'ap-northeast-1' } },
    });
    expect(statement(template, 'topology-check', 'ReadZonalShifts')).toStrictEqual({
      Sid: 'ReadZonalShifts',
      Effect: 'Allow',
      Action: 'arc-zonal-shift:GetManagedResource',
      Resource: [
        'arn:aws:autoscaling:ap-northeast-1:111111111111:autoScalingGroup:1:autoScalingGroupName/test-site-app',
        'arn:aws:autoscaling:ap-northeast-1:111111111111:autoScalingGroup:1:autoScalingGroupName/test-site-web',
        'arn:aws:elasticloadbalancing:ap-northeast-1:111111111111:loadbalancer/app/app/1',
        'arn:aws:elasticloadbalancing:ap-northeast-1:111111111111:loadbalancer/app/web/1',
      ],
    });
  });

  test('the database check sees its own cluster, and what its Region tells of no cluster in particular', () => {
    const cluster = statement(template, 'database-check', 'DescribeCluster');
    expect(JSON.stringify(cluster?.Resource)).toContain(':rds:ap-northeast-1:111111111111:cluster:test-site-database');
    expect(statement(template, 'database-check', 'DescribeInstances')?.Resource).toBe(
      'arn:aws:rds:ap-northeast-1:111111111111:db:*',
    );
    expect(statement(template, 'database-check', 'ReadHistory')).toStrictEqual({
      Sid: 'ReadHistory',
      Effect: 'Allow',
      Action: ['cloudwatch:GetMetricData', 'rds:DescribeEvents'],
      Resource: '*',
      Condition: { StringEquals: { 'aws:RequestedRegion': 'ap-northeast-1' } },
    });
  });

  test('the backup check sees its own vault in each Region and no other', () => {
    expect(statement(template, 'backup-check', 'ReadVaults')?.Resource).toStrictEqual(
      ['ap-northeast-1', 'ap-northeast-3'].map(
        (region) => `arn:aws:backup:${region}:111111111111:backup-vault:test-site-recovery-points`,
      ),
    );
  });

  test('the backup check sees the plans of its own site, its restore test, and the keys of its vaults by their alias', () => {
    expect(statement(template, 'backup-check', 'ReadPlans')).toStrictEqual({
      Sid: 'ReadPlans',
      Effect: 'Allow',
      Action: ['backup:GetBackupPlan', 'backup:GetBackupSelection', 'backup:ListBackupSelections'],
      Resource: ['database', 'system'].map(
        (name) => `arn:aws:backup:ap-northeast-1:111111111111:backup-plan:plan-of-${name}`,
      ),
    });
    expect(statement(template, 'backup-check', 'ReadRestoreTest')).toStrictEqual({
      Sid: 'ReadRestoreTest',
      Effect: 'Allow',
      Action: 'backup:GetRestoreTestingPlan',
      Resource: 'arn:aws:backup:ap-northeast-1:111111111111:restore-testing-plan:test_site_restore_drill-1',
    });
    expect(statement(template, 'backup-check', 'ListRestores')).toStrictEqual({
      Sid: 'ListRestores',
      Effect: 'Allow',
      Action: 'backup:ListRestoreJobs',
      Resource: '*',
      Condition: { StringEquals: { 'aws:RequestedRegion': 'ap-northeast-1' } },
    });
    expect(statement(template, 'backup-check', 'ReadKeys')).toStrictEqual({
      Sid: 'ReadKeys',
      Effect: 'Allow',
      Action: 'kms:DescribeKey',
      Resource: ['ap-northeast-1', 'ap-northeast-3'].map((region) => `arn:aws:kms:${region}:111111111111:key/*`),
      Condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/test-site-recovery-points' } },
    });
  });

  test('the certificate check sees the certificates of the site and of the database', () => {
    expect(statement(template, 'certificate-check', 'ReadCertificates')?.Resource).toBe(
      'arn:aws:acm:us-east-1:111111111111:certificate/1',
    );
    expect(statement(template, 'certificate-check', 'DescribeInstances')?.Action).toBe('rds:DescribeDBInstances');
  });

  test('the audit check reads settings and counts, never what a log says', () => {
    const of = (sid: string) => {
      const found = statement(template, 'audit-check', sid);
      return [found?.Action, found?.Resource, found?.Condition];
    };
    const own = { StringEquals: { 'aws:RequestedRegion': ['ap-northeast-1'] } };
    expect(of('ListLogs')).toStrictEqual([['cloudtrail:DescribeTrails', 'ec2:DescribeFlowLogs'], '*', own]);
    expect(of('ReadTrails')).toStrictEqual([
      ['cloudtrail:GetEventSelectors', 'cloudtrail:GetTrailStatus'],
      'arn:aws:cloudtrail:*:*:trail/*',
      own,
    ]);
    expect(of('ListLogGroups')).toStrictEqual([
      'logs:DescribeLogGroups',
      '*',
      { StringEquals: { 'aws:RequestedRegion': ['ap-northeast-1', 'us-east-1'] } },
    ]);
    // Nothing is counted of a log that may be silent.
    expect(of('CountRecords')).toStrictEqual(['cloudwatch:GetMetricData', '*', own]);
    expect(of('ReadDistribution')).toStrictEqual([
      'cloudfront:GetDistributionConfig',
      'arn:aws:cloudfront::111111111111:distribution/E1',
      undefined,
    ]);
    expect(of('ReadWebAcl')).toStrictEqual([
      ['wafv2:GetLoggingConfiguration', 'wafv2:GetWebACL'],
      'arn:aws:wafv2:us-east-1:111111111111:global/webacl/test-site-edge/1',
      undefined,
    ]);
    expect(of('ReadTopics')).toStrictEqual([
      ['sns:GetTopicAttributes', 'sns:ListSubscriptionsByTopic'],
      'arn:aws:sns:ap-northeast-1:111111111111:test-site-notifications',
      undefined,
    ]);
    expect(of('ReadTopicKeys')).toStrictEqual([
      ['kms:DescribeKey', 'kms:GetKeyPolicy'],
      'arn:aws:kms:ap-northeast-1:111111111111:key/3',
      undefined,
    ]);
  });

  test('the daily summary reads every record, writes its own, and sends one mail through one topic', () => {
    expect(statement(template, 'daily-summary', 'SendMail')?.Resource).toBe(
      'arn:aws:sns:ap-northeast-1:111111111111:test-site-notifications',
    );
    expect(statement(template, 'daily-summary', 'EncryptMail')).toStrictEqual({
      Sid: 'EncryptMail',
      Effect: 'Allow',
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: 'arn:aws:kms:ap-northeast-1:111111111111:key/3',
      Condition: { StringEquals: { 'kms:ViaService': 'sns.ap-northeast-1.amazonaws.com' } },
    });
    const read = JSON.stringify(
      statementsOf(template, 'daily-summary').filter(({ Action }) => Action === 's3:GetObject'),
    );
    for (const name of [...CHECKS, 'fail-over-writer', 'evacuate-writer', 'heartbeat-check', 'site-check']) {
      expect(read).toContain(`/${name}/*.json`);
    }
    expect(read).not.toContain('/drill/');
  });

  test('the schedules may start these functions and write dead letters, nothing else', () => {
    template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
      Description: 'test-site: start the checks',
      PolicyDocument: {
        Statement: [
          Match.objectLike({ Action: 'sqs:SendMessage' }),
          ...['Topology', 'Database', 'Backup', 'Audit', 'Certificate', 'Summary'].map((check) =>
            Match.objectLike({
              Action: 'lambda:InvokeFunction',
              Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp(`^Checks${check}`), 'Arn'] },
            }),
          ),
        ],
      },
    });
  });

  test('no policy is inline', () => {
    template.resourceCountIs('AWS::IAM::Policy', 0);
  });
});

describe('functions', () => {
  test('each runs once at a time, shares one dead-letter queue, and knows where its records go', () => {
    template.resourceCountIs('AWS::Lambda::Function', 6);
    template.allResourcesProperties('AWS::Lambda::Function', {
      ReservedConcurrentExecutions: 1,
      DeadLetterConfig: { TargetArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^ChecksDeadLetters'), 'Arn'] } },
      Environment: { Variables: { RECORD_BUCKET: { Ref: Match.stringLikeRegexp('^ChecksRecords') } } },
    });
    template.resourceCountIs('AWS::SQS::Queue', 1);
  });

  test('an event is given up after five minutes, and every result goes to the event bus', () => {
    template.resourceCountIs('AWS::Lambda::EventInvokeConfig', 6);
    template.allResourcesProperties('AWS::Lambda::EventInvokeConfig', {
      MaximumEventAgeInSeconds: 300,
      MaximumRetryAttempts: 2,
      DestinationConfig: {
        OnSuccess: { Destination: 'arn:aws:events:ap-northeast-1:111111111111:event-bus/default' },
      },
    });
  });

  test('those that ask other Regions have the time for it', () => {
    template.resourcePropertiesCountIs('AWS::Lambda::Function', { Timeout: 120 }, 3);
    template.resourcePropertiesCountIs('AWS::Lambda::Function', { Timeout: 60 }, 1);
    template.resourcePropertiesCountIs('AWS::Lambda::Function', { Timeout: 45 }, 2);
  });

  test('none is part of the network it watches', () => {
    template.allResourcesProperties('AWS::Lambda::Function', { VpcConfig: Match.absent() });
  });
});

test('one rule tells of changes, and one bucket keeps the records', () => {
  template.resourceCountIs('AWS::Events::Rule', 1);
  template.resourceCountIs('AWS::S3::Bucket', 1);
});
