import {
  DescribeAvailabilityZonesCommand,
  paginateDescribeInstances,
  paginateDescribeInternetGateways,
  paginateDescribeNatGateways,
  paginateDescribeSubnets,
  paginateDescribeVpcEndpoints,
} from '@aws-sdk/client-ec2';
import {
  DescribeListenersCommand,
  DescribeRulesCommand,
  DescribeTargetGroupsCommand,
  paginateDescribeLoadBalancers,
  type Action,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { LocalClients } from '../aws';
import { findCertificateUsers, readPem } from './certificate-users';
import { StackIndex, type DeployedFact } from './deployed-resource';
import { EmulatorSilent } from './emulator-silent';
import { all } from './pages';

/** An instance as EC2 knows it. */
export interface InstanceFact {
  /** For example `running`. */
  readonly state: string;
  readonly subnetId: string | undefined;
}

/** What a load balancer knows about a target group beside its targets. */
export interface TargetGroupFact {
  /** `instance`, `ip`, `lambda` or `alb`. */
  readonly targetType: string;
  /** Subnets of each load balancer that sends requests to the group; empty when none does. */
  readonly loadBalancerSubnets: readonly (readonly string[])[];
}

/** What the emulator knows in one Region of one account. Every method throws `EmulatorSilent` when it does not say. */
export interface EmulatorView {
  /** Zone of each subnet. */
  subnetZones(): Promise<ReadonlyMap<string, string>>;
  instances(): Promise<ReadonlyMap<string, InstanceFact>>;
  /** State of each NAT gateway. */
  natGateways(): Promise<ReadonlyMap<string, string>>;
  /** Networks each internet gateway is attached to. */
  internetGateways(): Promise<ReadonlyMap<string, readonly string[]>>;
  /** State of each endpoint. */
  endpoints(): Promise<ReadonlyMap<string, string>>;
  targetGroup(arn: string): Promise<TargetGroupFact>;
  /** A resource as its stack holds it; `undefined` when no stack does. */
  deployedResource(type: string, physicalId: string): Promise<DeployedFact | undefined>;
  /** Ids of the zones in which the Region's subnets are. */
  zoneIds(): Promise<readonly string[]>;
  /** An imported certificate, in PEM; `undefined` when there is none. */
  certificate(arn: string): Promise<string | undefined>;
  /** ARNs of the distributions and load balancers that serve a certificate. */
  certificateUsers(arn: string): Promise<readonly string[]>;
}

/**
 * Asks the emulator; every question ends with the signal.
 *
 * @param stacks - what is known of the Region's stacks
 */
export function askEmulator(
  clients: LocalClients,
  abortSignal: AbortSignal,
  stacks: StackIndex = new StackIndex(clients),
): EmulatorView {
  const { ec2, loadBalancing } = clients;
  const options = { abortSignal };
  return {
    subnetZones: () =>
      ask(async () => {
        const subnets = await all(paginateDescribeSubnets({ client: ec2 }, {}, options), (page) => page.Subnets);
        return mapOf(subnets, (subnet) => [subnet.SubnetId, subnet.AvailabilityZone]);
      }),
    instances: () =>
      ask(async () => {
        const pages = paginateDescribeInstances({ client: ec2 }, {}, options);
        const reservations = await all(pages, (page) => page.Reservations);
        return mapOf(
          reservations.flatMap(({ Instances }) => Instances ?? []),
          ({ InstanceId, State, SubnetId }) => [InstanceId, { state: String(State?.Name), subnetId: SubnetId }],
        );
      }),
    natGateways: () =>
      ask(async () => {
        const gateways = await all(
          paginateDescribeNatGateways({ client: ec2 }, {}, options),
          (page) => page.NatGateways,
        );
        return mapOf(gateways, (gateway) => [gateway.NatGatewayId, gateway.State]);
      }),
    internetGateways: () =>
      ask(async () => {
        const pages = paginateDescribeInternetGateways({ client: ec2 }, {}, options);
        return mapOf(await all(pages, (page) => page.InternetGateways), ({ InternetGatewayId, Attachments }) => [
          InternetGatewayId,
          (Attachments ?? []).flatMap(({ VpcId }) => VpcId ?? []),
        ]);
      }),
    endpoints: () =>
      ask(async () => {
        const pages = paginateDescribeVpcEndpoints({ client: ec2 }, {}, options);
        return mapOf(await all(pages, (page) => page.VpcEndpoints), (endpoint) => [
          endpoint.VpcEndpointId,
          endpoint.State,
        ]);
      }),
    targetGroup: (arn) => ask(() => findTargetGroup(arn, loadBalancing, abortSignal)),
    deployedResource: (type, physicalId) => ask(() => stacks.find(type, physicalId)),
    zoneIds: () =>
      ask(async () => {
        const subnets = await all(paginateDescribeSubnets({ client: ec2 }, {}, options), (page) => page.Subnets);
        const used = new Set(subnets.map(({ AvailabilityZone }) => AvailabilityZone));
        const { AvailabilityZones = [] } = await ec2.send(new DescribeAvailabilityZonesCommand({}), options);
        return AvailabilityZones.flatMap(({ ZoneId, ZoneName }) =>
          ZoneId !== undefined && used.has(ZoneName) ? [ZoneId] : [],
        );
      }),
    certificate: (arn) => ask(() => readPem(arn, clients)),
    certificateUsers: (arn) => ask(() => findCertificateUsers(arn, clients, abortSignal)),
  };
}

async function findTargetGroup(
  arn: string,
  client: LocalClients['loadBalancing'],
  abortSignal: AbortSignal,
): Promise<TargetGroupFact> {
  const options = { abortSignal };
  const { TargetGroups } = await client.send(new DescribeTargetGroupsCommand({ TargetGroupArns: [arn] }), options);
  const balancers = await all(paginateDescribeLoadBalancers({ client }, {}, options), (page) => page.LoadBalancers);
  const using = await Promise.all(
    balancers.map(async ({ LoadBalancerArn, AvailabilityZones }) => {
      const { Listeners } = await client.send(new DescribeListenersCommand({ LoadBalancerArn }), options);
      const rules = await Promise.all(
        (Listeners ?? []).map(({ ListenerArn }) => client.send(new DescribeRulesCommand({ ListenerArn }), options)),
      );
      const actions = [
        ...(Listeners ?? []).flatMap(({ DefaultActions }) => DefaultActions ?? []),
        ...rules.flatMap(({ Rules }) => (Rules ?? []).flatMap(({ Actions }) => Actions ?? [])),
      ];
      const subnets = (AvailabilityZones ?? []).flatMap(({ SubnetId }) => SubnetId ?? []);
      return actions.some((action) => leadsTo(action, arn)) ? [subnets] : [];
    }),
  );
  return { targetType: TargetGroups?.[0]?.TargetType ?? 'instance', loadBalancerSubnets: using.flat() };
}

function leadsTo({ TargetGroupArn, ForwardConfig }: Action, arn: string): boolean {
  const weighted = (ForwardConfig?.TargetGroups ?? []).map((group) => group.TargetGroupArn);
  return TargetGroupArn === arn || weighted.includes(arn);
}

/** Asks, and tells a failure of the emulator from a bug: every error that comes out of a client has its metadata. */
async function ask<T>(question: () => Promise<T>): Promise<T> {
  try {
    return await question();
  } catch (error) {
    if (typeof error === 'object' && error !== null && '$metadata' in error) {
      throw new EmulatorSilent(`the emulator did not answer a further question: ${String(error)}`, { cause: error });
    }
    throw error;
  }
}

function mapOf<T, V>(
  items: readonly T[],
  entry: (item: T) => readonly [string | undefined, V | undefined],
): ReadonlyMap<string, V> {
  return new Map(
    items.map(entry).flatMap(([key, value]) => (key === undefined || value === undefined ? [] : [[key, value]])),
  );
}
