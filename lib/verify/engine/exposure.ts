import type { Party, Reach } from './types';
import type { WorldView } from './world-view';

/** Everything that a party gets to, over all worlds; what is found about an interface holds for its twins. */
export function exposureOf(
  views: readonly WorldView[],
  from: Party,
  between: (to: Party) => Pick<Reach, 'may' | 'some' | 'every'>,
): readonly Reach[] {
  const known = new Map(views.flatMap(({ parties }) => parties.all.map((party) => [party.id, party])));
  const found = new Map<string, Pick<Reach, 'may' | 'some' | 'every'>>();
  const reaches: Reach[] = [];
  for (const to of known.values()) {
    if (to.id === from.id) {
      continue;
    }
    const key = views.map(({ parties }) => parties.twins.of(parties.byId.get(to.id) ?? to).id).join('\0');
    const words = found.get(key) ?? between(to);
    found.set(key, words);
    if (words.may.length > 0) {
      reaches.push({ from, to, ...words });
    }
  }
  return reaches;
}
