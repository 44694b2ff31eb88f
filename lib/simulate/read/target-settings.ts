import { knownNumber, knownText, targetOf, type Evaluator } from '../../template';
import type { TargetSettings } from './types';
import { entryOf, Properties } from './values';

/**
 * Health checks of a target group that names none: 30 s apart, 5 s each, out after two.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html read 2026-11-26
 */
const DEFAULTS = { intervalSeconds: 30, timeoutSeconds: 5, unhealthyThreshold: 2 } as const;

/** How soon the load balancers of a group use a new instance and give up a lost one; the slowest decides. */
export function readTargets(evaluator: Evaluator, group: Properties): TargetSettings {
  const settings = group.items('TargetGroupARNs').map((value) => {
    const resource = targetOf(value);
    return settingsOf(resource === undefined ? undefined : new Properties(evaluator, resource));
  });
  const most = (key: keyof TargetSettings) => Math.max(0, ...settings.map((each) => each[key]));
  return {
    registrationSeconds: most('registrationSeconds'),
    detectionSeconds: most('detectionSeconds'),
    slowStartSeconds: most('slowStartSeconds'),
  };
}

function settingsOf(targets: Properties | undefined): TargetSettings {
  const interval = targets?.number('HealthCheckIntervalSeconds') ?? DEFAULTS.intervalSeconds;
  const timeout = targets?.number('HealthCheckTimeoutSeconds') ?? DEFAULTS.timeoutSeconds;
  const threshold = targets?.number('UnhealthyThresholdCount') ?? DEFAULTS.unhealthyThreshold;
  const slowStart = targets
    ?.items('TargetGroupAttributes')
    .find((attribute) => knownText(entryOf(attribute, 'Key')) === 'slow_start.duration_seconds');
  return {
    // A new target takes part after its first check.
    registrationSeconds: interval,
    detectionSeconds: interval * threshold + timeout,
    slowStartSeconds: slowStart === undefined ? 0 : (knownNumber(entryOf(slowStart, 'Value')) ?? 0),
  };
}
