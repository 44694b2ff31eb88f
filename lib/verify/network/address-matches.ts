import type { Block } from '../address';
import type { AddressMatch, Network, RouteTable } from './types';

/** What may decide by addresses on the way of a packet: everything of a network but its security groups. */
type Ways = Pick<Network, 'vpcs' | 'subnets' | 'transitGateways' | 'firewalls'>;

/** Blocks that a rule or a route names. */
export function blocksOfMatch(match: AddressMatch): readonly Block[] {
  return match.kind === 'block' ? [match.block] : match.kind === 'list' ? match.list.blocks : [];
}

/** Route tables that subnets, VPCs and their gateways use. */
export function routeTablesOf({ subnets, vpcs }: Pick<Network, 'vpcs' | 'subnets'>): ReadonlySet<RouteTable> {
  return new Set([
    ...subnets.flatMap(({ table }) => table.options),
    ...vpcs.flatMap(({ mainTable, edgeTables }) => [
      mainTable,
      ...[edgeTables.internet, edgeTables.virtualPrivate].flatMap((table) => table ?? []),
    ]),
  ]);
}

/** Addresses about which routes, network ACLs, transit gateways and firewalls say something. */
export function matchesOnTheWay(network: Ways): readonly AddressMatch[] {
  const acls = new Set(network.subnets.flatMap(({ acl }) => acl.options));
  const firewallRules = network.firewalls.flatMap(({ policy }) =>
    policy.options.flatMap(({ stateless, stateful }) => [...stateless, ...stateful]),
  );
  return [
    ...[...routeTablesOf(network)].flatMap(({ routes }) => routes.map(({ match }) => match)),
    ...[...acls].flatMap(({ ingress, egress }) => [...ingress, ...egress].map(({ match }) => match)),
    ...network.transitGateways.flatMap(({ tables }) => tables.flatMap(({ routes }) => routes.map(({ match }) => match))),
    ...firewallRules.flatMap(({ source, destination, exceptSource = [], exceptDestination = [] }) =>
      [source, destination, exceptSource, exceptDestination].flatMap((side) => (side === 'any' ? [] : side)),
    ),
  ];
}

/** Addresses to which load balancers and others send what they get. */
export function nextHopBlocksOf({ proxies }: Pick<Network, 'proxies'>): readonly Block[] {
  return proxies.flatMap(({ nextHops }) => nextHops.flatMap(({ to }) => (to.kind === 'address' ? [to.block] : [])));
}
