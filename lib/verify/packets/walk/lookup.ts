import { isPrivate, lies, type Address } from '../net/address';
import type { Origin, Route, RouteTable, Target } from '../net/routes';
import type { Truth } from '../net/truth';
import type { PacketRule } from '../rules';
import type { World } from '../world';

/** The route that is taken. */
export interface Found {
  readonly target: Target;
  readonly rule: string;
  /** Why it is this one. */
  readonly by: PacketRule;
  readonly route?: Route;
  /** Where it may lead, when only the deployment tells which route is taken. */
  readonly among?: readonly Target[];
  readonly table?: RouteTable;
}

/** Bits that the blocks of a service count as: more than a default route, fewer than most others. */
const SERVICE_BITS = 12;

/**
 * Origins, best first, of routes to the same block.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html read 2026-11-25
 */
const RANK: Readonly<Record<Origin, number>> = { static: 0, 'prefix-list': 1, 'vpn-static': 2, 'vpn-bgp': 3 };

const NO_ROUTE: Target = { kind: 'blackhole', because: 'no route' };

/** Looks an address up: the longest prefix wins, then the origin of the route. */
export function lookup(world: World, table: RouteTable, address: Address): Found {
  if (table.doubt !== undefined) {
    return unknown(table, table.doubt);
  }
  let best: Route | undefined;
  let local: Route | undefined;
  let by: PacketRule = 'route-longest';
  let equal: Route | undefined;
  const open: Route[] = [];
  for (const route of table.routes) {
    if (route === world.otherwise?.without) {
      continue;
    }
    const truth = routeMatches(world, table, route, address);
    if (truth === 'unknown') {
      open.push(route);
    } else if (truth === 'yes') {
      local = route.target.kind === 'local' ? route : local;
      const more = best === undefined ? 1 : bitsOf(route) - bitsOf(best);
      const tie = more === 0 && best !== undefined ? RANK[best.origin] - RANK[route.origin] : 0;
      by = more === 0 && tie !== 0 ? tieRule(route, best) : more > 0 ? 'route-longest' : by;
      equal = more > 0 || tie > 0 ? undefined : more === 0 && tie === 0 ? route : equal;
      best = more > 0 || tie > 0 ? route : best;
    }
  }
  if (local !== undefined && best !== undefined && isPropagated(best)) {
    const own = table.routes.filter(
      (route) =>
        !isPropagated(route) &&
        route !== world.otherwise?.without &&
        routeMatches(world, table, route, address) === 'yes',
    );
    best = own.reduce((one, route) => (beats(route, one) ? route : one), local);
    by = 'route-propagated-last';
  } else if (best === local && by === 'route-longest') {
    by = 'route-local';
  }
  const rivals = open.filter(
    (route) => couldBeat(route, best, local !== undefined) && !open.some((other) => isAlwaysBefore(other, route)),
  );
  const [rival] = rivals;
  if (rival !== undefined) {
    const among = [...rivals.map(({ target }) => target), best?.target ?? NO_ROUTE];
    return { ...unknown(table, `whether ${rival.name} is taken is not known`), among, table };
  }
  if (best !== undefined && equal !== undefined && isDrawn(best, equal)) {
    const among = [best.target, equal.target];
    return { ...unknown(table, `AWS chooses between ${best.name} and ${equal.name}`, 'route-lot'), among, table };
  }
  return best === undefined
    ? {
        target: NO_ROUTE,
        rule: `route table ${table.name} has no route`,
        by: 'route-none',
      }
    : {
        target: best.target,
        rule: `route table ${table.name}: ${best.name}`,
        by,
        route: best,
      };
}

function unknown(table: RouteTable, because: string, by: PacketRule = 'route-unknown'): Found {
  return { target: { kind: 'unknown', because }, rule: `route table ${table.name}`, by };
}

/** Why one of two routes to the same block goes before the other. */
function tieRule(route: Route, other: Route | undefined): PacketRule {
  const isLearnt = isPropagated(route) || (other !== undefined && isPropagated(other));
  return isLearnt ? 'route-propagated-last' : 'route-static-first';
}

/**
 * Between prefix lists that hold the same block AWS draws by lot, once and for all.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html read 2026-11-26
 */
function isDrawn(best: Route, equal: Route): boolean {
  return best.origin === 'prefix-list' && equal.origin === 'prefix-list' && !sameTarget(best.target, equal.target);
}

function routeMatches(world: World, table: RouteTable, route: Route, address: Address): Truth {
  if (route.service !== undefined) {
    return serviceMatches(route.service, address);
  }
  if (route.block !== undefined) {
    return lies(address, route.block);
  }
  return route.origin === 'vpn-bgp' ? advertised(world, table, address) : 'unknown';
}

/** The addresses of a service are known by its name only. */
function serviceMatches(service: string, address: Address): Truth {
  return address.service === service ? 'yes' : 'no';
}

/**
 * What a site advertises is not told. It is taken to leave alone the addresses of the VPCs; what lies elsewhere in
 * private address space it may have.
 */
function advertised(world: World, table: RouteTable, address: Address): Truth {
  const isOurs = world.vpcs.some((vpc) => vpc.blocks.some((block) => lies(address, block) === 'yes'));
  const hasOther = table.routes.some(
    ({ block, origin }) => block !== undefined && origin === 'static' && lies(address, block) === 'yes',
  );
  return isOurs || (!isPrivate(address) && hasOther) ? 'no' : 'unknown';
}

function bitsOf(route: Route): number {
  return route.block?.bits ?? SERVICE_BITS;
}

function beats(route: Route, best: Route): boolean {
  const more = bitsOf(route) - bitsOf(best);
  return more > 0 || (more === 0 && RANK[route.origin] < RANK[best.origin]);
}

/** Whether the one route holds what the other does, and goes before it. */
function isAlwaysBefore(first: Route, second: Route): boolean {
  const [one, other] = [first.block, second.block];
  const isSame =
    one !== undefined &&
    other !== undefined &&
    one.symbol === undefined &&
    other.symbol === undefined &&
    one.family === other.family &&
    one.first === other.first &&
    one.bits === other.bits;
  return isSame && RANK[first.origin] < RANK[second.origin];
}

function isPropagated(route: Route): boolean {
  return route.origin === 'vpn-static' || route.origin === 'vpn-bgp';
}

/**
 * Whether a route that may match would be taken then.
 *
 * Propagated routes never override the local one, however specific they are.
 *
 * @see https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-route-priority.html read 2026-11-25
 */
function couldBeat(route: Route, best: Route | undefined, isLocal: boolean): boolean {
  if (best === undefined) {
    return true;
  }
  if (sameTarget(route.target, best.target) || (isLocal && isPropagated(route))) {
    return false;
  }
  return route.block === undefined || route.block.symbol !== undefined || beats(route, best);
}

function sameTarget(a: Target, b: Target): boolean {
  if (a.kind !== b.kind) {
    return false;
  }
  switch (a.kind) {
    case 'local':
      return true;
    case 'interface':
      return b.kind === 'interface' && a.to === b.to;
    case 'transit':
      return b.kind === 'transit' && a.gateway === b.gateway;
    case 'peering':
      return b.kind === 'peering' && a.peering === b.peering;
    case 'internet':
      return b.kind === 'internet' && a.gateway === b.gateway;
    case 'vpn':
      return b.kind === 'vpn' && a.gateway === b.gateway;
    case 'egress-only':
    case 'one-of-interfaces':
    case 'gateway-endpoint':
    case 'blackhole':
    case 'unknown':
      return false;
  }
}
