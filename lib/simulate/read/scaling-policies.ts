import {
  compare,
  itemsOf,
  knownNumber,
  knownText,
  resourcesOfType,
  targetOf,
  type Evaluator,
  type TemplateResource,
  type Value,
} from '../../template';
import { findFraction } from '../fraction';
import type { Open, ScalingMetric, ScalingPolicy, Step } from './types';
import { entryOf, naming, Properties } from './values';

const MINUTE = 60;
/** Metrics of EC2 without detailed monitoring. */
const BASIC_PERIOD = 300;

/** Metrics by the names that predefined ones and those of CloudWatch have. */
const METRICS: Readonly<Record<string, ScalingMetric>> = {
  ALBRequestCountPerTarget: 'requests-per-target',
  RequestCountPerTarget: 'requests-per-target',
  ASGAverageCPUUtilization: 'cpu',
  CPUUtilization: 'cpu',
};

/**
 * Scaling policies of a group, sorted by name. Those on other metrics, simple, predictive and shrinking ones are told as
 * open: what they would launch does not count.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html read 2026-11-26
 */
export function readPolicies(
  evaluator: Evaluator,
  group: TemplateResource,
  warmupSeconds: number,
): { readonly policies: readonly ScalingPolicy[]; readonly open: readonly Open[] } {
  const policies: ScalingPolicy[] = [];
  const open: Open[] = [];
  const cpuPeriod = cpuPeriodOf(new Properties(evaluator, group));
  const resources = resourcesOfType(evaluator.model, 'AWS::AutoScaling::ScalingPolicy');
  for (const resource of naming(evaluator, resources, 'AutoScalingGroupName', group)) {
    const policy = new Properties(evaluator, resource);
    const warmup = policy.number('EstimatedInstanceWarmup') ?? warmupSeconds;
    const read =
      policy.text('PolicyType') === 'TargetTrackingScaling'
        ? targetPolicy(policy, warmup, cpuPeriod)
        : policy.text('PolicyType') === 'StepScaling'
          ? stepPolicy(policy, warmup)
          : undefined;
    if (read === undefined) {
      open.push({ code: 'policy-not-simulated', subject: resource.logicalId });
    } else {
      policies.push(read);
      open.push(...(read.kind === 'target' ? [{ code: 'alarm-periods-observed', subject: read.name } as const] : []));
    }
  }
  return { policies: policies.sort((a, b) => compare(a.name, b.name)), open };
}

function targetPolicy(policy: Properties, warmupSeconds: number, cpuPeriod: number): ScalingPolicy | undefined {
  const settings = policy.value('TargetTrackingConfiguration');
  const predefined = entryOf(settings, 'PredefinedMetricSpecification', 'PredefinedMetricType');
  const metric = METRICS[knownText(predefined) ?? ''];
  const target = findFraction(knownNumber(entryOf(settings, 'TargetValue')) ?? Number.NaN);
  if (metric === undefined || target === undefined || target.n <= 0) {
    return undefined;
  }
  return {
    kind: 'target',
    name: policy.resource.logicalId,
    metric,
    target,
    periodSeconds: metric === 'cpu' ? cpuPeriod : MINUTE,
    warmupSeconds,
    scalesIn: !isTrue(entryOf(settings, 'DisableScaleIn')),
  };
}

function isTrue(value: Value): boolean {
  return value.kind === 'known' && String(value.value) === 'true';
}

/** A step policy that grows the group, with the alarm that calls it. */
function stepPolicy(policy: Properties, warmupSeconds: number): ScalingPolicy | undefined {
  const { evaluator, resource } = policy;
  const alarms = resourcesOfType(evaluator.model, 'AWS::CloudWatch::Alarm').filter((alarm) =>
    (itemsOf(evaluator.property(alarm, 'AlarmActions')) ?? []).some((action) => targetOf(action) === resource),
  );
  const [only, ...others] = alarms;
  if (only === undefined || others.length > 0) {
    return undefined;
  }
  const alarm = new Properties(evaluator, only);
  const metric = METRICS[alarm.text('MetricName') ?? ''];
  const threshold = findFraction(alarm.number('Threshold') ?? Number.NaN);
  const comparison = alarm.text('ComparisonOperator') ?? '';
  const periodSeconds = alarm.number('Period') ?? 0;
  const periods = alarm.number('EvaluationPeriods') ?? 0;
  const adjusts = ADJUSTMENTS[policy.text('AdjustmentType') ?? ''];
  const steps = policy.items('StepAdjustments').map(stepOf);
  const isSum = metric !== 'requests-per-target' || alarm.text('Statistic') === 'Sum';
  const isEvery = (alarm.number('DatapointsToAlarm') ?? periods) === periods;
  if (
    metric === undefined ||
    threshold === undefined ||
    adjusts === undefined ||
    !comparison.startsWith('Greater') ||
    !isSum ||
    !isEvery ||
    periods < 1 ||
    periodSeconds < MINUTE ||
    periodSeconds % MINUTE !== 0 ||
    steps.length === 0 ||
    steps.some((step) => step === undefined || step.by < 0)
  ) {
    return undefined;
  }
  return {
    kind: 'step',
    name: resource.logicalId,
    metric,
    threshold,
    inclusive: comparison === 'GreaterThanOrEqualToThreshold',
    periodSeconds,
    periods,
    warmupSeconds,
    adjusts,
    leastChange: policy.number('MinAdjustmentMagnitude') ?? 0,
    steps: steps.flatMap((step) => step ?? []),
  };
}

const ADJUSTMENTS: Readonly<Record<string, 'change' | 'percent' | 'exact'>> = {
  ChangeInCapacity: 'change',
  PercentChangeInCapacity: 'percent',
  ExactCapacity: 'exact',
};

function stepOf(value: Value): Step | undefined {
  const by = knownNumber(entryOf(value, 'ScalingAdjustment'));
  const bound = (name: string) => findFraction(knownNumber(entryOf(value, name)) ?? Number.NaN);
  return by === undefined
    ? undefined
    : { from: bound('MetricIntervalLowerBound'), below: bound('MetricIntervalUpperBound'), by };
}

/**
 * Metrics of EC2 come every minute with detailed monitoring, every five minutes without.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/manage-detailed-monitoring.html read 2026-11-26
 */
function cpuPeriodOf(group: Properties): number {
  const template =
    group.target('LaunchTemplate', 'LaunchTemplateId') ?? group.target('LaunchTemplate', 'LaunchTemplateName');
  if (template === undefined) {
    return BASIC_PERIOD;
  }
  const monitoring = group.evaluator.property(template, 'LaunchTemplateData', 'Monitoring', 'Enabled');
  return isTrue(monitoring) ? MINUTE : BASIC_PERIOD;
}
