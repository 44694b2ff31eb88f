import { ICMP, ICMPV6, literalBlock, TCP, UDP, type ServiceAtom, type ServiceSpace } from '../address';
import { askedOf, findPlace, formatAddress, type Address, type Origin, type Sent, type World } from '../packets';
import type { Actor, EdgeActor, InterfaceActor, SiteActor } from './actors';
import type { Party } from '../engine/types';

/** By which of its addresses someone is reached. */
export type Door = 'v4' | 'public' | 'v6';

/** One packet, in terms of both implementations. */
export interface AskedPacket {
  readonly from: Actor;
  readonly to: Actor;
  readonly door: Door;
  /** Of TCP and UDP. */
  readonly sourcePort?: number;
  readonly protocol: number;
  readonly port?: number;
  readonly icmp?: { readonly type: number; readonly code: number };
  /** Address of a site, or of the internet, from which it comes. */
  readonly source?: string;
  /** Whether that is an address that its sender does not have. */
  readonly isForged?: true;
  /** Address of a site, to which it goes. */
  readonly destination?: string;
  /** Whose address it carries, when a load balancer sends it on for someone. */
  readonly client?: Actor;
  /** Name that the client asks for. */
  readonly name?: string;
}

/** Whether a protocol has ports. */
export function hasPorts(protocol: number): boolean {
  return protocol === TCP || protocol === UDP;
}

/** The packet as the second implementation is asked for it; `undefined` when there is no such packet. */
export function sentOf(world: World, packet: AskedPacket): Sent | undefined {
  const family = packet.door === 'v6' ? 6 : 4;
  if (packet.from.kind === 'edge') {
    return sentOfEdge(world, packet.from, packet);
  }
  const origin = originOf(packet.from);
  const source = sourceOf(packet, family);
  const destination = destinationOf(world, packet);
  if (origin === undefined || source === undefined || destination === undefined) {
    return undefined;
  }
  return {
    from: origin,
    source,
    destination,
    ...serviceOf(packet),
  };
}

/** What a distribution sends to an origin. */
function sentOfEdge(world: World, { resource }: EdgeActor, packet: AskedPacket): Sent | undefined {
  const { to, door, protocol, port } = packet;
  const asked = to.kind === 'interface' ? askedOf(world, resource, to.at, door === 'v4') : undefined;
  if (asked === undefined) {
    return undefined;
  }
  const { origin, source } = asked.start({ protocol, ...(port === undefined ? {} : { port }) });
  return {
    from: origin,
    ...(source === undefined ? {} : { source }),
    destination: asked.address,
    ...serviceOf(packet),
  };
}

/** What a packet is, whoever sends it. */
function serviceOf({
  protocol,
  port,
  sourcePort,
  icmp,
  name,
}: AskedPacket): Omit<Sent, 'from' | 'source' | 'destination'> {
  return {
    protocol,
    ...(port === undefined ? {} : { port }),
    ...(sourcePort === undefined ? {} : { sourcePort }),
    ...(icmp === undefined ? {} : { icmp }),
    ...(name === undefined ? {} : { name }),
  };
}

function originOf(from: Actor): Origin | undefined {
  switch (from.kind) {
    case 'interface':
      return { kind: 'interface', interface: from.at, ...groupsLent(from) };
    case 'internet':
      return { kind: 'internet' };
    case 'site':
      return { kind: 'site', site: from.at };
    case 'service':
    case 'edge':
      return undefined;
  }
}

/** A load balancer sends with its own groups. */
function groupsLent({ at }: InterfaceActor): Pick<Extract<Origin, { kind: 'interface' }>, 'groups'> {
  return at.device.kind === 'balancer' ? { groups: at.groups ?? [] } : {};
}

function sourceOf(packet: AskedPacket, family: 4 | 6): Address | undefined {
  const from = packet.client ?? packet.from;
  if (packet.source !== undefined) {
    const written = asAddress(packet.source, from.kind === 'internet');
    return written?.family === family ? written : undefined;
  }
  switch (from.kind) {
    case 'interface':
      return exactAddress(from, family);
    case 'internet': {
      const written = asAddress(from.address, true);
      return written?.family === family ? written : undefined;
    }
    case 'site':
      return family === 4 ? from.at.address : undefined;
    case 'service':
    case 'edge':
      return undefined;
  }
}

function destinationOf(world: World, packet: AskedPacket): Address | undefined {
  const { to, door } = packet;
  switch (to.kind) {
    case 'interface':
      return door === 'public'
        ? to.at.hasPublic === 'no'
          ? undefined
          : to.at.publicV4
        : exactAddress(to, door === 'v6' ? 6 : 4);
    case 'internet': {
      const written = asAddress(to.address, true);
      return written?.family === (door === 'v6' ? 6 : 4) ? written : undefined;
    }
    case 'site':
      return packet.destination === undefined
        ? door === 'v6'
          ? undefined
          : to.at.address
        : asAddress(packet.destination, false);
    case 'service': {
      const place = findPlace(world, `${to.resource.stack.constructPath}/${to.resource.logicalId}`);
      return place.kind === 'service' ? place.address : undefined;
    }
    case 'edge':
      // Which of its addresses is asked makes no difference.
      return world.hosts[4];
  }
}

/** The address of an interface: as a number alone where it is known as one. */
function exactAddress({ at }: InterfaceActor, family: 4 | 6): Address | undefined {
  const [address, block] = family === 4 ? [at.v4, at.subnet.v4] : [at.v6, at.subnet.v6];
  return address === undefined || block?.symbol !== undefined ? address : { family, value: address.value };
}

function asAddress(text: string, isOutside: boolean): Address | undefined {
  const block = literalBlock(text);
  return block === undefined
    ? undefined
    : { family: block.interval.family, value: block.interval.first, ...(isOutside ? { isOutside: true } : {}) };
}

/** The sender as the engine knows him, with one address. */
export function senderParty({ from, source }: Pick<AskedPacket, 'from' | 'source'>): Party | undefined {
  switch (from.kind) {
    case 'interface':
    case 'edge':
      return from.party;
    case 'internet': {
      const address = source ?? from.address;
      return { kind: 'internet', id: `internet:${address}`, label: address, address };
    }
    case 'site':
      return siteAt(from, source);
    case 'service':
      return undefined;
  }
}

/** The receiver as the engine knows him, with one address. */
export function receiverParty({ to, destination }: AskedPacket): Party | undefined {
  switch (to.kind) {
    case 'interface':
    case 'service':
    case 'edge':
      return to.party;
    case 'internet':
      return { kind: 'internet', id: `internet:${to.address}`, label: to.address, address: to.address };
    case 'site':
      return siteAt(to, destination);
  }
}

/** A site with one address: the one that is asked for, or that of the other implementation. */
function siteAt({ party, at }: SiteActor, asked: string | undefined): Party | undefined {
  const text = asked ?? (at.address.pickedIn === undefined ? formatAddress(at.address) : undefined);
  const block = text === undefined ? undefined : literalBlock(text);
  const addresses = block === undefined ? party.site.addresses.filter(({ kind }) => kind === 'abstract') : [block];
  return addresses.length === 0 ? undefined : { ...party, site: { ...party.site, addresses } };
}

/** The atom of the engine in which a packet lies. */
export function atomOf(
  services: ServiceSpace,
  packet: Pick<AskedPacket, 'protocol' | 'port' | 'icmp'>,
): ServiceAtom | undefined {
  const { protocol, port, icmp } = packet;
  const own = services.atoms.filter((atom) => atom.protocol === protocol);
  if (hasPorts(protocol)) {
    return own.find(({ ports }) => ports !== undefined && port !== undefined && ports.from <= port && port <= ports.to);
  }
  if (protocol === ICMP || protocol === ICMPV6) {
    const type = own.filter((atom) => atom.icmp?.type === icmp?.type);
    return (
      type.find((atom) => atom.icmp?.code === icmp?.code) ??
      type.find((atom) => atom.icmp?.code === undefined) ??
      own.find((atom) => atom.icmp?.type === undefined)
    );
  }
  return own[0] ?? services.atoms.find((atom) => atom.protocol === undefined);
}

/** A packet in one line. */
export function describePacket({
  from,
  to,
  door,
  protocol,
  port,
  sourcePort,
  icmp,
  source,
  destination,
  client,
}: AskedPacket): string {
  const service = icmp === undefined ? String(port ?? '') : `type ${icmp.type} code ${icmp.code}`;
  const ports = sourcePort === undefined ? '' : ` from port ${sourcePort}`;
  const whose = client === undefined ? '' : ` for ${client.id}`;
  return `${from.id}${source === undefined ? '' : ` (${source})`}${whose} > ${to.id}${
    destination === undefined ? '' : ` (${destination})`
  } by ${door}, protocol ${protocol} ${service}${ports}`;
}
