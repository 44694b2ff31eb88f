import { HonmaruError } from '../../errors';
import { parseAddress, type Address } from './net/address';
import { EPHEMERAL, hasPorts, ICMP, ICMP6, isIcmp, onePort, TCP, UDP, type Packet } from './net/packet';
import type { SecurityGroup } from './net/filters';
import type { Interface, Vpc } from './net/network';
import type { Site } from './net/transit';
import type { Truth, Verdict } from './net/truth';
import type { PacketRule } from './rules';
import { takenAddress } from './untold';
import { newWalk, passes, stopped, type Next } from './walk/next';
import { run } from './walk/run';
import { fromCloudFront, fromInterface, fromInternet } from './walk/starts';
import type { End, Flow, Hop, Outcome, Walk } from './walk/state';
import { fromSite } from './walk/vpn';
import type { World } from './world';

/** Where a packet starts. */
export type Origin =
  | { readonly kind: 'interface'; readonly interface: Interface; readonly groups?: readonly SecurityGroup[] }
  | { readonly kind: 'internet'; readonly asks?: Verdict }
  | { readonly kind: 'site'; readonly site: Site }
  /** CloudFront, near an interface or on the internet, and whether it asks there at all. */
  | { readonly kind: 'beside'; readonly interface: Interface; readonly asks?: Verdict }
  | { readonly kind: 'gateway-endpoint'; readonly vpc: Vpc };

/** A packet as it is asked for. */
export interface Sent {
  readonly from: Origin;
  /** By default the sender's own address. */
  readonly source?: Address | string;
  /** By default some port of 1024-65535. */
  readonly sourcePort?: number;
  readonly destination: Address | string;
  readonly protocol: 'tcp' | 'udp' | 'icmp' | number;
  readonly port?: number;
  /** By default an echo request. */
  readonly icmp?: { readonly type: number; readonly code: number };
  /** Flags of TCP that are set, for example `['SYN']`; by default it may be any. */
  readonly flags?: readonly string[];
  /** Name for which the client asks once it is connected, in TLS or HTTP; by default it may be any. */
  readonly name?: string;
}

/** What became of a packet. */
export interface Delivery {
  readonly delivers: Truth;
  /** The rule that stopped it, or that left it open. */
  readonly rule: string;
  /** Name of that rule; of the last one that was applied when it arrives. */
  readonly decidedBy: PacketRule;
  readonly hops: readonly Hop[];
  /** The packet as it arrived or was when it was stopped. */
  readonly packet: Packet;
  readonly end: End | undefined;
  /** Every way that the network may choose. */
  readonly outcomes: readonly Outcome[];
}

/** Sends one packet. */
export function send(world: World, sent: Sent): Delivery {
  return summary(world, start(world, sent.from, packetOf(world, sent), undefined));
}

/** One delivery of several ways: sure only when all of them agree. */
export function summary(world: World, outcomes: readonly Outcome[]): Delivery {
  const [first] = outcomes;
  if (first === undefined) {
    throw new Error('a packet ends somewhere');
  }
  const truths = new Set(outcomes.map(({ truth }) => truth));
  const open = outcomes.find(({ truth }) => truth === 'unknown');
  const single = truths.size === 1 ? first : (open ?? outcomes.find(({ truth }) => truth === 'no') ?? first);
  const rule = truths.size === 1 ? single.rule : `depends on the way the network takes: ${single.rule}`;
  const delivers: Truth = world.doubt !== undefined ? 'unknown' : truths.size === 1 ? first.truth : 'unknown';
  return {
    delivers,
    rule: world.doubt ?? rule,
    decidedBy: world.doubt === undefined ? single.decidedBy : 'unknown-network',
    hops: single.hops,
    packet: single.packet,
    end: single.end,
    outcomes,
  };
}

const NUMBERS = { tcp: TCP, udp: UDP, icmp: ICMP } as const;

/** The packet on the wire. */
export function packetOf(world: World, sent: Sent): Packet {
  const destination = takenAddress(world, addressIn(sent.destination));
  const source = sent.source === undefined ? sourceOf(world, sent.from, destination) : addressIn(sent.source);
  const asked = typeof sent.protocol === 'string' ? NUMBERS[sent.protocol] : sent.protocol;
  const protocol = asked === ICMP && destination.family === 6 ? ICMP6 : asked;
  const name = sent.name === undefined ? {} : { name: sent.name };
  const flags = sent.flags === undefined ? {} : { flags: sent.flags };
  const base: Packet = { source, destination, protocol, ...name, ...flags };
  if (hasPorts(protocol)) {
    const sourcePort = sent.sourcePort === undefined ? EPHEMERAL : onePort(sent.sourcePort);
    return { ...base, sourcePort, port: sent.port === undefined ? { low: 0, high: 65535 } : onePort(sent.port) };
  }
  return isIcmp(protocol) ? { ...base, icmp: sent.icmp ?? { type: protocol === ICMP6 ? 128 : 8, code: 0 } } : base;
}

function addressIn(given: Address | string): Address {
  const address = typeof given === 'string' ? parseAddress(given) : given;
  if (address === undefined) {
    throw new HonmaruError([
      {
        path: 'address',
        must: 'must be an address of IPv4 or IPv6',
        got: String(given),
        hint: 'give one like 10.0.1.20 or 2001:db8::1',
        code: 'PlaceNotFound',
      },
    ]);
  }
  return address;
}

function sourceOf(world: World, from: Origin, destination: Address): Address {
  switch (from.kind) {
    case 'interface':
    case 'beside':
      return (destination.family === 4 ? from.interface.v4 : from.interface.v6) ?? world.hosts[destination.family];
    case 'site':
      return from.site.address;
    case 'internet':
    case 'gateway-endpoint':
      return world.hosts[destination.family];
  }
}

/** Walks a packet from where it starts. */
export function start(world: World, from: Origin, packet: Packet, reply: Flow | undefined): readonly Outcome[] {
  const walk = newWalk(world, packet, {
    reply,
    sender: from.kind === 'interface' ? from.interface : undefined,
    senderGroups: from.kind === 'interface' ? (from.groups ?? []) : [],
  });
  return run(walk, firstStep(walk, from));
}

function firstStep(walk: Walk, from: Origin): Next {
  const asks = from.kind === 'internet' || from.kind === 'beside' ? from.asks : undefined;
  if (asks !== undefined && walk.reply === undefined && !passes(walk, 'CloudFront', asks)) {
    return stopped(walk);
  }
  switch (from.kind) {
    case 'interface':
      return fromInterface(walk, from.interface);
    case 'internet':
      return fromInternet(walk);
    case 'site':
      return fromSite(walk, from.site);
    case 'beside':
      return fromCloudFront(walk, from.interface);
    case 'gateway-endpoint':
      return { step: 'deliver', vpc: from.vpc, from: undefined };
  }
}
