import type { IMetric, MetricStatConfig } from 'aws-cdk-lib/aws-cloudwatch';
import { periodSeconds, type AlarmSpec } from '../../lib/monitoring/alarm-spec';

/** What an alarm reads: each metric as `<namespace> <name> <dimensions>`, the expression, statistics and period. */
export function readingOf(spec: AlarmSpec) {
  const stats = leaves(spec.metric);
  return {
    metrics: stats.map(
      ({ namespace, metricName, dimensions = [] }) =>
        `${namespace} ${metricName} ${dimensions.map(({ name, value }) => `${name}=${String(value)}`).join(',')}`,
    ),
    statistic: [...new Set(stats.map(({ statistic }) => statistic))].join(' '),
    period: periodSeconds(spec),
  };
}

/** When an alarm rings, in one line. */
export function conditionOf(spec: AlarmSpec): string {
  const { comparison, threshold, datapoints, periods, missing } = spec;
  return `${comparison} ${threshold}, ${datapoints} of ${periods}, missing ${missing}`;
}

/** Metrics an alarm is made of. */
export function leaves(metric: IMetric): readonly MetricStatConfig[] {
  const { mathExpression, metricStat } = metric.toMetricConfig();
  return metricStat === undefined ? Object.values(mathExpression?.usingMetrics ?? {}).flatMap(leaves) : [metricStat];
}
