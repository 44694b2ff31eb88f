import { jsonAnswer } from '../answer';
import { requireParameter } from '../call';
import { refusal } from '../refusal';
import type { Substitute } from './bridge';

/** Name of the group in the ARN of an Auto Scaling group. */
const GROUP = /:autoScalingGroupName\/(?<name>.+)$/;

/**
 * `GetManagedResource` of the controller of zonal shifts, which the emulator lacks: load balancers and groups that stacks hold
 * are known to it, and nothing is shifted.
 *
 * @see https://docs.aws.amazon.com/arc-zonal-shift/latest/api/API_GetManagedResource.html read 2026-11-25
 */
export const substituteManagedResource: Substitute = async ({ call, view }) => {
  const arn = requireParameter(call, 'resourceIdentifier');
  const group = GROUP.exec(arn)?.groups?.['name'];
  const resource =
    group === undefined
      ? await view.deployedResource('AWS::ElasticLoadBalancingV2::LoadBalancer', arn)
      : await view.deployedResource('AWS::AutoScaling::AutoScalingGroup', group);
  if (resource === undefined) {
    return refusal(call, 404, 'ResourceNotFoundException', 'no stack holds such a resource');
  }
  const appliedWeights = Object.fromEntries((await view.zoneIds()).map((zoneId) => [zoneId, 1]));
  return jsonAnswer({ arn, appliedWeights, zonalShifts: [], autoshifts: [] });
};
