import { HonmaruError } from '../../errors';
import type { TemplateModel } from '../../template';
import type { Spaces } from '../engine/spaces';
import type { Relation } from '../engine/types';
import { createVerifier } from '../engine/verifier';
import type { SiteContract } from '../network/build/context';
import type { Truth } from '../packets';
import { writtenAddresses, type Actor, type InterfaceActor } from './actors';
import { PairAnswers, walkSent, type Walked } from './answers';
import { compareWalked, type Difference, type DifferenceKind } from './compare';
import { sentOf, type AskedPacket } from './packet';
import { addressesIn, doorsOf, hostsOf, packetOfAtom, sends, sourcePortsFor } from './representatives';
import { Bench, type Sides } from './sides';
import { spreadVariants } from './spread';

/** How to certify. */
export interface CertifyOptions {
  readonly sites?: readonly SiteContract[];
  /**
   * Most packets that are walked; one more is an error.
   *
   * @default 5000000
   */
  readonly budget?: number;
  /**
   * Most differences that are kept with their packet; all are counted.
   *
   * @default 50
   */
  readonly kept?: number;
}

/** One packet on which the two implementations differ. */
export interface CertifiedDifference extends Difference {
  readonly world: string;
  readonly packet: AskedPacket;
  /** What decided in the second implementation. */
  readonly because: string;
}

/** What came of asking both implementations about one packet of every class. */
export interface Certification {
  /** Whether they agree on all of them, but for what the register explains. */
  readonly agrees: boolean;
  /** Packets that were walked: one for each class of sources and of destinations, each service and each source port. */
  readonly representatives: number;
  readonly pairs: number;
  readonly delivered: number;
  readonly answered: number;
  readonly counts: Readonly<Record<DifferenceKind, number>>;
  readonly differences: readonly CertifiedDifference[];
  /** Parties that the second implementation does not have, and so did not check. */
  readonly uncovered: readonly string[];
  readonly worlds: readonly string[];
}

/** Asks both implementations about one packet of every class, in every possible world. */
export function certify(model: TemplateModel, options: CertifyOptions = {}): Certification {
  const given = options.sites === undefined ? {} : { sites: options.sites };
  const plain = new Bench(model, given);
  // Here the network is cut by its own rules alone, and not by what is asked.
  const uncut = createVerifier(model, given);
  const run = new Run(options);
  plain.worlds.forEach((name, index) => {
    const { spaces } = uncut.view(index).judge.graph.env;
    const { actors, world } = plain.sides(index);
    const classes = classesOf(spaces, actors, [...world.byId.values()].flatMap(writtenAddresses));
    const bench = new Bench(model, {
      ...given,
      addresses: [...classes.values()].flat(),
      hosts: hostsOf(spaces, world),
    });
    const ids = [...classes.keys()];
    for (const row of spreadVariants(ids.map((id) => classes.get(id)?.length ?? 1))) {
      const addresses = Object.fromEntries(
        ids.flatMap((id, at) => {
          const address = classes.get(id)?.[row[at] ?? 0];
          return address === undefined ? [] : [[id, address] as const];
        }),
      );
      run.certifySides(name, bench.sides(index, addresses), addresses);
    }
  });
  return run.result(plain.worlds);
}

/** Addresses of each interface that may have several, one of each class that rules tell apart. */
function classesOf(
  { addresses }: Spaces,
  actors: readonly Actor[],
  inUse: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const taken = new Set(inUse);
  return new Map(
    actors.flatMap((actor): readonly (readonly [string, readonly string[]])[] => {
      if (actor.kind !== 'interface' || isFixed(actor)) {
        return [];
      }
      const blocks = actor.whole.interface.addresses.flatMap(({ block }) =>
        block.kind === 'literal' && block.interval.family === 4 ? [block] : [],
      );
      const found = blocks.flatMap((block) => addressesIn(addresses, block, taken));
      found.forEach((address) => taken.add(address));
      return found.length > 1 ? [[actor.id, found]] : [];
    }),
  );
}

/** Whether the templates write its address. */
function isFixed({ whole }: InterfaceActor): boolean {
  return whole.interface.addresses.every(
    ({ block }) =>
      block.kind !== 'literal' || block.interval.family === 6 || block.interval.first === block.interval.last,
  );
}

class Run {
  private readonly options: CertifyOptions;
  private readonly counts: Record<DifferenceKind, number> = { unsound: 0, bold: 0, imprecise: 0, explained: 0 };
  private readonly differences: CertifiedDifference[] = [];
  private readonly done = new Set<string>();
  private readonly uncovered = new Set<string>();
  private representatives = 0;
  private pairs = 0;
  private delivered = 0;
  private answered = 0;

  constructor(options: CertifyOptions) {
    this.options = options;
  }

  certifySides(world: string, sides: Sides, addresses: Readonly<Record<string, string>>): void {
    sides.uncovered.forEach((party) => this.uncovered.add(party));
    const at = (actor: Actor) => `${actor.id}=${addresses[actor.id] ?? ''}`;
    for (const from of sides.actors.filter(sends)) {
      for (const to of sides.actors.filter((each) => isPair(from, each))) {
        const key = `${world} ${at(from)} ${at(to)}`;
        if (!this.done.has(key)) {
          this.done.add(key);
          this.certifyPair(world, sides, from, to);
        }
      }
    }
  }

  private certifyPair(world: string, sides: Sides, from: Actor, to: Actor): void {
    const engine = new PairAnswers(sides.graph, { from, to, door: 'v4', protocol: 6 });
    for (const door of doorsOf(from, to)) {
      this.pairs += 1;
      const base = sentOf(sides.world, { from, to, door, protocol: 6 });
      if (base === undefined) {
        continue;
      }
      for (const atom of sides.graph.env.spaces.services.atoms) {
        const service = packetOfAtom(atom, door === 'v6');
        if (service === undefined) {
          continue;
        }
        const ask = (sourcePort: number | undefined) => {
          const ports = sourcePort === undefined ? {} : { sourcePort };
          const packet = { from, to, door, ...service, ...ports };
          // What a distribution asks for depends on the port.
          const own = from.kind === 'edge' ? sentOf(sides.world, packet) : undefined;
          const walked = walkSent(sides.world, packet, own ?? { ...base, ...service, ...ports });
          return this.compare(world, sides, packet, walked, (relation) =>
            engine.truth(door, atom.index, sourcePort, relation),
          );
        };
        const [port, ...others] = sourcePortsFor(sides.graph, service.protocol);
        // Source ports matter to firewalls and to answers: where a packet came by none and did not arrive, to nothing.
        if (ask(port) === 'goes-on') {
          others.forEach(ask);
        }
      }
    }
  }

  private compare(
    world: string,
    sides: Sides,
    packet: AskedPacket,
    walked: Walked,
    engine: (relation: Relation) => Truth,
  ): 'ends' | 'goes-on' {
    const { delivers, session, conversation } = walked;
    this.representatives += 1;
    const budget = this.options.budget ?? 5_000_000;
    if (this.representatives > budget) {
      throw tooMany(budget);
    }
    this.delivered += delivers === 'yes' ? 1 : 0;
    this.answered += session === 'yes' ? 1 : 0;
    const isSame = (relation: Relation, because: string) => {
      const found = compareWalked(sides, packet, relation, engine(relation), walked);
      if (found !== undefined) {
        this.counts[found.kind] += 1;
        if (found.kind !== 'explained' && this.differences.length < (this.options.kept ?? 50)) {
          this.differences.push({ ...found, world, packet, because });
        }
      }
      return found === undefined;
    };
    const isDelivered = isSame('delivers', conversation.rule);
    if (isDelivered && delivers !== 'no') {
      isSame('session', conversation.sessionRule);
    }
    const isByPorts = conversation.outcomes.some(({ hops }) => hops.some((hop) => sides.looksAtPorts.has(hop.at)));
    return delivers === 'no' && !isByPorts ? 'ends' : 'goes-on';
  }

  result(worlds: readonly string[]): Certification {
    const { unsound, bold, imprecise } = this.counts;
    return {
      agrees: unsound + bold + imprecise === 0,
      representatives: this.representatives,
      pairs: this.pairs,
      delivered: this.delivered,
      answered: this.answered,
      counts: this.counts,
      differences: this.differences,
      uncovered: [...this.uncovered].sort(),
      worlds,
    };
  }
}

function isPair(from: Actor, to: Actor): boolean {
  return (
    from !== to && from.id !== to.id && !(from.kind === 'internet' && to.kind !== 'interface' && to.kind !== 'edge')
  );
}

function tooMany(budget: number): HonmaruError {
  return new HonmaruError([
    {
      path: 'certify',
      must: `must be done with ${budget} packets`,
      got: 'more',
      hint: 'raise the budget, or certify fewer stacks at a time',
      code: 'CertifyBudgetExceeded',
    },
  ]);
}
