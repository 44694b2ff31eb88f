import type { Outcome } from '../engine/outcome';
import type { FailureModel, Pool, Scenario } from '../model/types';
import { reactionKey, type PoolReaction, type ReactionName } from './pool-reactions';

const BY_EVENT = {
  leave: 'leave',
  'come-back': 'leave',
  move: 'move',
  end: 'end',
  relaunch: 'end',
} as const satisfies Readonly<Record<Outcome['events'][number]['kind'], ReactionName>>;

/**
 * Reactions that took place in a scenario, of all pools: what happened by itself, pools that were open at any time, and pools
 * that leave out what moved. Of a scenario with further faults only those after them, and everything that can be open.
 */
export function firedReactions(model: FailureModel, scenario: Scenario, outcome: Outcome): readonly PoolReaction[] {
  const happened = outcome.events.map(({ kind, seat }): PoolReaction => ({
    pool: seat.pool.pool.id,
    reaction: BY_EVENT[kind],
  }));
  const moved = new Set(happened.filter(({ reaction }) => reaction === 'move').map(({ pool }) => pool));
  const byHand = model.manual.filter(({ id }) => outcome.byHand.includes(id));
  byHand.forEach(({ effect }) => {
    if (effect.kind === 'move') {
      moved.add(effect.pool);
    }
  });
  const hasBefore = (scenario.then ?? []).length > 0;
  const others = model.pools.flatMap((pool): readonly PoolReaction[] => [
    ...(pool.without !== undefined && (hasBefore || moved.has(pool.without))
      ? [{ pool: pool.id, reaction: 'without' as const }]
      : []),
    ...((hasBefore && (pool.failOpenBelow ?? 0) > 0) || isOpenAtAnyTime(model, pool, scenario, outcome)
      ? [{ pool: pool.id, reaction: 'fail-open' as const }]
      : []),
  ]);
  return [...new Map([...happened, ...others].map((each) => [reactionKey(each), each])).values()];
}

/** Whether a pool had fewer members in rotation than its threshold at any second. */
function isOpenAtAnyTime(model: FailureModel, pool: Pool, scenario: Scenario, outcome: Outcome): boolean {
  return membersInRotation(model, pool, scenario, outcome).some((count) => count < (pool.failOpenBelow ?? 0));
}

/** How many members are in rotation, as far as no pool is open: at first, after each second at which something happens, and after what is done by hand. */
export function membersInRotation(
  { parts, manual }: FailureModel,
  pool: Pool,
  { evacuated = [], out = [] }: Scenario,
  { events, byHand }: Outcome,
): readonly number[] {
  const zoneOf = new Map(parts.map(({ id, zone }) => [id, zone]));
  const isShifted = (zones: readonly string[], part: string): boolean =>
    pool.isShiftable === true && zones.includes(zoneOf.get(part) ?? '');
  const away = new Set(
    pool.members
      .filter(({ id, part }) => out.includes(`${pool.id}/${id}`) || isShifted(evacuated, part))
      .map(({ id }) => id),
  );
  const left = new Set<string>();
  const count = (): number => pool.members.filter(({ id }) => !left.has(id) && !away.has(id)).length;
  const counts = [count()];
  events.forEach(({ kind, seat, second }, at) => {
    if (seat.pool.pool.id === pool.id && kind === 'leave') {
      left.add(seat.member.id);
    } else if (seat.pool.pool.id === pool.id && kind === 'come-back') {
      left.delete(seat.member.id);
    }
    // What happens at one second happens at once.
    if (events[at + 1]?.second !== second) {
      counts.push(count());
    }
  });
  const zones = manual.flatMap(({ id, effect }) =>
    byHand.includes(id) && effect.kind === 'shift' ? [effect.zone] : [],
  );
  pool.members.filter(({ part }) => isShifted(zones, part)).forEach(({ id }) => away.add(id));
  return [...counts, count()];
}
