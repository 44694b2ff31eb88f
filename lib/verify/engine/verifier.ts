import {
  createEvaluator,
  enumerateWorlds,
  type TemplateModel,
  type TemplateResource,
  type World,
} from '../../template';
import type { ServiceRange } from '../address';
import type { Coverage, Network, NetworkFinding } from '../network/types';
import { controlPlaneWays, type ControlPlaneWay } from './control-plane';
import { Cuts } from './cuts';
import { exposureOf } from './exposure';
import { joinBetween } from './join-worlds';
import { INTERNET, internetAt } from './parties';
import { findPath, type Path } from './path';
import { findPlace } from './places';
import { findAsymmetry } from './symmetry';
import type { InternetParty, Level, Party, Question, Reach, Relation, Verdict } from './types';
import { joinVerdicts } from './verdicts';
import { viewWorld, type VerifierOptions, type WorldView } from './world-view';

/** Proves, or refutes, what is asked about the network that templates make, in every world that is possible. */
export class Verifier {
  readonly model: TemplateModel;
  readonly internet: InternetParty = INTERNET;
  private readonly options: VerifierOptions;
  private readonly possible: readonly (World | undefined)[];
  private readonly cuts = new Cuts();
  private views: (WorldView | undefined)[] = [];
  private byDefault: WorldView | undefined;

  constructor(model: TemplateModel, options: VerifierOptions = {}) {
    this.model = model;
    this.options = options;
    const { worlds, complete } = enumerateWorlds(model);
    this.possible = complete && worlds.length > 0 ? worlds : [undefined];
    this.cuts.add(options.asked?.addresses ?? [], options.asked?.services ?? []);
  }

  /** Names of the possible worlds. */
  get worlds(): readonly string[] {
    return this.possible.map((world) => world?.name ?? '');
  }

  /** The network of the first world. */
  get network(): Network {
    return this.view(0).network;
  }

  get coverage(): Coverage {
    return this.network.coverage;
  }

  get findings(): readonly NetworkFinding[] {
    return this.network.findings;
  }

  /** Everyone who sends or receives, but for the internet and what someone might start. */
  get parties(): readonly Party[] {
    return this.view(0).parties.all;
  }

  /** In every subnet what someone might start there. */
  get hypothetical(): readonly Party[] {
    return this.view(0).parties.hypothetical;
  }

  internetAt(address: string): InternetParty {
    this.forget(this.cuts.add([address], []));
    return internetAt(address);
  }

  /** Parties that a resource stands for, one for each subnet. */
  partiesOf(resource: TemplateResource): readonly Party[] {
    return this.view(0).parties.ofResource(resource);
  }

  /** Parties that a name stands for; none when it names nothing. */
  place(name: string): readonly Party[] {
    return findPlace(this, name);
  }

  select(accepts: (party: Party) => boolean): readonly Party[] {
    return this.parties.filter(accepts);
  }

  /** Whether nothing gets from one to the other. */
  isolate(question: Question): Verdict {
    return this.ask(question, (view, own) => view.judge.isolate(own));
  }

  /** Whether everyone gets to everyone. */
  reach(question: Question): Verdict {
    return this.ask(question, (view, own) => view.judge.reach(own));
  }

  /** Whether nothing but some services gets from one to the other. */
  reachOnly(question: Question & { readonly services: readonly ServiceRange[] }): Verdict {
    return this.ask(question, (view, own) => view.judge.isolateExcept(own, question.services));
  }

  /** What gets from one party to another, in any world perhaps, in each world surely. */
  between(from: Party, to: Party, relation: Relation = 'delivers'): Reach {
    return { from, to, ...this.betweenGroups([from], [to], relation, 'direct') };
  }

  /** What gets from groups of parties to others, every ordered pair of different ones, over all worlds. */
  matrix(
    groups: Readonly<Record<string, readonly Party[]>>,
    relation: Relation = 'delivers',
    level: Level = 'direct',
  ): readonly MatrixCell[] {
    const entries = Object.entries(groups);
    return entries.flatMap(([from, senders]) =>
      entries.flatMap(([to, receivers]) =>
        from === to ? [] : [{ from, to, ...this.betweenGroups(senders, receivers, relation, level) }],
      ),
    );
  }

  /** What gets from some parties to others: at most, surely from some address, surely from every one to every one. */
  betweenGroups(
    from: readonly Party[],
    to: readonly Party[],
    relation: Relation,
    level: Level,
  ): Pick<Reach, 'may' | 'some' | 'every'> {
    const asked = { from, to };
    this.forget(this.cuts.addQuestion(asked));
    return joinBetween(
      this.possible.map((_, index) => {
        const view = this.view(index);
        const own = translate(asked, view);
        return {
          space: view.judge.graph.env.spaces.services,
          between: view.judge.betweenGroups(own.from, own.to, relation, level),
        };
      }),
    );
  }

  /** Everything that a party gets to, over all worlds. */
  exposure(from: Party, level: Level = 'direct'): readonly Reach[] {
    const views = this.possible.map((_, index) => this.view(index));
    return exposureOf(views, from, (to) => this.betweenGroups([from], [to], 'delivers', level));
  }

  /** Why a packet gets through, or why not: the way on which least stops it, in the first world. */
  path(from: Party, to: Party, service: ServiceRange, level: Level = 'via-proxies'): Path {
    const asked = { from: [from], to: [to], services: [service] };
    this.forget(this.cuts.addQuestion(asked));
    const view = this.view(0);
    const own = translate(asked, view);
    return findPath(view.judge.graph, own.from[0] ?? from, own.to[0] ?? to, view.judge.services([service]), level);
  }

  /** Pairs whose answers cross other firewall endpoints than the packets did. */
  symmetric(): readonly NetworkFinding[] {
    return findAsymmetry(this.view(0).judge.graph);
  }

  /** Ways to parties that no packet filter sees: they stand beside a verdict, and are no part of it. */
  controlPlane(to: readonly Party[]): readonly ControlPlaneWay[] {
    const evaluator = createEvaluator(this.model);
    const all = this.possible.flatMap((_, index) => {
      const view = this.view(index);
      return controlPlaneWays(this.model, evaluator, view.judge.graph, translate({ from: [], to }, view).to);
    });
    return [...new Map(all.map((way) => [`${way.way} ${way.to} ${way.origin.id}`, way])).values()];
  }

  /** The view of the world with a number, for those who need the engine itself. */
  view(index: number): WorldView {
    const found = this.views[index] ?? viewWorld(this.model, this.options, this.cuts, this.possible[index], false);
    this.views[index] = found;
    return found;
  }

  private ask(question: Question, answer: (view: WorldView, question: Question) => Verdict): Verdict {
    this.forget(this.cuts.addQuestion(question));
    const all = this.possible.map((_, index) => {
      const view = this.view(index);
      return named(answer(view, translate(question, view)), this.worlds, index);
    });
    const joined = joinVerdicts(all);
    if (
      joined.verdict === 'PROVED' ||
      (joined.verdict === 'REFUTED' && all.every(({ verdict }) => verdict === 'REFUTED'))
    ) {
      return joined;
    }
    const view = this.defaultView();
    const { assumptions } = view.network;
    const byDefault = { ...answer(view, translate(question, view)), assuming: assumptions };
    if (assumptions.length === 0 || byDefault.verdict === 'UNDETERMINED') {
      return joined;
    }
    return byDefault.verdict === 'PROVED' ? { ...byDefault, verdict: 'PROVED-IF' } : byDefault;
  }

  /** What comes about when every parameter keeps its default. */
  private defaultView(): WorldView {
    this.byDefault ??= viewWorld(this.model, this.options, this.cuts, undefined, true);
    return this.byDefault;
  }

  /** What was found is found again when the network is cut anew. */
  private forget(isCutAnew: boolean): void {
    if (isCutAnew) {
      this.views = [];
      this.byDefault = undefined;
    }
  }
}

export interface MatrixCell {
  readonly from: string;
  readonly to: string;
  readonly may: readonly string[];
  readonly some: readonly string[];
  readonly every: readonly string[];
}

/** Parties are made anew for each world; they are the same by their ids. */
function translate(question: Question, { parties }: WorldView): Question {
  const find = (party: Party) =>
    party.kind === 'internet' ? [party] : [parties.byId.get(party.id)].flatMap((found) => found ?? []);
  return { ...question, from: question.from.flatMap(find), to: question.to.flatMap(find) };
}

function named(verdict: Verdict, worlds: readonly string[], index: number): Verdict {
  const world = worlds[index];
  return worlds.length > 1 && world !== undefined && verdict.verdict !== 'PROVED' ? { ...verdict, world } : verdict;
}

/** Makes a verifier of templates. */
export function createVerifier(model: TemplateModel, options: VerifierOptions = {}): Verifier {
  return new Verifier(model, options);
}
