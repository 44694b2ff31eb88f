import { ceilDivide } from '../fraction';
import { lastBefore, type Declared, type ScheduledSize, type Tier } from '../read';
import { canFollow, type Sizes } from './tier-run';
import type { Timeline } from './timeline';

/** How a tier stands when the simulation begins. */
export interface Beginning {
  readonly sizes: Sizes;
  readonly instances: number;
}

/**
 * Sizes as the scheduled actions before the beginning left them; without any, and when actions are not carried out, those
 * of the group itself. As many instances as target tracking keeps at the requests before the sale, if it is more.
 */
export function beginningOf(tier: Tier, declared: Declared, { start }: Timeline, actionsRun: boolean): Beginning {
  const actions = actionsRun ? tier.group.actions : [];
  const sizes = {
    min: lastSize(actions, start, ({ minInstances }) => minInstances) ?? tier.minInstances,
    max: lastSize(actions, start, ({ maxInstances }) => maxInstances) ?? tier.maxInstances,
  };
  const desired = lastSize(actions, start, ({ desiredInstances }) => desiredInstances) ?? 0;
  return { sizes, instances: Math.max(desired, tier.declared.instances ?? keptAtBase(tier, declared)) };
}

function lastSize(
  actions: readonly ScheduledSize[],
  start: number,
  sizeOf: (action: ScheduledSize) => number | undefined,
): number | undefined {
  const found = actions
    .filter((action) => sizeOf(action) !== undefined)
    .flatMap((action) => {
      const at = lastBefore(action, start);
      return at === undefined ? [] : [{ at, size: sizeOf(action) }];
    });
  return found.reduce<(typeof found)[number] | undefined>(
    (last, each) => (last === undefined || each.at > last.at ? each : last),
    undefined,
  )?.size;
}

/** Instances at which the base load is at the target of every policy. */
function keptAtBase(tier: Tier, { arrivals }: Declared): number {
  const baseRps = arrivals.kind === 'curve' ? arrivals.baseRps : 0;
  const { callsPerRequest: calls, rpsPerInstance, cpuPercentAtLimit = 0 } = tier.declared;
  const kept = tier.group.policies.filter(canFollow(tier)).map((policy) => {
    if (policy.kind !== 'target') {
      return 0;
    }
    const { n, d } = policy.target;
    return policy.metric === 'requests-per-target'
      ? ceilDivide(baseRps * 60 * calls.n * d, calls.d * n)
      : ceilDivide(baseRps * calls.n * cpuPercentAtLimit * d, calls.d * rpsPerInstance * n);
  });
  return Math.max(0, ...kept);
}
