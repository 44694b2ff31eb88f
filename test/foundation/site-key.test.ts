import { Match } from 'aws-cdk-lib/assertions';
import { KeyWatch, NotificationTopic, serviceUser, SiteKey } from '../../lib/foundation';
import { starterSite, testSite } from '../support/test-site';
import { findings, stackIn, statements, synthIn } from './synth';

const unprotected = starterSite({ protection: false });
const template = synthIn('ap-northeast-1', (stack) => {
  const { key } = new SiteKey(stack, 'Key', {
    site: unprotected,
    purpose: 'data',
    description: 'data',
    users: serviceUser(stack, 'rds'),
    retain: 'always',
  });
  const { topic } = new NotificationTopic(stack, 'Notifications', { site: testSite() });
  new KeyWatch(stack, 'Watch', { key, notificationTopic: topic });
});

test('rotates the key and leaves the longest time to notice a deletion', () => {
  template.hasResourceProperties('AWS::KMS::Key', {
    Description: 'tiny: data',
    EnableKeyRotation: true,
    PendingWindowInDays: 30,
  });
});

test('starts the alias with the name of the site', () => {
  template.hasResourceProperties('AWS::KMS::Alias', { AliasName: 'alias/tiny-data' });
});

test('keeps a key that is always retained, without protection too', () => {
  template.hasResource('AWS::KMS::Key', {
    Properties: { Description: 'tiny: data' },
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
  });
});

const keyPolicy = statements(template, 'AWS::KMS::Key', 'KeyPolicy');
const throughRds = {
  'kms:CallerAccount': { Ref: 'AWS::AccountId' },
  'kms:ViaService': 'rds.ap-northeast-1.amazonaws.com',
};

test('lets everybody of the account, and nobody else, use the key through the service of its own Region', () => {
  expect(keyPolicy.ThroughRds).toEqual({
    Sid: 'ThroughRds',
    Effect: 'Allow',
    Principal: { AWS: '*' },
    Action: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
    Resource: '*',
    Condition: { StringEquals: throughRds },
  });
});

test('has grants made by the service alone', () => {
  expect(keyPolicy.GrantsRds).toEqual({
    Sid: 'GrantsRds',
    Effect: 'Allow',
    Principal: { AWS: '*' },
    Action: 'kms:CreateGrant',
    Resource: '*',
    Condition: { StringEquals: throughRds, Bool: { 'kms:GrantIsForAWSResource': 'true' } },
  });
});

test.each(['backup', 'rds', 'secretsmanager'] as const)('opens to nobody without an account for %s', (service) => {
  for (const statement of serviceUser(stackIn('ap-northeast-1'), service)) {
    expect(Object.keys(statement.conditions['StringEquals'] as object)).toContain('kms:CallerAccount');
  }
});

test('reports who disables or deletes a key, changes its policy or revokes a grant', () => {
  template.hasResourceProperties('AWS::Events::Rule', {
    EventPattern: {
      source: ['aws.kms'],
      'detail-type': ['AWS API Call via CloudTrail'],
      detail: {
        eventName: ['DisableKey', 'PutKeyPolicy', 'RevokeGrant', 'ScheduleKeyDeletion'],
        resources: { ARN: [{ 'Fn::GetAtt': [Match.stringLikeRegexp('^Key'), 'Arn'] }] },
      },
    },
    Targets: [{ Arn: { Ref: Match.stringLikeRegexp('^Notifications') } }],
  });
});

test('leaves the nag packs nothing to find', () => {
  const stack = stackIn('ap-northeast-1');
  new SiteKey(stack, 'Key', {
    site: unprotected,
    purpose: 'data',
    description: 'data',
    users: serviceUser(stack, 'rds'),
  });
  expect(findings(stack)).toEqual([]);
});
