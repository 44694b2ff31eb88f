import type { Bits, PortRange, ServiceRange } from '../../address';
import { Graph, type Reached } from '../../engine/graph';
import type { Env } from '../../engine/leg/env';
import type { Summary } from '../../engine/leg/summary';
import type { Parties } from '../../engine/parties';
import type { Sender } from '../../engine/sender';
import type { Level, Party, Relation } from '../../engine/types';
import { Memory } from './memory';
import type { Looked, Recorder } from './recorder';
import { groupsOf } from './recording';

/** What is known of a network that differs little from another. */
export interface Basis {
  readonly graph: SharingGraph;
  /** What differs. */
  readonly changed: Looked;
  /** Whether the same parties send on for others: then whole questions may be answered as before. */
  readonly hasSameCast: boolean;
}

interface Known {
  readonly value: unknown;
  readonly looked: Looked;
}

/** With what a graph finds things beside its network. */
export interface Sharing {
  /** Notes what is looked at, so that others can take over what this graph finds. */
  readonly recorder?: Recorder;
  /** What is known already. */
  readonly basis?: Basis;
}

const NOTHING: Looked = new Set();

/** A graph that takes over what another one found, where nothing that was looked at differs. */
export class SharingGraph extends Graph {
  private readonly recorder: Recorder | undefined;
  private readonly basis: Basis | undefined;
  private readonly known = new Memory<Known>();
  private readonly found = new Memory<Known>();
  private readonly untouched = new Map<Looked, boolean>();
  private readonly unions = new WeakMap<ServiceRange, Bits>();
  private readonly reached: Readonly<Record<Relation, WeakMap<Sender, Map<string, Reached>>>> = {
    delivers: new WeakMap(),
    session: new WeakMap(),
  };

  constructor(env: Env, parties: Parties, allowForged: boolean, { recorder, basis }: Sharing) {
    super(env, parties, allowForged);
    this.recorder = recorder;
    this.basis = basis;
  }

  override summary(from: Party, to: Party, relation: Relation, client?: Party, ports?: PortRange): Summary {
    const topic =
      client === undefined && ports === undefined
        ? relation
        : `${relation} ${client?.id ?? ''} ${ports?.from ?? ''}-${ports?.to ?? ''}`;
    const { twins } = this.parties;
    return this.ofPair(topic, twins.of(from), twins.of(to), () => {
      this.recorder?.note(client === undefined ? [] : partsOfParty(client));
      return super.summary(from, to, relation, client, ports);
    });
  }

  protected override fromEdge(to: Party, relation: Relation): Summary {
    return this.ofPair(`edge ${relation}`, to, to, () => {
      // Which rules name a list of AWS is looked at there, and not only what they let pass.
      this.recorder?.note(to.kind === 'interface' ? groupsOf(to.interface) : []);
      return super.fromEdge(to, relation);
    });
  }

  /** Senders are parties of one network: no other takes them over. */
  override sendersFor(from: Party, level: Level): readonly Sender[] {
    return this.recorder === undefined
      ? super.sendersFor(from, level)
      : this.remember(
          this.found,
          'senders',
          from.id,
          level,
          () => undefined,
          () => super.sendersFor(from, level),
        );
  }

  /** One sender, as it was found, is asked about many times. */
  override reach(sender: Sender, to: Party, relation: Relation, ports?: PortRange): Reached {
    if (ports !== undefined || this.recorder !== undefined) {
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
    const take = () => this.takeOver(this.basis?.graph.known.get(topic, from.id, to.id));
    return this.remember(this.known, topic, from.id, to.id, take, () => {
      this.recorder?.note([from, to].flatMap(partsOfParty));
      return find();
    });
  }

  /** What is answered to a question about some parties; what it is must not be a part of the network. */
  ofQuestion<T>(question: string, parties: readonly Party[], answer: () => T): T {
    const take = () =>
      this.basis?.hasSameCast === true
        ? this.takeOver(this.basis.graph.found.get('question', question, ''))
        : undefined;
    return this.remember(this.found, 'question', question, '', take, () => {
      this.recorder?.note(parties.flatMap(partsOfParty));
      this.recorder?.note(this.env.network.proxies.map(({ id }) => id));
      return answer();
    });
  }

  private remember<T>(
    memory: Memory<Known>,
    topic: string,
    first: string,
    second: string,
    take: () => Known | undefined,
    find: () => T,
  ): T {
    const found = memory.get(topic, first, second) ?? take() ?? this.findAnew(find);
    memory.set(topic, first, second, found);
    this.recorder?.noteAll(found.looked);
    // Whoever finds a value of a topic takes it out again.
    return found.value as T;
  }

  private takeOver(known: Known | undefined): Known | undefined {
    return known !== undefined && this.isUntouched(known.looked) ? known : undefined;
  }

  /** Whether nothing that was looked at differs. */
  private isUntouched(looked: Looked): boolean {
    const { changed } = this.basis ?? {};
    const known =
      this.untouched.get(looked) ?? (changed !== undefined && ![...changed].some((number) => looked.has(number)));
    this.untouched.set(looked, known);
    return known;
  }

  private findAnew(find: () => unknown): Known {
    if (this.recorder === undefined) {
      return { value: find(), looked: NOTHING };
    }
    const [value, looked] = this.recorder.during(find);
    return { value, looked };
  }
}

/** What a party itself is made of. */
function partsOfParty(party: Party): readonly string[] {
  return party.kind === 'interface' ? [party.interface.id, party.interface.subnet.id] : [party.id];
}
