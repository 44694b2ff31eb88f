import type { Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { LockedVault } from '../../lib/backup';
import { NotificationTopic } from '../../lib/foundation';
import type { Site } from '../../lib/site/site';
import { starterSite, testSite } from '../support/test-site';
import { findings, stackIn, synthIn } from '../foundation/synth';

const build = (site: Site) => (stack: Stack) => {
  const { topic } = new NotificationTopic(stack, 'Notifications', { site });
  new LockedVault(stack, 'Vault', { site, notificationTopic: topic });
};
const template = synthIn('ap-northeast-3', build(testSite()));

test('has the name of the site, the same in every Region, and a key of its own', () => {
  template.hasResourceProperties('AWS::Backup::BackupVault', {
    BackupVaultName: 'test-site-recovery-points',
    EncryptionKeyArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^VaultKey'), 'Arn'] },
  });
});

test('is locked in governance mode: without days of grace nothing becomes irrevocable', () => {
  template.hasResourceProperties('AWS::Backup::BackupVault', {
    LockConfiguration: { MinRetentionDays: 3, MaxRetentionDays: 35, ChangeableForDays: Match.absent() },
  });
});

test('is locked in compliance mode only when the site says so', () => {
  const site = testSite({
    backup: {
      lock: {
        kind: 'compliance',
        changeableForDays: 7,
        acknowledgement: 'I understand that nobody, AWS included, can ever shorten this lock',
      },
    },
  });
  synthIn('ap-northeast-3', build(site)).hasResourceProperties('AWS::Backup::BackupVault', {
    LockConfiguration: { ChangeableForDays: 7 },
    BackupVaultTags: { 'compliance-lock': 'accepted' },
  });
});

test('lets nobody delete a recovery point or shorten its life', () => {
  template.hasResourceProperties('AWS::Backup::BackupVault', {
    AccessPolicy: {
      Statement: [
        {
          Sid: 'NoDeletion',
          Effect: 'Deny',
          Principal: { AWS: '*' },
          Action: [
            'backup:DeleteRecoveryPoint',
            'backup:DisassociateRecoveryPoint',
            'backup:UpdateRecoveryPointLifecycle',
          ],
          Resource: '*',
        },
      ],
    },
  });
});

test('outlives its stack with its key, without protection too', () => {
  const unprotected = synthIn('ap-northeast-1', build(starterSite({ protection: false })));
  unprotected.hasResource('AWS::Backup::BackupVault', {
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
  });
  unprotected.hasResource('AWS::KMS::Key', {
    Properties: { Description: 'tiny: recovery points' },
    DeletionPolicy: 'RetainExceptOnCreate',
  });
});

test('lets AWS Backup and RDS use its key, in its own Region', () => {
  template.hasResourceProperties('AWS::KMS::Key', {
    Description: 'test-site: recovery points',
    KeyPolicy: {
      Statement: [
        Match.objectLike({ Action: 'kms:*' }),
        ...['backup', 'rds'].flatMap((service) => {
          const { name, condition } = throughService(service);
          return [
            Match.objectLike({ Sid: `Through${name}`, Principal: { AWS: '*' }, Condition: condition }),
            Match.objectLike({
              Sid: `Grants${name}`,
              Action: 'kms:CreateGrant',
              Condition: { ...condition, Bool: { 'kms:GrantIsForAWSResource': 'true' } },
            }),
          ];
        }),
      ],
    },
  });
});

test('reports failures and interruptions by names AWS Backup still uses', () => {
  template.hasResourceProperties('AWS::Backup::BackupVault', {
    Notifications: {
      BackupVaultEvents: [
        'CONTINUOUS_BACKUP_INTERRUPTED',
        'COPY_JOB_FAILED',
        'S3_BACKUP_OBJECT_FAILED',
        'S3_RESTORE_OBJECT_FAILED',
      ],
      SNSTopicArn: { Ref: Match.stringLikeRegexp('^Notifications') },
    },
  });
});

test('is made after the policy that lets it publish, when the topic is of the same stack', () => {
  template.hasResource('AWS::Backup::BackupVault', {
    DependsOn: [Match.stringLikeRegexp('^NotificationsPolicy')],
  });
});

test('reports who weakens or silences it', () => {
  template.hasResourceProperties('AWS::Events::Rule', {
    EventPattern: {
      source: ['aws.backup'],
      'detail-type': ['AWS API Call via CloudTrail'],
      detail: {
        eventName: Match.arrayWith([
          'DeleteBackupVaultLockConfiguration',
          'DeleteBackupVaultNotifications',
          'DeleteRecoveryPoint',
          'PutBackupVaultNotifications',
        ]),
        requestParameters: { backupVaultName: ['test-site-recovery-points'] },
      },
    },
    Targets: [{ Arn: { Ref: Match.stringLikeRegexp('^Notifications') } }],
  });
});

test('reports who disables or deletes its key', () => {
  template.hasResourceProperties('AWS::Events::Rule', {
    EventPattern: {
      source: ['aws.kms'],
      detail: { resources: { ARN: [{ 'Fn::GetAtt': [Match.stringLikeRegexp('^VaultKey'), 'Arn'] }] } },
    },
  });
});

test('leaves the nag packs nothing to find', () => {
  const stack = stackIn('ap-northeast-3');
  build(testSite())(stack);
  expect(findings(stack)).toEqual([]);
});

/** Name in statements and condition of a service that uses the key on behalf of its callers. */
function throughService(service: string) {
  return {
    name: `${service.charAt(0).toUpperCase()}${service.slice(1)}`,
    condition: {
      StringEquals: {
        'kms:CallerAccount': { Ref: 'AWS::AccountId' },
        'kms:ViaService': `${service}.ap-northeast-3.amazonaws.com`,
      },
    },
  };
}
