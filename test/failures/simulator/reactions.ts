import type { Delay, Member, Pool, Reaction } from '../../../lib/failures/model/types';
import type { ReactionKind } from './outcome';
import type { Snapshot } from './snapshot';
import { place, type World } from './world';

/** A reaction whose trigger holds: it happens when that has held for the whole delay. */
export interface Pending {
  readonly kind: 'leave' | 'come-back' | 'move' | 'terminate' | 'relaunch';
  readonly pool: Pool;
  /** Member that the trigger is about; of `move`, the current one. */
  readonly member: Member;
  /** Why it cannot happen now, however long the trigger has held: nobody to move to, a plane or a group that failed. */
  readonly isPossible: boolean;
  readonly delaySeconds: number;
  /** Delay to whatever member it would be longest; how much longer the trigger has held makes no difference. */
  readonly longestSeconds: number;
  /** For `move`: where to. */
  readonly to?: Member;
}

/** All reactions whose triggers hold at a second. */
export function pendingAt(snapshot: Snapshot): readonly Pending[] {
  return snapshot.model.pools.flatMap((pool) => [
    ...pool.members.flatMap((member) => [
      ...(pool.choice === 'spread' ? rotating(snapshot, pool, member) : []),
      ...ending(snapshot, pool, member),
    ]),
    ...(pool.choice === 'prefer' ? moving(snapshot, pool) : []),
    ...starting(snapshot, pool),
  ]);
}

/** What a counter of a trigger is called: triggers of the same name at two seconds are the same one that holds on. */
export function triggerName({ kind, pool, member }: Pending): string {
  return `${kind} ${place(pool, member)}`;
}

/** The world after one more of the reactions that are due at a second. */
export function happened(world: World, { kind, pool, member, to = member }: Pending): World {
  const name = place(pool, member);
  switch (kind) {
    case 'leave':
      return { ...world, left: new Set([...world.left, name]) };
    case 'come-back':
      return { ...world, left: withoutOne(world.left, name) };
    case 'terminate': {
      const pools = new Set([...(world.terminated.get(member.part) ?? []), pool.id]);
      return { ...world, terminated: new Map([...world.terminated, [member.part, pools]]) };
    }
    case 'relaunch':
      return { ...world, terminated: new Map([...world.terminated].filter(([part]) => part !== member.part)) };
    case 'move':
      return moved(world, pool, to);
  }
}

/** The world with another current member. */
export function moved(world: World, pool: Pool, to: Member): World {
  return { ...world, current: new Map([...world.current, [pool.id, to.id]]) };
}

/** Sum of the pieces of a delay. */
export function secondsOf(delay: Delay = []): number {
  return delay.reduce((sum, { seconds }) => sum + seconds, 0);
}

/** Name of a reaction among those that happened: a move is told by where it went. */
export function happeningOf({ kind, pool, member, to = member }: Pending): {
  readonly kind: ReactionKind;
  readonly pool: string;
  readonly member: string;
} {
  return { kind, pool: pool.id, member: to.id };
}

function rotating(snapshot: Snapshot, pool: Pool, member: Member): readonly Pending[] {
  const fails = snapshot.fails(pool, member);
  const hasLeft = snapshot.world.left.has(place(pool, member));
  if (fails && !hasLeft) {
    return pendingIf(snapshot, { kind: 'leave', pool, member }, pool.leave);
  }
  if (!fails && hasLeft) {
    return pendingIf(snapshot, { kind: 'come-back', pool, member }, pool.comeBack);
  }
  return [];
}

function ending(snapshot: Snapshot, pool: Pool, member: Member): readonly Pending[] {
  // What is ended already, by this pool or another, is not ended again: counts start when it lives.
  return snapshot.fails(pool, member) && !snapshot.world.terminated.has(member.part)
    ? pendingIf(snapshot, { kind: 'terminate', pool, member }, pool.replace?.after)
    : [];
}

/** A part lives again once, however many pools ended it: when the slowest of them would let it, told of that pool. */
function starting(snapshot: Snapshot, pool: Pool): readonly Pending[] {
  return [...snapshot.world.terminated].flatMap(([part, endedBy]) => {
    const relaunches = snapshot.model.pools
      .filter(({ id }) => endedBy.has(id))
      .flatMap((each) => {
        const member = each.members.find((one) => one.part === part);
        return member === undefined
          ? []
          : pendingIf(snapshot, { kind: 'relaunch', pool: each, member }, each.replace?.relaunch);
      });
    const longest = Math.max(...relaunches.map(({ delaySeconds }) => delaySeconds));
    const canLive = !snapshot.hasFailed(snapshot.part(part)) && relaunches.every(({ isPossible }) => isPossible);
    return relaunches
      .filter(({ delaySeconds }) => delaySeconds === longest)
      .slice(0, 1)
      .filter((slowest) => slowest.pool === pool)
      .map((slowest) => ({ ...slowest, isPossible: canLive }));
  });
}

function moving(snapshot: Snapshot, pool: Pool): readonly Pending[] {
  const current = snapshot.current(pool);
  if (!snapshot.fails(pool, current)) {
    return [];
  }
  const to = pool.members.find(
    (member) => member.id !== current.id && member.isManual !== true && !snapshot.fails(pool, member),
  );
  return pendingIf(snapshot, { kind: 'move', pool, member: current }, pool.move).map((pending) => ({
    ...pending,
    isPossible: pending.isPossible && to !== undefined,
    delaySeconds: pending.delaySeconds + secondsOf(to?.start),
    longestSeconds: pending.delaySeconds + Math.max(...pool.members.map(({ start }) => secondsOf(start))),
    to,
  }));
}

function pendingIf(
  { world }: Snapshot,
  trigger: Pick<Pending, 'kind' | 'pool' | 'member'>,
  reaction: Reaction | undefined,
): readonly Pending[] {
  if (reaction === undefined) {
    return [];
  }
  const isPossible = !(reaction.planes ?? []).some((plane) => world.failed.has(plane));
  const delaySeconds = secondsOf(reaction.delay);
  return [{ ...trigger, isPossible, delaySeconds, longestSeconds: delaySeconds }];
}

function withoutOne(names: ReadonlySet<string>, name: string): ReadonlySet<string> {
  return new Set([...names].filter((each) => each !== name));
}
