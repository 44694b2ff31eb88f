import { hasBit, isEmpty } from '../../../lib/verify/address';
import { hostOf, type Actor, type InterfaceActor } from '../../../lib/verify/certify/actors';
import type { Sides } from '../../../lib/verify/certify/sides';
import { hasPorts, type AskedPacket, type Door } from '../../../lib/verify/certify/packet';
import { doorsOf, sends } from '../../../lib/verify/certify/representatives';
import type { Graph } from '../../../lib/verify/engine/graph';
import { formatAddress, type TargetGroup } from '../../../lib/verify/packets';
import type { EngineAnswers } from './engine-answers';
import type { Draw } from '../random/draw';
import type { RandomNetwork } from '../random/network';

/** Packets of one network, pair after pair. */
export interface PacketPlan {
  readonly pairs: number;
  readonly perPair: number;
}

/** Draws pairs of parties and packets between them; half of them among those that the engine lets through. */
export function* drawPackets(
  draw: Draw,
  network: RandomNetwork,
  sides: Sides,
  engine: EngineAnswers,
  { pairs, perPair }: PacketPlan,
): Generator<AskedPacket> {
  // Nobody sends from an address that stands for one of IPv4.
  const senders = sides.actors.filter(
    (actor) => sends(actor) && !(actor.kind === 'internet' && /^64:/.test(actor.address)),
  );
  for (let pair = 0; pair < pairs; pair += 1) {
    engine.forget();
    const pick = () => drawPair(draw, network, senders, sides);
    let drawn = pick();
    // Most pairs have nothing to say to each other: others are looked for more often than not.
    for (
      let tries = draw.weighed([
        [2, 0],
        [3, 6],
      ]);
      tries > 0 && !isOpen(engine, drawn);
      tries -= 1
    ) {
      drawn = pick();
    }
    if (drawn === undefined) {
      continue;
    }
    for (let count = 0; count < perPair; count += 1) {
      const packet = drawPacket(draw, network, { ...drawn.base, door: draw.pick(drawn.doors) }, drawn.ports);
      yield draw.chance(55) ? open(draw, engine, packet) : packet;
    }
  }
}

interface Pair {
  readonly base: Pick<AskedPacket, 'from' | 'to' | 'source' | 'isForged' | 'destination' | 'client'>;
  readonly doors: readonly Door[];
  /** Ports to which the sender sends of its own accord. */
  readonly ports: readonly number[];
}

function drawPair(
  draw: Draw,
  network: RandomNetwork,
  senders: readonly Actor[],
  { actors: all, graph }: Sides,
): Pair | undefined {
  const from = pickActor(draw, senders);
  const targets = targetsOf(from, all, graph);
  const to = targets.length > 0 && draw.chance(85) ? draw.pick(targets) : pickActor(draw, all);
  const isOutside = from.kind === 'internet' && to.kind !== 'interface' && to.kind !== 'edge';
  const client = targets.includes(to) && keepsClients(from) && draw.chance(50) ? draw.pick(senders) : undefined;
  const isClient = client === undefined || ['interface', 'internet', 'site'].includes(client.kind);
  const isOther = from !== to && client !== to && client !== from;
  const doors = !isOther || isOutside || !isClient ? [] : doorsOf(from, to);
  const [own, destination] = [siteHost(draw, network, client ?? from), siteHost(draw, network, to)];
  const isForger = client === undefined && to.kind === 'interface' && draw.chance(6);
  const forged = isForger ? forgedAddress(draw, network, from, all) : undefined;
  const source = forged ?? own;
  const base = {
    from,
    to,
    ...(client === undefined ? {} : { client }),
    ...(source === undefined ? {} : { source }),
    ...(forged === undefined ? {} : { isForged: true as const }),
    ...(destination === undefined ? {} : { destination }),
  };
  return doors.length === 0 ? undefined : { base, doors, ports: portsOf(from, graph) };
}

/** How often someone of a kind takes part: of most kinds there are few. */
const SHARES: Readonly<Record<Actor['kind'], number>> = { interface: 14, internet: 3, site: 3, service: 1, edge: 2 };

function pickActor(draw: Draw, all: readonly Actor[]): Actor {
  const kinds = [...new Set(all.map(({ kind }) => kind))];
  const kind = draw.weighed(kinds.map((each) => [SHARES[each], each] as const));
  return draw.pick(all.filter((actor) => actor.kind === kind));
}

/** Whether a load balancer sends on with the addresses of its clients. */
function keepsClients(from: Actor): boolean {
  return (
    from.kind === 'interface' &&
    from.at.device.kind === 'balancer' &&
    from.at.device.balancer.kind === 'network' &&
    groupsOf(from.at).some(({ keepsClient }) => keepsClient !== 'no')
  );
}

function groupsOf({ device }: InterfaceActor['at']): readonly TargetGroup[] {
  return device.kind === 'balancer' ? device.balancer.listeners.flatMap(({ groups }) => groups) : [];
}

/** Whom a load balancer or a distribution sends to: to others they send nothing. */
function targetsOf(from: Actor, all: readonly Actor[], graph: Graph): readonly Actor[] {
  if (from.kind === 'edge') {
    const hops = graph.sender(from.party).hops ?? [];
    const origins = hops.flatMap(({ to }) => (to.kind === 'interfaces' ? to.interfaces : []));
    return all.filter((actor) => actor.kind === 'interface' && origins.includes(actor.whole.interface));
  }
  const known = from.kind === 'interface' ? groupsOf(from.at) : [];
  const interfaces = known.flatMap(({ targets }) =>
    targets.flatMap((target) =>
      target.kind === 'interface' ? [target.to] : target.kind === 'balancer' ? target.to.nodes : [],
    ),
  );
  return all.filter((actor) => actor.kind === 'interface' && interfaces.includes(actor.at));
}

/** Ports to which a load balancer or a distribution sends. */
function portsOf(from: Actor, graph: Graph): readonly number[] {
  const party = from.kind === 'edge' ? from.party : from.kind === 'interface' ? from.whole : undefined;
  const hops = party === undefined ? [] : (graph.sender(party).hops ?? []);
  return hops.flatMap(({ services }) => services.may.flatMap(({ ports }) => (ports === undefined ? [] : [ports.from])));
}

function isOpen(engine: EngineAnswers, pair: Pair | undefined): boolean {
  return (
    pair?.doors.some(
      (door) => !isEmpty(engine.passing({ ...pair.base, door, protocol: 6, port: 443, sourcePort: 50000 })),
    ) === true
  );
}

/** A private address of someone else, which the internet or a site may write. */
function forgedAddress(draw: Draw, { sites }: RandomNetwork, from: Actor, all: readonly Actor[]): string | undefined {
  if (from.kind !== 'site' && (from.kind !== 'internet' || from.address.includes(':'))) {
    return undefined;
  }
  const others = Object.entries(sites).filter(([id]) => from.kind !== 'site' || from.resource.logicalId !== id);
  const known = [
    ...others.flatMap(([, prefixes]) => prefixes.map(hostOf)),
    ...all.flatMap((actor) =>
      actor.kind === 'interface' && actor.at.v4 !== undefined ? [formatAddress(actor.at.v4)] : [],
    ),
  ];
  return known.length === 0 ? undefined : draw.pick(known);
}

function siteHost(draw: Draw, { sites }: RandomNetwork, actor: Actor): string | undefined {
  if (actor.kind !== 'site') {
    return undefined;
  }
  const prefixes = sites[actor.resource.logicalId] ?? [];
  return prefixes.length === 0 ? undefined : hostOf(draw.pick(prefixes));
}

function drawPacket(
  draw: Draw,
  { ports }: RandomNetwork,
  base: Pick<AskedPacket, 'from' | 'to' | 'door'>,
  own: readonly number[],
): AskedPacket {
  const protocol = draw.weighed([
    [10, 6],
    [5, 17],
    [2, base.door === 'v6' ? 58 : 1],
    [1, 50],
  ]);
  if (hasPorts(protocol)) {
    const port = own.length > 0 && draw.chance(70) ? draw.pick(own) : drawPort(draw, ports);
    return { ...base, protocol, port, sourcePort: drawSourcePort(draw, ports) };
  }
  return protocol === 50 ? { ...base, protocol } : { ...base, protocol, icmp: drawIcmp(draw, protocol) };
}

function drawIcmp(draw: Draw, protocol: number): { readonly type: number; readonly code: number } {
  return draw.weighed([
    [6, { type: protocol === 58 ? 128 : 8, code: 0 }],
    [1, { type: 3, code: 4 }],
    [1, { type: draw.int(0, 255), code: draw.int(0, 15) }],
  ]);
}

/** A port at the edge of what rules name, or any. */
function drawPort(draw: Draw, ports: readonly number[]): number {
  return draw.chance(75) ? Math.max(0, Math.min(65535, draw.pick(ports) + draw.int(-1, 1))) : draw.int(0, 65535);
}

function drawSourcePort(draw: Draw, ports: readonly number[]): number {
  return draw.chance(70) ? draw.int(0, 65535) : drawPort(draw, ports);
}

/** A packet of the same parties that the engine lets through, when there is one that has ports. */
function open(draw: Draw, engine: EngineAnswers, packet: AskedPacket): AskedPacket {
  const passing = engine.passing(packet);
  const { atoms } = engine.graph.env.spaces.services;
  // ICMP of the one family is not carried by the other.
  const foreign = packet.door === 'v6' ? 1 : 58;
  const found = atoms.filter(({ index, protocol }) => hasBit(passing, index) && protocol !== foreign);
  if (found.length === 0) {
    return packet;
  }
  const { protocol, ports, icmp } = draw.pick(found);
  const base = { ...packet, protocol: protocol ?? 47 };
  if (ports !== undefined) {
    const port = draw.pick([ports.from, ports.to, draw.int(ports.from, ports.to)]);
    return { ...withoutPorts(base), port, sourcePort: packet.sourcePort ?? draw.int(0, 65535) };
  }
  return protocol === 1 || protocol === 58
    ? { ...withoutPorts(base), icmp: { type: icmp?.type ?? 13, code: icmp?.code ?? 0 } }
    : withoutPorts(base);
}

function withoutPorts({ port: _port, sourcePort: _source, icmp: _icmp, ...rest }: AskedPacket): AskedPacket {
  return rest;
}
