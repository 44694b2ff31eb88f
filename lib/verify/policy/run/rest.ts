import type { Level, Party, Question, Reach, Relation, Verdict } from '../../engine/types';
import { describeServices } from '../../engine/explain';
import { Cuts } from '../../engine/cuts';
import type { Judge } from '../../engine/judge';
import { joinVerdicts } from '../../engine/verdicts';
import type { Verifier } from '../../engine/verifier';
import { viewWorld } from '../../engine/world-view';
import type { SiteStatement } from '../types';
import type { Asking } from './asked';
import { viewWithout, type RestView } from './view-without';

/**
 * What is left of a network once some parties are taken away: nobody reaches them, nothing is sent on by them, and routes
 * that lead to them lead nowhere. Whatever still gets through passed none of them.
 */
export class Rest {
  private readonly verifier: Verifier;
  private readonly sites: readonly SiteStatement[];
  private readonly ids: ReadonlySet<string>;
  private readonly views = new Map<Judge, RestView>();

  constructor({ verifier, sites }: Pick<Asking, 'verifier' | 'sites'>, removed: readonly Party[]) {
    this.verifier = verifier;
    this.sites = sites;
    this.ids = new Set(removed.map(({ id }) => id));
  }

  /** Whether nothing gets from one to the other; with the defaults of parameters when it is not decided without them. */
  isolate(question: Question): Verdict {
    const { worlds } = this.verifier;
    const all = worlds.map((name, index) => {
      const verdict = this.isolateIn(this.view(index), question);
      return worlds.length > 1 && verdict.verdict !== 'PROVED' ? { ...verdict, world: name } : verdict;
    });
    const joined = joinVerdicts(all);
    if (joined.verdict === 'PROVED' || all.every(({ verdict }) => verdict === 'REFUTED')) {
      return joined;
    }
    const { view, assuming } = this.byDefault(question);
    const byDefault: Verdict = { ...this.isolateIn(view, question), assuming };
    if (assuming.length === 0 || byDefault.verdict === 'UNDETERMINED') {
      return joined;
    }
    return byDefault.verdict === 'PROVED' ? { ...byDefault, verdict: 'PROVED-IF' } : byDefault;
  }

  private isolateIn(view: RestView, question: Question): Verdict {
    return view.judge.isolate({
      ...question,
      from: this.translate(view, question.from),
      to: this.translate(view, question.to),
    });
  }

  /** What is left when every parameter keeps its default. */
  private byDefault(question: Question): { readonly view: RestView; readonly assuming: readonly string[] } {
    const cuts = new Cuts();
    cuts.addQuestion(question);
    const spoofedSources = this.verifier.view(0).judge.graph.allowForged;
    const whole = viewWorld(this.verifier.model, { sites: this.sites, spoofedSources }, cuts, undefined, true);
    return { view: viewWithout(whole, this.ids), assuming: whole.network.assumptions };
  }

  /** What gets from one party to another: perhaps in any world; surely in the first. */
  between(from: Party, to: Party, relation: Relation, level: Level): Pick<Reach, 'may' | 'some' | 'every'> {
    const all = this.verifier.worlds.map((_, index) => {
      const view = this.view(index);
      const { may, some, every } = view.judge.betweenGroups(
        this.translate(view, [from]),
        this.translate(view, [to]),
        relation,
        level,
      );
      const space = view.judge.graph.env.spaces.services;
      return {
        may: describeServices(space, may),
        some: describeServices(space, some),
        every: describeServices(space, every),
      };
    });
    const [first] = all;
    return { may: [...new Set(all.flatMap(({ may }) => may))], some: first?.some ?? [], every: first?.every ?? [] };
  }

  private view(index: number): RestView {
    const whole = this.verifier.view(index);
    const found = this.views.get(whole.judge) ?? viewWithout(whole, this.ids);
    this.views.set(whole.judge, found);
    return found;
  }

  private translate({ parties }: RestView, some: readonly Party[]): readonly Party[] {
    const known = [...parties.all, ...parties.hypothetical, ...parties.tentacles];
    return some
      .filter(({ id }) => !this.ids.has(id))
      .flatMap((party) => (party.kind === 'internet' ? [party] : known.filter(({ id }) => id === party.id)));
  }
}

/** Makes something when it is first asked for. */
export function onDemand<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
