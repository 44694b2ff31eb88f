import {
  compare,
  createEvaluator,
  itemsOf,
  knownNumber,
  knownText,
  resourceKey,
  resourcesOfType,
  targetOf,
  type Evaluator,
  type TemplateModel,
  type TemplateResource,
} from '../../template';
import { readPolicies } from './scaling-policies';
import { readScheduledSizes } from './scheduled-sizes';
import { readTargets } from './target-settings';
import type { Open, ServerGroup } from './types';
import { countDistinct, entryOf, naming, Properties } from './values';

/** Cooldown of a group that names none, in seconds; the warm-up of policies falls back to it. */
const DEFAULT_COOLDOWN_SECONDS = 300;

/** Heartbeat of a lifecycle hook that names none, in seconds. */
const DEFAULT_HEARTBEAT_SECONDS = 3600;

/**
 * Every Auto Scaling group of the templates with what decides how it takes a sudden load, sorted by name.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-autoscaling-autoscalinggroup.html
 */
export function readServerGroups(model: TemplateModel): readonly ServerGroup[] {
  const evaluator = createEvaluator(model);
  return resourcesOfType(model, 'AWS::AutoScaling::AutoScalingGroup')
    .filter((resource) => evaluator.exists(resource) !== 'no')
    .map((resource) => readGroup(evaluator, resource))
    .sort((a, b) => compare(a.name, b.name) || compare(a.key, b.key));
}

function readGroup(evaluator: Evaluator, resource: TemplateResource): ServerGroup {
  const group = new Properties(evaluator, resource);
  const name = group.text('AutoScalingGroupName') ?? resource.logicalId;
  const cooldownSeconds = group.number('Cooldown') ?? DEFAULT_COOLDOWN_SECONDS;
  const warmup = group.number('DefaultInstanceWarmup');
  const warmupSeconds = warmup !== undefined && warmup >= 0 ? warmup : cooldownSeconds;
  const zones = zonesOf(group);
  const policies = readPolicies(evaluator, resource, warmupSeconds);
  const actions = readScheduledSizes(evaluator, resource);
  const zonesOpen: readonly Open[] = zones === undefined ? [{ code: 'zones-unknown', subject: name }] : [];
  return {
    key: resourceKey(resource),
    name,
    logicalId: resource.logicalId,
    minInstances: group.number('MinSize'),
    maxInstances: group.number('MaxSize'),
    desiredInstances: group.number('DesiredCapacity'),
    zones,
    keepsBalance: group.text('AvailabilityZoneDistribution', 'CapacityDistributionStrategy') === 'balanced-only',
    warmupSeconds,
    cooldownSeconds,
    graceSeconds: group.number('HealthCheckGracePeriod') ?? 0,
    launchLimitSeconds: launchLimit(group),
    warmPoolInstances: warmPoolOf(evaluator, resource),
    targets: readTargets(evaluator, group),
    policies: policies.policies,
    actions: actions.actions,
    open: [...zonesOpen, ...policies.open, ...actions.open],
  };
}

/** Zones of the subnets, or those that are named. */
function zonesOf(group: Properties): number | undefined {
  if (!group.has('VPCZoneIdentifier')) {
    return countDistinct(group.items('AvailabilityZones'));
  }
  const zones = (itemsOf(group.value('VPCZoneIdentifier')) ?? []).map((value) => {
    const subnet = targetOf(value);
    return subnet?.type === 'AWS::EC2::Subnet'
      ? group.evaluator.property(subnet, 'AvailabilityZone')
      : ({ kind: 'unknown', reason: 'a subnet of another template' } as const);
  });
  return countDistinct(zones);
}

/** The shortest heartbeat of a hook that gives up a launch nobody reported. */
function launchLimit(group: Properties): number | undefined {
  const { evaluator, resource } = group;
  const own = group.items('LifecycleHookSpecificationList');
  const separate = naming(
    evaluator,
    resourcesOfType(evaluator.model, 'AWS::AutoScaling::LifecycleHook'),
    'AutoScalingGroupName',
    resource,
  ).map((hook) => evaluator.property(hook));
  const limits = [...own, ...separate].flatMap((hook) => {
    const isLaunch = knownText(entryOf(hook, 'LifecycleTransition')) === 'autoscaling:EC2_INSTANCE_LAUNCHING';
    const isGivenUp = knownText(entryOf(hook, 'DefaultResult')) !== 'CONTINUE';
    return isLaunch && isGivenUp ? [knownNumber(entryOf(hook, 'HeartbeatTimeout')) ?? DEFAULT_HEARTBEAT_SECONDS] : [];
  });
  return limits.length === 0 ? undefined : Math.min(...limits);
}

/** Instances that surely wait in the pool; what fills it up to the greatest size is not counted. */
function warmPoolOf(evaluator: Evaluator, resource: TemplateResource): number {
  const pools = resourcesOfType(evaluator.model, 'AWS::AutoScaling::WarmPool');
  const [pool] = naming(evaluator, pools, 'AutoScalingGroupName', resource);
  return pool === undefined ? 0 : (new Properties(evaluator, pool).number('MinSize') ?? 0);
}
