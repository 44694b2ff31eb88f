import type { TranslatedType } from '../../../lambda/local-provider/contract';
import { asList, asObject, asString, at, type JsonObject, type JsonValue } from '../../template';
import { addedResource } from './custom-resource';

/** Type whose instances the emulator does not start. */
export const GROUP_TYPE = 'AWS::AutoScaling::AutoScalingGroup';

/** Plays the instances that a group would start. */
const INSTANCES_TYPE: TranslatedType = 'Honmaru::Local::Instances';

/**
 * The resource that runs the instances of an Auto Scaling group: as many as it starts with, in its subnets.
 *
 * @param resources those of the same template, of which one may be the launch template
 */
export function instancesOf(logicalId: string, group: JsonObject, resources: JsonObject): JsonObject {
  const properties = group['Properties'];
  const groups = groupsOf(at(properties, 'LaunchTemplate', 'LaunchTemplateId'), resources);
  return addedResource(
    INSTANCES_TYPE,
    {
      AutoScalingGroupName: { Ref: logicalId },
      Subnets: at(properties, 'VPCZoneIdentifier'),
      DesiredCapacity: at(properties, 'DesiredCapacity') ?? at(properties, 'MinSize'),
      LaunchTemplateId: at(properties, 'LaunchTemplate', 'LaunchTemplateId'),
      ...(groups === undefined ? {} : { SecurityGroupIds: groups }),
      TargetGroupArns: at(properties, 'TargetGroupARNs') ?? [],
    },
    [logicalId],
  );
}

/** Security groups of a launch template: the emulator keeps them there, and gives its instances others. */
function groupsOf(templateId: JsonValue | undefined, resources: JsonObject): JsonValue | undefined {
  const launchTemplate = asObject(resources[asString(at(templateId, 'Ref')) ?? '']);
  const data = at(launchTemplate['Properties'], 'LaunchTemplateData');
  return at(data, 'SecurityGroupIds') ?? at(asList(at(data, 'NetworkInterfaces'))[0], 'Groups');
}
