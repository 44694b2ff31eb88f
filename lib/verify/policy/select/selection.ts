import type { Fault } from '../../../errors';
import type { Party } from '../../engine/types';
import type { Verifier } from '../../engine/verifier';
import type { Policy, Selector } from '../types';
import { findCandidates, type Candidate } from './candidates';
import { matchWord, namesFor } from './match-word';
import { nearestNames } from './nearest-names';
import { readWord, type NamingWord, type PlainWord } from './words';

/** Finds the parties that selectors name, and remembers what is wrong with those that name none. */
export class Selection {
  readonly candidates: readonly Candidate[];
  private readonly verifier: Verifier;
  private readonly segments: NonNullable<Policy['segments']>;
  private readonly found = new Map<string, readonly Party[]>();

  constructor(verifier: Verifier, segments: Policy['segments'] = {}) {
    this.verifier = verifier;
    this.segments = segments;
    this.candidates = findCandidates(verifier);
  }

  /** Parties that a selector names, each once. */
  find(selector: Selector): readonly Party[] {
    const key = JSON.stringify(selector);
    const found = this.found.get(key) ?? unique(this.search(selector));
    this.found.set(key, found);
    return found;
  }

  /** Parties that a selector names; what is wrong when there are none is reported. */
  require(selector: Selector, path: string, report: (fault: Fault) => void): readonly Party[] {
    const parties = this.find(selector);
    if (parties.length === 0) {
      report(this.faultOf(selector, path));
    }
    return parties;
  }

  private search(selector: Selector): readonly Party[] {
    if (typeof selector === 'string') {
      return this.ofWord(selector);
    }
    if (isList(selector)) {
      return selector.flatMap((each) => this.find(each));
    }
    if ('all' in selector) {
      const [first = [], ...rest] = selector.all.map((each) => this.find(each));
      const ids = rest.map((parties) => new Set(parties.map(({ id }) => id)));
      return first.filter(({ id }) => ids.every((each) => each.has(id)));
    }
    const without = new Set(this.find(selector.not).map(({ id }) => id));
    return this.find(selector.but).filter(({ id }) => !without.has(id));
  }

  private ofWord(text: string): readonly Party[] {
    const word = readWord(text);
    switch (word.kind) {
      case 'plain':
        return this.ofPlain(word.word);
      case 'naming':
        return word.word === 'internet' ? [this.verifier.internetAt(word.value)] : this.ofNaming(word.word, word.value);
      case 'segment': {
        const segment = Object.hasOwn(this.segments, word.name) ? this.segments[word.name] : undefined;
        return segment === undefined ? [] : this.find(segment);
      }
      case 'fault':
        return [];
    }
  }

  private ofPlain(word: PlainWord): readonly Party[] {
    switch (word) {
      case 'internet':
        return [this.verifier.internet];
      case 'edge':
        return this.filter(({ party }) => party.kind === 'edge');
      case 'public':
        return this.filter(
          ({ party }) => party.kind === 'interface' && party.interface.publicAddress.has !== 'no' && isReal(party),
        );
    }
  }

  /** What someone might start is meant by its kind alone. */
  private ofNaming(word: NamingWord, value: string): readonly Party[] {
    const matches = matchWord(word, value);
    const isAsked = word === 'kind' && value === 'hypothetical';
    return this.filter((candidate) => (isAsked || isReal(candidate.party)) && matches(candidate));
  }

  private filter(test: (candidate: Candidate) => boolean): readonly Party[] {
    return this.candidates.filter(test).map(({ party }) => party);
  }

  private faultOf(selector: Selector, path: string): Fault {
    const [first] = this.emptyWords(selector);
    return {
      path,
      must: 'must name somebody of these templates',
      got: describeSelector(selector),
      hint: first === undefined ? 'nobody is left over: change what is combined or taken away' : this.hintFor(first),
      code: 'PolicySelectorEmpty',
    };
  }

  /** What to do about a word that names nobody. */
  private hintFor(text: string): string {
    const word = readWord(text);
    if (word.kind === 'fault') {
      return word.hint;
    }
    const known = Object.keys(this.segments);
    if (word.kind === 'segment' && !known.includes(word.name)) {
      const names = known.length === 0 ? '' : ` of ${known.map((name) => `'${name}'`).join(', ')}`;
      return `'${text}' is no segment${names}; to name a resource write 'id:${text}'`;
    }
    const near = this.near(text);
    return near.length > 0
      ? `nothing fits '${text}'; near are ${near.map((name) => `'${name}'`).join(', ')}`
      : `nothing fits '${text}'; see the parties with 'honmaru exposure'`;
  }

  /** Words of a selector that name nobody. */
  private emptyWords(selector: Selector): readonly string[] {
    if (typeof selector === 'string') {
      const word = readWord(selector);
      const segment = word.kind === 'segment' ? this.segments[word.name] : undefined;
      return segment !== undefined ? this.emptyWords(segment) : this.find(selector).length === 0 ? [selector] : [];
    }
    const inner = isList(selector) ? selector : 'all' in selector ? selector.all : [selector.but];
    return inner.flatMap((each) => this.emptyWords(each));
  }

  private near(text: string): readonly string[] {
    const word = readWord(text);
    if (word.kind !== 'naming') {
      return [];
    }
    const real = this.candidates.filter(({ party }) => isReal(party));
    return nearestNames(word.value, namesFor(word.word, real)).map((name) => `${word.word}:${name}`);
  }
}

/** A selector as a reader knows it. */
export function describeSelector(selector: Selector): string {
  if (typeof selector === 'string') {
    return selector;
  }
  if (isList(selector)) {
    return selector.map(describeSelector).join(', ');
  }
  return 'all' in selector
    ? selector.all.map(describeSelector).join(' & ')
    : `${describeSelector(selector.but)} but not ${describeSelector(selector.not)}`;
}

function isList(selector: Selector): selector is readonly Selector[] {
  return Array.isArray(selector);
}

function isReal(party: Party): boolean {
  return party.kind !== 'interface' || party.interface.kind !== 'hypothetical';
}

function unique(parties: readonly Party[]): readonly Party[] {
  return [...new Map(parties.map((party) => [party.id, party])).values()];
}
