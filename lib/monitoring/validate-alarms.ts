import { Token } from 'aws-cdk-lib';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Site } from '../site/site';
import { alarmName, describeAlarm } from './alarm-description';
import { periodSeconds, type AlarmSpec } from './alarm-spec';

/** Longest description. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
const MAX_DESCRIPTION_LENGTH = 1024;

/** Longest name. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
const MAX_NAME_LENGTH = 255;

/**
 * Metrics an expression of an alarm may have; the quota cannot be raised.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-limits.html read 2026-11-25
 */
const MAX_METRICS = 10;

/**
 * Namespace whose alarms ignore missing data, whatever they ask for.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html read 2026-11-25
 */
const IGNORES_MISSING = 'AWS/DynamoDB';

const HOUR_SECONDS = 3600;
const DAY_SECONDS = 24 * HOUR_SECONDS;

/** Refuses alarms CloudWatch would refuse at deployment, or that could not be told apart. */
export function validateAlarms(site: Pick<Site, 'name'>, specs: readonly AlarmSpec[], region: string): void {
  const ids = new Set<string>();
  for (const spec of specs) {
    for (const fault of faultsOf(site, spec, region, ids)) {
      throw new Error(`alarm ${spec.id}: ${fault}`);
    }
    ids.add(spec.id);
  }
}

function faultsOf(site: Pick<Site, 'name'>, spec: AlarmSpec, region: string, ids: ReadonlySet<string>): string[] {
  const period = periodSeconds(spec);
  // Seven days for periods of an hour or more, otherwise one.
  const longest = period >= HOUR_SECONDS ? 7 * DAY_SECONDS : DAY_SECONDS;
  const metrics = leaves(spec.metric);
  const stats = metrics.flatMap((metric) => metric.toMetricConfig().metricStat ?? []);
  const foreign = stats.flatMap((stat) => stat.region ?? []);
  const holds: readonly (readonly [boolean, string])[] = [
    [/^[a-z0-9]+(-[a-z0-9]+)*$/.test(spec.id), 'the id must be kebab-case'],
    [!ids.has(spec.id), 'the id must be unique'],
    [alarmName(site, spec).length <= MAX_NAME_LENGTH, `the name is longer than ${MAX_NAME_LENGTH}`],
    [!/(^|-)(service-down|redundancy-lost)$/.test(spec.id), 'the id must not end like that of a composite alarm'],
    [spec.datapoints >= 1 && spec.datapoints <= spec.periods, 'datapoints must be from 1 to periods'],
    [period * spec.periods <= longest, `periods must not reach further back than ${longest} s`],
    [metrics.length <= MAX_METRICS, `an expression takes ${MAX_METRICS} metrics at most`],
    [describeAlarm(spec).length <= MAX_DESCRIPTION_LENGTH, `the description is longer than ${MAX_DESCRIPTION_LENGTH}`],
    [
      spec.missing === 'ignore' || stats.every(({ namespace }) => namespace !== IGNORES_MISSING),
      `alarms on ${IGNORES_MISSING} ignore missing data, whatever they ask for`,
    ],
    [
      foreign.every((other) => Token.isUnresolved(other) || other === region),
      `the metric must be of ${region}, got ${foreign.join(', ')}`,
    ],
  ];
  return holds.flatMap(([held, fault]) => (held ? [] : [fault]));
}

/** Metrics an expression is made of, or the metric itself. */
function leaves(metric: IMetric): IMetric[] {
  const { mathExpression } = metric.toMetricConfig();
  return mathExpression === undefined ? [metric] : Object.values(mathExpression.usingMetrics).flatMap(leaves);
}
