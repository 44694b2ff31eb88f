import type { Bits, PortRange, ServiceRange } from '../../address';
import { Graph, type Reached } from '../../engine/graph';
import type { Summary } from '../../engine/leg/summary';
import type { Parties } from '../../engine/parties';
import type { Sender } from '../../engine/sender';
import type { Party, Relation } from '../../engine/types';
import type { RecordingEnv } from './recording';

/** What is known of a network that differs little from another. */
export interface Basis {
  readonly graph: SharingGraph;
  /** Ids of what differs. */
  readonly changed: ReadonlySet<string>;
}

interface Known {
  readonly value: unknown;
  readonly looked: ReadonlySet<string>;
}

/** A graph that takes over what another one found, where nothing that was looked at differs. */
export class SharingGraph extends Graph {
  private readonly recording: RecordingEnv;
  private readonly basis: Basis | undefined;
  private readonly known = new Memory<Known>();
  private readonly unions = new WeakMap<ServiceRange, Bits>();
  private readonly reached: Readonly<Record<Relation, WeakMap<Sender, Map<string, Reached>>>> = {
    delivers: new WeakMap(),
    session: new WeakMap(),
  };

  constructor(env: RecordingEnv, parties: Parties, allowForged: boolean, basis?: Basis) {
    super(env, parties, allowForged);
    this.recording = env;
    this.basis = basis;
  }

  override summary(from: Party, to: Party, relation: Relation, client?: Party, ports?: PortRange): Summary {
    const topic =
      client === undefined && ports === undefined
        ? relation
        : `${relation} ${client?.id ?? ''} ${ports?.from ?? ''}-${ports?.to ?? ''}`;
    const { twins } = this.parties;
    return this.ofPair(topic, twins.of(from), twins.of(to), () => {
      this.recording.recorder.note(client === undefined ? [] : partsOfParty(client));
      return super.summary(from, to, relation, client, ports);
    });
  }

  /** One sender, as it was found, is asked about many times. */
  override reach(sender: Sender, to: Party, relation: Relation, ports?: PortRange): Reached {
    if (ports !== undefined) {
      return super.reach(sender, to, relation, ports);
    }
    const ofSender = this.reached[relation].get(sender) ?? new Map<string, Reached>();
    const found = ofSender.get(to.id) ?? super.reach(sender, to, relation);
    this.reached[relation].set(sender, ofSender.set(to.id, found));
    return found;
  }

  /** The same ranges are asked for again and again; nobody writes into what they get. */
  override union(ranges: readonly ServiceRange[]): Bits {
    const [only] = ranges;
    if (only === undefined || ranges.length > 1) {
      return super.union(ranges);
    }
    const found = this.unions.get(only) ?? super.union(ranges);
    this.unions.set(only, found);
    return found;
  }

  override ofPair<T>(topic: string, from: Party, to: Party, find: () => T): T {
    const found =
      this.known.get(topic, from.id, to.id) ?? this.takeOver(topic, from, to) ?? this.findAnew(from, to, find);
    this.known.set(topic, from.id, to.id, found);
    // Whoever finds a value of a topic takes it out again.
    return found.value as T;
  }

  private takeOver(topic: string, from: Party, to: Party): Known | undefined {
    const known = this.basis?.graph.known.get(topic, from.id, to.id);
    if (known === undefined || this.basis === undefined) {
      return undefined;
    }
    for (const id of this.basis.changed) {
      if (known.looked.has(id)) {
        return undefined;
      }
    }
    return known;
  }

  private findAnew(from: Party, to: Party, find: () => unknown): Known {
    const [value, looked] = this.recording.recorder.during(() => {
      this.recording.recorder.note([from, to].flatMap(partsOfParty));
      return find();
    });
    return { value, looked };
  }
}

/** What a party itself is made of. */
function partsOfParty(party: Party): readonly string[] {
  return party.kind === 'interface' ? [party.interface.id, party.interface.subnet.id] : [party.id];
}

/** Values by topic and by two parties, without making one long key of them. */
class Memory<T> {
  private readonly values = new Map<string, Map<string, Map<string, T>>>();

  get(topic: string, from: string, to: string): T | undefined {
    return this.values.get(topic)?.get(from)?.get(to);
  }

  set(topic: string, from: string, to: string, value: T): void {
    const ofTopic = this.values.get(topic) ?? new Map<string, Map<string, T>>();
    const ofFrom = ofTopic.get(from) ?? new Map<string, T>();
    this.values.set(topic, ofTopic.set(from, ofFrom.set(to, value)));
  }
}
