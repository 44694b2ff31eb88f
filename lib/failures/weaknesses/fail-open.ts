import { knownNumber, resourceKey } from '../../template';
import { membersInRotation } from '../monotone';
import type { Pool } from '../model/types';
import { attributeOf } from '../read/delays';
import { at, firstOf, type WeaknessContext } from './context';
import type { Weakness } from './types';

const TARGET_GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';
const DNS = 'target_group_health.dns_failover.minimum_healthy_targets';

/**
 * Target groups whose threshold the loss of one zone is enough to reach, though healthy targets are left: then requests go to
 * dead targets too (FM-03), or dead nodes stay in DNS because all count as unhealthy.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health.html read 2026-11-26
 */
export function failsOpen(context: WeaknessContext): readonly Weakness[] {
  return firstOf(
    [...routing(context), ...names(context)],
    ({ resource, where, means }) => `${resource === undefined ? where : resourceKey(resource)} ${means}`,
  );
}

/** By the rotation in which the loss of a zone ends. */
function routing(context: WeaknessContext): readonly Weakness[] {
  const pools = context.model.pools.filter(({ failOpenBelow = 0 }) => failOpenBelow > 0);
  return context.lostZones.flatMap((fault) =>
    pools.flatMap((pool): readonly Weakness[] => {
      const { failOpenBelow = 0, members } = pool;
      const left = membersInRotation(context.model, pool, fault.scenario, context.outcomeOf(fault)).at(-1) ?? 0;
      if (left === 0 || left >= failOpenBelow) {
        return [];
      }
      const resource = context.targetGroupOf(pool);
      return [
        {
          code: 'FAIL_OPEN_WITHOUT_A_ZONE',
          ...at(resource, pool.id),
          means: `${String(left)} of ${String(members.length)} targets are healthy without ${fault.zone}, and below ${String(failOpenBelow)} the lost ones get requests too`,
          change: `lower the threshold of routing to ${String(left)} at most, or have more targets in the other zones`,
          severity: 'error',
          scenario: fault.id,
        },
      ];
    }),
  );
}

/** By arithmetic: which nodes are in DNS is not evaluated with thresholds. Only where all nodes count the same targets. */
function names(context: WeaknessContext): readonly Weakness[] {
  return context.ctx.resources(TARGET_GROUP).flatMap((group): readonly Weakness[] => {
    const pool = context.model.pools.find(({ id }) => id === resourceKey(group));
    const crosses = context.model.pools.some(
      (each) => each.id.includes('#targets') && sameParts(each, pool) && (pool?.members.length ?? 0) > 0,
    );
    if (pool === undefined || !crosses) {
      return [];
    }
    const all = pool.members.length;
    const number = (kind: string): number | undefined =>
      knownNumber(attributeOf(context.ctx, group, 'TargetGroupAttributes', `${DNS}.${kind}`));
    const needed = Math.max(number('count') ?? 1, Math.ceil(((number('percentage') ?? 0) / 100) * all));
    const worst = context.lostZones
      .map(({ id, zone }) => ({
        id,
        zone,
        left: pool.members.filter(({ part }) => context.zoneOf(part) !== zone).length,
      }))
      .sort((a, b) => a.left - b.left)[0];
    if (worst === undefined || worst.left === 0 || worst.left >= needed) {
      return [];
    }
    return [
      {
        code: 'FAIL_OPEN_WITHOUT_A_ZONE',
        ...at(group, resourceKey(group)),
        means: `${String(worst.left)} of ${String(all)} targets are healthy without ${worst.zone}, and below ${String(needed)} every node counts as unhealthy, so that the lost one stays in DNS`,
        change: `lower the threshold of DNS to ${String(worst.left)} at most, or have more targets in the other zones`,
        severity: 'error',
        scenario: worst.id,
      },
    ];
  });
}

function sameParts(one: Pool, other: Pool | undefined): boolean {
  const parts = (pool: Pool | undefined): string =>
    JSON.stringify(pool?.members.map(({ part }) => part).sort((a, b) => (a < b ? -1 : 1)) ?? null);
  return parts(one) === parts(other);
}
