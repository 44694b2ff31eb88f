import { blockKey, type Block } from '../address';
import type { AddressMatch, Interface, Network, RouteTable, TransitTable } from './types';

/** What may decide by addresses on the way of a packet: everything of a network but its security groups. */
type Ways = Pick<
  Network,
  'vpcs' | 'subnets' | 'transitGateways' | 'firewalls' | 'sites' | 'vpns' | 'services' | 'proxies'
>;

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

/**
 * Blocks by which anything but a security group may decide: a network is cut along them, and addresses that lie in the
 * same of them are alike.
 */
export function blocksOnTheWay(network: Ways): readonly Block[] {
  return distinctBlocks([
    ...matchesOnTheWay(network).flatMap(blocksOfMatch),
    ...network.vpcs.flatMap(({ blocks }) => blocks),
    ...network.subnets.flatMap(({ blocks }) => blocks),
    ...appliancesOf(network).flatMap(({ addresses }) => addresses.map(({ block }) => block)),
    ...network.sites.flatMap(({ addresses, prefixes }) => [...addresses, ...(prefixes ?? [])]),
    ...network.vpns.flatMap(({ staticRoutes }) => staticRoutes),
    ...network.services.flatMap(({ list }) => list.blocks),
    ...network.proxies.flatMap(({ nextHops }) =>
      nextHops.flatMap(({ to }) => (to.kind === 'address' ? [to.block] : [])),
    ),
  ]);
}

/** Blocks that the rules of security groups name. */
export function blocksOfGroups({ groups }: Pick<Network, 'groups'>): readonly Block[] {
  return distinctBlocks(
    groups.flatMap(({ ingress, egress }) => [...ingress, ...egress].flatMap(({ peer }) => blocksOfMatch(peer))),
  );
}

/** Each block once. */
export function distinctBlocks(blocks: readonly Block[]): readonly Block[] {
  return [...new Map(blocks.map((block) => [blockKey(block), block])).values()];
}

/** Addresses about which routes, network ACLs, transit gateways and firewalls say something. */
function matchesOnTheWay(network: Ways): readonly AddressMatch[] {
  const acls = new Set(network.subnets.flatMap(({ acl }) => acl.options));
  const firewallRules = network.firewalls.flatMap(({ policy }) =>
    policy.options.flatMap(({ stateless, stateful }) => [...stateless, ...stateful]),
  );
  return [
    ...[...routeTablesOf(network)].flatMap(({ routes }) => routes.map(({ match }) => match)),
    ...[...acls].flatMap(({ ingress, egress }) => [...ingress, ...egress].map(({ match }) => match)),
    ...transitTablesOf(network).flatMap(({ routes }) => routes.map(({ match }) => match)),
    ...firewallRules.flatMap(({ source, destination, exceptSource = [], exceptDestination = [] }) =>
      [source, destination, exceptSource, exceptDestination].flatMap((side) => (side === 'any' ? [] : side)),
    ),
  ];
}

/** Servers to which routes lead: they take what is for them, and may send on the rest. */
function appliancesOf(network: Ways): readonly Interface[] {
  const targets = [...routeTablesOf(network)].flatMap(({ routes }) => routes.map(({ target }) => target));
  return targets.flatMap((target) => (target.kind === 'appliance' ? [target.interface] : []));
}

/** Tables of transit gateways, and those that their attachments use. */
function transitTablesOf({ transitGateways }: Ways): readonly TransitTable[] {
  return [
    ...new Set(
      transitGateways.flatMap(({ tables, attachments }) => [
        ...tables,
        ...attachments.flatMap(({ table }) => table.options),
      ]),
    ),
  ];
}
