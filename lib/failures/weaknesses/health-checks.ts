import { knownNumber, knownText, type TemplateResource, type Value } from '../../template';
import { deadParts } from '../monotone';
import { at, some, type WeaknessContext } from './context';
import type { Weakness } from './types';

/**
 * Health checks that are due again before the one before is over: AWS refuses an interval that is not above the timeout. Health
 * checks of Route 53 have no timeout of their own.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_HealthCheck.html read 2026-11-26: "This
 * value must be less than the Interval value"
 * @see https://github.com/terraform-linters/tflint-ruleset-aws/issues/404 read 2026-11-26, for target groups: "Health check
 * interval must be greater than the timeout", also for equal ones
 */
export function shortIntervals({ ctx }: WeaknessContext): readonly Weakness[] {
  const groups = ctx
    .resources('AWS::ElasticLoadBalancingV2::TargetGroup')
    .filter((group) => isChecked(ctx.property(group, 'TargetType'), ctx.property(group, 'HealthCheckEnabled')))
    .flatMap((group) =>
      shortInterval(
        group,
        seconds(ctx.property(group, 'HealthCheckIntervalSeconds'), defaultInterval(ctx.property(group, 'TargetType'))),
        seconds(
          ctx.property(group, 'HealthCheckTimeoutSeconds'),
          defaultTimeout((name) => ctx.property(group, name)),
        ),
      ),
    );
  const balancers = ctx.resources('AWS::ElasticLoadBalancing::LoadBalancer').flatMap((balancer) => {
    const check = (name: string): Value => ctx.property(balancer, 'HealthCheck', name);
    return ctx.property(balancer, 'HealthCheck').kind === 'absent'
      ? []
      : shortInterval(balancer, seconds(check('Interval'), undefined), seconds(check('Timeout'), undefined));
  });
  return [...groups, ...balancers];
}

function shortInterval(
  resource: TemplateResource,
  interval: number | undefined,
  timeout: number | undefined,
): readonly Weakness[] {
  return interval === undefined || timeout === undefined || interval > timeout
    ? []
    : [
        {
          code: 'CHECK_INTERVAL_BELOW_TIMEOUT',
          ...at(resource, resource.logicalId),
          means: `its health check is made every ${String(interval)} s and waits for ${String(timeout)} s, which AWS refuses`,
          change: `make the interval longer than the timeout of ${String(timeout)} s, or the timeout shorter`,
          severity: 'error',
        },
      ];
}

/** A number that is written, or its default; nothing where only the deployment tells. */
function seconds(value: Value, otherwise: number | undefined): number | undefined {
  return value.kind === 'absent' ? otherwise : knownNumber(value);
}

/** Targets that are functions are checked only where that is wanted. */
function isChecked(targetType: Value, enabled: Value): boolean {
  return knownText(targetType) !== 'lambda' || (enabled.kind === 'known' && String(enabled.value) === 'true');
}

function defaultInterval(targetType: Value): number {
  return knownText(targetType) === 'lambda' ? 35 : 30;
}

/**
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html for the defaults; not read
 * for this
 */
function defaultTimeout(property: (name: string) => Value): number {
  if (knownText(property('TargetType')) === 'lambda') {
    return 30;
  }
  if (/^(HTTPS?|GENEVE)$/.test(knownText(property('Protocol')) ?? 'HTTP')) {
    return 5;
  }
  return knownText(property('HealthCheckProtocol')) === 'HTTP' ? 6 : 10;
}

/** Groups of servers that end servers which live, because the check of their load balancer looks at more than the server. */
export function deepChecks(context: WeaknessContext): readonly Weakness[] {
  return context.model.pools
    .filter(({ replace }) => replace !== undefined)
    .flatMap((pool): readonly Weakness[] => {
      const found = context.faults.flatMap((fault) => {
        const dead = deadParts(context.model, fault.scenario.first);
        const ended = context
          .outcomeOf(fault)
          .events.filter(({ kind, seat }) => kind === 'end' && seat.pool.pool.id === pool.id)
          .map(({ seat }) => seat.part.part.id)
          .filter((part) => !dead.has(part));
        return ended.length === 0 ? [] : [{ fault, ended: new Set(ended) }];
      });
      const [worst] = [...found].sort((a, b) => b.ended.size - a.ended.size);
      if (worst === undefined) {
        return [];
      }
      const [part = ''] = worst.ended;
      const owner = context.resourceOf(part);
      return [
        {
          code: 'DEEP_CHECK_ENDS_SERVERS',
          ...at(owner, pool.id),
          means: `it ends ${String(worst.ended.size)} of ${String(pool.members.length)} servers that live on the loss of ${some(found.map(({ fault }) => fault.id))}, because their health check looks at what is lost`,
          change: `heed the checks of EC2 alone, or let the health check look at nothing but the server`,
          severity: 'error',
          scenario: worst.fault.id,
        },
      ];
    });
}
