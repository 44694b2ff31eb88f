import type { FailureModel, Member, Need, Pool } from '../model/types';

/**
 * What pools do by themselves, as far as it can be switched off.
 *
 * - `leave`: members leave the rotation, and come back;
 * - `move`: another member becomes the current one;
 * - `end`: members are ended, and relaunched;
 * - `fail-open`: below a threshold all members are in rotation;
 * - `without`: the current part of another pool is left out.
 */
export const REACTION_NAMES = ['leave', 'move', 'end', 'fail-open', 'without'] as const;

export type ReactionName = (typeof REACTION_NAMES)[number];

/** A reaction of one pool. */
export interface PoolReaction {
  readonly pool: string;
  readonly reaction: ReactionName;
}

/** One text for one reaction of one pool. */
export function reactionKey({ pool, reaction }: PoolReaction): string {
  return `${pool} ${reaction}`;
}

/** The same model in which one reaction never happens. */
export function withoutReaction(model: FailureModel, { pool, reaction }: PoolReaction): FailureModel {
  return { ...model, pools: model.pools.map((each) => (each.id === pool ? poolWithout(each, reaction) : each)) };
}

function poolWithout(pool: Pool, reaction: ReactionName): Pool {
  switch (reaction) {
    case 'leave':
      return without(pool, 'leave', 'comeBack');
    case 'move':
      return without(pool, 'move');
    case 'end':
      return without(pool, 'replace');
    case 'fail-open':
      return without(pool, 'failOpenBelow');
    case 'without':
      return without(pool, 'without');
  }
}

function without(pool: Pool, ...fields: readonly (keyof Pool)[]): Pool {
  const left = Object.entries(pool).filter(([field]) => !fields.includes(field as keyof Pool));
  return Object.fromEntries(left) as unknown as Pool;
}

/**
 * Reactions that can make things worse than they would be without them, or sooner worse than later. All others are monotone:
 * they only ever take away what answers nothing and never will by itself, and lead to what answers no less.
 *
 * - A member that _leaves_ for the sake of something that may work again is still out when it does; and what it looks at may
 *   answer requests that are sent again, which no check is.
 * - A pool that _moves_ for the sake of such a thing does not move back; and whoever it moves to may be needed elsewhere.
 * - A pool that _ends_ members whose checks look at more than their own part ends what lives.
 * - A pool that _fails open_ sends requests to members that do not answer, although others do.
 * - A pool that is _without_ the current part of another loses the member to which that one moves.
 *
 * What fails for ever cannot be found too early: with monotone reactions alone, a slower health check never shortens a
 * recovery.
 */
export function nonMonotoneReactions(model: FailureModel): readonly PoolReaction[] {
  const returning = new Returning(model);
  return model.pools.flatMap((pool): readonly PoolReaction[] => {
    const isDoubtful = pool.members.some((member) => returning.mayPass(member) || returning.mayAnswerOthers(member));
    const found: readonly (ReactionName | undefined)[] = [
      pool.leave !== undefined && isDoubtful ? 'leave' : undefined,
      pool.move !== undefined && isDoubtful ? 'move' : undefined,
      pool.replace !== undefined && pool.members.some(({ checks = [] }) => checks.length > 0) ? 'end' : undefined,
      (pool.failOpenBelow ?? 0) > 0 ? 'fail-open' : undefined,
      pool.without !== undefined ? 'without' : undefined,
    ];
    return found.flatMap((reaction) => (reaction === undefined ? [] : [{ pool: pool.id, reaction }]));
  });
}

/** Tells what may work again by itself once it has failed. */
class Returning {
  private readonly pools: ReadonlyMap<string, Pool>;
  /** Parts that a pool may end while they live: they are relaunched. */
  private readonly ended: ReadonlySet<string>;

  constructor({ pools }: FailureModel) {
    this.pools = new Map(pools.map((pool) => [pool.id, pool]));
    this.ended = new Set(
      pools
        .filter(({ replace, members }) => replace !== undefined && members.some(({ checks = [] }) => checks.length > 0))
        .flatMap(({ members }) => members.map(({ part }) => part)),
    );
  }

  /** Whether the check of a member that fails may pass again. */
  mayPass(member: Member): boolean {
    return this.ended.has(member.part) || checkedBy(member).some((need) => this.mayReturn(need));
  }

  /** Whether a member whose check fails may answer requests that are sent again to others. */
  mayAnswerOthers(member: Member): boolean {
    return checkedBy(member).some((need) => this.hasFallback(need));
  }

  private mayReturn(need: Need): boolean {
    if (need.kind === 'parts') {
      return need.parts.some((part) => this.ended.has(part));
    }
    const pool = this.pools.get(need.pool);
    if (pool === undefined) {
      return false;
    }
    const reacts =
      (pool.failOpenBelow ?? 0) > 0 ||
      pool.without !== undefined ||
      (pool.members.length > 1 && (pool.leave !== undefined || pool.move !== undefined));
    return (
      reacts ||
      pool.members.some(({ part, needs }) => this.ended.has(part) || needs.some((inner) => this.mayReturn(inner)))
    );
  }

  private hasFallback(need: Need): boolean {
    const pool = need.kind === 'pool' ? this.pools.get(need.pool) : undefined;
    return (
      pool !== undefined &&
      (pool.choice === 'fallback' || pool.members.some(({ needs }) => needs.some((inner) => this.hasFallback(inner))))
    );
  }
}

function checkedBy({ needs, checks = [] }: Member): readonly Need[] {
  return checks.flatMap((at) => needs[at] ?? []);
}
