import { lies, type Address } from '../net/address';
import type { Interface, Subnet, Vpc, Zone } from '../net/network';
import type { TransitAttachment, TransitGateway, TransitRoute, TransitTable } from '../net/transit';
import type { Truth } from '../net/truth';
import type { PacketRule } from '../rules';
import { inSome } from './in-some';
import { listVerdict } from './match';
import { fork, note, passes, stop, stopped, type Next } from './next';
import { arriveAtSite } from './site';
import type { Walk } from './state';
import { sameZone } from './zones';

/**
 * A packet goes from a subnet to a transit gateway, through the attachment's interface in the same zone.
 *
 * The network ACL of the attachment's subnet looks at it on the way in, even when that is the subnet it comes from, and
 * not on the way out.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html read 2026-11-25
 */
export function intoTransit(walk: Walk, gateway: TransitGateway, vpc: Vpc, from: Subnet | undefined): Next {
  const attachment = vpc.transit.find((candidate) => candidate.gateway === gateway);
  if (attachment?.ends.kind !== 'vpc') {
    return stop(walk, 'no', gateway.name, 'transit-attached', `${vpc.name} is not attached`);
  }
  if (attachment.doubt !== undefined) {
    return stop(walk, 'unknown', attachment.name, 'transit-unknown', attachment.doubt);
  }
  if (!carriesFamily(walk, attachment)) {
    return stopped(walk);
  }
  if (from === undefined) {
    return stop(walk, 'unknown', gateway.name, 'transit-unknown', 'it does not come from a subnet');
  }
  const zones = attachment.ends.interfaces.map((entry) => ({ entry, truth: sameZone(entry.subnet.zone, from.zone) }));
  const entry =
    zones.find(({ truth }) => truth === 'yes')?.entry ?? zones.find(({ truth }) => truth === 'unknown')?.entry;
  if (entry === undefined) {
    const rule = `it has no subnet in the zone of ${from.name}`;
    return stop(walk, 'no', attachment.name, 'transit-zone', rule);
  }
  const isSure = zones.some(({ truth }) => truth === 'yes');
  const rule = `it has ${isSure ? 'a' : 'perhaps a'} subnet in the zone of ${from.name}`;
  if (!passes(walk, attachment.name, { truth: isSure ? 'yes' : 'unknown', rule, by: 'transit-zone' })) {
    return stopped(walk);
  }
  if (!passes(walk, entry.subnet.name, listVerdict(entry.subnet.list, 'ingress', walk.packet, 'acl-transit'))) {
    return stopped(walk);
  }
  walk.flow.attachments.push(attachment);
  return { step: 'transit', from: attachment, zone: entry.subnet.zone };
}

/** An attachment carries IPv6 when it is told to; what it does otherwise is not said. */
function carriesFamily(walk: Walk, attachment: TransitAttachment): boolean {
  const { ends } = attachment;
  if (walk.packet.source.family === 4 || ends.kind !== 'vpc' || ends.ipv6 === 'yes') {
    return true;
  }
  const rule = 'whether it carries IPv6 is not known';
  return passes(walk, attachment.name, { truth: 'unknown', rule, by: 'transit-ipv6' });
}

/** The table that an attachment is associated with sends a packet on. */
export function throughTransit(walk: Walk, from: TransitAttachment, zone: Zone | undefined): Next {
  const { gateway, table } = from;
  const doubt = gateway.doubt ?? table?.doubt;
  if (doubt !== undefined) {
    return stop(walk, 'unknown', gateway.name, 'transit-unknown', doubt);
  }
  if (table === undefined) {
    return stop(walk, 'no', gateway.name, 'transit-table', `${from.name} is associated with no route table`);
  }
  return fork(walk, routesOf(walk, table, from), (way, ways) => {
    if (ways.open !== undefined) {
      return stop(way, 'unknown', table.name, 'transit-unknown', ways.open);
    }
    if (ways.to.length === 0) {
      if (ways.route !== undefined) {
        note(way, table.name, 'transit-table', ways.rule, ways.route);
      }
      return stop(way, 'no', table.name, ways.by, ways.rule);
    }
    note(way, table.name, ways.by, ways.rule, ways.route);
    return fork(way, ways.to, (each, to) => outOfTransit(each, to, zone));
  });
}

/** Where a table sends a packet: several ways when several are equal. */
interface Ways {
  readonly to: readonly TransitAttachment[];
  readonly rule: string;
  readonly by: PacketRule;
  readonly route?: TransitRoute;
  readonly open?: string;
}

/** A route of a table, static or propagated. */
interface Candidate {
  readonly bits: number;
  /** Static routes first, then VPCs, then VPN connections. */
  readonly rank: number;
  readonly to: TransitAttachment | 'blackhole' | undefined;
  readonly rule: string;
  readonly truth: Truth;
  readonly route?: TransitRoute;
}

/**
 * The longest prefix wins, then static routes, then those that VPCs propagate, then those of VPN connections. Where only
 * the deployment tells whether a route has the destination, the packet may go by it or by the next one.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html#tgw-route-evaluation-overview
 * read 2026-11-25
 */
function routesOf(walk: Walk, table: TransitTable, from: TransitAttachment): readonly Ways[] {
  const { destination } = walk.packet;
  const candidates = [
    ...table.routes
      .filter((route) => route !== walk.world.otherwise?.without)
      .map((route): Candidate => ({
        route,
        bits: route.block?.bits ?? 33,
        rank: 0,
        to: route.to,
        rule: `static route ${route.name}`,
        truth: route.block === undefined ? 'unknown' : lies(destination, route.block),
      })),
    ...table.learnsFrom.flatMap((attachment) => learned(walk, attachment, destination)),
  ].filter(({ truth }) => truth !== 'no');
  const [best, ...others] = candidates.filter(({ truth }) => truth === 'yes').sort(order);
  const rivals = candidates.filter(
    (candidate) =>
      candidate.truth === 'unknown' && (best === undefined || (candidate.to !== best.to && order(candidate, best) < 0)),
  );
  const sure = best === undefined ? nowhere(table, from, destination) : waysOf(best, others);
  return [sure, ...rivals.map((rival) => waysOf(rival, []))];
}

/** Where no route leads, perhaps because who has the address does not tell the table. */
function nowhere(table: TransitTable, { gateway }: TransitAttachment, destination: Address): Ways {
  const isSilent = gateway.attachments.some(
    (other) =>
      !table.learnsFrom.includes(other) &&
      other.ends.kind === 'vpc' &&
      inSome(other.ends.vpc.blocks, destination) === 'yes',
  );
  return isSilent
    ? { to: [], rule: 'no route, and its VPC propagates none', by: 'transit-propagation' }
    : { to: [], rule: 'no route', by: 'transit-table' };
}

function order(a: Candidate, b: Candidate): number {
  return b.bits - a.bits || a.rank - b.rank;
}

/** Where a route leads, with the others that are as good. */
function waysOf(best: Candidate, others: readonly Candidate[]): Ways {
  if (best.to === 'blackhole') {
    return { to: [], rule: `${best.rule} (blackhole)`, by: 'transit-blackhole', ...routeOf(best) };
  }
  const equal = [best, ...others].filter((candidate) => order(candidate, best) === 0).map(({ to }) => to);
  const to = [...new Set(equal)].filter((attachment) => typeof attachment === 'object');
  return best.to === undefined
    ? notKnown(`${best.rule} leads to something not known`)
    : { to, rule: best.rule, by: best.rank === 0 ? 'transit-table' : 'transit-propagation', ...routeOf(best) };
}

function routeOf({ route }: Candidate): Pick<Ways, 'route'> {
  return route === undefined ? {} : { route };
}

function notKnown(open: string): Ways {
  return { to: [], rule: '', by: 'transit-unknown', open };
}

function learned(walk: Walk, attachment: TransitAttachment, destination: Address): readonly Candidate[] {
  const rule = `route propagated from ${attachment.name}`;
  const { ends } = attachment;
  switch (ends.kind) {
    case 'vpc':
      return ends.vpc.blocks.map((block) => ({
        bits: block.bits,
        rank: 1,
        to: attachment,
        rule,
        truth: lies(destination, block),
      }));
    case 'vpn': {
      const blocks = ends.connection.isStatic === 'yes' ? ends.connection.routes : ends.connection.site.prefixes;
      const isOurs = walk.world.vpcs.some((vpc) => inSome(vpc.blocks, destination) === 'yes');
      return blocks === undefined
        ? [{ bits: isOurs ? -1 : 33, rank: 2, to: attachment, rule, truth: isOurs ? 'no' : 'unknown' }]
        : blocks.map((block) => ({ bits: block.bits, rank: 2, to: attachment, rule, truth: lies(destination, block) }));
    }
    case 'other':
      return [{ bits: -1, rank: 3, to: attachment, rule, truth: 'unknown' }];
  }
}

/**
 * A packet leaves for a VPC in the zone in which it came, or, in appliance mode, in one zone for the whole connection.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-appliance-scenario.html read 2026-11-25
 */
function outOfTransit(walk: Walk, to: TransitAttachment, zone: Zone | undefined): Next {
  const { ends } = to;
  switch (ends.kind) {
    case 'other':
      return stop(walk, 'unknown', to.name, 'unknown-network', ends.because);
    case 'vpn':
      return arriveAtSite(walk, ends.connection);
    case 'vpc':
      break;
  }
  if (to.doubt !== undefined || ends.interfaces.length === 0) {
    return stop(walk, 'unknown', to.name, 'transit-unknown', to.doubt ?? 'its subnets are not known');
  }
  if (!carriesFamily(walk, to)) {
    return stopped(walk);
  }
  walk.flow.attachments.push(to);
  return fork(walk, exits(walk, to, ends.interfaces, ends.appliance, zone), (way, exit) => {
    if (ends.appliance !== 'no') {
      way.flow.sticky.push({ to, exit });
    }
    note(way, to.name, 'transit-zone', `out at ${exit.label}`);
    return { step: 'leave', from: exit };
  });
}

function exits(
  walk: Walk,
  to: TransitAttachment,
  all: readonly Interface[],
  appliance: Truth,
  zone: Zone | undefined,
): readonly Interface[] {
  const sticky = (walk.reply ?? walk.flow).sticky.find((stuck) => stuck.to === to)?.exit;
  if (appliance === 'yes') {
    return sticky === undefined ? all : [sticky];
  }
  const here = zone === undefined ? [] : all.filter((exit) => sameZone(exit.subnet.zone, zone) === 'yes');
  return appliance === 'no' && here.length > 0 ? here : all;
}
