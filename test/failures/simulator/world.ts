import type { FailureModel, Fault, Member, Pool, Scenario } from '../../../lib/failures/model/types';

/** What can change while a scenario runs. Members are named `<pool id>/<member id>`. */
export interface World {
  /** Groups that have failed. */
  readonly failed: ReadonlySet<string>;
  /** Zones that are cut off. */
  readonly cutOff: ReadonlySet<string>;
  /** Members that have left the rotation by themselves. */
  readonly left: ReadonlySet<string>;
  /** Members that somebody took out of rotation for good. */
  readonly out: ReadonlySet<string>;
  /** Parts that have been terminated and not relaunched, with the pools that did it. */
  readonly terminated: ReadonlyMap<string, ReadonlySet<string>>;
  /** Current member of each pool of `prefer`. */
  readonly current: ReadonlyMap<string, string>;
}

/** The world before second 0. */
export function worldBefore(model: FailureModel, scenario: Scenario): World {
  const evacuated = (scenario.evacuated ?? []).flatMap((zone) => shiftedBy(model, zone));
  return {
    failed: new Set(),
    cutOff: new Set(),
    left: new Set(),
    out: new Set([...(scenario.out ?? []), ...evacuated.map(({ pool, member }) => place(pool, member))]),
    terminated: new Map(),
    current: new Map(
      model.pools.filter(({ choice }) => choice === 'prefer').map((pool) => [pool.id, firstMember(pool).id]),
    ),
  };
}

/** The world when faults strike it. */
export function strike(model: FailureModel, world: World, faults: readonly Fault[]): World {
  const failed = new Set(world.failed);
  const cutOff = new Set(world.cutOff);
  const fail = (group: string): void => {
    if (!failed.has(group)) {
      failed.add(group);
      model.groups.find(({ id }) => id === group)?.includes?.forEach(fail);
    }
  };
  for (const { group, mode } of faults) {
    if (mode === 'lost') {
      fail(group);
    } else {
      cutOff.add(group);
    }
  }
  return { ...world, failed, cutOff };
}

/** Members that a zonal shift of a zone takes out of rotation. */
export function shiftedBy(
  model: FailureModel,
  zone: string,
): readonly { readonly pool: Pool; readonly member: Member }[] {
  return model.pools
    .filter(({ choice, isShiftable }) => choice === 'spread' && isShiftable === true)
    .flatMap((pool) => pool.members.map((member) => ({ pool, member })))
    .filter(({ member }) => model.parts.some(({ id, zone: itsZone }) => id === member.part && itsZone === zone));
}

/** The same for worlds that are the same. */
export function worldName({ failed, cutOff, left, out, terminated, current }: World): string {
  const ended = [...terminated].map(([part, pools]) => JSON.stringify([part, [...pools].sort()]));
  return JSON.stringify([...[failed, cutOff, left, out, ended].map((names) => [...names].sort()), [...current]]);
}

/** Name of a member in a world. */
export function place(pool: Pool, member: Member): string {
  return `${pool.id}/${member.id}`;
}

function firstMember(pool: Pool): Member {
  const [first] = pool.members;
  if (first === undefined) {
    throw new Error(`pool '${pool.id}' has no members`);
  }
  return first;
}
