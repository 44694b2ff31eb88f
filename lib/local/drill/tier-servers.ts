import {
  DescribeInstancesCommand,
  DescribeSubnetsCommand,
  RunInstancesCommand,
  type Instance,
} from '@aws-sdk/client-ec2';
import {
  DeregisterTargetsCommand,
  DescribeTargetHealthCommand,
  RegisterTargetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { ExpectedTier } from '../../../lambda/topology-check/contract';
import type { LocalClients } from '../aws';

/** A server with its zone, which the emulator does not tell of it. */
export interface Server {
  readonly instance: Instance;
  readonly zone: string;
}

const GROUP_TAG = 'aws:autoscaling:groupName';

/** Servers of a tier that run. */
export async function runningServers(clients: LocalClients, tier: ExpectedTier): Promise<readonly Server[]> {
  const { Reservations = [] } = await clients.ec2.send(
    new DescribeInstancesCommand({
      Filters: [
        { Name: `tag:${GROUP_TAG}`, Values: [tier.autoScalingGroupName] },
        { Name: 'instance-state-name', Values: ['running'] },
      ],
    }),
  );
  const instances = Reservations.flatMap(({ Instances = [] }) => Instances);
  const zones = await zonesOf(clients, instances);
  return instances.map((instance) => ({ instance, zone: zones.get(instance.SubnetId ?? '') ?? '' }));
}

/** Ids of servers. */
export function idsOf(servers: readonly Server[]): string[] {
  return servers.map(({ instance }) => instance.InstanceId ?? '');
}

/** Zone of each subnet that has a server. */
async function zonesOf({ ec2 }: LocalClients, servers: readonly Instance[]): Promise<ReadonlyMap<string, string>> {
  const SubnetIds = [...new Set(servers.map(({ SubnetId = '' }) => SubnetId))];
  if (SubnetIds.length === 0) {
    return new Map();
  }
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({ SubnetIds }));
  return new Map(Subnets.map(({ SubnetId = '', AvailabilityZone = '' }) => [SubnetId, AvailabilityZone]));
}

/** Starts as many servers as were lost, in the same subnets, as Auto Scaling would. */
export async function replaceServers(
  { ec2, loadBalancing }: LocalClients,
  tier: ExpectedTier,
  lost: readonly Server[],
): Promise<void> {
  const { targetGroupArn: TargetGroupArn } = tier;
  const { TargetHealthDescriptions = [] } = await loadBalancing.send(
    new DescribeTargetHealthCommand({ TargetGroupArn }),
  );
  const port = TargetHealthDescriptions[0]?.Target?.Port;
  const target = (Id: string | undefined) => ({ Id, ...(port === undefined ? {} : { Port: port }) });
  for (const { instance } of lost) {
    const { InstanceId, SubnetId, ImageId, InstanceType } = instance;
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
      new RegisterTargetsCommand({ TargetGroupArn, Targets: Instances.map((it) => target(it.InstanceId)) }),
    );
  }
}
