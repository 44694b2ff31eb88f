import { Match, Template } from 'aws-cdk-lib/assertions';
import { LogKey, SiteLogGroup } from '../../lib/foundation';
import { FoundationStack } from '../../lib/stacks/foundation-stack';
import { testApp } from '../support/test-app';
import { starterSite, testSite } from '../support/test-site';
import { findings, stackIn, statements, synthIn } from './synth';

const site = testSite();
const template = synthIn('us-east-1', (stack) => {
  const { key } = new LogKey(stack, 'Logs', { site });
  new SiteLogGroup(stack, 'Group', { site, logGroupName: '/test-site/flow', key });
});

test('opens for log groups of the site alone, in their Region', () => {
  const { CloudWatchLogs, ...others } = statements(template, 'AWS::KMS::Key', 'KeyPolicy');
  const arn = (name: string) => ({
    'Fn::Join': ['', ['arn:aws:logs:us-east-1:', { Ref: 'AWS::AccountId' }, `:log-group:${name}`]],
  });
  expect(CloudWatchLogs).toMatchObject({
    Principal: { Service: 'logs.us-east-1.amazonaws.com' },
    Condition: {
      ArnLike: {
        'kms:EncryptionContext:aws:logs:arn': [
          arn('/test-site/*'),
          arn('/aws/*/test-site-*'),
          arn('aws-waf-logs-test-site-*'),
        ],
      },
    },
  });
  expect(Object.keys(others)).toEqual(['']);
});

test('keeps records as long as the site says, encrypted', () => {
  template.hasResource('AWS::Logs::LogGroup', {
    Properties: {
      LogGroupName: '/test-site/flow',
      RetentionInDays: 400,
      KmsKeyId: { 'Fn::GetAtt': ['Logs121A4E43', 'Arn'] },
    },
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
  });
});

test('lets the log group of an unprotected site go with its stack', () => {
  const unprotected = starterSite({ protection: false });
  const result = synthIn('us-east-1', (stack) => {
    const { key } = new LogKey(stack, 'Logs', { site: unprotected });
    new SiteLogGroup(stack, 'Group', { site: unprotected, logGroupName: '/tiny/flow', key });
  });
  result.hasResource('AWS::Logs::LogGroup', { DeletionPolicy: 'Delete' });
  result.hasResource('AWS::KMS::Key', { DeletionPolicy: 'Delete' });
});

test.each(['/test-site/a', '/aws/rds/cluster/test-site-database/postgresql', 'aws-waf-logs-test-site-edge'])(
  'takes a log group named %s',
  (logGroupName) => {
    const stack = stackIn('us-east-1');
    const { key } = new LogKey(stack, 'Logs', { site });
    expect(() => new SiteLogGroup(stack, 'Group', { site, logGroupName, key })).not.toThrow();
  },
);

test.each(['/other/a', 'test-site', '/test-site/', '/aws/lambda/other-test-site-a', '/aws/lambda/test-site'])(
  'refuses a log group named %s, for which the key would not open',
  (logGroupName) => {
    const stack = stackIn('us-east-1');
    const { key } = new LogKey(stack, 'Logs', { site });
    expect(() => new SiteLogGroup(stack, 'Group', { site, logGroupName, key })).toThrow(/must be named like one of/);
  },
);

test('is watched in every Region: without it no record of the site can be read', () => {
  const stack = new FoundationStack(testApp(), { site, region: 'us-east-1' });
  Template.fromStack(stack).hasResourceProperties('AWS::Events::Rule', {
    EventPattern: {
      source: ['aws.kms'],
      detail: { resources: { ARN: [{ 'Fn::GetAtt': [Match.stringLikeRegexp('^Logs'), 'Arn'] }] } },
    },
  });
});

test('leaves the nag packs nothing to find', () => {
  const stack = stackIn('us-east-1');
  const { key } = new LogKey(stack, 'Logs', { site });
  new SiteLogGroup(stack, 'Group', { site, logGroupName: '/test-site/flow', key });
  expect(findings(stack)).toEqual([]);
});
