import { lambdaFunction, networkInterface, reservation } from './compute-records';
import { dbCluster, dbInstance, dbSubnetGroup } from './database-records';
import { firewall, firewallPolicy, ruleGroup } from './firewall-records';
import {
  address,
  customerGateway,
  egressOnlyGateway,
  internetGateway,
  natGateway,
  peering,
  prefixList,
  vpcEndpoint,
  vpnConnection,
  vpnGateway,
} from './gateway-records';
import { listener, listenerRule, listenersOfLoadBalancer, loadBalancer, targetGroup } from './load-balancer-records';
import type { Converter } from './snapshot-resource';
import {
  transitAttachment,
  transitGateway,
  transitPropagations,
  transitRouteTable,
  transitStaticRoutes,
  transitVpcAttachment,
} from './transit-records';
import { networkAcl, routeTable, securityGroup, subnet, vpc } from './vpc-records';

/** What is made of each list of a `describe-*` answer, by the name of the list. */
export const CONVERTERS: Readonly<Record<string, Converter>> = {
  Addresses: address,
  CustomerGateways: customerGateway,
  DBClusters: dbCluster,
  DBInstances: dbInstance,
  DBSubnetGroups: dbSubnetGroup,
  EgressOnlyInternetGateways: egressOnlyGateway,
  FirewallPolicies: firewallPolicy,
  Firewalls: firewall,
  Functions: lambdaFunction,
  InternetGateways: internetGateway,
  Listeners: listener,
  LoadBalancerListeners: listenersOfLoadBalancer,
  LoadBalancers: loadBalancer,
  NatGateways: natGateway,
  NetworkAcls: networkAcl,
  NetworkInterfaces: networkInterface,
  PrefixLists: prefixList,
  Reservations: reservation,
  RouteTables: routeTable,
  RuleGroups: ruleGroup,
  Rules: listenerRule,
  SecurityGroups: securityGroup,
  Subnets: subnet,
  TargetGroups: targetGroup,
  TransitGatewayAttachments: transitAttachment,
  TransitGatewayPropagations: transitPropagations,
  TransitGatewayRouteTables: transitRouteTable,
  TransitGatewayStaticRoutes: transitStaticRoutes,
  TransitGatewayVpcAttachments: transitVpcAttachment,
  TransitGateways: transitGateway,
  VpcEndpoints: vpcEndpoint,
  VpcPeeringConnections: peering,
  Vpcs: vpc,
  VpnConnections: vpnConnection,
  VpnGateways: vpnGateway,
};

/** Answers of one thing each: the list in which it belongs. */
export const SINGLE_ANSWERS: Readonly<Record<string, string>> = {
  Firewall: 'Firewalls',
  FirewallPolicyResponse: 'FirewallPolicies',
  RuleGroupResponse: 'RuleGroups',
};

/** Lists that say nothing about who reaches whom. */
export const INERT: readonly string[] = [
  'AvailabilityZones',
  'FirewallPolicy',
  'FirewallStatus',
  'LoadBalancerAttributes',
  'LoadBalancerTargetHealth',
  'Marker',
  'NextMarker',
  'NextToken',
  'Regions',
  'ResponseMetadata',
  'RuleGroup',
  'ServiceDetails',
  'ServiceNames',
  'Tags',
  'UpdateToken',
  'VpcEndpointServices',
];

/** Lists without which nothing can be said about a network. */
export const REQUIRED: readonly string[] = [
  'InternetGateways',
  'NetworkAcls',
  'NetworkInterfaces',
  'RouteTables',
  'SecurityGroups',
  'Subnets',
  'Vpcs',
];
