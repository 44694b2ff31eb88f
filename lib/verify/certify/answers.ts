import { hasBit, or } from '../address';
import type { Graph } from '../engine/graph';
import { forEachCell } from '../engine/leg/leg';
import { INTERNET } from '../engine/parties';
import { bothPass, type Pass } from '../engine/pass';
import type { Party, Relation } from '../engine/types';
import { converse, type Conversation, type Sent, type Truth, type World } from '../packets';
import { receiverParty, senderParty, sentOf, type AskedPacket, type Door } from './packet';

/** What the engine says of packets between two parties that have one address each. */
export class PairAnswers {
  private readonly graph: Graph;
  private readonly from: Party | undefined;
  private readonly to: Party | undefined;
  private readonly cells = new Map<Relation, ReadonlyMap<string, Pass>>();
  private readonly forwarded: Pass | undefined;

  constructor(graph: Graph, packet: AskedPacket) {
    this.graph = graph;
    this.forwarded = forwardedBy(graph, packet);
    this.from = senderParty(packet);
    this.to = receiverParty(packet);
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
    const { forwarded } = this;
    return forwarded === undefined ? found : found.map((pass) => bothPass(pass, forwarded));
  }

  private cellsOf(relation: Relation): ReadonlyMap<string, Pass> {
    return this.from === undefined || this.to === undefined
      ? new Map()
      : cellsBetween(this.graph, this.from, this.to, relation);
  }
}

/** What a load balancer sends to a receiver; `undefined` when the sender is none. */
function forwardedBy(graph: Graph, { from, to }: AskedPacket): Pass | undefined {
  const { hops } = from.kind === 'interface' ? graph.sender(from.whole) : { hops: undefined };
  if (hops === undefined || from.kind !== 'interface') {
    return undefined;
  }
  const target = to.kind === 'interface' ? to.whole : to.kind === 'internet' ? INTERNET : to.party;
  const leading = hops.map((hop) => ({ hop, leads: graph.leads(hop, from.whole, target) }));
  const some = (side: 'may' | 'must') =>
    graph.union(
      leading
        .filter(({ hop, leads }) => leads !== 'no' && (side === 'may' || (leads === 'yes' && hop.exists === 'yes')))
        .flatMap(({ hop }) => hop.services[side]),
    );
  return { may: some('may'), must: some('must') };
}

/** What passes by each of the receiver's addresses, for each source port. */
function cellsBetween(graph: Graph, from: Party, to: Party, relation: Relation): ReadonlyMap<string, Pass> {
  const cells = new Map<string, Pass>();
  forEachCell(graph.env, from, to, { relation, allowForged: false }, (cell) => {
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
  const conversation = converse(world, sent);
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
  }
}
