import { Match, Template } from 'aws-cdk-lib/assertions';
import { backupCheckEvent } from '../../lambda/backup-check/event';
import { databaseCheckEvent } from '../../lambda/database-check/event';
import { topologyCheckEvent } from '../../lambda/topology-check/event';
import { minimumPromotableReaders } from '../../lib/failover/database-check';
import { bundleFunctions } from '../../lib/functions';
import { expectation } from '../lambda/topology-check/expectation';
import { testSite } from '../support/test-site';
import { buildChecks, TARGET_GROUP } from './build-checks';

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

let template: Template;

beforeAll(async () => {
  await bundleFunctions();
  template = Template.fromStack(buildChecks().stack);
}, 60_000);

function statements(check: string): readonly Statement[] {
  const policies = Object.values(template.findResources('AWS::IAM::ManagedPolicy')) as {
    readonly Properties: {
      readonly Description: string;
      readonly PolicyDocument: { readonly Statement: readonly Statement[] };
    };
  }[];
  const found = policies.find(({ Properties }) => Properties.Description === `test-site: what ${check} may do`);
  return found?.Properties.PolicyDocument.Statement ?? [];
}

/** The schedule whose description says this, with its payload. */
function schedule(about: string): { readonly ScheduleExpression: string; readonly input: unknown } {
  const schedules = Object.values(template.findResources('AWS::Scheduler::Schedule')) as {
    readonly Properties: {
      readonly Description: string;
      readonly ScheduleExpression: string;
      readonly Target: { readonly Input: unknown };
    };
  }[];
  const found = schedules.find(({ Properties }) => Properties.Description.includes(about));
  if (found === undefined) {
    throw new Error(`no schedule about ${about}`);
  }
  const { ScheduleExpression, Target } = found.Properties;
  return { ScheduleExpression, input: JSON.parse(String(Target.Input)) as unknown };
}

describe('roles', () => {
  const plumbing = ['Logs', 'DeadLetters', 'Traces'];

  test.each(['topology-check', 'database-check', 'backup-check'])('%s can read and change nothing', (check) => {
    const actions = statements(check)
      .filter(({ Sid }) => !plumbing.includes(Sid))
      .flatMap(({ Action }) => Action);
    expect(actions.length).toBeGreaterThan(0);
    for (const action of actions) {
      expect(action).toMatch(/^[a-z0-9]+:(Describe|List|Get)[A-Za-z]+$/);
    }
  });

  test('the topology check asks in its own Region alone', () => {
    expect(statements('topology-check').find(({ Sid }) => Sid === 'Describe')).toStrictEqual({
      Sid: 'Describe',
      Effect: 'Allow',
      Action: [
        'ec2:DescribeInstances',
        'ec2:DescribeNatGateways',
        'ec2:DescribeRouteTables',
        'ec2:DescribeVpcEndpoints',
        'elasticloadbalancing:DescribeTargetHealth',
      ],
      Resource: '*',
      Condition: { StringEquals: { 'aws:RequestedRegion': 'ap-northeast-1' } },
    });
  });

  test('the database check sees its own cluster', () => {
    const cluster = statements('database-check').find(({ Sid }) => Sid === 'DescribeCluster');
    expect(JSON.stringify(cluster?.Resource)).toContain(':rds:ap-northeast-1:111111111111:cluster:test-site-database');
    expect(JSON.stringify(statements('database-check').map(({ Resource }) => Resource))).not.toContain('"*"]');
  });

  test('the backup check sees its own vault in each Region and no other', () => {
    expect(statements('backup-check').find(({ Sid }) => Sid === 'ReadVaults')?.Resource).toStrictEqual(
      ['ap-northeast-1', 'ap-northeast-3'].map(
        (region) => `arn:aws:backup:${region}:111111111111:backup-vault:test-site-recovery-points`,
      ),
    );
  });

  test('the backup check sees the plans of its own site and no other', () => {
    expect(statements('backup-check').find(({ Sid }) => Sid === 'ReadPlans')).toStrictEqual({
      Sid: 'ReadPlans',
      Effect: 'Allow',
      Action: ['backup:GetBackupPlan', 'backup:GetBackupSelection', 'backup:ListBackupSelections'],
      Resource: ['database', 'system'].map(
        (name) => `arn:aws:backup:ap-northeast-1:111111111111:backup-plan:plan-of-${name}`,
      ),
    });
  });

  test('the schedules may start these functions and write dead letters, nothing else', () => {
    template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
      Description: 'test-site: start the checks',
      PolicyDocument: {
        Statement: [
          Match.objectLike({ Action: 'sqs:SendMessage' }),
          ...['Topology', 'Database', 'Backup'].map((check) =>
            Match.objectLike({
              Action: 'lambda:InvokeFunction',
              Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp(`^Checks${check}`), 'Arn'] },
            }),
          ),
        ],
      },
    });
  });

  test('only schedules of this group may use their role', () => {
    template.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Action: 'sts:AssumeRole',
            Effect: 'Allow',
            Principal: { Service: 'scheduler.amazonaws.com' },
            Condition: {
              StringEquals: {
                'aws:SourceAccount': '111111111111',
                'aws:SourceArn': { 'Fn::GetAtt': [Match.stringLikeRegexp('^ChecksSchedules'), 'Arn'] },
              },
            },
          },
        ],
      },
    });
  });

  test('their role is older than its policy, and its policy than the schedules, which AWS tries the role for', () => {
    const roles = template.findResources('AWS::IAM::Role', {
      Properties: { Description: 'test-site: starts the checks on schedule' },
    });
    const [role = ''] = Object.keys(roles);
    expect(roles[role]?.Properties).not.toHaveProperty('ManagedPolicyArns');
    expect(roles[role]?.Properties).not.toHaveProperty('Policies');
    const policies = template.findResources('AWS::IAM::ManagedPolicy', {
      Properties: { Description: 'test-site: start the checks', Roles: [{ Ref: role }] },
    });
    expect(Object.keys(policies)).toHaveLength(1);
    template.allResources('AWS::Scheduler::Schedule', { DependsOn: Match.arrayWith(Object.keys(policies)) });
  });

  test('no policy is inline', () => {
    template.resourceCountIs('AWS::IAM::Policy', 0);
  });
});

describe('functions', () => {
  test('each runs once at a time and shares one dead-letter queue', () => {
    template.resourceCountIs('AWS::Lambda::Function', 3);
    template.allResourcesProperties('AWS::Lambda::Function', {
      ReservedConcurrentExecutions: 1,
      DeadLetterConfig: { TargetArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^ChecksDeadLetters'), 'Arn'] } },
    });
    template.resourceCountIs('AWS::SQS::Queue', 1);
  });

  test('an event is given up after five minutes', () => {
    template.allResourcesProperties('AWS::Lambda::EventInvokeConfig', {
      MaximumEventAgeInSeconds: 300,
      MaximumRetryAttempts: 2,
    });
  });

  test('the check that asks other Regions has the time for it', () => {
    template.resourcePropertiesCountIs('AWS::Lambda::Function', { Timeout: 120 }, 1);
    template.resourcePropertiesCountIs('AWS::Lambda::Function', { Timeout: 45 }, 2);
  });

  test('none is part of the network it watches', () => {
    template.allResourcesProperties('AWS::Lambda::Function', { VpcConfig: Match.absent() });
  });
});

describe('schedules', () => {
  test('a start is given up after five minutes and kept as a dead letter', () => {
    template.resourceCountIs('AWS::Scheduler::Schedule', 3);
    template.allResourcesProperties('AWS::Scheduler::Schedule', {
      State: 'ENABLED',
      FlexibleTimeWindow: { Mode: 'OFF' },
      GroupName: { Ref: Match.stringLikeRegexp('^ChecksSchedules') },
      Target: Match.objectLike({
        RetryPolicy: { MaximumEventAgeInSeconds: 300, MaximumRetryAttempts: 2 },
        DeadLetterConfig: { Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^ChecksDeadLetters'), 'Arn'] } },
      }),
    });
  });

  test('topology and database are checked every minute, backups every hour', () => {
    expect(schedule('spread and health').ScheduleExpression).toBe('rate(1 minute)');
    expect(schedule('one writer').ScheduleExpression).toBe('rate(1 minute)');
    expect(schedule('recovery points').ScheduleExpression).toBe('rate(1 hour)');
  });

  test('the payload of the topology check is one that its function takes', () => {
    const { input } = schedule('spread and health');
    expect(topologyCheckEvent.parse(input)).toStrictEqual(input);
    expect(input).toMatchObject({
      version: 1,
      site: 'test-site',
      tiers: [
        { name: 'web', autoScalingGroupName: 'test-site-web', targetGroupArn: `${TARGET_GROUP}/web/1` },
        { name: 'app', autoScalingGroupName: 'test-site-app', targetGroupArn: `${TARGET_GROUP}/app/1` },
      ],
      network: JSON.parse(JSON.stringify(expectation.network)) as unknown,
    });
  });

  test('the least number of healthy targets in a zone is its share of the least number of instances', () => {
    const site = testSite();
    expect(schedule('spread and health').input).toMatchObject({
      tiers: (['web', 'app'] as const).map((name) => ({
        minimumPerZone: Math.floor(site.tiers[name].minInstances / 3),
      })),
    });
  });

  test('the payload of the database check is one that its function takes', () => {
    const { input } = schedule('one writer');
    expect(databaseCheckEvent.parse(input)).toStrictEqual(input);
    expect(input).toStrictEqual({
      version: 1,
      site: 'test-site',
      clusterIdentifier: 'test-site-database',
      availabilityZones: ['ap-northeast-1a', 'ap-northeast-1c', 'ap-northeast-1d'],
      instanceClasses: ['db.r8g.large'],
      instances: 3,
      minimumPromotableReaders: 2,
    });
  });

  test('the payload of the backup check is one that its function takes', () => {
    const { input } = schedule('recovery points');
    expect(backupCheckEvent.parse(input)).toStrictEqual(input);
    expect(input).toStrictEqual({
      version: 1,
      site: 'test-site',
      vaults: [
        // One hour to start, three to complete, one for clocks that change.
        { region: 'ap-northeast-1', vaultName: 'test-site-recovery-points', allowanceSeconds: 5 * 3600 },
        // Three more for the copy.
        { region: 'ap-northeast-3', vaultName: 'test-site-recovery-points', allowanceSeconds: 8 * 3600 },
      ],
      backups: [
        {
          name: 'database',
          resourceArns: ['arn:aws:rds:ap-northeast-1:111111111111:cluster:test-site-database'],
          planId: 'plan-of-database',
          schedules: ['cron(45 17 * * ? *)', 'cron(0 3 * * ? *)', 'cron(0 15 * * ? *)'],
          intervalSeconds: 12 * 3600,
          recoveryPoints: 5,
        },
        {
          name: 'system',
          resourceArns: ['arn:aws:s3:::test-site-releases'],
          planId: 'plan-of-system',
          schedules: ['cron(0 1 * * ? *)', 'cron(0 13 * * ? *)'],
          intervalSeconds: 12 * 3600,
          recoveryPoints: 10,
        },
      ],
      pointInTime: { clusterIdentifier: 'test-site-database', maximumAgeSeconds: 300 },
    });
  });
});

describe('readers that must be promotable wherever the writer is', () => {
  const instance = (availabilityZone: string) => ({ availabilityZone, instanceType: 'r8g.large', promotionTier: 0 });

  test.each([
    [['a', 'b', 'c'], 2],
    [['a', 'b'], 1],
    [['a', 'b', 'b', 'c'], 2],
    [['a', 'a', 'a'], 0],
    [['a'], 0],
  ])('%p leave %i', (zones, left) => {
    const [writer = '', ...readers] = zones;
    expect(
      minimumPromotableReaders({
        writer: instance(writer),
        readers: readers.map((zone) => ({ name: zone, ...instance(zone) })),
      }),
    ).toBe(left);
  });
});
