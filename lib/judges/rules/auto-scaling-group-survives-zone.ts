import {
  asNumber,
  findTarget,
  resourcesOfType,
  type JsonValue,
  type TemplateModel,
  type TemplateResource,
} from '../../template';
import { judge, undetermined, type Rule, type RuleFault } from '../rule';
import { listedSubnets } from '../support';

/** What a lost zone took along must not have to be launched first. */
export const autoScalingGroupSurvivesZone: Rule = {
  id: 'AutoScalingGroupSurvivesZone',
  description:
    'An Auto Scaling group spans at least two zones, and its minimum, scheduled ones included, puts an instance into each of them.',
  check: (model) => {
    const actions = resourcesOfType(model, 'AWS::AutoScaling::ScheduledAction');
    return resourcesOfType(model, 'AWS::AutoScaling::AutoScalingGroup').map((group) =>
      judge(
        group,
        groupFaults(
          model,
          group,
          actions.filter(
            ({ properties, stack }) => findTarget(model, stack, properties['AutoScalingGroupName']) === group,
          ),
        ),
      ),
    );
  },
};

function groupFaults(
  model: TemplateModel,
  group: TemplateResource,
  actions: readonly TemplateResource[],
): readonly RuleFault[] {
  const property = 'Properties.VPCZoneIdentifier';
  const subnets = listedSubnets(model, group.stack, group.properties['VPCZoneIdentifier']);
  if (subnets === undefined) {
    return [undetermined('its zones cannot be found', property)];
  }
  const zones = new Set(subnets.map(({ zone }) => zone)).size;
  if (zones < 2) {
    return [{ message: `spans ${String(zones)} zones`, property }];
  }
  return [
    ...sizeFault(group.properties['MinSize'], zones, 'its minimum', 'Properties.MinSize'),
    ...actions
      .filter(({ properties }) => properties['MinSize'] !== undefined)
      .flatMap(({ properties, logicalId }) => sizeFault(properties['MinSize'], zones, `the minimum by ${logicalId}`)),
  ];
}

function sizeFault(value: JsonValue | undefined, zones: number, what: string, property?: string): readonly RuleFault[] {
  const size = asNumber(value);
  if (size === undefined) {
    return [undetermined(`${what} cannot be found`, property)];
  }
  return size >= zones
    ? []
    : [
        {
          message: `${what} of ${String(size)} leaves one of ${String(zones)} zones empty`,
          ...(property === undefined ? {} : { property }),
        },
      ];
}
