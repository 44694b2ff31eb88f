import type { TemplateModel } from '../../template';
import type { Block, ServiceRange } from '../address';
import { BuildContext, type NetworkOptions } from './build/context';
import { buildEdges } from './build/edges';
import { buildFirewalls } from './build/firewalls/build-firewalls';
import { buildEdgeTables, buildGateways, buildPropagation } from './build/gateways';
import { buildGroups } from './build/groups';
import { buildDatabases, doubtPublicDatabases } from './build/interfaces/databases';
import { buildEndpoints } from './build/interfaces/endpoints';
import { buildFunctions } from './build/interfaces/functions';
import { buildGroupsOfInstances } from './build/interfaces/groups-of-instances';
import { buildInstances } from './build/interfaces/instances';
import { buildLoadBalancers } from './build/interfaces/load-balancers';
import { makeInterface } from './build/interfaces/make-interface';
import { buildTargets } from './build/interfaces/target-groups';
import { buildOctopuses } from './build/octopuses';
import { buildPrefixLists, managedList } from './build/prefix-lists';
import { buildRoutes } from './build/routes';
import { buildAcls, buildSubnets, buildTables } from './build/subnets';
import { buildAttachments, buildTransitGateways } from './build/transit';
import { buildVpcs } from './build/vpcs';
import { buildVpns } from './build/vpns';
import { blocksOfGroups, blocksOfMatch, blocksOnTheWay, distinctBlocks } from './address-matches';
import type { Network, ServiceMatch } from './types';

/** The network that the templates make, in one possible world. */
export function buildNetwork(model: TemplateModel, options: NetworkOptions = {}): Network {
  const ctx = new BuildContext(model, options);
  managedList(ctx, { purpose: 'cloudfront-origin-facing', region: '' });
  buildPrefixLists(ctx);
  buildVpcs(ctx);
  buildTables(ctx);
  buildAcls(ctx);
  buildSubnets(ctx);
  buildGroups(ctx);
  buildTransitGateways(ctx);
  buildGateways(ctx);
  buildInstances(ctx);
  buildGroupsOfInstances(ctx);
  buildDatabases(ctx);
  buildFunctions(ctx);
  buildEndpoints(ctx);
  buildFirewalls(ctx);
  buildLoadBalancers(ctx);
  buildTargets(ctx);
  buildVpns(ctx);
  buildAttachments(ctx);
  buildRoutes(ctx);
  doubtPublicDatabases(ctx);
  buildEdgeTables(ctx);
  buildPropagation(ctx);
  buildEdges(ctx);
  const { octopuses, coverage } = buildOctopuses(ctx);
  addHypothetical(ctx);
  const network: Omit<Network, 'blocks' | 'ranges'> = {
    vpcs: distinct(ctx.vpcs.values()),
    subnets: distinct(ctx.subnets.values()),
    groups: distinct([...ctx.groups.values(), ...[...ctx.vpcs.values()].map((vpc) => vpc.defaultGroup)]),
    interfaces: ctx.interfaces,
    peerings: [...ctx.peerings.values()],
    transitGateways: distinct(ctx.transitGateways.values()),
    attachments: [...ctx.attachments.values()],
    vpns: [...ctx.vpns.values()],
    sites: distinct(ctx.sites.values()),
    firewalls: [...ctx.firewalls.values()],
    proxies: ctx.proxies,
    services: [...ctx.services.values()],
    invocations: ctx.invocations,
    octopuses,
    owners: [...ctx.byOwner].map(([resource, interfaces]) => ({ resource, interfaces })),
    coverage,
    findings: ctx.findings,
    assumptions: ctx.evaluator.assumptions,
  };
  return { ...network, blocks: blocksOf(ctx, network), ranges: rangesOf(network) };
}

/** In every subnet someone may start something that carries any group. */
function addHypothetical(ctx: BuildContext): void {
  for (const subnet of distinct(ctx.subnets.values())) {
    makeInterface(ctx, undefined, {
      kind: 'hypothetical',
      origin: {
        ...subnet.origin,
        id: `hypothetical:${subnet.id}`,
        label: `anything started in ${subnet.origin.label}`,
      },
      subnet,
      groups: { surely: [], perhaps: [], any: 'whoever starts it chooses its groups', isUnfiltered: 'no' },
      isPublic: subnet.vpc.internetGateway === 'no' ? 'no' : 'unknown',
      hasIpv6: 'unknown',
      forwards: 'unknown',
      exists: 'unknown',
    });
  }
}

function distinct<T>(items: Iterable<T>): readonly T[] {
  return [...new Set(items)];
}

type Parts = Omit<Network, 'blocks' | 'ranges'>;

function blocksOf(ctx: BuildContext, network: Parts): readonly Block[] {
  // Tables and ACLs that no subnet uses are asked about as well.
  const unused = [
    ...[...ctx.tables.values()].flatMap(({ routes }) => routes.map(({ match }) => match)),
    ...[...ctx.acls.values()].flatMap(({ ingress, egress }) => [...ingress, ...egress].map(({ match }) => match)),
  ];
  return distinctBlocks([
    ...ctx.blocks.values(),
    ...network.interfaces.flatMap(({ addresses }) => addresses.map(({ block }) => block)),
    ...network.interfaces.flatMap(({ publicAddress }) => publicAddress.block ?? []),
    ...blocksOfGroups(network),
    ...blocksOnTheWay(network),
    ...unused.flatMap(blocksOfMatch),
  ]);
}

function rulesOf(network: Parts) {
  return network.firewalls.flatMap(({ policy }) =>
    policy.options.flatMap(({ stateless, stateful }) => [...stateless, ...stateful]),
  );
}

function rangesOf(network: Parts): readonly ServiceRange[] {
  const matches: ServiceMatch[] = [
    ...network.groups.flatMap((group) => [...group.ingress, ...group.egress].map(({ services }) => services)),
    ...network.subnets.flatMap(({ acl }) =>
      acl.options.flatMap((each) => [...each.ingress, ...each.egress].map(({ services }) => services)),
    ),
    ...rulesOf(network).map(({ services }) => services),
    ...network.proxies.flatMap((proxy) => [
      ...proxy.entries,
      ...proxy.nextHops.flatMap((hop) => [hop.services, hop.from]),
    ]),
    ...network.interfaces.flatMap(({ receives }) => (typeof receives === 'string' ? [] : [receives])),
  ];
  const distinctRanges = new Map<string, ServiceRange>();
  for (const range of matches.flatMap(({ may, must }) => [...may, ...must])) {
    distinctRanges.set(JSON.stringify(range), range);
  }
  return [...distinctRanges.values()];
}
