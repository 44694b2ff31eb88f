import { hasBit, isEmpty } from '../../../lib/verify/address';
import { hostOf, type Actor, type InterfaceActor } from '../../../lib/verify/certify/actors';
import type { Sides } from '../../../lib/verify/certify/sides';
import { hasPorts, type AskedPacket, type Door } from '../../../lib/verify/certify/packet';
import { doorsOf, sends } from '../../../lib/verify/certify/representatives';
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
  const senders = sides.actors.filter(sends);
  for (let pair = 0; pair < pairs; pair += 1) {
    engine.forget();
    const pick = () => drawPair(draw, network, senders, sides.actors);
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
      const packet = drawPacket(draw, network, { ...drawn.base, door: draw.pick(drawn.doors) });
      yield draw.chance(55) ? open(draw, engine, packet) : packet;
    }
  }
}

interface Pair {
  readonly base: Pick<AskedPacket, 'from' | 'to' | 'source' | 'destination'>;
  readonly doors: readonly Door[];
}

function drawPair(
  draw: Draw,
  network: RandomNetwork,
  senders: readonly Actor[],
  all: readonly Actor[],
): Pair | undefined {
  const from = draw.pick(senders);
  const targets = from.kind === 'interface' && from.at.device.kind === 'balancer' ? targetsOf(from.at, all) : [];
  const to = draw.pick(targets.length > 0 && draw.chance(85) ? targets : all);
  const doors = from === to || (from.kind === 'internet' && to.kind !== 'interface') ? [] : doorsOf(from, to);
  const [source, destination] = [siteHost(draw, network, from), siteHost(draw, network, to)];
  const base = {
    from,
    to,
    ...(source === undefined ? {} : { source }),
    ...(destination === undefined ? {} : { destination }),
  };
  return doors.length === 0 ? undefined : { base, doors };
}

/** Whom a load balancer sends to: to others it sends nothing. */
function targetsOf({ device }: InterfaceActor['at'], all: readonly Actor[]): readonly Actor[] {
  const known = device.kind === 'balancer' ? device.balancer.listeners.flatMap(({ groups }) => groups) : [];
  const interfaces = known.flatMap(({ targets }) =>
    targets.flatMap((target) => (target.kind === 'interface' ? [target.to] : [])),
  );
  return all.filter((actor) => actor.kind === 'interface' && interfaces.includes(actor.at));
}

function isOpen(engine: EngineAnswers, pair: Pair | undefined): boolean {
  return (
    pair?.doors.some(
      (door) => !isEmpty(engine.passing({ ...pair.base, door, protocol: 6, port: 443, sourcePort: 50000 })),
    ) === true
  );
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
): AskedPacket {
  const protocol = draw.weighed([
    [10, 6],
    [5, 17],
    [2, base.door === 'v6' ? 58 : 1],
    [1, 50],
  ]);
  if (hasPorts(protocol)) {
    return { ...base, protocol, port: drawPort(draw, ports), sourcePort: drawSourcePort(draw, ports) };
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
