import { blockAt, lies, type Address } from '../net/address';
import type { Interface } from '../net/network';
import { EPHEMERAL, hasPorts, ICMP, ICMP6, type Packet } from '../net/packet';
import { note, passes, stop, type Next } from './next';
import type { Walk } from './state';

/** Under which IPv4 addresses are known to hosts that have IPv6 alone. */
const WELL_KNOWN = blockAt(6, 0x64_ff9bn << 96n, 96);

/**
 * A NAT gateway puts its own address and some port of 1024-65535 in place of the sender's, for TCP, UDP and ICMP. What
 * comes by IPv6 for an address of 64:ff9b::/96 goes on by IPv4.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html read 2026-11-26
 */
export function throughNat(walk: Walk, nat: Interface, name: string): Next {
  const { packet } = walk;
  const isOfIpv6 = packet.source.family === 6;
  if (!hasPorts(packet.protocol) && packet.protocol !== (isOfIpv6 ? ICMP6 : ICMP)) {
    return stop(walk, 'no', name, 'nat-protocols', 'a NAT gateway takes TCP, UDP and ICMP only');
  }
  if (walk.reply !== undefined) {
    return stop(walk, 'no', name, 'nat-answers-only', 'an answer to a request that the NAT gateway did not see');
  }
  if (walk.cameIn) {
    return stop(walk, 'no', name, 'nat-answers-only', 'a NAT gateway takes no connections from the internet');
  }
  if (nat.v4 === undefined) {
    return stop(walk, 'unknown', name, 'nat', 'its address is not known');
  }
  const is64 = packet.destination.family === 6;
  if (is64 && lies(packet.destination, WELL_KNOWN) !== 'yes') {
    return stop(walk, 'no', name, 'nat64', 'it knows IPv4 addresses behind 64:ff9b::/96 only');
  }
  if (isOfIpv6 && !hasPorts(packet.protocol)) {
    // The page names ICMP, and not that of IPv6.
    passes(walk, name, { truth: 'unknown', rule: 'whether it translates ICMP of IPv6 is not said', by: 'nat64' });
  }
  walk.flow.translations.push({ nat, source: packet.source, sourcePort: packet.sourcePort });
  walk.packet = {
    ...(is64 ? toIpv4(packet) : packet),
    source: nat.v4,
    ...(hasPorts(packet.protocol) ? { sourcePort: EPHEMERAL } : {}),
  };
  walk.sender = nat;
  walk.senderGroups = [];
  note(walk, name, is64 ? 'nat64' : 'nat', 'translates the source address');
  return { step: 'leave', from: nat };
}

/** Only answers come in through a NAT gateway. */
export function backThroughNat(walk: Walk, nat: Interface): Next {
  const remembered = walk.reply?.translations.findLast((translation) => translation.nat === nat);
  if (remembered === undefined) {
    return stop(walk, 'no', nat.label, 'nat-answers-only', 'a NAT gateway takes no connections from outside');
  }
  const { source, sourcePort } = remembered;
  const is64 = source.family === 6;
  walk.packet = {
    ...(is64 ? toIpv6(walk.packet) : walk.packet),
    destination: source,
    ...(sourcePort === undefined ? {} : { port: sourcePort }),
  };
  note(walk, nat.label, is64 ? 'nat64' : 'nat', 'translates the destination address back');
  return { step: 'leave', from: nat };
}

function toIpv4(packet: Packet): Packet {
  const { value } = packet.destination;
  const destination: Address = { ...packet.destination, family: 4, value: value & 0xffff_ffffn };
  return { ...packet, destination, ...icmpOf(packet, ICMP, [128, 8], [129, 0]) };
}

function toIpv6(packet: Packet): Packet {
  const { value } = packet.source;
  const source: Address = { ...packet.source, family: 6, value: WELL_KNOWN.first + value };
  return { ...packet, source, ...icmpOf(packet, ICMP6, [8, 128], [0, 129]) };
}

/** Messages that mean the same in both families. */
function icmpOf(
  packet: Packet,
  protocol: number,
  ...pairs: readonly (readonly [from: number, to: number])[]
): Partial<Pick<Packet, 'protocol' | 'icmp'>> {
  const { icmp } = packet;
  const found = pairs.find(([from]) => from === icmp?.type);
  return icmp === undefined ? {} : { protocol, icmp: { type: found?.[1] ?? icmp.type, code: icmp.code } };
}
