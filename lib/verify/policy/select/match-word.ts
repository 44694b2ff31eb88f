import { holdsBlock, literalBlock } from '../../address';
import { namesOf, type Candidate } from './candidates';
import { pathPattern, pattern } from './glob';
import type { NamingWord } from './words';

/** Makes the test whether a candidate is named by a word. */
export function matchWord(word: NamingWord, value: string): (candidate: Candidate) => boolean {
  const fits = pattern(value);
  const within = pathPattern(value);
  const isNamed = (names: readonly string[]) => names.some((name) => fits(name));
  const ofInterface =
    (test: (each: Interface) => boolean) =>
    ({ party }: Candidate) =>
      party.kind === 'interface' && test(party.interface);
  switch (word) {
    case 'internet':
      return () => false;
    case 'site':
      return ({ party }) => party.kind === 'site' && isNamed([...namesOf(party.site.origin), party.label]);
    case 'service':
      return ({ party }) =>
        party.kind === 'service' && isNamed([party.service.list.wellKnown ?? '', ...namesOf(party.service.origin)]);
    case 'id':
      return ({ resources }) =>
        isNamed(resources.flatMap(({ logicalId, stack }) => [logicalId, `${stack.constructPath}/${logicalId}`]));
    case 'path':
      return ({ resources }) =>
        resources.some(({ constructPath }) => constructPath !== undefined && within(constructPath));
    case 'type':
      return ({ resources }) => isNamed(resources.map(({ type }) => type));
    case 'kind':
      return ofInterface(({ kind }) => fits(kind));
    case 'tag':
      return ({ tags }) => isNamed(tags);
    case 'group':
      return ofInterface(({ groups }) =>
        [...groups.surely, ...groups.perhaps].some(({ origin }) => isNamed([...namesOf(origin), origin.id])),
      );
    case 'subnet':
      return ofInterface(({ subnet }) => isNamed(namesOf(subnet.origin)));
    case 'vpc':
      return ofInterface(({ subnet }) => isNamed(namesOf(subnet.vpc.origin)));
    case 'zone':
      return ofInterface(({ subnet }) => isNamed([subnet.zoneName ?? subnet.zone]));
    case 'cidr': {
      const block = literalBlock(value);
      return ofInterface(
        ({ subnet }) => block !== undefined && subnet.blocks.some((inner) => holdsBlock(block, inner) === 'yes'),
      );
    }
  }
}

type Interface = Extract<Candidate['party'], { kind: 'interface' }>['interface'];

/** What a word could have named, for messages. */
export function namesFor(word: NamingWord, candidates: readonly Candidate[]): readonly string[] {
  const names = candidates.flatMap((candidate): readonly string[] => {
    const { party, resources, tags } = candidate;
    switch (word) {
      case 'internet':
        return [];
      case 'site':
        return party.kind === 'site' ? namesOf(party.site.origin) : [];
      case 'service':
        return party.kind === 'service' ? [party.service.list.wellKnown ?? party.id] : [];
      case 'id':
        return resources.map(({ logicalId }) => logicalId);
      case 'path':
        return resources.flatMap(({ constructPath }) => constructPath ?? []);
      case 'type':
        return resources.map(({ type }) => type);
      case 'tag':
        return tags;
      case 'kind':
      case 'group':
      case 'subnet':
      case 'vpc':
      case 'zone':
      case 'cidr':
        return party.kind === 'interface' ? namesOfInterface(word, party.interface) : [];
    }
  });
  return [...new Set(names)].sort();
}

function namesOfInterface(
  word: 'kind' | 'group' | 'subnet' | 'vpc' | 'zone' | 'cidr',
  { kind, groups, subnet }: Interface,
): readonly string[] {
  switch (word) {
    case 'kind':
      return [kind];
    case 'group':
      return groups.surely.flatMap(({ origin }) => namesOf(origin)[0] ?? []);
    case 'subnet':
      return namesOf(subnet.origin).slice(0, 1);
    case 'vpc':
      return namesOf(subnet.vpc.origin).slice(0, 1);
    case 'zone':
      return [subnet.zoneName ?? subnet.zone];
    case 'cidr':
      return [];
  }
}
