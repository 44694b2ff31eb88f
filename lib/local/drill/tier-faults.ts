import {
  DescribeInstancesCommand,
  DescribeSubnetsCommand,
  RunInstancesCommand,
  TerminateInstancesCommand,
  type Instance,
} from '@aws-sdk/client-ec2';
import {
  DeregisterTargetsCommand,
  DescribeTargetHealthCommand,
  RegisterTargetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { ExpectedTier } from '../../../lambda/topology-check/contract';
import type { LocalClients } from '../aws';
import { LocalFailure } from '../local-failure';
import { ALWAYS, type DrillFault, type DrillGround, type Injected } from './drill-fault';

/** Tiers that lose a zone together: a check that is blind to one of them has not noticed. */
const TIERS = ['web', 'app'];

/** Faults of the web and the app tier. */
export const TIER_FAULTS: readonly DrillFault[] = [
  {
    id: 'zone-terminated',
    title: 'every server of one zone is terminated',
    references: ['F03', 'F04'],
    check: 'topology-check',
    expected: { status: ['DEGRADED'], codes: ['ZoneWithoutHealthyTargets'], withinRuns: 1 },
    alarmWithinRuns: 10,
    alarm: '-topology-fault',
    isNoticed: ({ findings }) =>
      TIERS.every((tier) =>
        findings.some(({ code, subject }) => code === 'ZoneWithoutHealthyTargets' && subject.startsWith(tier)),
      ),
    applies: ALWAYS,
    inject: terminateZone,
  },
];

/** Terminates the servers of the zone that comes first by its name, in every tier. */
async function terminateZone({ clients, expectations }: DrillGround): Promise<Injected> {
  const { tiers } = expectations.topology;
  const servers = await Promise.all(tiers.map((tier) => runningServers(clients, tier)));
  const zones = await zonesOf(clients, servers.flat());
  const [zone] = [...zones.values()].sort();
  const lost = servers.map((ofTier) => ofTier.filter(({ SubnetId = '' }) => zones.get(SubnetId) === zone));
  const InstanceIds = lost.flat().map(({ InstanceId = '' }) => InstanceId);
  if (InstanceIds.length === 0) {
    throw new LocalFailure(['no tier has a running server to terminate']);
  }
  await clients.ec2.send(new TerminateInstancesCommand({ InstanceIds }));
  return {
    repair: async () => {
      for (const [index, tier] of tiers.entries()) {
        await replace(clients, tier, lost[index] ?? []);
      }
    },
  };
}

async function runningServers({ ec2 }: LocalClients, tier: ExpectedTier): Promise<readonly Instance[]> {
  const { Reservations = [] } = await ec2.send(
    new DescribeInstancesCommand({
      Filters: [
        { Name: GROUP_FILTER, Values: [tier.autoScalingGroupName] },
        { Name: 'instance-state-name', Values: ['running'] },
      ],
    }),
  );
  return Reservations.flatMap(({ Instances = [] }) => Instances);
}

/** Zone of each subnet that has a server: the emulator says the same zone of every server. */
async function zonesOf({ ec2 }: LocalClients, servers: readonly Instance[]): Promise<ReadonlyMap<string, string>> {
  const SubnetIds = [...new Set(servers.map(({ SubnetId = '' }) => SubnetId))];
  if (SubnetIds.length === 0) {
    return new Map();
  }
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({ SubnetIds }));
  return new Map(Subnets.map(({ SubnetId = '', AvailabilityZone = '' }) => [SubnetId, AvailabilityZone]));
}

const GROUP_TAG = 'aws:autoscaling:groupName';
const GROUP_FILTER = `tag:${GROUP_TAG}`;

/** Starts as many servers as were lost, in the same subnet, as Auto Scaling would. */
async function replace(
  { ec2, loadBalancing }: LocalClients,
  tier: ExpectedTier,
  lost: readonly Instance[],
): Promise<void> {
  const { targetGroupArn: TargetGroupArn } = tier;
  const { TargetHealthDescriptions = [] } = await loadBalancing.send(
    new DescribeTargetHealthCommand({ TargetGroupArn }),
  );
  const port = TargetHealthDescriptions[0]?.Target?.Port;
  const target = (Id: string | undefined) => ({ Id, ...(port === undefined ? {} : { Port: port }) });
  for (const { InstanceId, SubnetId, ImageId, InstanceType } of lost) {
    const { Instances = [] } = await ec2.send(
      new RunInstancesCommand({
        MinCount: 1,
        MaxCount: 1,
        SubnetId,
        ImageId,
        InstanceType,
        TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: GROUP_TAG, Value: tier.autoScalingGroupName }] }],
      }),
    );
    await loadBalancing.send(new DeregisterTargetsCommand({ TargetGroupArn, Targets: [target(InstanceId)] }));
    await loadBalancing.send(
      new RegisterTargetsCommand({ TargetGroupArn, Targets: Instances.map((instance) => target(instance.InstanceId)) }),
    );
  }
}
