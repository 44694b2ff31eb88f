import type { RunningInstance, Target } from './observation';

/** Healthy targets of a tier, as far as they can be counted. */
export interface HealthyTargets {
  /** By zone: those that are surely there. */
  readonly certain: ReadonlyMap<string, number>;
  /** Healthy targets of unknown zone, and targets of unknown state: any of them may count anywhere. */
  readonly uncertain: number;
  /** Whether any target is surely healthy and gets requests, in whatever zone. */
  readonly alive: boolean;
}

/** What the load balancer says about a target in a zone from which traffic is moved away: it gets no new requests. */
export const SHIFTED = 'zonal_shift_active';

/** What it says about one that is not. */
const NOT_SHIFTED = 'no_override';

/** States that are known not to receive requests. */
const OUT_OF_SERVICE = new Set(['initial', 'unhealthy', 'unhealthy.draining', 'unused', 'draining', 'unavailable']);

/**
 * Finds the zone of every healthy target. EC2 and the load balancer see a change at different moments.
 *
 * @param evacuated - zones whose targets get no requests, healthy or not
 */
export function attribute(
  targets: readonly Target[],
  instances: readonly RunningInstance[],
  evacuated: ReadonlySet<string>,
): HealthyTargets {
  const zones = new Map(instances.map(({ instanceId, availabilityZone }) => [instanceId, availabilityZone]));
  const certain = new Map<string, number>();
  let uncertain = 0;
  let alive = false;
  for (const { instanceId, state, override } of targets) {
    const zone = zones.get(instanceId);
    if (state === 'healthy' && zone !== undefined) {
      certain.set(zone, (certain.get(zone) ?? 0) + 1);
    } else if (!OUT_OF_SERVICE.has(state)) {
      uncertain += 1;
    }
    alive ||= state === 'healthy' && isInUse(zone, override, evacuated);
  }
  return { certain, uncertain, alive };
}

function isInUse(zone: string | undefined, override: string | undefined, evacuated: ReadonlySet<string>): boolean {
  if (override === SHIFTED) {
    return false;
  }
  return zone === undefined ? evacuated.size === 0 || override === NOT_SHIFTED : !evacuated.has(zone);
}
