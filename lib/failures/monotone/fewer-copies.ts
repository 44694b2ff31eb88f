import type { FailureModel, Part, Pool } from '../model/types';

/** A model with fewer copies of some parts. */
export interface FewerCopies {
  /** Parts that are left out, each with the identical one that stands for it. */
  readonly leftOut: ReadonlyMap<string, string>;
  readonly model: FailureModel;
}

/**
 * The same model with half of the copies of some parts (or a third, …), for every set of parts of which each has as many
 * identical ones: every zone keeps its share of each pool. Parts are identical that stand in the same zone, share the same fates
 * besides their own, and are members of the same pools with the same needs, checks and figures. Pools that a part has for itself
 * are of the same kind for all.
 */
export function fewerCopies(model: FailureModel): readonly FewerCopies[] {
  const parts = new Map(model.parts.map((part) => [part.id, part]));
  const wanted = movedTo(model);
  return setsOfParts(model.pools).flatMap((set) => {
    const kinds = new Map<string, string[]>();
    for (const id of set) {
      const kind = kindOf(model.pools, parts, id);
      kinds.set(kind, [...(kinds.get(kind) ?? []), id]);
    }
    const sizes = [...kinds.values()].map(({ length }) => length);
    const divisor = least(Math.min(...sizes, set.length), (each) => sizes.every((size) => size % each === 0));
    if (divisor === undefined) {
      return [];
    }
    const leftOut = new Map<string, string>();
    for (const ids of kinds.values()) {
      const kept = ids.length / divisor;
      const order = [...ids.filter((id) => wanted.has(id)), ...ids.filter((id) => !wanted.has(id))];
      order.slice(kept).forEach((id, at) => leftOut.set(id, order[at % kept] ?? ''));
    }
    return [...leftOut.keys()].some((id) => wanted.has(id)) ? [] : [{ leftOut, model: without(model, leftOut) }];
  });
}

/** Parts to which operators move: they are not left out. */
function movedTo({ manual, pools }: FailureModel): ReadonlySet<string> {
  return new Set(
    manual.flatMap(({ effect }) =>
      effect.kind === 'move'
        ? (pools.find(({ id }) => id === effect.pool)?.members ?? [])
            .filter(({ id }) => id === effect.member)
            .map(({ part }) => part)
        : [],
    ),
  );
}

/** Parts of each pool, with those of every pool of `spread` that has one of them. */
function setsOfParts(pools: readonly Pool[]): readonly (readonly string[])[] {
  const sets = pools.map((pool) => {
    const found = new Set(partsOf(pool));
    // A set that grows while it is walked is walked to its new end.
    for (const part of found) {
      pools
        .filter((each) => each.choice === 'spread' && partsOf(each).includes(part))
        .forEach((each) => partsOf(each).forEach((other) => found.add(other)));
    }
    return pools.flatMap(partsOf).filter((part, at, all) => found.has(part) && all.indexOf(part) === at);
  });
  return [...new Map(sets.map((set) => [JSON.stringify(set), set])).values()];
}

function partsOf({ members }: Pool): readonly string[] {
  return members.map(({ part }) => part);
}

/** One text for all parts that are identical. */
function kindOf(pools: readonly Pool[], parts: ReadonlyMap<string, Part>, id: string): string {
  const part = parts.get(id);
  const own = pools.filter((pool) => partsOf(pool).every((each) => each === id)).map((pool) => pool.id);
  const nameOf = (pool: string): string | number => (own.includes(pool) ? own.indexOf(pool) : pool);
  const uses = pools.flatMap((pool) =>
    pool.members
      .filter((member) => member.part === id)
      .map(({ needs, checks, perSecond, start, loses, isManual }) => [
        nameOf(pool.id),
        needs.map((need) => (need.kind === 'pool' ? nameOf(need.pool) : need)),
        checks ?? [],
        perSecond ?? null,
        start ?? [],
        loses ?? [],
        isManual ?? false,
      ]),
  );
  return JSON.stringify([part?.zone ?? null, part?.fate.filter((group) => group !== id) ?? [], uses]);
}

/** The least number from 2 up to a limit that has a property. */
function least(limit: number, has: (each: number) => boolean): number | undefined {
  return Array.from({ length: Math.max(0, limit - 1) }, (_, index) => index + 2).find(has);
}

function without(model: FailureModel, leftOut: ReadonlyMap<string, string>): FailureModel {
  return {
    ...model,
    pools: model.pools.map((pool) => {
      const members = pool.members.filter(({ part }) => !leftOut.has(part));
      // Nobody gets to a pool that a part has for itself once the part is left out.
      return members.length === 0 ? pool : { ...pool, members };
    }),
  };
}
