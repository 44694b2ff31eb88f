import type { CheckEvent } from '../shared/contract';

/** A tier of servers behind a load balancer. */
export type TierName = 'web' | 'app';

/** What must stand behind one load balancer. */
export interface ExpectedTier {
  readonly name: TierName;
  /** Instances are found by the tag `aws:autoscaling:groupName`. */
  readonly autoScalingGroupName: string;
  /** The group itself, with the identifier AWS gave it: it is shifted away from a zone on its own. */
  readonly autoScalingGroupArn: string;
  /** Load balancer whose traffic operators or AWS may move away from a zone. */
  readonly loadBalancerArn: string;
  /** Target group that knows which instances answer. */
  readonly targetGroupArn: string;
  /** Least number of healthy targets in each zone, so that the others carry the peak when one is lost: at least 1. */
  readonly minimumPerZone: number;
}

/** A NAT gateway and the zone whose egress it carries. */
export interface ExpectedNatGateway {
  readonly availabilityZone: string;
  readonly natGatewayId: string;
}

/** A route that must exist, be active, and lead to exactly this target. */
export interface ExpectedRoute {
  /** IPv4 range, IPv6 range or prefix list id. */
  readonly destination: string;
  /** Id of the target: `nat-…`, `igw-…`, `vpce-…`, `tgw-…`. */
  readonly targetId: string;
}

/** A route table, complete: any further route but local ones and those of gateway endpoints is a fault. */
export interface ExpectedRouteTable {
  readonly routeTableId: string;
  /** Role of the subnets that use it, for example `dmz`. */
  readonly role: string;
  readonly availabilityZone: string;
  /**
   * Subnets that must be associated with the table.
   *
   * @default - associations are not checked
   */
  readonly subnetIds?: readonly string[];
  /** Every route except local ones and those of gateway endpoints; empty for a segment without a way out. */
  readonly routes: readonly ExpectedRoute[];
}

/** Endpoint of Network Firewall in one zone. */
export interface ExpectedFirewallEndpoint {
  readonly availabilityZone: string;
  readonly endpointId: string;
}

/** Interface endpoint of an AWS service. */
export interface ExpectedInterfaceEndpoint {
  /** Short name of the service, for example `ssm`. */
  readonly service: string;
  readonly endpointId: string;
  /** Subnet in which the endpoint must have an interface, one for each zone. */
  readonly subnets: readonly { readonly availabilityZone: string; readonly subnetId: string }[];
}

/** The network as it was deployed. */
export interface TopologyExpectation {
  readonly availabilityZones: readonly string[];
  readonly natGateways: readonly ExpectedNatGateway[];
  readonly routeTables: readonly ExpectedRouteTable[];
  /** Empty when egress is not inspected. */
  readonly firewallEndpoints: readonly ExpectedFirewallEndpoint[];
  /** Empty when AWS APIs are reached through NAT. */
  readonly interfaceEndpoints: readonly ExpectedInterfaceEndpoint[];
}

/** Payload of the topology check. */
export interface TopologyCheckEvent extends CheckEvent {
  readonly tiers: readonly ExpectedTier[];
  readonly network: TopologyExpectation;
}

/** Metrics of the topology check, beside those of every check. */
export const TOPOLOGY_METRICS = {
  /** NAT gateways that are not available. */
  natGatewayFaults: 'NatGatewayFaults',
  /** Routes that are missing, dead, misdirected or unexpected, and subnets without their table. */
  routeFaults: 'RouteFaults',
  /** Firewall endpoints that are not available. */
  firewallEndpointFaults: 'FirewallEndpointFaults',
  /** Interface endpoints that are not available, or have no interface in a zone. */
  interfaceEndpointFaults: 'InterfaceEndpointFaults',
  /** Zones that operators or AWS took out of use on purpose, of whatever tier. Left out when that cannot be told. */
  evacuatedZones: 'EvacuatedZones',
} as const;

/** Metrics of a tier. */
export type TierMetric =
  /** Greatest less smallest number of running instances over the zones in use; more than 1 is out of balance. */
  | 'SpreadImbalance'
  /** Zones in use with fewer healthy targets than the expected minimum. */
  | 'ZonesBelowMinimum';

/** Metrics of a tier in one zone. */
export type TierZoneMetric = 'HealthyTargets' | 'RunningInstances';

/** Metrics of a zone's way out. */
export type ZoneMetric =
  /** 1 when the zone's NAT gateway is available, otherwise 0. */
  | 'NatGatewayAvailable'
  /** Faults in the zone's route tables. */
  | 'RouteFaults';

/** Name of a tier's metric, for example `SpreadImbalance/web`. */
export function tierMetricName(metric: TierMetric, tier: TierName): string {
  return `${metric}/${tier}`;
}

/** Name of a tier's metric in one zone, for example `HealthyTargets/web/ap-northeast-1a`. */
export function tierZoneMetricName(metric: TierZoneMetric, tier: TierName, availabilityZone: string): string {
  return `${metric}/${tier}/${availabilityZone}`;
}

/** Name of a zone's metric, for example `NatGatewayAvailable/ap-northeast-1a`. */
export function zoneMetricName(metric: ZoneMetric, availabilityZone: string): string {
  return `${metric}/${availabilityZone}`;
}
