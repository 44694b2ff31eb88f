import type { FailureModel, Member, Part, Pool } from '../../../lib/failures/model/types';

/**
 * Sets of parts of which each can be given a twin: the parts of a pool, and of all pools of `spread` that hold one of them. Not
 * those that something needs by their name, as the targets of a node need this node.
 */
export function twinSets({ pools, services }: FailureModel): readonly ReadonlySet<string>[] {
  const needs = [...services, ...pools.flatMap(({ members }) => members)].flatMap((each) => each.needs);
  const named = new Set(needs.flatMap((need) => (need.kind === 'parts' ? need.parts : [])));
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
  const distinct = new Map(sets.map((set) => [JSON.stringify([...set].sort()), set]));
  return [...distinct.values()].filter((set) => ![...set].some((part) => named.has(part)));
}

/**
 * The model with an identical part beside each of some: in the same zone, with the same needs, in the same pools, behind those
 * that are there. Every zone has as large a share of each pool of `spread` as before. A pool that a part has for itself is made
 * once more for its twin.
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
  const isOwn = ({ members }: Pool, part = members[0]?.part ?? ''): boolean =>
    parts.has(part) && members.every((member) => member.part === part) && twins.length > 1;
  const ownPools = new Set(model.pools.filter((pool) => isOwn(pool)).map(({ id }) => id));
  const twin = (member: Member): Member => ({
    ...member,
    id: twinOf(member.id),
    part: twinOf(member.part),
    needs: member.needs.map((need) =>
      need.kind === 'pool' && ownPools.has(need.pool) ? { kind: 'pool', pool: twinOf(need.pool) } : need,
    ),
  });
  return {
    ...model,
    groups: [...model.groups, ...[...own].map((id) => ({ id, kind: 'part' as const, label: id }))],
    parts: [...model.parts, ...twins],
    pools: model.pools.flatMap((pool): readonly Pool[] => {
      const added = pool.members.filter(({ part }) => parts.has(part)).map(twin);
      return ownPools.has(pool.id)
        ? [pool, { ...pool, id: twinOf(pool.id), members: added }]
        : [{ ...pool, members: [...pool.members, ...added] }];
    }),
  };
}

function twinOf(id: string): string {
  return `${id} (twin)`;
}

function partsOf({ members }: Pool): readonly string[] {
  return members.map(({ part }) => part);
}
