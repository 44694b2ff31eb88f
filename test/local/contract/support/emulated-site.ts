import { CreateBackupPlanCommand, CreateBackupSelectionCommand } from '@aws-sdk/client-backup';
import { DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import {
  AttachInternetGatewayCommand,
  AssociateRouteTableCommand,
  CreateInternetGatewayCommand,
  CreateNatGatewayCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateVpcEndpointCommand,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2';
import {
  CreateListenerCommand,
  CreateTargetGroupCommand,
  RegisterTargetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { CreateDBClusterCommand, CreateDBInstanceCommand } from '@aws-sdk/client-rds';
import type { BackupCheckEvent } from '../../../../lambda/backup-check/contract';
import type { DatabaseCheckEvent } from '../../../../lambda/database-check/contract';
import type { ExpectedRouteTable, ExpectedTier, TopologyCheckEvent } from '../../../../lambda/topology-check/contract';
import type { LocalClients } from '../../../../lib/local/aws';
import { ACCOUNT, emulatorClients, makeNetwork, makeStack, present, REGION } from './emulator';

const ZONES = [`${REGION}c`, `${REGION}d`] as const;
const VAULT = 'gateway-recovery-points';
const CLUSTER = 'gateway-database';
const CLUSTER_ARN = `arn:aws:rds:${REGION}:${ACCOUNT}:cluster:${CLUSTER}`;
const SCHEDULE = 'cron(0 3,15 * * ? *)';
const INSTANCE_CLASS = 'db.r8g.large';

/** A small site, made through the API as the local site makes one, and what its checks expect. */
export interface EmulatedSite {
  readonly topology: TopologyCheckEvent;
  readonly database: DatabaseCheckEvent;
  readonly backup: BackupCheckEvent;
  /** Instances of both tiers in the last zone. */
  readonly lastZoneInstanceIds: readonly string[];
}

/** Makes the site: two zones, two tiers, a database with a reader, and a locked vault in two Regions. */
export async function makeSite(clients: LocalClients): Promise<EmulatedSite> {
  const { vpcId, subnets } = await makeNetwork(clients);
  const zones = [
    { availabilityZone: ZONES[0], subnetId: subnets.c },
    { availabilityZone: ZONES[1], subnetId: subnets.d },
  ];
  const natGateways = await Promise.all(
    zones.map(async ({ availabilityZone, subnetId }) => {
      const { NatGateway } = await clients.ec2.send(new CreateNatGatewayCommand({ SubnetId: subnetId }));
      return { availabilityZone, natGatewayId: present(NatGateway?.NatGatewayId) };
    }),
  );
  const internetGatewayId = await makeInternetGateway(clients, vpcId);
  const routeTables = await Promise.all([
    ...zones.map((zone, index) =>
      makeRouteTable(clients, vpcId, 'internal', zone, { NatGatewayId: natGateways[index]?.natGatewayId }),
    ),
    ...zones.map((zone) => makeRouteTable(clients, vpcId, 'egress', zone, { GatewayId: internetGatewayId })),
  ]);
  const endpoint = { VpcId: vpcId, ServiceName: `com.amazonaws.${REGION}.ssm`, VpcEndpointType: 'Interface' } as const;
  const SubnetIds = zones.map(({ subnetId }) => subnetId);
  const { VpcEndpoint } = await clients.ec2.send(new CreateVpcEndpointCommand({ ...endpoint, SubnetIds }));
  const standing = await makeStandings(clients, SubnetIds);
  const web = await makeTier(clients, 'web', standing, SubnetIds);
  const app = await makeTier(clients, 'app', standing, SubnetIds);
  await makeDatabase(clients);
  const vaults = await Promise.all([REGION, 'ap-northeast-3'].map(makeVault));
  const planId = await makePlan(clients);
  const common = { version: 1, site: 'gateway' } as const;
  return {
    topology: {
      ...common,
      tiers: [web.tier, app.tier],
      network: {
        availabilityZones: ZONES,
        natGateways,
        routeTables,
        firewallEndpoints: [],
        interfaceEndpoints: [{ service: 'ssm', endpointId: present(VpcEndpoint?.VpcEndpointId), subnets: zones }],
      },
    },
    database: {
      ...common,
      clusterIdentifier: CLUSTER,
      availabilityZones: ZONES,
      instanceClasses: [INSTANCE_CLASS],
      instances: 2,
      minimumPromotableReaders: 1,
      maximumReplicaLagMilliseconds: 1_000,
      maximumFailoversPerHour: 1,
      clusterParameterGroup: 'default.aurora-postgresql',
      instanceParameterGroup: 'default.aurora-postgresql17',
      deletionProtection: false,
      storageEncrypted: false,
    },
    backup: {
      ...common,
      vaults,
      backups: [
        {
          name: 'database',
          resourceArns: [CLUSTER_ARN],
          planId,
          schedules: [SCHEDULE],
          intervalSeconds: 43_200,
          recoveryPoints: 5,
        },
      ],
      pointInTime: { clusterIdentifier: CLUSTER, maximumAgeSeconds: 300 },
      restoreTest: {
        planName: 'gateway',
        planArn: `arn:aws:backup:${REGION}:${ACCOUNT}:restore-testing-plan:gateway`,
        maximumAgeSeconds: 2_592_000,
        proof: 'restored',
      },
    },
    lastZoneInstanceIds: [web, app].flatMap(({ instanceIds }) => instanceIds.at(-1) ?? []),
  };
}

async function makeInternetGateway({ ec2 }: LocalClients, VpcId: string): Promise<string> {
  const { InternetGateway } = await ec2.send(new CreateInternetGatewayCommand({}));
  const InternetGatewayId = present(InternetGateway?.InternetGatewayId);
  await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId, VpcId }));
  return InternetGatewayId;
}

async function makeRouteTable(
  { ec2 }: LocalClients,
  VpcId: string,
  role: string,
  { availabilityZone, subnetId }: { readonly availabilityZone: string; readonly subnetId: string },
  target: { readonly NatGatewayId?: string | undefined; readonly GatewayId?: string },
): Promise<ExpectedRouteTable> {
  const { RouteTable } = await ec2.send(new CreateRouteTableCommand({ VpcId }));
  const RouteTableId = present(RouteTable?.RouteTableId);
  await ec2.send(new AssociateRouteTableCommand({ RouteTableId, SubnetId: subnetId }));
  const destination = '0.0.0.0/0';
  await ec2.send(new CreateRouteCommand({ RouteTableId, DestinationCidrBlock: destination, ...target }));
  const targetId = present(target.NatGatewayId ?? target.GatewayId);
  return {
    ...{ routeTableId: RouteTableId, role, availabilityZone, subnetIds: [subnetId] },
    routes: [{ destination, targetId }],
  };
}

const TIERS = ['web', 'app'] as const;

/** ARN of a load balancer and name of a group. */
type Standings = Readonly<Record<(typeof TIERS)[number], { readonly loadBalancerArn: string; readonly group: string }>>;

/** Makes by a stack what the gateway knows from stacks: what could be shifted away from a zone. */
async function makeStandings(clients: LocalClients, Subnets: readonly string[]): Promise<Standings> {
  const group = { MinSize: '0', MaxSize: '0', VPCZoneIdentifier: Subnets };
  const resources = TIERS.flatMap((name) => [
    [
      `${name}balancer`,
      { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { Name: `gateway-${name}`, Subnets } },
    ],
    [`${name}group`, { Type: 'AWS::AutoScaling::AutoScalingGroup', Properties: group }],
  ]);
  await makeStack(clients, 'GatewayTiers', Object.fromEntries(resources) as Record<string, unknown>);
  const { StackResources = [] } = await clients.cloudFormation.send(
    new DescribeStackResourcesCommand({ StackName: 'GatewayTiers' }),
  );
  const idOf = (id: string) => present(StackResources.find((it) => it.LogicalResourceId === id)?.PhysicalResourceId);
  const standing = (name: string) => ({ loadBalancerArn: idOf(`${name}balancer`), group: idOf(`${name}group`) });
  return { web: standing('web'), app: standing('app') };
}

async function makeTier(
  { ec2, loadBalancing }: LocalClients,
  name: (typeof TIERS)[number],
  standings: Standings,
  subnetIds: readonly string[],
): Promise<{ readonly tier: ExpectedTier; readonly instanceIds: readonly string[] }> {
  const Name = `gateway-${name}`;
  const { loadBalancerArn, group } = standings[name];
  const groups = await loadBalancing.send(new CreateTargetGroupCommand({ Name, Protocol: 'HTTP', Port: 80 }));
  const TargetGroupArn = present(groups.TargetGroups?.[0]?.TargetGroupArn);
  await loadBalancing.send(
    new CreateListenerCommand({
      ...{ LoadBalancerArn: loadBalancerArn, Port: 80, Protocol: 'HTTP' },
      DefaultActions: [{ Type: 'forward', TargetGroupArn }],
    }),
  );
  const Tags = [{ Key: 'aws:autoscaling:groupName', Value: group }];
  const TagSpecifications = [{ ResourceType: 'instance' as const, Tags }];
  const instanceIds: string[] = [];
  for (const SubnetId of subnetIds) {
    const input = { ImageId: 'ami-1', MinCount: 1, MaxCount: 1, SubnetId, TagSpecifications };
    const { Instances } = await ec2.send(new RunInstancesCommand(input));
    instanceIds.push(present(Instances?.[0]?.InstanceId));
  }
  const Targets = instanceIds.map((Id) => ({ Id }));
  await loadBalancing.send(new RegisterTargetsCommand({ TargetGroupArn, Targets }));
  const autoScalingGroupArn = `arn:aws:autoscaling:${REGION}:${ACCOUNT}:autoScalingGroup:1:autoScalingGroupName/${group}`;
  const names = { name, autoScalingGroupName: group, autoScalingGroupArn, loadBalancerArn };
  return { tier: { ...names, targetGroupArn: TargetGroupArn, minimumPerZone: 1 }, instanceIds };
}

async function makeDatabase({ rds }: LocalClients): Promise<void> {
  const engine = { DBClusterIdentifier: CLUSTER, Engine: 'aurora-postgresql' };
  const secret = { MasterUsername: 'probe', MasterUserPassword: 'probe-probe' };
  await rds.send(new CreateDBClusterCommand({ ...engine, ...secret }));
  for (const AvailabilityZone of ZONES) {
    const DBInstanceIdentifier = `${CLUSTER}-${AvailabilityZone.slice(-1)}`;
    const instance = { ...engine, DBInstanceIdentifier, DBInstanceClass: INSTANCE_CLASS, AvailabilityZone };
    await rds.send(new CreateDBInstanceCommand(instance));
  }
}

async function makeVault(region: string) {
  await makeStack(emulatorClients(region), 'GatewayVault', {
    Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Version: '2012-10-17', Statement: [] } } },
    Vault: {
      Type: 'AWS::Backup::BackupVault',
      Properties: {
        ...{ BackupVaultName: VAULT, EncryptionKeyArn: { 'Fn::GetAtt': ['Key', 'Arn'] } },
        LockConfiguration: { MinRetentionDays: 3, MaxRetentionDays: 35 },
      },
    },
  });
  return { region, vaultName: VAULT, allowanceSeconds: 18_000 };
}

async function makePlan({ backup }: LocalClients): Promise<string> {
  const Rules = [{ RuleName: 'database', TargetBackupVaultName: VAULT, ScheduleExpression: SCHEDULE }];
  const plan = await backup.send(new CreateBackupPlanCommand({ BackupPlan: { BackupPlanName: 'gateway', Rules } }));
  const BackupPlanId = present(plan.BackupPlanId);
  const IamRoleArn = `arn:aws:iam::${ACCOUNT}:role/gateway`;
  const BackupSelection = { SelectionName: 'database', IamRoleArn, Resources: [CLUSTER_ARN] };
  await backup.send(new CreateBackupSelectionCommand({ BackupPlanId, BackupSelection }));
  return BackupPlanId;
}
