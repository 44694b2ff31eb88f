import type { Detector, Sight } from '../../../lib/failures/model/types';
import { isSame, stateOf } from './measure';
import { secondsOf } from './reactions';
import type { Run } from './run';
import type { Snapshot } from './snapshot';

/** Seconds after which a detector has seen a run; undefined if it sees nothing. */
export function seenAfter({ sees, planes, delay, lasts = 0 }: Detector, run: Run): number | undefined {
  if (planes.some((plane) => run.last.world.failed.has(plane))) {
    return undefined;
  }
  const known = new Map<Snapshot, boolean>();
  const holds = (snapshot: Snapshot): boolean => {
    const isHolding = known.get(snapshot) ?? sees.some((sight) => isSeen(sight, snapshot));
    known.set(snapshot, isHolding);
    return isHolding;
  };
  const first = firstHeld(run, holds, lasts);
  return first === undefined ? undefined : first + secondsOf(delay);
}

/** First second at which something holds that has held in each of so many seconds before; undefined if it never has. */
function firstHeld(
  { stretches, isAtRest, lastSecond }: Run,
  holds: (snapshot: Snapshot) => boolean,
  lasts: number,
): number | undefined {
  let since: number | undefined;
  for (const [index, { from, snapshot }] of stretches.entries()) {
    since = holds(snapshot) ? (since ?? from) : undefined;
    // Until a second at which it may hold no more; what is at rest stays so.
    const until = stretches[index + 1]?.from ?? (isAtRest ? Infinity : lastSecond + 1);
    if (since !== undefined && since + lasts < until) {
      return since + lasts;
    }
  }
  return undefined;
}

function isSeen(sight: Sight, snapshot: Snapshot): boolean {
  const { model, world } = snapshot;
  // Whoever looks at something does not see what only keeps others from it.
  if ((sight.blindTo ?? []).some((group) => world.failed.has(group))) {
    return false;
  }
  switch (sight.kind) {
    case 'part':
      return model.parts.some((part) => sight.parts.includes(part.id) && snapshot.isDead(part));
    case 'failing': {
      const { members: named } = sight;
      return model.pools
        .filter(({ id }) => id === sight.pool)
        .some(
          (pool) =>
            pool.members
              .filter(({ id }) => named === undefined || named.includes(id))
              .filter((member) => snapshot.fails(pool, member)).length >= sight.atLeast,
        );
    }
    case 'unanswered': {
      const unanswered = 1 - snapshot.valueOfPool(sight.pool);
      return unanswered > sight.atLeast || isSame(unanswered, sight.atLeast);
    }
    case 'service':
      return model.services
        .filter(({ id }) => id === sight.service)
        .some((service) => stateOf(snapshot.valueOf(service)) !== 'UP');
  }
}
