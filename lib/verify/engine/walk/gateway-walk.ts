import type { Block } from '../../address';
import type { Route, VirtualPrivateGateway, VpnConnection } from '../../network/types';
import { sentFrom, type Leaving, type Walking } from './steps';
import { after, anyOf, arrived, guessed, hideGroups, noRoute, stopped, type Goal, type Step, type Ways } from './way';

/** A packet of a VPC goes to its virtual private gateway. */
export function toSiteOnGateway(
  walker: Walking,
  from: Leaving,
  gateway: VirtualPrivateGateway,
  route: Route,
  address: number,
  goal: Goal,
  seen: readonly string[],
): Ways {
  if (from.vpc.virtualPrivateGateway?.id !== gateway.id) {
    return stopped(
      noRoute(route.origin, `${gateway.origin.label} is not attached to ${from.vpc.origin.label}`, ['RT-05']),
    );
  }
  const ways = onGateway(walker, gateway, address, goal);
  // Pages about gateways speak of destinations alone: what comes from elsewhere through the VPC may be carried.
  const foreign: Step = {
    kind: 'gateway',
    origin: gateway.origin,
    says: `from outside of ${from.vpc.origin.label} into ${gateway.origin.label}`,
    rules: ['VPN-01'],
    isOpen: true,
  };
  return seen.includes(sentFrom(from.vpc)) ? ways : after([foreign], ways);
}

function onGateway(walker: Walking, gateway: VirtualPrivateGateway, address: number, goal: Goal): Ways {
  const { site } = goal.kind === 'site' ? goal : { site: undefined };
  const own = gateway.vpns.filter((vpn) => vpn.site.id === site?.id);
  if (own.length === 0) {
    return gateway.open === undefined
      ? stopped(noRoute(gateway.origin, `${gateway.origin.label} has no connection there`, ['VPN-02']))
      : guessed(gateway.open);
  }
  return anyOf(own.map((vpn) => overVpn(walker, vpn, address)));
}

/** A VPN takes the prefixes that its static routes name, or those that the site advertises. */
function overVpn(walker: Walking, vpn: VpnConnection, address: number): Ways {
  const known = knownPrefixes(vpn).map((block) => walker.spaces.addresses.holds(block, address));
  const step: Step = {
    kind: 'gateway',
    origin: vpn.origin,
    says: `over the VPN to ${vpn.site.origin.label}`,
    rules: ['VPN-01'],
  };
  const isTold = vpn.usesBgp === 'no' || vpn.site.prefixes !== undefined;
  if (known.includes('yes') && vpn.usesBgp !== 'unknown') {
    return after([step], arrived(hideGroups()));
  }
  return isTold && !known.includes('unknown') && !known.includes('yes')
    ? stopped(noRoute(vpn.origin, `${vpn.origin.label} has no route to there`, ['VPN-02']))
    : guessed(`what ${vpn.site.origin.label} advertises`);
}

function knownPrefixes({ usesBgp, staticRoutes, site }: VpnConnection): readonly Block[] {
  return [...(usesBgp === 'yes' ? [] : staticRoutes), ...(usesBgp === 'no' ? [] : (site.prefixes ?? []))];
}

/** Connections on one gateway that use BGP tell each other their routes; whether others are joined is not documented. */
function betweenSites(
  walker: Walking,
  vpn: VpnConnection,
  gateway: VirtualPrivateGateway,
  address: number,
  siteId: string,
): Ways {
  const others = gateway.vpns.filter(({ site }) => site.id === siteId && site.id !== vpn.site.id);
  const [first] = others;
  if (first === undefined) {
    return stopped(noRoute(gateway.origin, `${gateway.origin.label} has no connection there`, ['VPN-03']));
  }
  const isTold = others.some(
    ({ usesBgp, site }) =>
      usesBgp === 'yes' &&
      site.asn !== undefined &&
      vpn.site.asn !== undefined &&
      site.asn !== vpn.site.asn &&
      (site.prefixes ?? []).some((block) => walker.spaces.addresses.holds(block, address) === 'yes'),
  );
  const step: Step = {
    kind: 'gateway',
    origin: gateway.origin,
    says: `${gateway.origin.label} joins its connections`,
    rules: ['VPN-03'],
  };
  return vpn.usesBgp === 'yes' && isTold
    ? after([step], arrived(hideGroups()))
    : guessed(`whether ${gateway.origin.label} joins its connections`, ['VPN-03']);
}

/** What the VPC of a gateway has as well goes into the VPC, and to no other site. */
function pastVpc({ network, spaces }: Walking, gateway: VirtualPrivateGateway, address: number, ways: Ways): Ways {
  const { origin } = gateway;
  const vpcs = network.vpcs.filter((vpc) => vpc.virtualPrivateGateway?.id === gateway.id);
  const held = vpcs.flatMap(({ blocks }) => blocks.map((block) => spaces.addresses.holds(block, address)));
  return held.includes('yes')
    ? stopped(noRoute(origin, `${origin.label} takes what its VPC has into the VPC`, ['RT-02']))
    : held.includes('unknown') && ways.open === undefined
      ? { ...ways, open: `whether the VPC of ${origin.label} has the address` }
      : ways;
}

/** A packet of a site comes out of its virtual private gateway. */
export function fromSiteOnGateway(
  walker: Walking,
  vpn: VpnConnection,
  gateway: VirtualPrivateGateway,
  address: number,
  goal: Goal,
): Ways {
  if (goal.kind === 'site') {
    return pastVpc(walker, gateway, address, betweenSites(walker, vpn, gateway, address, goal.site.id));
  }
  const attached = walker.network.vpcs.filter((vpc) => vpc.virtualPrivateGateway?.id === gateway.id);
  const step: Step = {
    kind: 'gateway',
    origin: vpn.origin,
    says: `from ${vpn.site.origin.label} over the VPN`,
    rules: ['VPN-01'],
  };
  const all = attached.map((vpc) =>
    after([step], walker.enter(vpc, vpc.edgeTables.virtualPrivate?.routes, address, goal, []), hideGroups),
  );
  return all.length === 0
    ? stopped(noRoute(gateway.origin, `${gateway.origin.label} is attached to no VPC`, ['VPN-02']))
    : anyOf(all);
}
