import { action, databaseProbe } from './action-needs';
import {
  announced,
  anyInstance,
  call,
  cluster,
  condition,
  implied,
  inRegion,
  LOAD_BALANCERS,
  records,
  there,
  zonalShifts,
  type Need,
  type Place,
} from './need';

function topologyCheck(place: Place): readonly Need[] {
  const groups = ['${App/Servers/Resource/ASG.AutoScalingGroupARN}', '${Web/Servers/Resource/ASG.AutoScalingGroupARN}'];
  return [
    ...['Instances', 'NatGateways', 'RouteTables', 'VpcEndpoints', 'AvailabilityZones'].map((what) =>
      call(`EC2.Describe${what}`, [`ec2:Describe${what} on *${inRegion(place)}`]),
    ),
    call('Elastic Load Balancing v2.DescribeTargetHealth', [
      `elasticloadbalancing:DescribeTargetHealth on *${inRegion(place)}`,
    ]),
    zonalShifts([...groups, ...LOAD_BALANCERS]),
  ];
}

function databaseCheck(place: Place): readonly Need[] {
  return [
    call('RDS.DescribeDBClusters', [`rds:DescribeDBClusters on ${cluster(place)}`]),
    call('RDS.DescribeDBInstances', [`rds:DescribeDBInstances on ${anyInstance(place)}`]),
    call('RDS.DescribeEvents', [`rds:DescribeEvents on *${inRegion(place)}`]),
    // No reference site has a database in a second Region.
    call('RDS.DescribeGlobalClusters', []),
    call('CloudWatch.GetMetricData', [`cloudwatch:GetMetricData on *${inRegion(place)}`]),
  ];
}

function backupCheck(place: Place): readonly Need[] {
  const { site, primaryRegion } = place;
  const regions = [primaryRegion, ...place.recoveryRegions];
  const vaults = regions.map((region) => `arn:aws:backup:${region}:ACCOUNT:backup-vault:${site}-recovery-points`);
  const plans = ['Database', 'System'].map(
    (name) => `arn:aws:backup:${primaryRegion}:ACCOUNT:backup-plan:\${Backups/${name}/Resource.BackupPlanId}`,
  );
  const alias = condition('ForAnyValue:StringEquals', 'kms:ResourceAliases', `alias/${site}-recovery-points`);
  return [
    ...['DescribeBackupVault', 'ListRecoveryPointsByBackupVault'].map((name) =>
      call(
        `Backup.${name}`,
        vaults.map((vault) => `backup:${name} on ${vault}`),
      ),
    ),
    ...['GetBackupPlan', 'GetBackupSelection', 'ListBackupSelections'].map((name) =>
      call(
        `Backup.${name}`,
        plans.map((plan) => `backup:${name} on ${plan}`),
      ),
    ),
    call('Backup.GetRestoreTestingPlan', [
      'backup:GetRestoreTestingPlan on ${Backups/RestoreDrill.RestoreTestingPlanArn}',
    ]),
    call('Backup.ListRestoreJobs', [`backup:ListRestoreJobs on *${inRegion(place)}`]),
    call('RDS.DescribeDBClusters', [`rds:DescribeDBClusters on ${cluster(place)}`]),
    call(
      'KMS.DescribeKey',
      regions.map((region) => `kms:DescribeKey on arn:aws:kms:${region}:ACCOUNT:key/* if ${alias}`),
    ),
  ];
}

function auditCheck(place: Place): readonly Need[] {
  const { site, primaryRegion, recoveryRegions } = place;
  const own = ` if ${condition('StringEquals', 'aws:RequestedRegion', [primaryRegion])}`;
  const logs = ` if ${condition('StringEquals', 'aws:RequestedRegion', [...new Set([primaryRegion, 'us-east-1'])])}`;
  const topicRegions = [...new Set([primaryRegion, ...recoveryRegions, 'us-east-1'])];
  const topics = topicRegions.map((region) => `arn:aws:sns:${region}:ACCOUNT:${site}-notifications`);
  return [
    call('CloudTrail.DescribeTrails', [`cloudtrail:DescribeTrails on *${own}`]),
    ...['GetEventSelectors', 'GetTrailStatus'].map((name) =>
      // The trail of an organization belongs to another account.
      call(`CloudTrail.${name}`, [`cloudtrail:${name} on arn:aws:cloudtrail:*:*:trail/*${own}`]),
    ),
    call('EC2.DescribeFlowLogs', [`ec2:DescribeFlowLogs on *${own}`]),
    call('CloudWatch Logs.DescribeLogGroups', [`logs:DescribeLogGroups on *${logs}`]),
    call('CloudWatch.GetMetricData', [`cloudwatch:GetMetricData on *${own}`]),
    call('CloudFront.GetDistributionConfig', [
      `cloudfront:GetDistributionConfig on arn:aws:cloudfront::ACCOUNT:distribution/\${${there(place, 'us-east-1')}Distribution/Resource.Ref}`,
    ]),
    ...['GetLoggingConfiguration', 'GetWebACL'].map((name) =>
      call(`WAFV2.${name}`, [`wafv2:${name} on \${${there(place, 'us-east-1')}WebAcl.Arn}`]),
    ),
    ...['GetTopicAttributes', 'ListSubscriptionsByTopic'].map((name) =>
      call(
        `SNS.${name}`,
        topics.map((topic) => `sns:${name} on ${topic}`),
      ),
    ),
    ...['DescribeKey', 'GetKeyPolicy'].map((name) =>
      call(
        `KMS.${name}`,
        topicRegions.map((region) => `kms:${name} on \${${there(place, region)}Notifications/Key/Resource.Arn}`),
      ),
    ),
  ];
}

function certificateCheck(place: Place): readonly Need[] {
  return [
    call(
      'ACM.DescribeCertificate',
      place.certificates.map((arn) => `acm:DescribeCertificate on ${arn}`),
    ),
    call('RDS.DescribeDBInstances', [`rds:DescribeDBInstances on ${anyInstance(place)}`]),
  ];
}

function lineCheck(place: Place): readonly Need[] {
  const directConnect = `arn:aws:directconnect:${place.primaryRegion}:ACCOUNT`;
  return [
    call('EC2.DescribeVpnConnections', [`ec2:DescribeVpnConnections on *${inRegion(place)}`]),
    call('Direct Connect.DescribeConnections', [`directconnect:DescribeConnections on ${directConnect}:dxcon/dxcon-1`]),
    call('Direct Connect.DescribeVirtualInterfaces', [
      `directconnect:DescribeVirtualInterfaces on ${directConnect}:dxvif/dxvif-1`,
    ]),
  ];
}

function heartbeatCheck({ primaryRegion }: Place): readonly Need[] {
  const there = condition('StringEquals', 'aws:RequestedRegion', primaryRegion);
  return [call('CloudWatch.GetMetricData', [`cloudwatch:GetMetricData on * if ${there}`])];
}

/** Functions whose records the mail of the day tells, in the order of the event. */
const TOLD = ['topology-check', 'database-check', 'backup-check', 'audit-check', 'certificate-check'];

/** Those of the Region from which the site is watched. */
const TOLD_ELSEWHERE = ['heartbeat-check', 'site-check'];

function dailySummary(place: Place): readonly Need[] {
  const { drills, primaryRegion } = place;
  const watch = `\${${there(place, place.watchRegion)}Watch/Records/Resource.Arn}`;
  const told = [...TOLD, 'fail-over-writer', 'evacuate-writer', ...(drills ? ['drill'] : [])];
  const elsewhere = TOLD_ELSEWHERE.map((label) => `${label}/*`);
  const prefixes = told.map((label) => `${label}/*`);
  const via = condition('StringEquals', 'kms:ViaService', `sns.${primaryRegion}.amazonaws.com`);
  return [
    call('SNS.Publish', ['sns:Publish on ${Notifications/Resource.Ref}']),
    implied('the encrypted topic', [
      `kms:Decrypt on \${Notifications/Key/Resource.Arn} if ${via}`,
      `kms:GenerateDataKey on \${Notifications/Key/Resource.Arn} if ${via}`,
    ]),
    implied('the records of the day', [
      ...told.map((label) => `s3:GetObject on \${Checks/Records/Resource.Arn}/${label}/*.json`),
      ...TOLD_ELSEWHERE.map((label) => `s3:GetObject on ${watch}/${label}/*.json`),
      `s3:ListBucket on \${Checks/Records/Resource.Arn} if ${condition('StringLikeIfExists', 's3:prefix', prefixes)}`,
      `s3:ListBucket on ${watch} if ${condition('StringLikeIfExists', 's3:prefix', elsewhere)}`,
    ]),
  ];
}

/** Copies assets of the CDK into a bucket of the site; releases stay when they are removed, the fallback page does not. */
function copyObjects({ path, region }: Place): readonly Need[] {
  const isFallback = path.includes('FallbackPage');
  const [bucket, keys, assets] = isFallback
    ? (['${Distribution/FallbackPage/Resource.Arn}', ['_fallback/*'], ['HASH.html']] as const)
    : (['${Releases/Resource.Arn}', ['releases/app/*', 'releases/web/*'], ['HASH.zip']] as const);
  const source = `arn:aws:s3:::cdk-hnb659fds-assets-ACCOUNT-${region}`;
  const context = [source, ...(isFallback ? ['HASH.html'] : ['HASH.zip', 'HASH.zip']).map((key) => `${source}/${key}`)];
  const viaS3 = JSON.stringify({
    StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com` },
    StringLike: { 'kms:EncryptionContext:aws:s3:arn': context },
  });
  const onKeys = (name: string): readonly string[] => keys.map((key) => `s3:${name} on ${bucket}/${key}`);
  return [
    call('S3.CopyObject', [...assets.map((asset) => `s3:GetObject on ${source}/${asset}`), ...onKeys('PutObject')]),
    implied('assets encrypted with a key of the account', [
      `kms:Decrypt on arn:aws:kms:${region}:ACCOUNT:key/* if ${viaS3}`,
    ]),
    call('S3.HeadObject', onKeys('GetObject')),
    implied('a missing object is told as missing', [`s3:ListBucket on ${bucket}`]),
    call('S3.DeleteObject', [...onKeys('DeleteObject'), ...(isFallback ? onKeys('DeleteObjectVersion') : [])]),
    call('S3.ListObjectVersions', isFallback ? [`s3:ListBucketVersions on ${bucket}`] : []),
  ];
}

/** What the functions with records or results need, by the name of their folder. */
export const NEEDS: Readonly<Record<string, (place: Place) => readonly Need[]>> = {
  'topology-check': (place) => [...topologyCheck(place), ...records('topology-check'), ...announced(place)],
  'database-check': (place) => [...databaseCheck(place), ...records('database-check'), ...announced(place)],
  'backup-check': (place) => [...backupCheck(place), ...records('backup-check'), ...announced(place)],
  'audit-check': (place) => [...auditCheck(place), ...records('audit-check'), ...announced(place)],
  'certificate-check': (place) => [...certificateCheck(place), ...records('certificate-check'), ...announced(place)],
  'line-check': (place) => [...lineCheck(place), ...records('line-check'), ...announced(place)],
  'heartbeat-check': (place) => [...heartbeatCheck(place), ...records('heartbeat-check', 'Watch'), ...announced(place)],
  // It asks the site like anybody on the internet.
  'site-check': (place) => [...records('site-check', 'Watch'), ...announced(place)],
  'daily-summary': (place) => [...dailySummary(place), ...records('daily-summary'), ...announced(place)],
  'fail-over-writer': (place) => [...action(place, 'acts'), ...records('fail-over-writer'), ...announced(place)],
  'fail-over-writer-dry-run': (place) => [
    ...action(place, 'dry-run'),
    ...records('fail-over-writer'),
    ...announced(place),
  ],
  'evacuate-writer': (place) => [...action(place, 'acts'), ...records('evacuate-writer'), ...announced(place)],
  'evacuate-writer-dry-run': (place) => [
    ...action(place, 'dry-run'),
    ...records('evacuate-writer'),
    ...announced(place),
  ],
  drill: (place) => [...action(place, 'acts'), ...records('drill'), ...announced(place)],
  'database-probe-postgresql': databaseProbe,
  'database-probe-mysql': databaseProbe,
  'copy-objects': copyObjects,
};
