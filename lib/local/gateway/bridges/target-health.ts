import { requireParameter } from '../call';
import { childOf, changeXml, textOf, type XmlObject } from '../xml';
import type { Bridge } from './bridge';

/** Health of a target as `DescribeTargetHealth` states it. */
export interface TargetHealth {
  readonly State: 'healthy' | 'initial' | 'unused';
  readonly Reason?: 'Elb.InitialHealthChecking' | 'Target.InvalidState' | 'Target.NotInUse';
  readonly Description?: string;
}

/** What decides about the health of an instance, as far as AWS derives it and no server is asked. */
export interface TargetFacts {
  /** State of the instance; `undefined` when there is none of that id (any more). */
  readonly instanceState: string | undefined;
  /** Zone of the instance's subnet; `undefined` when it is not known. */
  readonly zone: string | undefined;
  /** Zones of each load balancer that sends requests to the target group. */
  readonly enabledZones: readonly ReadonlySet<string>[];
}

/**
 * Health of a registered instance. One that runs counts as healthy: no server is asked.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetHealth.html read 2026-11-25
 */
export function targetHealthOf({ instanceState = 'terminated', zone, enabledZones }: TargetFacts): TargetHealth {
  if (enabledZones.length === 0) {
    return notInUse('Target group is not configured to receive traffic from the load balancer');
  }
  switch (instanceState) {
    case 'running':
      return zone !== undefined && !enabledZones.some((zones) => zones.has(zone))
        ? notInUse('Target is in an Availability Zone that is not enabled for the load balancer')
        : { State: 'healthy' };
    case 'pending':
      return {
        State: 'initial',
        Reason: 'Elb.InitialHealthChecking',
        Description: 'Initial health checks in progress',
      };
    default:
      return {
        State: 'unused',
        Reason: 'Target.InvalidState',
        Description: `Target is in the ${instanceState} state`,
      };
  }
}

/** `DescribeTargetHealth`: the emulator says that every target is healthy, even one that is stopped. */
export const bridgeTargetHealth: Bridge = async (body, { call, view }) => {
  const group = await view.targetGroup(requireParameter(call, 'TargetGroupArn'));
  if (group.targetType !== 'instance') {
    // Of an address nobody but a health check could tell.
    return body;
  }
  const [instances, zones] = await Promise.all([view.instances(), view.subnetZones()]);
  const enabledZones = group.loadBalancerSubnets.map(
    (subnets) => new Set(subnets.flatMap((subnetId) => zones.get(subnetId) ?? [])),
  );
  return completeTargetHealth(body, (instanceId) => {
    const instance = instances.get(instanceId);
    return targetHealthOf({
      instanceState: instance?.state,
      zone: zones.get(instance?.subnetId ?? ''),
      enabledZones,
    });
  });
};

/** Replaces what an answer says about the health of each target. */
export function completeTargetHealth(body: string, healthOf: (instanceId: string) => TargetHealth): string {
  const members = [
    'DescribeTargetHealthResponse',
    'DescribeTargetHealthResult',
    'TargetHealthDescriptions',
    'member',
  ] as const;
  return changeXml(body, members, (description) => {
    const health = healthOf(textOf(childOf(description, 'Target'), 'Id') ?? '');
    // `HealthStatus` is the emulator's own, and would contradict.
    const rest = Object.entries(description).filter(([name]) => name !== 'HealthStatus');
    return { ...Object.fromEntries(rest), TargetHealth: asElement(health) };
  });
}

function asElement({ State, Reason, Description }: TargetHealth): XmlObject {
  return {
    State,
    ...(Reason === undefined ? {} : { Reason }),
    ...(Description === undefined ? {} : { Description }),
  };
}

function notInUse(Description: string): TargetHealth {
  return { State: 'unused', Reason: 'Target.NotInUse', Description };
}
