import { knownNumber, knownText, type TemplateResource, type Value } from '../../template';
import { entry, listed } from '../../verify';
import type { Delay, DelayPart, Reaction } from '../model/types';
import { SOURCES } from '../register';
import type { ReadContext } from './context';
import { labelOf } from './draft';

/** What clients need until they find something elsewhere. */
export function clientRecovery(ctx: ReadContext): DelayPart {
  const isDeclared = ctx.declared.clientRecoverySeconds !== undefined;
  return {
    name: 'recovery of the client',
    seconds: ctx.clientSeconds,
    basis: isDeclared ? 'declared' : 'unverified',
    source: isDeclared ? 'clientRecoverySeconds' : SOURCES.clientRecovery,
  };
}

/** A piece that is a property of a template. */
export function written(name: string, seconds: number, resource: TemplateResource, property: string): DelayPart {
  return { name, seconds, basis: 'declared', source: `${labelOf(resource)} ${property}` };
}

/** What a health check of a target group says. */
export interface TargetCheck {
  readonly leave: Reaction;
  readonly comeBack: Reaction;
  /** Healthy targets below which all of so many targets get requests. */
  failOpenBelow(targets: number): number;
}

/**
 * The health check of a target group (FM-01 to FM-03).
 *
 * Defaults: every 30 s, timeout 5 s (10 s over TCP), twice unhealthy, five times healthy.
 */
export function targetCheck(ctx: ReadContext, group: TemplateResource): TargetCheck {
  const number = (name: string, otherwise: number): number => knownOr(ctx, group, name, otherwise);
  const protocol = knownText(ctx.property(group, 'HealthCheckProtocol')) ?? knownText(ctx.property(group, 'Protocol'));
  const interval = number('HealthCheckIntervalSeconds', 30);
  const unhealthy = number('UnhealthyThresholdCount', 2);
  const bound = (name: string, seconds: number): DelayPart => ({
    name,
    seconds,
    basis: 'bound',
    source: SOURCES.targetHealth,
  });
  const least = thresholds(ctx, group);
  return {
    leave: {
      rule: 'FM-01',
      delay: [
        bound(`${String(unhealthy)} failed checks, ${String(interval)} s apart`, interval * unhealthy),
        bound('timeout of a check', number('HealthCheckTimeoutSeconds', protocol === 'TCP' ? 10 : 5)),
      ],
    },
    comeBack: {
      rule: 'FM-02',
      delay: [bound('passed checks', interval * number('HealthyThresholdCount', 5))],
    },
    failOpenBelow: (targets) => Math.max(least.count, Math.ceil((least.percentage / 100) * targets)),
  };
}

/** A number of a template, or its default; what only the deployment tells is noted. */
export function knownOr(ctx: ReadContext, resource: TemplateResource, name: string, otherwise: number): number {
  const value = ctx.property(resource, name);
  const found = knownNumber(value);
  if (found === undefined && value.kind !== 'absent') {
    ctx.draft.noteOn(resource, 'ASSUMED', `${name} is known only after deployment: ${String(otherwise)} is taken`);
  }
  return found ?? otherwise;
}

function thresholds(
  ctx: ReadContext,
  group: TemplateResource,
): { readonly count: number; readonly percentage: number } {
  const prefix = 'target_group_health.unhealthy_state_routing.minimum_healthy_targets';
  return {
    count: knownNumber(attributeOf(ctx, group, 'TargetGroupAttributes', `${prefix}.count`)) ?? 1,
    percentage: knownNumber(attributeOf(ctx, group, 'TargetGroupAttributes', `${prefix}.percentage`)) ?? 0,
  };
}

/** The value of an attribute in a list of keys and values. */
export function attributeOf(ctx: ReadContext, resource: TemplateResource, property: string, key: string): Value {
  const found = listed(ctx.property(resource, property)).items.find(
    ({ value }) => knownText(entry(value, 'Key')) === key,
  );
  return found === undefined ? { kind: 'absent' } : entry(found.value, 'Value');
}

/** Until the address of a node that is lost is gone from DNS and from clients (FM-04, FM-05). */
export function leavesDns(ctx: ReadContext, rule: 'FM-04' | 'FM-05'): Reaction {
  const isDns = rule === 'FM-04';
  const source = isDns ? SOURCES.groupHealth : SOURCES.vpcOrigin;
  return {
    rule,
    delay: [
      { name: 'until the loss is found', seconds: 30, basis: 'unverified', source },
      { name: isDns ? 'TTL of the address' : 'until it is left', seconds: 60, basis: 'unverified', source },
      clientRecovery(ctx),
    ],
  };
}

/** One delay of one piece. */
export function delayOf(name: string, seconds: number, basis: DelayPart['basis'], source: string): Delay {
  return [{ name, seconds, basis, source }];
}
