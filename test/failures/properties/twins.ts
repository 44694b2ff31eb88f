import type { FailureModel, Part, Pool } from '../../../lib/failures/model/types';

/** Sets of parts of which each can be given a twin: the parts of a pool, and of all pools of `spread` that hold one of them. */
export function twinSets({ pools }: FailureModel): readonly ReadonlySet<string>[] {
  const sets = pools.map((pool) => {
    const parts = new Set(partsOf(pool));
    for (let size = 0; size < parts.size;) {
      size = parts.size;
      pools
        .filter((each) => each.choice === 'spread' && partsOf(each).some((part) => parts.has(part)))
        .forEach((each) => partsOf(each).forEach((part) => parts.add(part)));
    }
    return parts;
  });
  return [...new Map(sets.map((set) => [JSON.stringify([...set].sort()), set])).values()];
}

/**
 * The model with an identical part beside each of some: in the same zone, with the same needs, in the same pools, behind those
 * that are there. Every zone has as large a share of each pool of `spread` as before.
 */
export function withTwins(model: FailureModel, parts: ReadonlySet<string>): FailureModel {
  const twins = model.parts
    .filter(({ id }) => parts.has(id))
    .map((part): Part => ({
      ...part,
      id: twinOf(part.id),
      fate: part.fate.map((group) => (group === part.id ? twinOf(group) : group)),
    }));
  const own = new Set(twins.flatMap(({ id, fate }) => (fate.includes(id) ? [id] : [])));
  return {
    ...model,
    groups: [...model.groups, ...[...own].map((id) => ({ id, kind: 'part' as const, label: id }))],
    parts: [...model.parts, ...twins],
    pools: model.pools.map((pool): Pool => ({
      ...pool,
      members: [
        ...pool.members,
        ...pool.members
          .filter(({ part }) => parts.has(part))
          .map((member) => ({ ...member, id: twinOf(member.id), part: twinOf(member.part) })),
      ],
    })),
  };
}

function twinOf(id: string): string {
  return `${id} (twin)`;
}

function partsOf({ members }: Pool): readonly string[] {
  return members.map(({ part }) => part);
}
