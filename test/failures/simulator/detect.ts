import type { Detector, Sight } from '../../../lib/failures/model/types';
import { stateOf } from './measure';
import { secondsOf } from './reactions';
import type { Run } from './run';
import type { Snapshot } from './snapshot';

/** Seconds after which a detector has seen a run; undefined if it sees nothing. */
export function seenAfter({ sees, planes, delay }: Detector, { stretches, last }: Run): number | undefined {
  if (planes.some((plane) => last.world.failed.has(plane))) {
    return undefined;
  }
  const unseen = new Set<Snapshot>();
  const first = stretches.find(({ snapshot }) => {
    if (unseen.has(snapshot)) {
      return false;
    }
    unseen.add(snapshot);
    return sees.some((sight) => isSeen(sight, snapshot));
  });
  return first === undefined ? undefined : first.from + secondsOf(delay);
}

function isSeen(sight: Sight, snapshot: Snapshot): boolean {
  const { model } = snapshot;
  switch (sight.kind) {
    case 'part':
      return model.parts.some((part) => sight.parts.includes(part.id) && snapshot.isDead(part));
    case 'failing':
      return model.pools
        .filter(({ id }) => id === sight.pool)
        .some((pool) => pool.members.filter((member) => snapshot.fails(pool, member)).length >= sight.atLeast);
    case 'service':
      return model.services
        .filter(({ id }) => id === sight.service)
        .some((service) => stateOf(snapshot.valueOf(service)) !== 'UP');
  }
}
