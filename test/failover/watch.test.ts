import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { heartbeatCheckEvent } from '../../lambda/heartbeat-check/event';
import { SITE_ENDPOINT_VARIABLE, type SiteCheckEvent } from '../../lambda/site-check/contract';
import { siteCheckEvent } from '../../lambda/site-check/event';
import { Watch, type WatchProps } from '../../lib/failover';
import { bundleFunctions } from '../../lib/functions';
import { testApp } from '../support/test-app';
import { testSite } from '../support/test-site';
import { scheduleAbout, statement, statementsOf, actionsOf } from './read-template';

const ABOUT = 'still run, seen from another Region';

let template: Template;
let watch: Watch;

beforeAll(async () => {
  await bundleFunctions();
  ({ template, watch } = synthWatch());
}, 60_000);

function synthWatch(props: Partial<WatchProps> = {}): { readonly template: Template; readonly watch: Watch } {
  const stack = new Stack(testApp(), 'Stack', { env: { region: 'ap-northeast-3', account: '111111111111' } });
  const built = new Watch(stack, 'Watch', {
    site: testSite(),
    region: 'ap-northeast-1',
    logKey: Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:ap-northeast-3:111111111111:key/1'),
    logBucket: Bucket.fromBucketName(stack, 'Logs', 'test-site-logs'),
    notificationTopic: Topic.fromTopicArn(
      stack,
      'Topic',
      'arn:aws:sns:ap-northeast-3:111111111111:test-site-notifications',
    ),
    hostName: 'tickets.example.jp',
    ...props,
  });
  return { template: Template.fromStack(stack), watch: built };
}

test('knows by name every function that is started on schedule, and how long each may be silent', () => {
  const { expression, input } = scheduleAbout(template, ABOUT);
  expect(expression).toBe('rate(5 minutes)');
  expect(heartbeatCheckEvent.parse(input)).toStrictEqual(input);
  expect(input).toStrictEqual({
    version: 1,
    site: 'test-site',
    region: 'ap-northeast-1',
    heartbeats: [
      { check: 'topology-check', silenceSeconds: 420 },
      { check: 'database-check', silenceSeconds: 420 },
      { check: 'backup-check', silenceSeconds: 7500 },
      { check: 'audit-check', silenceSeconds: 900 },
      { check: 'certificate-check', silenceSeconds: 7500 },
      { check: 'fail-over-writer', silenceSeconds: 420 },
      { check: 'daily-summary', silenceSeconds: 2 * 86_400 + 300 },
    ],
  });
});

test('counts runs in the Region that is watched, and can do nothing else there', () => {
  expect(statement(template, 'heartbeat-check', 'ReadHeartbeats')).toStrictEqual({
    Sid: 'ReadHeartbeats',
    Effect: 'Allow',
    Action: 'cloudwatch:GetMetricData',
    Resource: '*',
    Condition: { StringEquals: { 'aws:RequestedRegion': 'ap-northeast-1' } },
  });
  const others = statementsOf(template, 'heartbeat-check').filter(({ Sid }) => Sid !== 'ReadHeartbeats');
  expect(others.flatMap(actionsOf).sort()).toStrictEqual([
    'events:PutEvents',
    'logs:CreateLogStream',
    'logs:PutLogEvents',
    's3:GetObject',
    's3:ListBucket',
    's3:PutObject',
    'sqs:SendMessage',
    'xray:PutTelemetryRecords',
    'xray:PutTraceSegments',
  ]);
});

test('keeps its records, tells of its changes and buries its dead in its own Region', () => {
  template.resourceCountIs('AWS::S3::Bucket', 1);
  template.resourceCountIs('AWS::SQS::Queue', 1);
  template.hasResourceProperties('AWS::Events::Rule', {
    Targets: [Match.objectLike({ Arn: 'arn:aws:sns:ap-northeast-3:111111111111:test-site-notifications' })],
  });
  expect(JSON.stringify(template)).not.toContain('Fn::GetStackOutput');
});

test('counts the functions that are silent', () => {
  const { metricName, dimensions, statistic, period } = watch.heartbeats.metricMissing();
  expect([metricName, dimensions, statistic, period.toMinutes()]).toStrictEqual([
    'HeartbeatsMissing',
    { Site: 'test-site', Check: 'heartbeat-check' },
    'Maximum',
    5,
  ]);
});

test('asks the site every minute, by each method for longer than CloudFront may wait for a server', () => {
  const { expression, input } = scheduleAbout(template, 'what viewers get');
  expect(expression).toBe('rate(1 minute)');
  expect(siteCheckEvent.parse(input)).toStrictEqual(input);
  expect(input).toStrictEqual({
    version: 1,
    site: 'test-site',
    url: 'https://tickets.example.jp',
    path: '/health',
    methods: [
      // Two attempts of 2 s to connect and of 20 s to be answered, and 3 s for the way.
      { method: 'GET', limitMilliseconds: 47_000 },
      // The first connection that is made decides.
      { method: 'POST', limitMilliseconds: 27_000 },
    ],
  });
});

test('asks the path at which the web tier tells of its health', () => {
  const site = testSite();
  const web = { ...site.tiers.web, healthCheck: { ...site.tiers.web.healthCheck, path: '/ready' } };
  const { input } = scheduleAbout(
    synthWatch({ site: { ...site, tiers: { ...site.tiers, web } } }).template,
    'viewers get',
  );
  expect(input).toMatchObject({ path: '/ready' });
});

test('has the answers within the function, whose run ends before the next one', () => {
  const { input } = scheduleAbout(template, 'what viewers get');
  const longest = Math.max(...(input as SiteCheckEvent).methods.map(({ limitMilliseconds }) => limitMilliseconds));
  template.hasResourceProperties('AWS::Lambda::Function', {
    Description: 'test-site: what viewers get, by every method, asked from another Region',
    Timeout: 55,
  });
  // Five seconds are kept to store the record.
  expect(longest).toBeLessThan((55 - 5) * 1000);
});

test('asks the site by the right of anybody, and may do nothing at AWS but keep its records', () => {
  expect(statementsOf(template, 'site-check').flatMap(actionsOf).sort()).toStrictEqual([
    'events:PutEvents',
    'logs:CreateLogStream',
    'logs:PutLogEvents',
    's3:GetObject',
    's3:ListBucket',
    's3:PutObject',
    'sqs:SendMessage',
    'xray:PutTelemetryRecords',
    'xray:PutTraceSegments',
  ]);
});

test('is led to no other server than the site', () => {
  expect(JSON.stringify(template)).not.toContain(SITE_ENDPOINT_VARIABLE);
});

test('measures methods that fail, and the time to the answer of each', () => {
  const described = [watch.site?.metricMethodsFailing(), watch.site?.metricAnswerMilliseconds('POST')].map((metric) => [
    metric?.metricName,
    metric?.dimensions,
    metric?.statistic,
    metric?.period.toMinutes(),
  ]);
  const dimensions = { Site: 'test-site', Check: 'site-check' };
  expect(described).toStrictEqual([
    ['MethodsFailing', dimensions, 'Maximum', 1],
    ['AnswerMilliseconds/POST', dimensions, 'Average', 1],
  ]);
});

test('names its functions for the daily mail', () => {
  expect(watch.all.map(({ name }) => name)).toStrictEqual(['heartbeat-check', 'site-check']);
});

test('a site that cannot be asked is watched by its heartbeats alone', () => {
  const other = synthWatch({ hostName: undefined });
  expect([other.watch.site, other.watch.all.map(({ name }) => name)]).toStrictEqual([undefined, ['heartbeat-check']]);
  expect(JSON.stringify(other.template)).not.toContain('site-check');
});
