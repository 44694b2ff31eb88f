import type { Route } from '@aws-sdk/client-ec2';
import * as z from 'zod/mini';

const text = z.string().check(z.minLength(1));
const next = z.optional(z.string());

/** A page of `DescribeInstances`. */
export const instancePage = z.pipe(
  z.object({
    Reservations: z.array(
      z.object({
        Instances: z.array(z.object({ InstanceId: text, Placement: z.object({ AvailabilityZone: text }) })),
      }),
    ),
    NextToken: next,
  }),
  z.transform((page) => ({
    items: page.Reservations.flatMap(({ Instances }) =>
      Instances.map(({ InstanceId, Placement }) => ({
        instanceId: InstanceId,
        availabilityZone: Placement.AvailabilityZone,
      })),
    ),
    next: page.NextToken,
  })),
);

/** The answer of `DescribeTargetHealth`, which has no pages. */
export const targetHealth = z.pipe(
  z.object({
    TargetHealthDescriptions: z.array(
      z.object({
        Target: z.object({ Id: text }),
        TargetHealth: z.object({ State: text }),
        AdministrativeOverride: z.optional(z.object({ State: z.optional(text) })),
      }),
    ),
  }),
  z.transform((answer) =>
    answer.TargetHealthDescriptions.map(({ Target, TargetHealth, AdministrativeOverride }) => ({
      instanceId: Target.Id,
      state: TargetHealth.State,
      override: AdministrativeOverride?.State,
    })),
  ),
);

/** A page of `DescribeNatGateways`. */
export const natGatewayPage = z.pipe(
  z.object({ NatGateways: z.array(z.object({ NatGatewayId: text, State: text })), NextToken: next }),
  z.transform((page) => ({
    items: page.NatGateways.map(({ NatGatewayId, State }) => ({ natGatewayId: NatGatewayId, state: State })),
    next: page.NextToken,
  })),
);

/** A page of `DescribeVpcEndpoints`. */
export const endpointPage = z.pipe(
  z.object({
    VpcEndpoints: z.array(z.object({ VpcEndpointId: text, State: text, SubnetIds: z.optional(z.array(text)) })),
    NextToken: next,
  }),
  z.transform((page) => ({
    items: page.VpcEndpoints.map(({ VpcEndpointId, State, SubnetIds }) => ({
      endpointId: VpcEndpointId,
      state: State,
      subnetIds: SubnetIds ?? [],
    })),
    next: page.NextToken,
  })),
);

const id = z.optional(z.string());

const DESTINATIONS = ['DestinationCidrBlock', 'DestinationIpv6CidrBlock', 'DestinationPrefixListId'] as const;

/** Members of a route that name neither its destination nor its target. */
type OtherMember = 'InstanceOwnerId' | 'Origin' | 'State';

/**
 * Members that name a route's target: all that EC2's client knows, or this does not compile. A route to an endpoint of
 * Network Firewall names it as `GatewayId`; one to an instance, or of a route server, names its interface as well.
 */
const TARGETS = Object.keys({
  GatewayId: true,
  NatGatewayId: true,
  TransitGatewayId: true,
  VpcPeeringConnectionId: true,
  NetworkInterfaceId: true,
  EgressOnlyInternetGatewayId: true,
  LocalGatewayId: true,
  CarrierGatewayId: true,
  CoreNetworkArn: true,
  OdbNetworkArn: true,
  InstanceId: true,
  IpAddress: true,
} satisfies Record<Exclude<keyof Route, (typeof DESTINATIONS)[number] | OtherMember>, true>);

const route = z.pipe(
  z
    .object({
      ...Object.fromEntries<typeof id>(TARGETS.map((member) => [member, id])),
      DestinationCidrBlock: id,
      DestinationIpv6CidrBlock: id,
      DestinationPrefixListId: id,
      State: text,
    })
    .check(z.refine((answer) => findMember(answer, DESTINATIONS) !== undefined, 'a route has a destination')),
  z.transform((answer) => {
    // A target of a kind younger than the client is dropped by the client: the route then has none.
    const targetId = findMember(answer, TARGETS);
    return {
      destination: findMember(answer, DESTINATIONS) ?? '',
      targetId,
      state: String(answer.State),
      isGatewayEndpoint: answer.DestinationPrefixListId !== undefined && targetId?.startsWith('vpce-') === true,
    };
  }),
);

function findMember(
  answer: Readonly<Record<string, string | undefined>>,
  members: readonly string[],
): string | undefined {
  return members.map((member) => answer[member]).find((value) => value !== undefined && value !== '');
}

/** A page of `DescribeRouteTables`, without local routes and those that a gateway endpoint keeps by itself. */
export const routeTablePage = z.pipe(
  z.object({
    RouteTables: z.array(
      z.object({
        RouteTableId: text,
        Associations: z.array(z.object({ SubnetId: id })),
        Routes: z.array(route),
      }),
    ),
    NextToken: next,
  }),
  z.transform((page) => ({
    items: page.RouteTables.map(({ RouteTableId, Associations, Routes }) => ({
      routeTableId: RouteTableId,
      subnetIds: Associations.flatMap(({ SubnetId }) => (SubnetId === undefined ? [] : [SubnetId])),
      routes: Routes.filter(({ targetId, isGatewayEndpoint }) => targetId !== 'local' && !isGatewayEndpoint).map(
        ({ destination, targetId, state }) => ({ destination, targetId, state }),
      ),
    })),
    next: page.NextToken,
  })),
);
