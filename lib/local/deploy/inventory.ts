import { ListBackupPlansCommand, ListBackupVaultsCommand } from '@aws-sdk/client-backup';
import { paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import { paginateDescribeLogGroups } from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeAddressesCommand,
  paginateDescribeInstances,
  paginateDescribeNatGateways,
  paginateDescribeNetworkAcls,
  paginateDescribeRouteTables,
  paginateDescribeSecurityGroups,
  paginateDescribeSubnets,
  paginateDescribeVpcEndpoints,
  paginateDescribeVpcs,
} from '@aws-sdk/client-ec2';
import { paginateDescribeLoadBalancers, paginateDescribeTargetGroups } from '@aws-sdk/client-elastic-load-balancing-v2';
import { DescribeKeyCommand, paginateListKeys } from '@aws-sdk/client-kms';
import { paginateListFunctions } from '@aws-sdk/client-lambda';
import { paginateDescribeDBClusters, paginateDescribeDBInstances } from '@aws-sdk/client-rds';
import { paginateListBuckets } from '@aws-sdk/client-s3';
import { paginateListScheduleGroups } from '@aws-sdk/client-scheduler';
import { paginateListTopics } from '@aws-sdk/client-sns';
import { paginateListQueues } from '@aws-sdk/client-sqs';
import { z } from 'zod';
import { jsonRequest, type LocalClients } from '../aws';

/** Something that exists in the emulator, as `<kind> <id>`. */
export type Existing = string;

/** One kind of resource and how its identifiers are listed. */
type Lister = (clients: LocalClients) => AsyncIterable<readonly (string | undefined)[]>;

/**
 * Everything of the kinds a site pays for, or could trip over, that exists in a Region.
 *
 * Asked through the services' own interfaces: what CloudFormation forgot is seen here.
 */
export async function takeInventory(clients: LocalClients): Promise<ReadonlySet<Existing>> {
  const lists = await Promise.all(
    Object.entries(LISTERS).map(async ([kind, list]) => {
      const found: Existing[] = [];
      for await (const ids of list(clients)) {
        found.push(...ids.filter((id) => id !== undefined).map((id) => `${kind} ${id}`));
      }
      return found;
    }),
  );
  return new Set(lists.flat());
}

/** States in which a resource is gone although it is still listed. */
const GONE = new Set(['terminated', 'shutting-down', 'deleted', 'deleting']);

const LISTERS: Readonly<Record<string, Lister>> = {
  vpc: async function* ({ ec2 }) {
    for await (const { Vpcs = [] } of paginateDescribeVpcs({ client: ec2 }, {})) yield Vpcs.map(({ VpcId }) => VpcId);
  },
  subnet: async function* ({ ec2 }) {
    for await (const { Subnets = [] } of paginateDescribeSubnets({ client: ec2 }, {}))
      yield Subnets.map(({ SubnetId }) => SubnetId);
  },
  'route-table': async function* ({ ec2 }) {
    for await (const { RouteTables = [] } of paginateDescribeRouteTables({ client: ec2 }, {}))
      yield RouteTables.map(({ RouteTableId }) => RouteTableId);
  },
  'security-group': async function* ({ ec2 }) {
    for await (const { SecurityGroups = [] } of paginateDescribeSecurityGroups({ client: ec2 }, {}))
      yield SecurityGroups.map(({ GroupId }) => GroupId);
  },
  'network-acl': async function* ({ ec2 }) {
    for await (const { NetworkAcls = [] } of paginateDescribeNetworkAcls({ client: ec2 }, {}))
      yield NetworkAcls.map(({ NetworkAclId }) => NetworkAclId);
  },
  'vpc-endpoint': async function* ({ ec2 }) {
    for await (const { VpcEndpoints = [] } of paginateDescribeVpcEndpoints({ client: ec2 }, {}))
      yield VpcEndpoints.filter(({ State }) => !GONE.has(State ?? '')).map(({ VpcEndpointId }) => VpcEndpointId);
  },
  'nat-gateway': async function* ({ ec2 }) {
    for await (const { NatGateways = [] } of paginateDescribeNatGateways({ client: ec2 }, {}))
      yield NatGateways.filter(({ State }) => !GONE.has(State ?? '')).map(({ NatGatewayId }) => NatGatewayId);
  },
  'elastic-ip': async function* ({ ec2 }) {
    const { Addresses = [] } = await ec2.send(new DescribeAddressesCommand({}));
    yield Addresses.map(({ AllocationId }) => AllocationId);
  },
  instance: async function* ({ ec2 }) {
    for await (const { Reservations = [] } of paginateDescribeInstances({ client: ec2 }, {}))
      yield Reservations.flatMap(({ Instances = [] }) => Instances)
        .filter(({ State }) => !GONE.has(State?.Name ?? ''))
        .map(({ InstanceId }) => InstanceId);
  },
  'load-balancer': async function* ({ loadBalancing }) {
    for await (const { LoadBalancers = [] } of paginateDescribeLoadBalancers({ client: loadBalancing }, {}))
      yield LoadBalancers.map(({ LoadBalancerArn }) => LoadBalancerArn);
  },
  'target-group': async function* ({ loadBalancing }) {
    for await (const { TargetGroups = [] } of paginateDescribeTargetGroups({ client: loadBalancing }, {}))
      yield TargetGroups.map(({ TargetGroupArn }) => TargetGroupArn);
  },
  'db-cluster': async function* ({ rds }) {
    for await (const { DBClusters = [] } of paginateDescribeDBClusters({ client: rds }, {}))
      yield DBClusters.map(({ DBClusterIdentifier }) => DBClusterIdentifier);
  },
  'db-instance': async function* ({ rds }) {
    for await (const { DBInstances = [] } of paginateDescribeDBInstances({ client: rds }, {}))
      yield DBInstances.map(({ DBInstanceIdentifier }) => DBInstanceIdentifier);
  },
  function: async function* ({ lambda }) {
    for await (const { Functions = [] } of paginateListFunctions({ client: lambda }, {}))
      yield Functions.map(({ FunctionName }) => FunctionName);
  },
  'log-group': async function* ({ logs }) {
    for await (const { logGroups = [] } of paginateDescribeLogGroups({ client: logs }, {}))
      yield logGroups.map(({ logGroupName }) => logGroupName);
  },
  alarm: async function* ({ cloudWatch }) {
    const AlarmTypes = ['MetricAlarm', 'CompositeAlarm'] as const;
    for await (const page of paginateDescribeAlarms({ client: cloudWatch }, { AlarmTypes: [...AlarmTypes] }))
      yield [...(page.MetricAlarms ?? []), ...(page.CompositeAlarms ?? [])].map(({ AlarmName }) => AlarmName);
  },
  topic: async function* ({ sns }) {
    for await (const { Topics = [] } of paginateListTopics({ client: sns }, {}))
      yield Topics.map(({ TopicArn }) => TopicArn);
  },
  queue: async function* ({ sqs }) {
    for await (const { QueueUrls = [] } of paginateListQueues({ client: sqs }, {})) yield QueueUrls;
  },
  'schedule-group': async function* ({ scheduler }) {
    for await (const { ScheduleGroups = [] } of paginateListScheduleGroups({ client: scheduler }, {}))
      yield ScheduleGroups.map(({ Name }) => Name);
  },
  bucket: async function* ({ s3, region }) {
    for await (const { Buckets = [] } of paginateListBuckets({ client: s3 }, { BucketRegion: region }))
      yield Buckets.filter(({ BucketRegion = region }) => BucketRegion === region).map(({ Name }) => Name);
  },
  key: async function* ({ kms }) {
    for await (const { Keys = [] } of paginateListKeys({ client: kms }, {})) {
      const described = await Promise.all(Keys.map(({ KeyId }) => kms.send(new DescribeKeyCommand({ KeyId }))));
      yield described
        .filter(({ KeyMetadata }) => KeyMetadata?.KeyState !== 'PendingDeletion')
        .map(({ KeyMetadata }) => KeyMetadata?.KeyId);
    }
  },
  'backup-vault': async function* ({ backup }) {
    const { BackupVaultList = [] } = await backup.send(new ListBackupVaultsCommand({}));
    yield BackupVaultList.map(({ BackupVaultName }) => BackupVaultName);
  },
  'backup-plan': async function* ({ backup }) {
    const { BackupPlansList = [] } = await backup.send(new ListBackupPlansCommand({}));
    yield BackupPlansList.map(({ BackupPlanId }) => BackupPlanId);
  },
  table: async function* ({ address, region }) {
    // One page has a hundred tables.
    const target = 'DynamoDB_20120810.ListTables';
    const answer = await jsonRequest(address, { service: 'dynamodb', region, target, input: {} });
    yield z.object({ TableNames: z.array(z.string()) }).parse(answer).TableNames;
  },
  rule: async function* ({ address, region }) {
    // One page has a hundred rules.
    const target = 'AWSEvents.ListRules';
    const answer = await jsonRequest(address, { service: 'events', region, target, input: {} });
    yield z
      .object({ Rules: z.array(z.object({ Name: z.string() })) })
      .parse(answer)
      .Rules.map(({ Name }) => Name);
  },
};
