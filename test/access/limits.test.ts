import { testSite } from '../support/test-site';
import { decide } from './iam-decision';
import { ACCOUNT, arn, rolesOf } from './roles';

const { auditor, operator } = rolesOf(testSite());

describe('auditor and operator', () => {
  test.each<[string, string]>([
    ['iam:AttachRolePolicy', `arn:aws:iam::${ACCOUNT}:role/any`],
    ['iam:CreatePolicyVersion', `arn:aws:iam::${ACCOUNT}:policy/any`],
    ['iam:PassRole', `arn:aws:iam::${ACCOUNT}:role/any`],
    ['iam:UpdateAssumeRolePolicy', `arn:aws:iam::${ACCOUNT}:role/any`],
    ['logs:DeleteLogGroup', arn('logs', 'log-group:/test-site/sessions')],
    ['logs:DeleteLogStream', arn('logs', 'log-group:/test-site/sessions:log-stream:x')],
    ['logs:PutRetentionPolicy', arn('logs', 'log-group:/test-site/sessions')],
    ['logs:DisassociateKmsKey', arn('logs', 'log-group:/test-site/sessions')],
    ['cloudtrail:StopLogging', arn('cloudtrail', 'trail/any')],
    ['s3:DeleteObject', 'arn:aws:s3:::logs/any'],
    ['s3:PutBucketPolicy', 'arn:aws:s3:::logs'],
    ['ec2:DeleteFlowLogs', arn('ec2', 'vpc-flow-log/fl-1')],
    ['ec2:CreateTags', arn('ec2', 'instance/i-1')],
    ['kms:ScheduleKeyDeletion', arn('kms', 'key/1')],
    ['kms:PutKeyPolicy', arn('kms', 'key/1')],
    ['wafv2:UpdateWebACL', arn('wafv2', 'global/webacl/x/1', 'us-east-1')],
    ['network-firewall:UpdateFirewallPolicy', arn('network-firewall', 'firewall-policy/x')],
    ['backup:DeleteRecoveryPoint', arn('backup', 'recovery-point:1')],
    ['backup:DeleteBackupVaultLockConfiguration', arn('backup', 'backup-vault:test-site-recovery-points')],
    ['ssm:UpdateDocument', arn('ssm', 'document/test-site-session')],
    ['ssm:UpdateDocumentDefaultVersion', arn('ssm', 'document/test-site-session')],
    ['ssm:SendCommand', arn('ec2', 'instance/i-1')],
    ['ec2-instance-connect:SendSSHPublicKey', arn('ec2', 'instance/i-1')],
    ['cloudformation:UpdateStack', arn('cloudformation', 'stack/TestSite-x/1')],
    ['cloudformation:ExecuteChangeSet', arn('cloudformation', 'stack/TestSite-x/1')],
    ['cloudformation:ContinueUpdateRollback', arn('cloudformation', 'stack/TestSite-x/1')],
    ['cloudformation:SetStackPolicy', arn('cloudformation', 'stack/TestSite-x/1')],
    ['sts:AssumeRole', `arn:aws:iam::${ACCOUNT}:role/cdk-deploy`],
    ['sts:AssumeRoleWithWebIdentity', `arn:aws:iam::${ACCOUNT}:role/any`],
    ['cloudwatch:DisableAlarmActions', arn('cloudwatch', 'alarm:test-site-outage')],
    ['cloudwatch:SetAlarmState', arn('cloudwatch', 'alarm:test-site-outage')],
    ['cloudwatch:PutMetricData', '*'],
    ['sns:Unsubscribe', arn('sns', 'notifications')],
    ['sns:SetTopicAttributes', arn('sns', 'notifications')],
    ['sns:RemovePermission', arn('sns', 'notifications')],
    ['events:DisableRule', arn('events', 'rule/any')],
    ['events:RemoveTargets', arn('events', 'rule/any')],
    ['scheduler:UpdateSchedule', arn('scheduler', 'schedule/default/any')],
    ['lambda:UpdateFunctionCode', arn('lambda', 'function:x')],
    ['lambda:AddPermission', arn('lambda', 'function:x')],
    ['ec2:ModifySnapshotAttribute', arn('ec2', 'snapshot/snap-1')],
    ['rds:ModifyDBClusterSnapshotAttribute', arn('rds', 'cluster-snapshot:x')],
    ['backup:StartCopyJob', arn('backup', 'recovery-point:1')],
    ['backup:StopBackupJob', '*'],
    ['backup:DisassociateRecoveryPoint', arn('backup', 'recovery-point:1')],
    ['s3:BypassGovernanceRetention', 'arn:aws:s3:::logs/any'],
    ['ssm:UpdateServiceSetting', arn('ssm', 'servicesetting/ssm/x')],
    ['ssm:CreateActivation', '*'],
  ])('are denied %s', (action, resource) => {
    expect([decide(auditor, { action, resource }), decide(operator, { action, resource })]).toEqual([
      'denied',
      'denied',
    ]);
  });
});
