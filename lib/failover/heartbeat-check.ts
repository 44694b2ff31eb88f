import { Duration } from 'aws-cdk-lib';
import type { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { HEARTBEAT_METRICS, type HeartbeatCheckEvent } from '../../lambda/heartbeat-check/contract';
import type { FunctionLabel } from '../../lambda/shared/contract';
import { INTERVALS } from './intervals';
import { ScheduledCheck, type CheckSurroundings } from './scheduled-check';

/** Time beyond two intervals: a metric takes a minute or two from the log to CloudWatch, and a run its own time. */
const ALLOWANCE = Duration.minutes(5);

/** A function that must not fall silent. */
export interface Heartbeat {
  /** Label of the function. */
  readonly name: FunctionLabel;

  /** Time between two runs. */
  readonly interval: Duration;
}

/** Properties for `HeartbeatCheck`. */
export interface HeartbeatCheckProps extends CheckSurroundings {
  /** Region in which the functions run; another one than that of the check. */
  readonly region: string;

  /** The functions, at least one. */
  readonly heartbeats: readonly Heartbeat[];

  /**
   * Time between two checks: whole minutes, 3 to 1,440.
   *
   * @default Duration.minutes(5)
   */
  readonly interval?: Duration;
}

/**
 * Watches, from another Region, whether the functions that watch and protect the site still run: whoever is lost with a
 * Region cannot tell of it.
 *
 * A function is silent after two intervals and five minutes without a completed run. It is known by its name alone; nothing
 * here refers to the Region that is watched, so that both can be deployed, and lost, by themselves.
 */
export class HeartbeatCheck extends Construct {
  /** The function with its schedule and the metrics of every check. */
  readonly check: ScheduledCheck;

  constructor(scope: Construct, id: string, props: HeartbeatCheckProps) {
    super(scope, id);
    const { site, region } = props;
    this.check = new ScheduledCheck(this, 'Resource', {
      ...props,
      check: 'heartbeat-check',
      description: `${site.name}: functions of ${region} still run, seen from another Region`,
      interval: props.interval ?? INTERVALS['heartbeat-check'],
      timeout: Duration.minutes(2),
      statements: [
        new PolicyStatement({
          sid: 'ReadHeartbeats',
          // Metrics are read by name: the action knows no resource.
          actions: ['cloudwatch:GetMetricData'],
          resources: ['*'],
          conditions: { StringEquals: { 'aws:RequestedRegion': region } },
        }),
      ],
      event: heartbeatEvent(props),
    });
  }

  /** Functions that are silent. */
  metricMissing(options?: MetricOptions): Metric {
    return this.check.metric(HEARTBEAT_METRICS.missing, options);
  }
}

function heartbeatEvent({ site, region, heartbeats }: HeartbeatCheckProps): HeartbeatCheckEvent {
  return {
    version: 1,
    site: site.name,
    region,
    heartbeats: heartbeats.map(({ name, interval }) => ({
      check: name,
      silenceSeconds: 2 * interval.toSeconds() + ALLOWANCE.toSeconds(),
    })),
  };
}
