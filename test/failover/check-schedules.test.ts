import { Match, Template } from 'aws-cdk-lib/assertions';
import { minimumPromotableReaders } from '../../lib/failover/database-check';
import { bundleFunctions } from '../../lib/functions';
import { buildChecks } from './build-checks';
import { scheduleAbout } from './read-template';

let template: Template;
const schedule = (about: string) => scheduleAbout(template, about);

beforeAll(async () => {
  await bundleFunctions();
  template = Template.fromStack(buildChecks().stack);
}, 60_000);

test('a start is given up after five minutes and kept as a dead letter', () => {
  template.resourceCountIs('AWS::Scheduler::Schedule', 6);
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

test.each([
  ['spread and health', 'rate(1 minute)'],
  ['one writer', 'rate(1 minute)'],
  ['recovery points', 'rate(1 hour)'],
  ['logs, trail', 'rate(5 minutes)'],
  ['until certificates expire', 'rate(1 hour)'],
])('the check of %s runs at a %s, whatever the clocks of the site say', (about, expression) => {
  expect([schedule(about).expression, schedule(about).timeZone]).toStrictEqual([expression, 'Etc/UTC']);
});

test('the mail goes out when people are at work, on the clocks of the site', () => {
  const { expression, timeZone } = schedule('one mail a day');
  expect([expression, timeZone]).toStrictEqual(['cron(20 9 * * ? *)', 'Asia/Tokyo']);
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
