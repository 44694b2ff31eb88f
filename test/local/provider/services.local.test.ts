import { CreateBackupPlanCommand, DeleteBackupPlanCommand, GetBackupSelectionCommand } from '@aws-sdk/client-backup';
import {
  CreateDistributionCommand,
  DeleteDistributionCommand,
  GetMonitoringSubscriptionCommand,
  GetVpcOriginCommand,
} from '@aws-sdk/client-cloudfront';
import { DescribeAlarmsCommand, ListTagsForResourceCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { GetDeliveryCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateLoadBalancerCommand, DeleteLoadBalancerCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { present } from '../contract/support/emulator';
import { localProvider } from './provider';

const { clients, create, update, remove, refusal } = localProvider('us-east-1');

test('an alarm keeps everything but what it measures, and drives a composite alarm', async () => {
  const alarm = {
    ...{ AlarmName: 'provider-alarm', AlarmActions: ['arn:aws:sns:us-east-1:111122223333:t'], Threshold: 1 },
    ...{ AlarmDescription: 'd', ComparisonOperator: 'LessThanThreshold', DatapointsToAlarm: 2, EvaluationPeriods: 3 },
    ...{ MetricName: 'M', Namespace: 'N', Period: 60, Statistic: 'Sum', Tags: [{ Key: 'site', Value: 'a' }] },
  };
  const composite = { AlarmName: 'provider-composite', AlarmRule: 'ALARM("provider-alarm")' };
  const made = await create('AWS::CloudWatch::Alarm', alarm);
  await create('AWS::CloudWatch::CompositeAlarm', composite);
  await update('AWS::CloudWatch::Alarm', 'provider-alarm', alarm, {
    ...alarm,
    Threshold: 2,
    Tags: [{ Key: 'site', Value: 'b' }],
  });
  const describe = async () => {
    const AlarmTypes = ['MetricAlarm', 'CompositeAlarm'] as const;
    const AlarmNames = ['provider-alarm', 'provider-composite'];
    return await clients.cloudWatch.send(new DescribeAlarmsCommand({ AlarmNames, AlarmTypes: [...AlarmTypes] }));
  };
  const [kept] = (await describe()).MetricAlarms ?? [];
  expect(kept).toMatchObject({
    AlarmDescription: 'd',
    DatapointsToAlarm: 2,
    Threshold: 2,
    AlarmArn: made.attributes['Arn'],
  });
  expect(kept?.MetricName ?? '').toBe('');
  const tags = await clients.cloudWatch.send(new ListTagsForResourceCommand({ ResourceARN: kept?.AlarmArn }));
  expect(tags.Tags).toStrictEqual([{ Key: 'site', Value: 'b' }]);

  await clients.cloudWatch.send(
    new SetAlarmStateCommand({ AlarmName: 'provider-alarm', StateValue: 'ALARM', StateReason: 'test' }),
  );
  expect((await describe()).CompositeAlarms).toMatchObject([{ StateValue: 'ALARM' }]);
  expect(await refusal('AWS::CloudWatch::Alarm', 'provider-alarm', alarm)).toMatch(
    /composite alarm\(s\) depending on it/,
  );
  await remove('AWS::CloudWatch::CompositeAlarm', 'provider-composite', composite);
  await remove('AWS::CloudWatch::Alarm', 'provider-alarm', alarm);
  expect(await describe()).toMatchObject({ MetricAlarms: [], CompositeAlarms: [] });
});

test('a distribution is subscribed, and its logs are delivered', async () => {
  const { Distribution, ETag } = await clients.cloudFront.send(
    new CreateDistributionCommand({
      DistributionConfig: {
        CallerReference: 'provider',
        Comment: '',
        // One that is disabled can be deleted.
        Enabled: false,
        Origins: {
          Quantity: 1,
          Items: [{ Id: 'o', DomainName: 'a.example', S3OriginConfig: { OriginAccessIdentity: '' } }],
        },
        DefaultCacheBehavior: { TargetOriginId: 'o', ViewerProtocolPolicy: 'allow-all' },
      },
    }),
  );
  const DistributionId = present(Distribution?.Id);
  const subscription = {
    DistributionId,
    MonitoringSubscription: { RealtimeMetricsSubscriptionConfig: { RealtimeMetricsSubscriptionStatus: 'Enabled' } },
  };
  await create('AWS::CloudFront::MonitoringSubscription', subscription);
  const found = await clients.cloudFront.send(new GetMonitoringSubscriptionCommand({ DistributionId }));
  expect(found.MonitoringSubscription).toStrictEqual(subscription.MonitoringSubscription);

  const source = { Name: 'provider-logs', LogType: 'ACCESS_LOGS', ResourceArn: present(Distribution?.ARN) };
  const destination = { Name: 'provider-logs', DestinationResourceArn: 'arn:aws:s3:::provider', OutputFormat: 'json' };
  await create('AWS::Logs::DeliverySource', source);
  const { attributes } = await create('AWS::Logs::DeliveryDestination', destination);
  const delivery = {
    ...{ DeliverySourceName: 'provider-logs', DeliveryDestinationArn: attributes['Arn'], RecordFields: ['date'] },
    ...{ S3EnableHiveCompatiblePath: false, S3SuffixPath: '{yyyy}' },
  };
  const first = await create('AWS::Logs::Delivery', delivery);
  const changed = { ...delivery, RecordFields: ['date', 'time'] };
  const { physicalId: id } = await update('AWS::Logs::Delivery', first.physicalId, delivery, changed);
  expect(await clients.logs.send(new GetDeliveryCommand({ id }))).toMatchObject({
    delivery: { recordFields: ['date', 'time'], s3DeliveryConfiguration: { suffixPath: '{yyyy}' } },
  });
  await remove('AWS::Logs::Delivery', first.physicalId, delivery);
  await remove('AWS::Logs::Delivery', id, changed);
  await remove('AWS::Logs::DeliveryDestination', 'provider-logs', destination);
  await remove('AWS::Logs::DeliverySource', 'provider-logs', source);
  await remove('AWS::CloudFront::MonitoringSubscription', DistributionId, subscription);
  await clients.cloudFront.send(new DeleteDistributionCommand({ Id: DistributionId, IfMatch: ETag }));
});

test('a VPC origin is made, changed at its current version, and removed', async () => {
  const { LoadBalancers } = await clients.loadBalancing.send(
    new CreateLoadBalancerCommand({ Name: 'provider', Subnets: [] }),
  );
  const Arn = present(LoadBalancers?.[0]?.LoadBalancerArn);
  const config = {
    Arn,
    Name: 'provider',
    HTTPSPort: 443,
    OriginProtocolPolicy: 'https-only',
    OriginSSLProtocols: ['TLSv1.2'],
  };
  const before = { VpcOriginEndpointConfig: config };
  const after = { VpcOriginEndpointConfig: { ...config, HTTPSPort: 8443 }, Tags: [{ Key: 'site', Value: 'x' }] };
  const { physicalId: Id } = await create('AWS::CloudFront::VpcOrigin', before);
  await update('AWS::CloudFront::VpcOrigin', Id, before, after);
  expect(await clients.cloudFront.send(new GetVpcOriginCommand({ Id }))).toMatchObject({
    VpcOrigin: { VpcOriginEndpointConfig: { HTTPPort: 80, HTTPSPort: 8443 } },
  });
  await remove('AWS::CloudFront::VpcOrigin', Id, after);
  await clients.loadBalancing.send(new DeleteLoadBalancerCommand({ LoadBalancerArn: Arn }));
});

test('a backup selection is made in its plan, replaced and removed', async () => {
  const { BackupPlanId } = await clients.backup.send(
    new CreateBackupPlanCommand({
      BackupPlan: { BackupPlanName: 'provider', Rules: [{ RuleName: 'r', TargetBackupVaultName: 'v' }] },
    }),
  );
  const selection = { IamRoleArn: 'arn:aws:iam::111122223333:role/x', SelectionName: 's', Resources: ['arn:a'] };
  const before = { BackupPlanId, BackupSelection: selection };
  const after = { BackupPlanId, BackupSelection: { ...selection, Resources: ['arn:b'] } };
  const first = await create('AWS::Backup::BackupSelection', before);
  const second = await update('AWS::Backup::BackupSelection', first.physicalId, before, after);
  const SelectionId = String(second.attributes['SelectionId']);
  expect(await clients.backup.send(new GetBackupSelectionCommand({ BackupPlanId, SelectionId }))).toMatchObject({
    BackupSelection: { Resources: ['arn:b'] },
  });
  await remove('AWS::Backup::BackupSelection', first.physicalId, before);
  await remove('AWS::Backup::BackupSelection', second.physicalId, after);
  await clients.backup.send(new DeleteBackupPlanCommand({ BackupPlanId }));
});
