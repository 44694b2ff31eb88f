import type { Detector, Part, Pool, Sight } from '../model/types';

/** Detectors that are blind only to what takes along something of what they look at: other failures hide nothing from them. */
export function blindToOwnFates(
  detectors: readonly Detector[],
  parts: readonly Part[],
  pools: readonly Pool[],
): readonly Detector[] {
  const fates = new Map(parts.map(({ id, fate }) => [id, fate]));
  const members = new Map(pools.map((pool) => [pool.id, pool.members.map(({ part }) => part)]));
  const lookedAt = (sight: Sight): readonly string[] => {
    switch (sight.kind) {
      case 'part':
        return sight.parts;
      case 'failing':
      case 'unanswered':
        return members.get(sight.pool) ?? [];
      case 'service':
        return [];
    }
  };
  return detectors.map(({ sees, ...detector }) => ({
    ...detector,
    sees: sees.map(({ blindTo = [], ...sight }): Sight => {
      const own = new Set(lookedAt(sight).flatMap((part) => fates.get(part) ?? []));
      const groups = blindTo.filter((id) => own.has(id));
      return groups.length === 0 ? sight : { ...sight, blindTo: groups };
    }),
  }));
}
