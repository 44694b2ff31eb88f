import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { FaultId } from './fault';
import type { RunbookName } from './runbook';

/**
 * What an alarm means.
 *
 * - `service-down`: users are, or at the declared peak would be, turned away.
 * - `redundancy-lost`: users notice nothing, but one more fault, or the declared peak, may stop the service.
 * - `security`: a protection is off, or somebody tries what is forbidden.
 * - `evidence`: backups, logs, checks or notifications fail: later nobody could recover, prove or notice.
 */
export type Severity = 'service-down' | 'redundancy-lost' | 'security' | 'evidence';

/**
 * How missing data counts.
 *
 * - `breaching`: the metric is reported as long as its resource lives, so silence is the fault.
 * - `not-breaching`: the metric exists only when something bad or countable happens, so silence is calm. Never for health.
 * - `ignore`: silence says nothing and must change nothing. For values a check leaves out while it cannot tell, and for
 *   values of a resource whose silence another alarm tells.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export type MissingData = 'breaching' | 'not-breaching' | 'ignore';

/** An alarm as data. */
export interface AlarmSpec {
  /** Stable name, kebab-case, unique within a Region; the alarm is named `<site>-<id>`. */
  readonly id: string;
  /** What the alarm means. */
  readonly severity: Severity;
  /** Faults that trigger the alarm. */
  readonly faults: readonly [FaultId, ...FaultId[]];
  /** What happened, as one sentence. */
  readonly what: string;
  /** What the operator does first, as one sentence. */
  readonly action: string;
  /** Where the operator reads on. */
  readonly runbook: RunbookName;
  /** Metric or expression, of the Region the alarm is in. */
  readonly metric: IMetric;
  /** Value the metric is compared with. */
  readonly threshold: number;
  /** Side of the threshold that is a fault. */
  readonly comparison: 'below' | 'above' | 'at-least';
  /** Periods looked at, at least 1. */
  readonly periods: number;
  /** Periods that must be at fault among those looked at: 1 to `periods`. */
  readonly datapoints: number;
  /** How missing data counts. */
  readonly missing: MissingData;
  /**
   * Whether a percentile of too few samples changes the state.
   *
   * @default - it does
   */
  readonly lowSamples?: 'ignore';
}

/** Length of a period of the alarm's metric, in seconds. */
export function periodSeconds(spec: AlarmSpec): number {
  const { metricStat, mathExpression } = spec.metric.toMetricConfig();
  const period = metricStat?.period.toSeconds() ?? mathExpression?.period;
  if (period === undefined) {
    throw new Error(`alarm ${spec.id} has neither a metric nor an expression`);
  }
  return period;
}

/**
 * Longest time from a fault to the alarm's state, in seconds, publication of the metric (one to two minutes) not counted.
 *
 * When data is missing CloudWatch looks further back than asked, three periods at most, and counts what it finds there.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html#alarms-evaluating-missing-data
 */
export function detectionSeconds(spec: AlarmSpec): number {
  const beyond = spec.missing === 'breaching' ? 3 : 0;
  return periodSeconds(spec) * (spec.periods + beyond);
}
