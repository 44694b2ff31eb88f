import { CreateSubnetCommand, CreateVpcCommand, DescribeInstancesCommand } from '@aws-sdk/client-ec2';
import {
  CreateTargetGroupCommand,
  DeleteTargetGroupCommand,
  DescribeTargetHealthCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  DeleteDBClusterSnapshotCommand,
  DescribeDBClusterSnapshotsCommand,
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  DescribeGlobalClustersCommand,
} from '@aws-sdk/client-rds';
import { present } from '../contract/support/emulator';
import { localProvider } from './provider';

const REGION = 'ap-southeast-2';
const { clients, create, update, remove, refusal } = localProvider(REGION);

test('a database has its zones, tiers and one writer, survives the loss of its writer, and leaves a snapshot', async () => {
  const CLUSTER = 'AWS::RDS::DBCluster';
  const INSTANCE = 'AWS::RDS::DBInstance';
  const cluster = {
    ...{ DBClusterIdentifier: 'provider-database', Engine: 'aurora-postgresql', EngineVersion: '17.7', Port: 5433 },
    ...{ DatabaseName: 'site', MasterUsername: 'admin_user', ManageMasterUserPassword: true, StorageEncrypted: true },
    ...{
      KmsKeyId: 'arn:aws:kms:ap-southeast-2:111122223333:key/k',
      DeletionProtection: true,
      BackupRetentionPeriod: 35,
    },
    ...{ HonmaruFinalSnapshot: true, Tags: [{ Key: 'site', Value: 'a' }] },
  };
  const made = await create(CLUSTER, cluster);
  expect(made.attributes).toMatchObject({
    'Endpoint.Port': '5433',
    'MasterUserSecret.SecretArn': expect.stringMatching(/^arn:aws:secretsmanager:/),
  });
  const member = (zone: string, PromotionTier: number) => ({
    ...{ DBClusterIdentifier: 'provider-database', DBInstanceClass: 'db.t4g.medium', Engine: 'aurora-postgresql' },
    ...{ AvailabilityZone: `${REGION}${zone}`, PromotionTier, PubliclyAccessible: false },
  });
  const writer = await create(INSTANCE, member('a', 0), 'Writer');
  const reader = await create(INSTANCE, member('c', 1), 'Reader');
  const members = async () => {
    const input = { DBClusterIdentifier: 'provider-database' };
    const { DBClusters } = await clients.rds.send(new DescribeDBClustersCommand(input));
    return (DBClusters?.[0]?.DBClusterMembers ?? []).map((m) => [m.DBInstanceIdentifier, m.IsClusterWriter]);
  };
  expect(await members()).toStrictEqual([
    [writer.physicalId, true],
    [reader.physicalId, false],
  ]);
  const input = { DBInstanceIdentifier: reader.physicalId };
  expect((await clients.rds.send(new DescribeDBInstancesCommand(input))).DBInstances).toMatchObject([
    { AvailabilityZone: `${REGION}c`, PromotionTier: 1, DBInstanceStatus: 'available' },
  ]);

  await remove(INSTANCE, writer.physicalId, member('a', 0));
  expect(await members()).toStrictEqual([[reader.physicalId, true]]);
  await remove(INSTANCE, reader.physicalId, member('c', 1));
  expect(await refusal(CLUSTER, 'provider-database', { ...cluster, HonmaruFinalSnapshot: false })).toMatch(
    /DeletionProtection/,
  );
  const open = { ...cluster, DeletionProtection: false, Tags: [] };
  await update(CLUSTER, 'provider-database', cluster, open);
  await remove(CLUSTER, 'provider-database', open);
  const snapshots = { DBClusterIdentifier: 'provider-database' };
  const { DBClusterSnapshots } = await clients.rds.send(new DescribeDBClusterSnapshotsCommand(snapshots));
  expect(DBClusterSnapshots).toHaveLength(1);
  const { DBClusterSnapshotIdentifier } = present(DBClusterSnapshots?.[0]);
  await clients.rds.send(new DeleteDBClusterSnapshotCommand({ DBClusterSnapshotIdentifier }));
});

test('instances are spread over their subnets, found by the tag of their group, and registered', async () => {
  const { Vpc } = await clients.ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  const subnet = async (zone: string, CidrBlock: string) => {
    const input = { VpcId: Vpc?.VpcId, CidrBlock, AvailabilityZone: `${REGION}${zone}` };
    return present((await clients.ec2.send(new CreateSubnetCommand(input))).Subnet?.SubnetId);
  };
  const Subnets = [await subnet('a', '10.0.1.0/24'), await subnet('c', '10.0.2.0/24')];
  const { TargetGroups } = await clients.loadBalancing.send(
    new CreateTargetGroupCommand({ Name: 'provider', Port: 8443, Protocol: 'HTTP', VpcId: Vpc?.VpcId }),
  );
  const TargetGroupArn = present(TargetGroups?.[0]?.TargetGroupArn);
  const running = async () => {
    const Filters = [
      { Name: 'tag:aws:autoscaling:groupName', Values: ['provider-web'] },
      { Name: 'instance-state-name', Values: ['running'] },
    ];
    const { Reservations } = await clients.ec2.send(new DescribeInstancesCommand({ Filters }));
    return (Reservations ?? []).flatMap(({ Instances }) => Instances ?? []);
  };
  const registered = async () => {
    const health = await clients.loadBalancing.send(new DescribeTargetHealthCommand({ TargetGroupArn }));
    return (health.TargetHealthDescriptions ?? []).map(({ Target }) => Target?.Id).sort();
  };
  const group = {
    AutoScalingGroupName: 'provider-web',
    Subnets,
    DesiredCapacity: 4,
    TargetGroupArns: [TargetGroupArn],
  };
  await create('Honmaru::Local::Instances', group);
  expect((await running()).map(({ SubnetId }) => SubnetId).sort()).toStrictEqual([...Subnets, ...Subnets].sort());
  expect(await registered()).toStrictEqual((await running()).map(({ InstanceId }) => InstanceId).sort());

  const fewer = { ...group, DesiredCapacity: 1 };
  await update('Honmaru::Local::Instances', 'provider-web', group, fewer);
  expect(await running()).toHaveLength(1);
  expect(await registered()).toHaveLength(1);

  await remove('Honmaru::Local::Instances', 'provider-web', fewer);
  expect(await running()).toStrictEqual([]);
  expect(await registered()).toStrictEqual([]);
  await clients.loadBalancing.send(new DeleteTargetGroupCommand({ TargetGroupArn }));
});

test('a global database holds its cluster, and is removed once that has left it', async () => {
  const GLOBAL = 'AWS::RDS::GlobalCluster';
  const world = { GlobalClusterIdentifier: 'provider-world', Engine: 'aurora-postgresql', EngineVersion: '17.7' };
  const made = await create(GLOBAL, world);
  const cluster = {
    ...{ DBClusterIdentifier: 'provider-world-a', Engine: 'aurora-postgresql', EngineVersion: '17.7' },
    ...{ GlobalClusterIdentifier: made.physicalId, MasterUsername: 'admin_user', ManageMasterUserPassword: true },
  };
  const member = await create('AWS::RDS::DBCluster', cluster);
  const find = async () =>
    (await clients.rds.send(new DescribeGlobalClustersCommand({}))).GlobalClusters?.find(
      ({ GlobalClusterIdentifier }) => GlobalClusterIdentifier === made.physicalId,
    );
  expect((await find())?.GlobalClusterMembers?.map(({ IsWriter }) => IsWriter)).toEqual([true]);
  await remove('AWS::RDS::DBCluster', member.physicalId, cluster);
  await remove(GLOBAL, made.physicalId, world);
  expect(await find()).toBeUndefined();
});
