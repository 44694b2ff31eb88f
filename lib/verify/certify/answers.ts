import { hasBit, or } from '../address';
import type { Graph } from '../engine/graph';
import { edgePass } from '../engine/leg/edge-leg';
import { forEachCell } from '../engine/leg/leg';
import { INTERNET } from '../engine/parties';
import { bothPass, type Pass } from '../engine/pass';
import type { Party, Relation } from '../engine/types';
import type { NextHop } from '../network/types';
import {
  converse,
  sessionThrough,
  viewDistribution,
  whicheverAddress,
  type Conversation,
  type Sent,
  type Truth,
  type World,
} from '../packets';
import { receiverParty, senderParty, sentOf, type AskedPacket, type Door } from './packet';

/** What the engine says of packets between two parties that have one address each. */
export class PairAnswers {
  private readonly graph: Graph;
  private readonly from: Party | undefined;
  private readonly to: Party | undefined;
  private readonly client: Party | undefined;
  private readonly cells = new Map<Relation, ReadonlyMap<string, Pass>>();
  private readonly forwarded: (door: Door) => Pass | undefined;
  private readonly forges: Truth | undefined;

  constructor(graph: Graph, packet: AskedPacket) {
    this.graph = graph;
    const [inside, outside] = [forwardedBy(graph, packet, true), forwardedBy(graph, packet, false)];
    this.forwarded = (door) => (door === 'public' ? outside : inside);
    this.from = senderParty(packet);
    this.to = receiverParty(packet);
    this.client = clientParty(packet);
    this.forges = forgesOf(graph, packet);
  }

  truth(door: Door, atom: number, sourcePort: number | undefined, relation: Relation): Truth {
    const passes = this.passes(door, sourcePort, relation);
    return passes.some(({ must }) => hasBit(must, atom))
      ? 'yes'
      : passes.some(({ may }) => hasBit(may, atom))
        ? 'unknown'
        : 'no';
  }

  /** What passes from a source port: once where it makes no difference. */
  passes(door: Door, sourcePort: number | undefined, relation: Relation): readonly Pass[] {
    const cells = this.cells.get(relation) ?? this.cellsOf(relation);
    this.cells.set(relation, cells);
    const at = sourcePort ?? 50000;
    const port = this.graph.env.spaces.ports.findIndex(({ from, to }) => from <= at && at <= to);
    const found = [cells.get(`${door} ${port}`), cells.get(`${door} any`)].filter((pass) => pass !== undefined);
    if (this.forges !== undefined) {
      const { must } = this.graph.env.nothing;
      return this.forges === 'no' ? [] : found.map(({ may }) => ({ may, must }));
    }
    const forwarded = this.forwarded(door);
    return forwarded === undefined ? found : found.map((pass) => bothPass(pass, forwarded));
  }

  private cellsOf(relation: Relation): ReadonlyMap<string, Pass> {
    return this.from === undefined || this.to === undefined
      ? new Map()
      : cellsBetween(this.graph, this.from, this.to, relation, this.client);
  }
}

function clientParty({ client, source }: AskedPacket): Party | undefined {
  return client === undefined ? undefined : senderParty({ from: client, ...(source === undefined ? {} : { source }) });
}

/** Whether the engine lets a sender write an address that is not his; `undefined` when it is. */
function forgesOf(graph: Graph, { from, source, isForged }: AskedPacket): Truth | undefined {
  if (isForged !== true || source === undefined || (from.kind !== 'internet' && from.kind !== 'site')) {
    return undefined;
  }
  const { env } = graph;
  const index = env.spaces.addresses.classAt(source)?.index;
  const written = from.kind === 'site' ? env.foreignTo(from.party.site) : env.specialClasses;
  return index !== undefined && written.includes(index) ? 'unknown' : 'no';
}

/** What a load balancer or a distribution sends to a receiver; `undefined` when the sender is none. */
function forwardedBy(graph: Graph, { from, to, client }: AskedPacket, isInside: boolean): Pass | undefined {
  const party = from.kind === 'interface' ? from.whole : from.kind === 'edge' ? from.party : undefined;
  const { hops } = party === undefined ? { hops: undefined } : graph.sender(party);
  if (hops === undefined || party === undefined) {
    return undefined;
  }
  const target = to.kind === 'interface' ? to.whole : to.kind === 'internet' ? INTERNET : to.party;
  const isMeant = (hop: NextHop) => party.kind !== 'edge' || (hop.viaVpcOrigin === true) === isInside;
  const isKept = (hop: NextHop) => client === undefined || hop.keepsClientAddress !== 'no';
  const leading = hops
    .filter((hop) => isMeant(hop) && isKept(hop))
    .map((hop) => ({ hop, leads: graph.leads(hop, party, target) }));
  const some = (side: 'may' | 'must') =>
    graph.union(
      leading
        .filter(({ hop, leads }) => leads !== 'no' && (side === 'may' || (leads === 'yes' && hop.exists === 'yes')))
        .flatMap(({ hop }) => hop.services[side]),
    );
  return { may: some('may'), must: some('must') };
}

/** What passes by each of the receiver's addresses, for each source port. */
function cellsBetween(
  graph: Graph,
  from: Party,
  to: Party,
  relation: Relation,
  client: Party | undefined,
): ReadonlyMap<string, Pass> {
  const cells = new Map<string, Pass>();
  if (to.kind === 'edge') {
    const { may, must } = graph.reachEdge({ party: from, isSure: true }, to);
    return cells.set('v4 any', { may, must });
  }
  if (from.kind === 'edge') {
    // What stands beside an origin takes no way to it.
    const { ports } = graph.env.spaces;
    ports.forEach((_, port) => {
      cells.set(`v4 ${port}`, edgePass(graph.env, to, relation === 'session' ? port : undefined));
    });
  }
  const options = { relation, allowForged: false, ...(client === undefined ? {} : { client }) };
  forEachCell(graph.env, from, to, options, (cell) => {
    const door: Door = cell.door.kind === 'public' ? 'public' : cell.destination.family === 4 ? 'v4' : 'v6';
    const key = `${door} ${cell.port ?? 'any'}`;
    const known = cells.get(key);
    // Under an IPv6 address it is reached within the network or from outside: whichever way the routes lead.
    cells.set(key, known === undefined ? cell.pass : eitherOf(known, cell.pass));
    return false;
  });
  return cells;
}

function eitherOf(a: Pass, b: Pass): Pass {
  return { may: or(a.may, b.may), must: or(a.must, b.must) };
}

/** What the second implementation says of one packet. */
export interface Walked {
  readonly delivers: Truth;
  readonly session: Truth;
  readonly conversation: Conversation;
}

/** Walks one packet and its answer; `undefined` when there is no such packet. */
export function walkPacket(world: World, packet: AskedPacket): Walked | undefined {
  const sent = sentOf(world, packet);
  return sent === undefined ? undefined : walkSent(world, packet, sent);
}

/** Walks a packet that is already put into the words of the second implementation. */
export function walkSent(world: World, packet: AskedPacket, sent: Sent): Walked {
  return whicheverAddress(world, sent, (own) => walkOnce(own, packet, sent));
}

function walkOnce(world: World, packet: AskedPacket, sent: Sent): Walked {
  if (packet.to.kind === 'edge') {
    const conversation = viewDistribution(world, sent, packet.to.resource);
    return { delivers: conversation.delivers, session: conversation.session, conversation };
  }
  const conversation = converseFor(world, packet, sent);
  if (conversation.delivers === 'unknown' && takesNothing(packet)) {
    return { delivers: 'no', session: 'no', conversation };
  }
  const { delivers, session, outcomes } = conversation;
  const arriving = outcomes.filter(({ truth }) => truth !== 'no');
  const elsewhere = arriving.filter(({ end }) => end !== undefined && !isMeant(packet, end));
  if (elsewhere.length === 0) {
    return { delivers, session, conversation };
  }
  return elsewhere.length === arriving.length
    ? { delivers: 'no', session: 'no', conversation }
    : { delivers: 'unknown', session: session === 'no' ? 'no' : 'unknown', conversation };
}

/** The answer to a client whose address was kept goes back by the load balancer. */
function converseFor(world: World, packet: AskedPacket, sent: Sent): Conversation {
  const { from, client } = packet;
  const found = converse(world, sent, (end) => isMeant(packet, end));
  return client === undefined || from.kind !== 'interface'
    ? found
    : { ...found, session: sessionThrough(from.at, found), answers: [] };
}

/** Whether the receiver takes no connections, whatever the way to it is. */
function takesNothing({ to }: AskedPacket): boolean {
  return (
    to.kind === 'interface' &&
    ['nat', 'firewall', 'transit', 'client', 'appliance-endpoint'].includes(to.at.device.kind)
  );
}

/** Whether a packet ended where it was meant to. */
function isMeant({ to }: AskedPacket, end: NonNullable<Conversation['end']>): boolean {
  switch (to.kind) {
    case 'interface':
      return end.kind === 'interface' && end.interface === to.at;
    case 'site':
      return end.kind === 'site' && end.site.resource === to.resource;
    case 'internet':
      return end.kind === 'internet';
    case 'service':
      return end.kind === 'service';
    case 'edge':
      return false;
  }
}
