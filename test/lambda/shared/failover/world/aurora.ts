import type { ClusterView, EndpointReading, MemberView } from '../../../../../lambda/shared/failover/ports';
import { known } from '../../../../../lambda/shared/observed';
import type { VirtualTime } from './virtual-time';

/** Zones of the cluster, one instance in each. */
export const ZONES = ['a', 'b', 'c'] as const;

/** Instances of the cluster: `m-a` is in zone `a`. */
export const INSTANCES = ZONES.map((zone) => `m-${zone}`);

/** The truth about a cluster at a moment. */
export interface Truth {
  /** Instances that accept writes: one, none while it is lost, two when something is very wrong. */
  readonly writers: readonly string[];
  /** Instance that RDS calls the writer, whether it lives or not. */
  readonly flagged: string | undefined;
  readonly alive: readonly string[];
  readonly isFailingOver: boolean;
  /** Since when there has been an instance that accepts writes; `undefined` while there is none. */
  readonly writableSince: number | undefined;
  /** Number of times the writer was lost so far. */
  readonly losses: number;
}

/** A cluster as Aurora runs it. */
export interface Aurora {
  readonly truth: () => Truth;
  /** What was true at a moment before. */
  readonly truthAt: (moment: number) => Truth;
  /** The writer dies. RDS still calls it the writer, not available; or calls none. */
  readonly loseWriter: (isStillFlagged: boolean) => void;
  /** Moves the writer, which takes a while; to another instance that lives, unless it cannot. */
  readonly failOver: (to: string, milliseconds: number) => void;
  readonly dead: () => readonly string[];
  /** An instance that was lost comes back: as a reader, or still believing it is the writer. */
  readonly revive: (instance: string, as: 'reader' | 'writer') => void;
}

/** Starts a healthy cluster whose writer is `m-a`. */
export function aurora(time: VirtualTime): Aurora {
  const history: (readonly [number, Truth])[] = [];
  let current: Truth = {
    writers: ['m-a'],
    flagged: 'm-a',
    alive: INSTANCES,
    isFailingOver: false,
    writableSince: 0,
    losses: 0,
  };
  const change = (changes: Partial<Omit<Truth, 'writableSince' | 'losses'>>): void => {
    const next = { ...current, ...changes };
    const isWritable = next.writers.length > 0;
    const wasWritable = current.writers.length > 0;
    history.push([time.now(), current]);
    current = {
      ...next,
      writableSince: isWritable ? (current.writableSince ?? time.now()) : undefined,
      losses: current.losses + (wasWritable && !isWritable ? 1 : 0),
    };
  };
  return {
    truth: () => current,
    truthAt: (moment) => history.find(([until]) => until > moment)?.[1] ?? current,
    loseWriter: (isStillFlagged) => {
      change({
        writers: [],
        alive: current.alive.filter((id) => !current.writers.includes(id)),
        flagged: isStillFlagged ? current.flagged : undefined,
      });
    },
    failOver: (to, milliseconds) => {
      if (current.isFailingOver) {
        return;
      }
      // The old writer is stopped before another one begins.
      change({ isFailingOver: true, writers: [] });
      time.at(time.now() + milliseconds, () => {
        const target = current.alive.includes(to) ? to : current.alive[0];
        change({
          isFailingOver: false,
          ...(target === undefined ? {} : { writers: [target], flagged: target }),
        });
      });
    },
    dead: () => INSTANCES.filter((id) => !current.alive.includes(id)),
    revive: (instance, as) => {
      if (!current.alive.includes(instance)) {
        change({
          alive: [...current.alive, instance],
          writers: as === 'writer' ? [...current.writers, instance] : current.writers,
        });
      }
    },
  };
}

/** The cluster as RDS would describe it. */
export function describe({ flagged, alive, isFailingOver }: Truth): ClusterView {
  return {
    condition: isFailingOver ? 'failing-over' : 'serving',
    members: INSTANCES.map((instanceId, index): MemberView => ({
      instanceId,
      isWriter: instanceId === flagged,
      promotionTier: index,
      readiness: alive.includes(instanceId) ? 'serving' : 'broken',
      instanceClass: 'db.r8g.large',
      availabilityZone: ZONES[index],
      replicaLagMilliseconds: known(20),
    })),
  };
}

/** What anybody meets at the endpoint of an instance. */
export function knock({ writers, alive }: Truth, instanceId: string | undefined): EndpointReading {
  if (instanceId === undefined || !alive.includes(instanceId)) {
    return { kind: 'silent', reason: 'no answer' };
  }
  return { kind: writers.includes(instanceId) ? 'writer' : 'reader', server: instanceId };
}
