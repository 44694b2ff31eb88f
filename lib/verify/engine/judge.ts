import { and, andNot, isEmpty, or, type Bits, type ServiceRange } from '../address';
import { certify } from './certificate';
import { describeServices } from './explain';
import { Findings } from './findings';
import type { Graph } from './graph';
import type { Sender } from './sender';
import type { Level, Party, Question, Reach, Relation, Verdict, Witness } from './types';
import { DecidedPairs, differentOf, groupTwins } from './twins';
import { beforeOf, blamesOf, findWitness } from './witness';

/** What gets through: perhaps, surely from some address, surely from every address to every one. */
export interface Between {
  readonly may: Bits;
  readonly some: Bits;
  readonly every: Bits;
}

/** Answers questions in one world. */
export class Judge {
  readonly graph: Graph;

  constructor(graph: Graph) {
    this.graph = graph;
  }

  /** Whether nothing gets from one to the other. */
  isolate(question: Question): Verdict {
    return this.isolateBits(question, this.services(question.services));
  }

  private isolateBits(question: Question, services: Bits): Verdict {
    const level = question.level ?? 'via-proxies';
    const found = new Findings();
    const senders: Sender[] = [];
    const decided = new DecidedPairs(this.graph.parties.twins);
    for (const from of question.from) {
      for (const sender of this.graph.sendersFor(from, level)) {
        senders.push(sender);
        for (const to of question.to) {
          if (to.id === from.id) {
            continue;
          }
          if (to.id !== sender.party.id) {
            if (decided.has(sender, to)) {
              found.pairs += 1;
            } else if (this.isolatePair(sender, to, question, services, found)) {
              decided.add(sender, to);
            }
          } else if (sender.through?.isLeg === false) {
            this.isolateCalled(sender, to, found);
          }
        }
      }
    }
    const certificate =
      found.name('PROVED') === 'PROVED' ? certify(this.graph, senders, question.to, services) : undefined;
    return found.verdict(
      certificate === undefined ? {} : { certificate },
      certificate?.pairs.flatMap(({ layers }) => layers.flatMap(({ rules }) => rules)),
    );
  }

  /** Whether nothing but some services gets from one to the other. */
  isolateExcept(question: Question, allowed: readonly ServiceRange[]): Verdict {
    return this.isolateBits(question, andNot(this.graph.env.spaces.services.all, this.services(allowed)));
  }

  /** Whether it is decided: surely nothing, or surely something, gets through. */
  private isolatePair(sender: Sender, to: Party, question: Question, services: Bits, found: Findings): boolean {
    found.pairs += 1;
    const relation = question.relation ?? 'delivers';
    const reach = this.graph.reach(sender, to, relation, question.sourcePorts);
    const [may, must] = [and(reach.may, services), and(reach.must, services)];
    if (isEmpty(may)) {
      return true;
    }
    found.use(rulesOfPair(sender, to, relation));
    const ports = question.sourcePorts;
    if (!isEmpty(must)) {
      const example =
        findWitness(this.graph, sender, to, relation, 'passes', must, ports) ??
        findWitness(this.graph, sender, to, relation, 'may-pass', must, ports);
      found.refute(
        example?.witness,
        [
          ...(example?.stages ?? []),
          ...(example?.witness.forward ?? []),
          ...(example?.witness.before ?? []).flatMap(({ forward }) => forward),
        ].flatMap(({ rules }) => rules),
      );
      return true;
    }
    const example = findWitness(this.graph, sender, to, relation, 'may-pass', may, ports);
    const blames =
      example === undefined ? [] : blamesOf(this.graph.env, sender, to, example.cell, example.atom, example.stages);
    found.leaveOpen(
      blames.length > 0 ? blames : [{ what: `what gets from ${sender.party.label} to ${to.label}`, rules: ['UNK-01'] }],
      example?.witness,
    );
    return false;
  }

  /** Whoever calls a function has got to it, although no packet arrives at its interface. */
  private isolateCalled(sender: Sender, to: Party, found: Findings): void {
    found.pairs += 1;
    const witness = beforeOf(this.graph, sender).before?.at(-1);
    if (sender.isSure) {
      found.refute(witness, ['LVL-01']);
    } else {
      found.leaveOpen(
        [{ what: sender.through?.says ?? `what gets to ${to.label}`, rules: ['LVL-01', 'UNK-02'] }],
        witness,
      );
    }
  }

  /** Whether everyone gets to everyone, on every service. */
  reach(question: Question): Verdict {
    const services = this.services(question.services);
    const relation = question.relation ?? 'session';
    const found = new Findings();
    for (const from of question.from) {
      for (const to of question.to.filter(({ id }) => id !== from.id)) {
        this.reachPair(from, to, { ...question, relation }, services, found);
      }
    }
    return found.verdict({});
  }

  private reachPair(from: Party, to: Party, question: Question, services: Bits, found: Findings): void {
    found.pairs += 1;
    const relation = question.relation ?? 'session';
    const [sender, ...onward] = this.graph.sendersFor(from, question.level ?? 'direct');
    if (sender === undefined) {
      return;
    }
    const own = this.graph.reach(sender, to, relation, question.sourcePorts);
    const chains = onward.filter(({ party }) => party.id !== to.id).map((each) => this.graph.reach(each, to, relation));
    const surely = chains.reduce<Bits>((bits, each) => or(bits, each.mustAll), own.mustAll);
    const perhaps = chains.reduce<Bits>((bits, each) => or(bits, each.may), own.mayAll);
    found.use(rulesOfPair(sender, to, relation));
    const failing = andNot(services, perhaps);
    if (!isEmpty(failing)) {
      const example = findWitness(this.graph, sender, to, relation, 'fails', failing);
      found.refute(
        example?.witness ?? unreachable(this.graph, from, to),
        example?.stages.flatMap(({ rules }) => rules),
      );
      return;
    }
    const open = andNot(services, surely);
    const example = findWitness(
      this.graph,
      sender,
      to,
      relation,
      isEmpty(open) ? 'passes' : 'may-fail',
      isEmpty(open) ? services : open,
    );
    if (isEmpty(open)) {
      found.use(example?.stages.flatMap(({ rules }) => rules));
      return;
    }
    const blames =
      example === undefined ? [] : blamesOf(this.graph.env, sender, to, example.cell, example.atom, example.stages);
    found.leaveOpen(
      blames.length > 0 ? blames : [{ what: `what gets from ${from.label} to ${to.label}`, rules: ['UNK-01'] }],
      example?.witness,
    );
  }

  /** What gets from one party to another. */
  between(from: Party, to: Party, relation: Relation): Reach {
    const { may, must, mustAll } = this.graph.reach(this.graph.sender(from), to, relation);
    const words = (bits: Bits) => describeServices(this.graph.env.spaces.services, bits);
    return { from, to, may: words(may), some: words(must), every: words(mustAll) };
  }

  /** What gets from some parties to others at a level. */
  betweenGroups(from: readonly Party[], to: readonly Party[], relation: Relation, level: Level): Between {
    const none = this.graph.env.spaces.services.none();
    const { all } = this.graph.env.spaces.services;
    let [may, some] = [none, none];
    let every: Bits | undefined;
    const { twins } = this.graph.parties;
    const receivers = groupTwins(twins, to);
    for (const alike of groupTwins(twins, from)) {
      for (const others of receivers) {
        const [source, target] = differentOf(alike, others) ?? [];
        if (source === undefined || target === undefined) {
          continue;
        }
        const senders = this.graph.sendersFor(source, level);
        const called = senders.filter(({ party, through }) => party.id === target.id && through?.isLeg === false);
        const reaches = [
          ...senders
            .filter(({ party }) => party.id !== target.id)
            .map((sender) => this.graph.reach(sender, target, relation)),
          ...called.map(({ isSure }) => ({ may: all, must: isSure ? all : none, mustAll: isSure ? all : none })),
        ];
        may = reaches.reduce<Bits>((bits, each) => or(bits, each.may), may);
        some = reaches.reduce<Bits>((bits, each) => or(bits, each.must), some);
        const own = reaches.reduce<Bits>((bits, each) => or(bits, each.mustAll), none);
        every = every === undefined ? own : and(every, own);
      }
    }
    return { may, some, every: every ?? none };
  }

  services(ranges: readonly ServiceRange[] | undefined): Bits {
    const { services } = this.graph.env.spaces;
    return ranges === undefined ? services.all : services.union(ranges);
  }
}

/** Rules on which an answer rests that no hop of a packet shows. */
function rulesOfPair({ party, client, hops }: Sender, to: Party, relation: Relation): readonly string[] {
  const isTracked = relation === 'session' && (party.kind === 'interface' || to.kind === 'interface');
  const keeps = client !== undefined && hops?.some(({ keepsClientAddress }) => keepsClientAddress !== 'no') === true;
  return [
    ...(isTracked ? ['SG-04'] : []),
    ...(keeps ? ['LB-03'] : []),
    ...(party.kind === 'edge' || to.kind === 'edge' ? ['CF-01'] : []),
  ];
}

/** Where no packet can be made, because there is no address or way. */
function unreachable(graph: Graph, from: Party, to: Party): Witness {
  const layers = certify(graph, [{ party: from, isSure: true }], [to], graph.env.spaces.services.all).pairs.flatMap(
    (pair) => pair.layers,
  );
  return {
    from,
    to,
    packet: { source: from.label, destination: to.label, protocol: 6 },
    forward: layers.map(({ origin, says, rules }) => ({ kind: 'route', origin, says, decision: 'blocks', rules })),
  };
}
