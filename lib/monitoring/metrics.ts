import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, Stats, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';

/** Most AWS services report once a minute. */
export const MINUTE = Duration.minutes(1);

/** For counts that are noisy within a minute. */
export const FIVE_MINUTES = Duration.minutes(5);

/** For jobs that run a few times a day. */
export const HOUR = Duration.hours(1);

/** A metric of an AWS service or of a check, of the Region of whoever uses it. */
export function metric(
  namespace: string,
  metricName: string,
  dimensionsMap: Readonly<Record<string, string>>,
  statistic: string,
  period: Duration = MINUTE,
): Metric {
  return new Metric({ namespace, metricName, dimensionsMap, statistic, period });
}

/**
 * An expression over metrics of one period.
 *
 * Values missing in one metric count as 0 against another that has them, so sums need no `FILL`; a division by 0 leaves
 * the value out. `FILL` is avoided: it invents the newest value, which is still on its way.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function math(
  expression: string,
  usingMetrics: Readonly<Record<string, IMetric>>,
  label: string,
  period: Duration = MINUTE,
): MathExpression {
  return new MathExpression({ expression, usingMetrics: { ...usingMetrics }, label, period });
}

/** The sum of metrics, each of them counting as 0 while it is silent. */
export function sumOf(metrics: Readonly<Record<string, IMetric>>, label: string, period?: Duration): MathExpression {
  return math(Object.keys(metrics).join(' + '), metrics, label, period);
}

/** The same metric with a name for graphs. Alarms go without: a label turns the metric of an alarm into an expression. */
export function labelled(base: Metric, label: string): Metric {
  return base.with({ label });
}

/** Statistics by the names alarms use. */
export const { SUM, MINIMUM, MAXIMUM, AVERAGE, SAMPLE_COUNT } = Stats;
