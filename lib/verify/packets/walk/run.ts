import { both } from '../net/truth';
import { deliverLocally, handTo, leave } from './cross';
import { aroundFirewall } from './firewall';
import { followRoute, throughGatewayEndpoint, throughPeering } from './follow';
import { outOfEgressOnly, outOfInternetGateway, throughInternet } from './internet';
import type { Next } from './next';
import type { Outcome, Walk } from './state';
import { intoTransit, throughTransit } from './transit';
import { outOfVpnGateway } from './vpn';

/** Walks a packet to its end, or to each of its ends when the network may choose. */
export function run(walk: Walk, first: Next): readonly Outcome[] {
  let next = first;
  for (;;) {
    if (next.step === 'end') {
      return [next.outcome];
    }
    if (next.step === 'fork') {
      const ends = next.ways.map((way) => run(way.walk, way.next));
      return next.picks === 'any' ? ends.flat() : bestOf(ends);
    }
    next = take(walk, next);
  }
}

/** Ends of the way that gets furthest. */
function bestOf(ends: readonly (readonly Outcome[])[]): readonly Outcome[] {
  const rated = ends.map((outcomes) => ({ outcomes, truth: outcomes.map(({ truth }) => truth).reduce(both, 'yes') }));
  const best = (['yes', 'unknown', 'no'] as const)
    .map((wanted) => rated.find(({ truth }) => truth === wanted))
    .find((found) => found !== undefined);
  return best?.outcomes ?? [];
}

function take(walk: Walk, next: Exclude<Next, { step: 'end' | 'fork' }>): Next {
  switch (next.step) {
    case 'leave':
      return leave(walk, next.from);
    case 'follow':
      return followRoute(walk, next.found, next.vpc, next.from);
    case 'deliver':
      return deliverLocally(walk, next.vpc, next.from);
    case 'hand':
      return handTo(walk, next.to, next.from);
    case 'firewall':
      return aroundFirewall(walk, next.at, next.endpoint);
    case 'peering':
      return throughPeering(walk, next.peering, next.vpc);
    case 'gateway-endpoint':
      return throughGatewayEndpoint(walk, next.vpc, next.name);
    case 'internet-gateway':
      return outOfInternetGateway(walk, next.vpc);
    case 'egress-only':
      return outOfEgressOnly(walk, next.vpc, next.at);
    case 'internet':
      return throughInternet(walk);
    case 'into-transit':
      return intoTransit(walk, next.gateway, next.vpc, next.from);
    case 'transit':
      return throughTransit(walk, next.from, next.zone);
    case 'vpn-gateway':
      return outOfVpnGateway(walk, next.gateway, next.vpc);
  }
}
