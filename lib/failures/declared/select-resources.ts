import { HonmaruError, type Fault } from '../../errors';
import { createEvaluator, type TemplateModel, type TemplateResource } from '../../template';
import { tagsOfResource } from '../../verify/policy/select/candidates';
import { matchWord } from '../../verify/policy/select/match-word';
import { nearestNames } from '../../verify/policy/select/nearest-names';
import { describeSelector } from '../../verify/policy/select/selection';
import { readWord } from '../../verify/policy/select/words';
import { INTERNET } from '../../verify/engine/parties';
import type { Selector } from '../../verify/policy/types';

/** Words of selectors that name resources; the others name parties. */
const WORDS = ['id', 'path', 'type', 'tag'];

/** Finds the resources that selectors name. */
export class ResourceSelection {
  private readonly model: TemplateModel;
  private readonly candidates: readonly Candidate[];

  constructor(model: TemplateModel) {
    this.model = model;
    const evaluator = createEvaluator(model);
    this.candidates = model.resources.map((resource) => ({
      party: INTERNET,
      resources: [resource],
      get tags() {
        return tagsOfResource(evaluator, resource);
      },
    }));
  }

  /** Resources of some types that a selector names, in the order of the templates. */
  find(selector: Selector, types: readonly string[]): readonly TemplateResource[] {
    const found = this.search(selector);
    return this.model.resources.filter((resource) => found.has(resource) && types.includes(resource.type));
  }

  /**
   * As `find`; throws when there is none.
   *
   * @param path field that holds the selector
   */
  require(selector: Selector, types: readonly string[], path: string): readonly TemplateResource[] {
    const found = this.find(selector, types);
    if (found.length === 0) {
      throw new HonmaruError([this.faultOf(selector, types, path)]);
    }
    return found;
  }

  private search(selector: Selector): ReadonlySet<TemplateResource> {
    if (typeof selector === 'string') {
      const word = readWord(selector);
      const fits = word.kind === 'naming' && WORDS.includes(word.word) ? matchWord(word.word, word.value) : () => false;
      return new Set(this.candidates.filter(fits).flatMap(({ resources }) => resources));
    }
    if ('but' in selector) {
      const without = this.search(selector.not);
      return new Set([...this.search(selector.but)].filter((resource) => !without.has(resource)));
    }
    const inner = ('all' in selector ? selector.all : selector).map((each) => this.search(each));
    const [first = new Set<TemplateResource>(), ...rest] = inner;
    return 'all' in selector
      ? new Set([...first].filter((resource) => rest.every((set) => set.has(resource))))
      : new Set(inner.flatMap((set) => [...set]));
  }

  private faultOf(selector: Selector, types: readonly string[], path: string): Fault {
    const names = this.model.resources
      .filter(({ type }) => types.includes(type))
      .map(({ logicalId }) => `id:${logicalId}`);
    const near = nearestNames(typeof selector === 'string' ? selector.replace(/^\w+:/, '') : '', names);
    return {
      path,
      must: `must name a resource of type ${types.join(' or ')}`,
      got: describeSelector(selector),
      hint:
        near.length > 0
          ? `near are ${near.map((name) => `'${name}'`).join(', ')}`
          : names.length > 0
            ? `use one of ${names
                .slice(0, 5)
                .map((name) => `'${name}'`)
                .join(', ')}`
            : 'the templates hold none',
      code: 'ObjectivesSelectorEmpty',
    };
  }
}

type Candidate = Parameters<ReturnType<typeof matchWord>>[0];
