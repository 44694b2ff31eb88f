import { formatAddress } from '../net/address';
import type { Subnet, Vpc } from '../net/network';
import type { Peering } from '../net/routes';
import { inSome, isFromOutside } from './in-some';
import type { Found } from './lookup';
import { arrived, fork, note, passes, stop, stopped, type Next } from './next';
import type { Walk } from './state';

/** A packet takes the route that was found in a VPC; `from` is the subnet that it left, if it left one. */
export function followRoute(walk: Walk, found: Found, vpc: Vpc, from: Subnet | undefined): Next {
  const { target, among, rule, by, table } = found;
  const at = from?.name ?? vpc.name;
  if (among !== undefined) {
    const destination = walk.packet.destination.value;
    const known = walk.taken.find((one) => one.table === table && one.destination === destination);
    return fork(walk, known === undefined ? among : [known.target], (way, one) => {
      way.taken.push({ table, destination, target: one });
      return followRoute(way, { target: one, rule, by }, vpc, from);
    });
  }
  switch (target.kind) {
    case 'blackhole':
      return intoBlackhole(walk, at, found, target.because);
    case 'unknown':
      return stop(walk, 'unknown', at, found.by, `${found.rule}: ${target.because}`);
    case 'local':
    case 'interface':
    case 'one-of-interfaces':
    case 'transit':
    case 'peering':
    case 'vpn':
    case 'internet':
    case 'egress-only':
    case 'gateway-endpoint':
      note(walk, at, found.by, found.rule, found.route);
  }
  switch (target.kind) {
    case 'local':
      return { step: 'deliver', vpc, from };
    case 'interface':
      return { step: 'hand', to: target.to, from };
    case 'one-of-interfaces':
      return fork(walk, target.to, (_way, to) => ({ step: 'hand', to, from }));
    case 'transit':
      return { step: 'into-transit', gateway: target.gateway, vpc, from };
    case 'peering':
      return { step: 'peering', peering: target.peering, vpc };
    case 'vpn':
      return { step: 'vpn-gateway', gateway: target.gateway, vpc };
    case 'internet':
      return { step: 'internet-gateway', vpc };
    case 'egress-only':
      return { step: 'egress-only', vpc: target.vpc, at };
    case 'gateway-endpoint':
      return { step: 'gateway-endpoint', vpc, name: target.endpoint.logicalId };
  }
}

/** No route at all is one reason; a route that leads to nothing is another, and wins like any other. */
function intoBlackhole(walk: Walk, at: string, { rule, by, route }: Found, because: string): Next {
  if (by === 'route-none') {
    return stop(walk, 'no', at, by, `${rule} (${because})`);
  }
  note(walk, at, by, rule, route);
  return stop(walk, 'no', at, 'route-blackhole', because);
}

/**
 * A peering connection carries packets from one VPC to the other, and no further on either side.
 *
 * @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/architectures.html
 * @see https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html#vpc-peering-limitations read 2026-11-25
 */
export function throughPeering(walk: Walk, peering: Peering, vpc: Vpc): Next {
  const other = peering.vpcs.find((candidate) => candidate !== vpc);
  if (other === undefined || other.doubt !== undefined) {
    return stop(walk, 'unknown', peering.name, 'unknown-network', 'the other VPC is not known');
  }
  const { source, destination } = walk.packet;
  if (isFromOutside(walk, vpc)) {
    return noTransit(walk, peering, `${formatAddress(source)} is not of ${vpc.name}`);
  }
  if (inSome(other.blocks, destination) === 'no') {
    return noTransit(walk, peering, `${formatAddress(destination)} is not of ${other.name}`);
  }
  const seen = walk.flow.inspections.length > 0 || (walk.reply?.inspections.length ?? 0) > 0;
  const rule = 'Network Firewall does not support VPC peering';
  if (seen && !passes(walk, peering.name, { truth: 'unknown', rule, by: 'firewall-peering' })) {
    return stopped(walk);
  }
  walk.flow.peering = peering;
  note(walk, peering.name, 'peering', `to ${other.name}`);
  return { step: 'deliver', vpc: other, from: undefined };
}

function noTransit(walk: Walk, peering: Peering, why: string): Next {
  return stop(walk, 'no', peering.name, 'peering', `${why}: no transit through peering`);
}

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html read 2026-11-25 */
export function throughGatewayEndpoint(walk: Walk, vpc: Vpc, name: string): Next {
  if (isFromOutside(walk, vpc)) {
    return stop(walk, 'no', name, 'gateway-endpoint', 'a gateway endpoint serves its own VPC only');
  }
  walk.flow.gatewayEndpoint = vpc;
  note(walk, name, 'gateway-endpoint', 'to the service');
  return arrived(walk, { kind: 'service', name });
}
