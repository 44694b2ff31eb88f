import { DescribeStacksCommand, GetTemplateCommand, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import {
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
import { EmulatorSilent } from './emulator-silent';

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
  /** Properties in the template that a stack was deployed from; `undefined` when no stack holds the resource. */
  deployedProperties(type: string, physicalId: string): Promise<unknown>;
}

/** Asks the emulator; every question ends with the signal. */
export function askEmulator(clients: LocalClients, abortSignal: AbortSignal): EmulatorView {
  const { cloudFormation, ec2, loadBalancing } = clients;
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
    deployedProperties: (type, physicalId) =>
      ask(() => findDeployedProperties(type, physicalId, cloudFormation, abortSignal)),
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

async function findDeployedProperties(
  type: string,
  physicalId: string,
  client: LocalClients['cloudFormation'],
  abortSignal: AbortSignal,
): Promise<unknown> {
  const options = { abortSignal };
  const { Stacks } = await client.send(new DescribeStacksCommand({}), options);
  for (const { StackName, StackStatus } of Stacks ?? []) {
    if (StackName === undefined || StackStatus === 'DELETE_COMPLETE') {
      continue;
    }
    const resources = await all(
      paginateListStackResources({ client }, { StackName }, options),
      (page) => page.StackResourceSummaries,
    );
    const found = resources.find(
      ({ ResourceType, PhysicalResourceId }) => ResourceType === type && PhysicalResourceId === physicalId,
    );
    if (found?.LogicalResourceId !== undefined) {
      const { TemplateBody } = await client.send(new GetTemplateCommand({ StackName }), options);
      const template = JSON.parse(TemplateBody ?? '{}') as Template;
      return template.Resources?.[found.LogicalResourceId]?.Properties;
    }
  }
  return undefined;
}

interface Template {
  readonly Resources?: Readonly<Record<string, { readonly Properties?: unknown }>>;
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

async function all<P, T>(pages: AsyncIterable<P>, items: (page: P) => readonly T[] | undefined): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const page of pages) {
    found.push(...(items(page) ?? []));
  }
  return found;
}

function mapOf<T, V>(
  items: readonly T[],
  entry: (item: T) => readonly [string | undefined, V | undefined],
): ReadonlyMap<string, V> {
  return new Map(
    items.map(entry).flatMap(([key, value]) => (key === undefined || value === undefined ? [] : [[key, value]])),
  );
}
