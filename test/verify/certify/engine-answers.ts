import { or, type Bits } from '../../../lib/verify/address';
import { PairAnswers } from '../../../lib/verify/certify/answers';
import { atomOf, type AskedPacket } from '../../../lib/verify/certify/packet';
import type { Graph } from '../../../lib/verify/engine/graph';
import type { Relation } from '../../../lib/verify/engine/types';
import type { Truth } from '../../../lib/verify/packets';

/** What the engine says of packets; pairs are remembered until they are forgotten. */
export class EngineAnswers {
  readonly graph: Graph;
  private readonly pairs = new Map<string, PairAnswers>();

  constructor(graph: Graph) {
    this.graph = graph;
  }

  /** What the engine says of one packet. */
  truth(packet: AskedPacket, relation: Relation): Truth {
    const atom = atomOf(this.graph.env.spaces.services, packet);
    return atom === undefined ? 'no' : this.pair(packet).truth(packet.door, atom.index, packet.sourcePort, relation);
  }

  /** Packets by the same addresses and from the same port that may be delivered. */
  passing(packet: AskedPacket): Bits {
    const passes = this.pair(packet).passes(packet.door, packet.sourcePort, 'delivers');
    return passes.reduce((bits, { may }) => or(bits, may), this.graph.env.spaces.services.none());
  }

  /** Forgets the pairs that were asked about. */
  forget(): void {
    this.pairs.clear();
  }

  private pair(packet: AskedPacket): PairAnswers {
    const { from, to, client, source = '', isForged = false, destination = '' } = packet;
    const key = `${from.id} ${client?.id ?? ''} ${source} ${isForged} ${to.id} ${destination}`;
    const found = this.pairs.get(key) ?? new PairAnswers(this.graph, packet);
    this.pairs.set(key, found);
    return found;
  }
}
