import type { TranslatedType } from '../../../lambda/local-provider/contract';
import { at, type JsonObject } from '../../template';
import { addedResource } from './custom-resource';

/** Type whose instances the emulator does not start. */
export const GROUP_TYPE = 'AWS::AutoScaling::AutoScalingGroup';

/** Plays the instances that a group would start. */
const INSTANCES_TYPE: TranslatedType = 'Honmaru::Local::Instances';

/** The resource that runs the instances of an Auto Scaling group: as many as it starts with, in its subnets. */
export function instancesOf(logicalId: string, group: JsonObject): JsonObject {
  const properties = group['Properties'];
  return addedResource(
    INSTANCES_TYPE,
    {
      AutoScalingGroupName: { Ref: logicalId },
      Subnets: at(properties, 'VPCZoneIdentifier'),
      DesiredCapacity: at(properties, 'DesiredCapacity') ?? at(properties, 'MinSize'),
      LaunchTemplateId: at(properties, 'LaunchTemplate', 'LaunchTemplateId'),
      TargetGroupArns: at(properties, 'TargetGroupARNs') ?? [],
    },
    [logicalId],
  );
}
