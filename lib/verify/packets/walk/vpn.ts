import { formatAddress, lies } from '../net/address';
import type { Vpc } from '../net/network';
import type { Site, VpnConnection, VpnGateway } from '../net/transit';
import type { Truth, Verdict } from '../net/truth';
import { inSome, isFromOutside } from './in-some';
import { lookup } from './lookup';
import { choose, fork, note, passes, stop, stopped, type Next } from './next';
import { arriveAtSite } from './site';
import type { Walk } from './state';

/**
 * A packet leaves a VPC through its virtual private gateway: for the networks that the gateway knows from static routes
 * or from BGP. Whether it carries what comes from elsewhere through the VPC, say over a transit gateway, the pages do not
 * say: they speak of destinations alone.
 *
 * @see https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-route-priority.html
 * @see https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNRoutingTypes.html read 2026-11-26
 */
export function outOfVpnGateway(walk: Walk, gateway: VpnGateway, vpc: Vpc): Next {
  const { source } = walk.packet;
  if (isFromOutside(walk, vpc)) {
    const rule = `whether it carries what comes from ${formatAddress(source)}, outside of ${vpc.name}, is not known`;
    passes(walk, gateway.name, { truth: 'unknown', rule, by: 'vpn-transit' });
  }
  return toSites(walk, gateway, gateway.connections);
}

/** A VPN connection with the route by which a gateway may take it. */
interface Choice {
  readonly connection: VpnConnection;
  readonly truth: Truth;
  readonly bits: number;
}

/**
 * The longest prefix is taken, and static routes before those that are advertised.
 *
 * @see https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNRoutingTypes.html read 2026-11-25
 */
function toSites(walk: Walk, gateway: VpnGateway, connections: readonly VpnConnection[]): Next {
  const choices = connections.flatMap((connection) => choicesOf(walk, connection));
  const sure = choices.filter(({ truth }) => truth === 'yes').sort((a, b) => b.bits - a.bits || rank(a) - rank(b));
  const [best] = sure;
  const equal = sure.filter((choice) => best !== undefined && choice.bits === best.bits && rank(choice) === rank(best));
  const taken = best === undefined ? choices : equal;
  if (taken.length === 0) {
    return stop(walk, 'no', gateway.name, 'vpn-route', 'no VPN connection has a route for it');
  }
  return fork(walk, taken, (way, { connection, truth }) => {
    const rule = truth === 'yes' ? `route of ${connection.name}` : `what ${connection.name} advertises is not known`;
    return passes(way, gateway.name, { truth, rule, by: 'vpn-route' }) ? arriveAtSite(way, connection) : stopped(way);
  });
}

function rank(choice: Choice): number {
  return choice.connection.isStatic === 'yes' ? 0 : 1;
}

/** Routes that a connection has, or may have, for a packet. */
function choicesOf(walk: Walk, connection: VpnConnection): readonly Choice[] {
  const blocks = connection.isStatic === 'yes' ? connection.routes : connection.site.prefixes;
  if (blocks === undefined || connection.isStatic === 'unknown') {
    return [{ connection, truth: 'unknown', bits: 0 }];
  }
  return blocks
    .map((block) => ({ connection, truth: lies(walk.packet.destination, block), bits: block.bits }))
    .filter(({ truth }) => truth !== 'no');
}

/**
 * A site sends a packet into one of its VPN connections. It knows where its own routes lead, so the connection that gets
 * the packet there is taken.
 */
export function fromSite(walk: Walk, site: Site): Next {
  const { source } = walk.packet;
  const known = [...(site.prefixes ?? []), ...site.connections.flatMap(({ routes }) => routes)];
  if (source.value !== site.address.value && inSome(known, source) !== 'yes') {
    const rule = `whether ${site.name} may send from ${formatAddress(source)} is not known`;
    passes(walk, site.name, { truth: 'unknown', rule, by: 'forged-source' });
  }
  return site.connections.length === 0
    ? stop(walk, 'no', site.name, 'vpn-line', 'it has no VPN connection')
    : choose(walk, site.connections, enter);
}

function enter(walk: Walk, connection: VpnConnection): Next {
  const { attachment, gateway } = connection;
  note(
    walk,
    connection.site.name,
    connection.site.connections.length > 1 ? 'vpn-choice' : 'vpn-line',
    `into ${connection.name}`,
  );
  if (attachment !== undefined) {
    walk.flow.attachments.push(attachment);
    return { step: 'transit', from: attachment, zone: undefined };
  }
  return gateway === undefined
    ? stop(walk, 'unknown', connection.name, 'unknown-network', 'its gateway is not known')
    : intoVpnGateway(walk, gateway, connection);
}

/**
 * Sites that tell their networks by BGP are told those of the others, when each has a number of its own; of static routes
 * the page does not say it.
 *
 * @see https://docs.aws.amazon.com/vpn/latest/s2svpn/VPN_CloudHub.html read 2026-11-26
 */
function hubVerdict(walk: Walk, from: VpnConnection, others: readonly VpnConnection[]): Verdict {
  const hasOwnNumber = ({ asn }: Site) => asn !== undefined && from.site.asn !== undefined && asn !== from.site.asn;
  const isTold = others
    .filter((other) => choicesOf(walk, other).length > 0)
    .every(({ isStatic, site }) => isStatic === 'no' && site.prefixes !== undefined && hasOwnNumber(site));
  return isTold && from.isStatic === 'no' && from.site.prefixes !== undefined
    ? { truth: 'yes', rule: 'the gateway tells each site the networks of the others', by: 'vpn-hub' }
    : { truth: 'unknown', rule: 'whether the sites know the networks of each other is not known', by: 'vpn-hub' };
}

/**
 * The gateway delivers to its VPC, past its gateway route table; between sites it carries packets when they run BGP
 * over it (CloudHub), which only they can tell.
 *
 * @see https://docs.aws.amazon.com/vpn/latest/s2svpn/VPN_CloudHub.html read 2026-11-25
 */
function intoVpnGateway(walk: Walk, gateway: VpnGateway, connection: VpnConnection): Next {
  const vpc = walk.world.vpcs.find((candidate) => candidate.vpnGateway === gateway);
  const { destination } = walk.packet;
  if (vpc !== undefined && inSome(vpc.blocks, destination) !== 'no') {
    const table = vpc.gatewayTables.vpn;
    note(walk, gateway.name, table === undefined ? 'vpn-line' : 'gateway-table', `in to ${vpc.name}`);
    return table === undefined
      ? { step: 'deliver', vpc, from: undefined }
      : { step: 'follow', found: lookup(walk.world, table, destination), vpc, from: undefined };
  }
  const others = gateway.connections.filter((other) => other !== connection);
  if (others.length === 0) {
    const rule = `${connection.name} ends at the gateway, and leads nowhere but into its VPC`;
    return stop(walk, 'no', gateway.name, 'vpn-line', rule);
  }
  if (others.every((other) => choicesOf(walk, other).length === 0)) {
    return stop(walk, 'no', gateway.name, 'vpn-hub', 'no other VPN connection has a route for it');
  }
  return passes(walk, gateway.name, hubVerdict(walk, connection, others))
    ? toSites(walk, gateway, others)
    : stopped(walk);
}
