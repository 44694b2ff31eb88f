import type { Report } from './check-model';
import type { FailureModel } from './types';

/** Checks that no group includes itself and no pool needs itself, be it by others. */
export function checkRings({ groups, pools }: FailureModel, report: Report): void {
  const included = new Map(groups.map(({ id, includes = [] }) => [id, includes]));
  groups.forEach(({ id }, index) => {
    if (comesBack(id, included)) {
      report(`groups[${String(index)}].includes`, {
        must: 'must not include the group itself, not by way of others either',
        got: `'${id}'`,
        hint: 'take it out of one of them',
        code: 'FailureRing',
      });
    }
  });
  const needed = new Map(
    pools.map(({ id, members }) => [
      id,
      members.flatMap(({ needs }) => needs.flatMap((need) => (need.kind === 'pool' ? [need.pool] : []))),
    ]),
  );
  pools.forEach(({ id }, index) => {
    if (comesBack(id, needed)) {
      report(`pools[${String(index)}]`, {
        must: 'must not need itself, not by way of others either',
        got: `'${id}'`,
        hint: 'end the way before it comes back',
        code: 'FailureRing',
      });
    }
  });
}

function comesBack(start: string, next: ReadonlyMap<string, readonly string[]>): boolean {
  const seen = new Set<string>();
  const queue = [...(next.get(start) ?? [])];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (!seen.has(id)) {
      seen.add(id);
      queue.push(...(next.get(id) ?? []));
    }
  }
  return seen.has(start);
}
