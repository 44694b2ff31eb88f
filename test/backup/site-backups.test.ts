import { Match, Template } from 'aws-cdk-lib/assertions';
import { DatabaseCluster } from 'aws-cdk-lib/aws-rds';
import { LockedVault, SiteBackups } from '../../lib/backup';
import { LogBucket, NotificationTopic, ReleaseBucket } from '../../lib/foundation';
import type { Site } from '../../lib/site/site';
import { starterSite, testSite } from '../support/test-site';
import { findings, stackIn } from '../foundation/synth';

function build(site: Site) {
  const stack = stackIn(site.regions.primary.region);
  const { topic } = new NotificationTopic(stack, 'Notifications', { site });
  const logBucket = new LogBucket(stack, 'AccessLogs', { site }).bucket;
  const backups = new SiteBackups(stack, 'Backups', {
    site,
    vault: new LockedVault(stack, 'Vault', { site, notificationTopic: topic }).vault,
    cluster: DatabaseCluster.fromDatabaseClusterAttributes(stack, 'Cluster', { clusterIdentifier: 'test-database' }),
    databaseSubnetGroupName: 'data-subnets',
    systemResources: [new ReleaseBucket(stack, 'Releases', { site, logBucket }).bucket],
    notificationTopic: topic,
  });
  return { stack, backups, template: Template.fromStack(stack) };
}

const { stack, backups, template } = build(
  testSite({
    regions: {
      primary: { region: 'ap-southeast-1' },
      recovery: [
        { region: 'ap-northeast-1', level: 'vault' },
        { region: 'us-east-1', level: 'vault' },
      ],
    },
    operations: { contacts: ['operators@example.jp'], timeZone: 'Asia/Singapore' },
  }),
);
const copyTo = (region: string, days: number) => ({
  DestinationBackupVaultArn: {
    'Fn::Join': [
      '',
      [`arn:aws:backup:${region}:`, { Ref: 'AWS::AccountId' }, ':backup-vault:test-site-recovery-points'],
    ],
  },
  Lifecycle: { DeleteAfterDays: days },
});
const snapshot = (name: string, hour: number, days: number) => ({
  RuleName: name,
  ScheduleExpression: `cron(0 ${hour} * * ? *)`,
  ScheduleExpressionTimezone: 'Asia/Singapore',
  StartWindowMinutes: 60,
  CompletionWindowMinutes: 180,
  Lifecycle: { DeleteAfterDays: days },
  CopyActions: [copyTo('ap-northeast-1', days), copyTo('us-east-1', days)],
  TargetBackupVault: Match.anyValue(),
});
const clusterArn = {
  'Fn::Join': ['', ['arn:aws:rds:ap-southeast-1:', { Ref: 'AWS::AccountId' }, ':cluster:test-database']],
};
const bucketArn = { 'Fn::GetAtt': [Match.stringLikeRegexp('^Releases'), 'Arn'] };

test('backs the database up continuously and twice a day, the snapshots copied to every recovery Region', () => {
  template.hasResourceProperties('AWS::Backup::BackupPlan', {
    BackupPlan: {
      BackupPlanName: 'test-site-database',
      BackupPlanRule: [
        {
          RuleName: 'continuous',
          EnableContinuousBackup: true,
          Lifecycle: { DeleteAfterDays: 35 },
          ScheduleExpression: 'cron(45 8 * * ? *)',
          ScheduleExpressionTimezone: 'Asia/Singapore',
          // Not the 8 hours that are the default: they would hold 15:00.
          StartWindowMinutes: 60,
          CompletionWindowMinutes: 180,
          CopyActions: Match.absent(),
          TargetBackupVault: Match.anyValue(),
        },
        snapshot('snapshot-0300', 3, 3),
        snapshot('snapshot-1500', 15, 3),
      ],
    },
  });
});

test('backs the system up twice a day, copied likewise', () => {
  template.hasResourceProperties('AWS::Backup::BackupPlan', {
    BackupPlan: {
      BackupPlanName: 'test-site-system',
      BackupPlanRule: [snapshot('snapshot-0100', 1, 6), snapshot('snapshot-1300', 13, 6)],
    },
  });
});

test.each([
  ['test-site-database', '5'],
  ['test-site-system', '10'],
])('%s says that it is to hold %s recovery points', (name, recoveryPoints) => {
  template.hasResourceProperties('AWS::Backup::BackupPlan', {
    BackupPlan: { BackupPlanName: name },
    BackupPlanTags: { 'recovery-points': recoveryPoints },
  });
});

test.each([
  ['test-site-database', clusterArn],
  ['test-site-system', bucketArn],
])('selects what %s backs up by its ARN', (SelectionName, arn) => {
  template.hasResourceProperties('AWS::Backup::BackupSelection', {
    BackupSelection: {
      SelectionName,
      Resources: [arn],
      IamRoleArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^BackupsBackupRole'), 'Arn'] },
    },
  });
});

test.each([
  ['database', 'test-site-database', ['cron(45 8 * * ? *)', 'cron(0 3 * * ? *)', 'cron(0 15 * * ? *)']],
  ['system', 'test-site-system', ['cron(0 1 * * ? *)', 'cron(0 13 * * ? *)']],
] as const)('tells of the plan of the %s what to watch it by', (subject, BackupPlanName, schedules) => {
  const { plan, schedules: told } = backups.plans[subject];
  expect(told).toEqual(schedules);
  template.hasResourceProperties('AWS::Backup::BackupPlan', {
    BackupPlan: {
      BackupPlanName,
      BackupPlanRule: schedules.map((ScheduleExpression) => Match.objectLike({ ScheduleExpression })),
    },
  });
  expect(
    Object.keys(template.findResources('AWS::Backup::BackupPlan', { Properties: { BackupPlan: { BackupPlanName } } })),
  ).toEqual([(stack.resolve(plan.backupPlanId) as { readonly 'Fn::GetAtt': readonly string[] })['Fn::GetAtt'][0]]);
});

test('keeps the role that makes recovery points from restoring them', () => {
  const policies = (name: string) =>
    Object.entries(template.findResources('AWS::IAM::Role'))
      .filter(([id]) => id.startsWith(name))
      .map(([, role]) => JSON.stringify(role.Properties));
  expect(policies('BackupsBackupRole')[0]).toContain('AWSBackupServiceRolePolicyForBackup');
  expect(policies('BackupsBackupRole')[0]).not.toContain('Restore');
  expect(policies('BackupsRestoreRole')[0]).not.toContain('ForBackup');
});

test('tries a restore every week, from snapshots no older than the shortest retention', () => {
  template.hasResourceProperties('AWS::Backup::RestoreTestingPlan', {
    RestoreTestingPlanName: 'test_site_restore_drill',
    ScheduleExpression: 'cron(45 8 ? * WED *)',
    ScheduleExpressionTimezone: 'Asia/Singapore',
    RecoveryPointSelection: {
      Algorithm: 'LATEST_WITHIN_WINDOW',
      IncludeVaults: [{ 'Fn::GetAtt': [Match.stringLikeRegexp('^Vault'), 'BackupVaultArn'] }],
      RecoveryPointTypes: ['SNAPSHOT'],
      SelectionWindowDays: 3,
    },
  });
});

test('restores the database into its own subnets and zones, where nothing reaches it', () => {
  template.hasResourceProperties('AWS::Backup::RestoreTestingSelection', {
    RestoreTestingSelectionName: 'database',
    ProtectedResourceType: 'Aurora',
    ProtectedResourceArns: [clusterArn],
    RestoreMetadataOverrides: {
      dbSubnetGroupName: 'data-subnets',
      availabilityZones: '["ap-southeast-1a","ap-southeast-1b","ap-southeast-1c"]',
    },
    IamRoleArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^BackupsRestoreRole'), 'Arn'] },
  });
});

test('restores the system', () => {
  template.hasResourceProperties('AWS::Backup::RestoreTestingSelection', {
    RestoreTestingSelectionName: 'system',
    ProtectedResourceType: 'S3',
    ProtectedResourceArns: [bucketArn],
  });
});

test.each([
  ['Backup Job State Change', { state: ['ABORTED', 'EXPIRED', 'FAILED', 'PARTIAL'] }],
  ['Copy Job State Change', { state: ['FAILED', 'PARTIAL'] }],
  ['Restore Job State Change', { status: ['ABORTED', 'FAILED'] }],
])('reports a %s of the site that is no success', (detailType, detail) => {
  template.hasResourceProperties('AWS::Events::Rule', {
    EventPattern: {
      source: ['aws.backup'],
      'detail-type': [detailType],
      detail: {
        ...detail,
        iamRoleArn: [
          { 'Fn::GetAtt': [Match.stringLikeRegexp('^BackupsBackupRole'), 'Arn'] },
          { 'Fn::GetAtt': [Match.stringLikeRegexp('^BackupsRestoreRole'), 'Arn'] },
        ],
      },
    },
    Targets: [{ Arn: { Ref: Match.stringLikeRegexp('^Notifications') } }],
  });
});

test('counts the jobs a day must bring', () => {
  expect(backups.jobsPerDay).toEqual({ backups: 4, copies: 8 });
});

test('measures jobs in the vault of the site', () => {
  const metrics = [
    [backups.metricBackupJobsCompleted(), 'NumberOfBackupJobsCompleted'],
    [backups.metricCopyJobsCompleted(), 'NumberOfCopyJobsCompleted'],
    [backups.metricRecoveryPointsExpired(), 'NumberOfRecoveryPointsExpired'],
  ] as const;
  for (const [metric, metricName] of metrics) {
    expect(metric.toMetricConfig().metricStat).toMatchObject({
      namespace: 'AWS/Backup',
      metricName,
      statistic: 'Sum',
      dimensions: [{ name: 'BackupVaultName', value: 'test-site-recovery-points' }],
    });
  }
});

test('leaves the nag packs the policies of AWS Backup alone', () => {
  expect(findings(stack).filter((rule) => !rule.includes('S3'))).toEqual(['AwsSolutions-IAM4']);
});

test('copies nothing where there is nowhere to recover', () => {
  const starter = build(starterSite());
  expect(JSON.stringify(starter.template.findResources('AWS::Backup::BackupPlan'))).not.toContain('CopyActions');
  expect(starter.backups.jobsPerDay).toEqual({ backups: 4, copies: 0 });
});
