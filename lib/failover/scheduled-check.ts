import { Stack, type Duration } from 'aws-cdk-lib';
import { Metric, Stats, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { CHECK_METRICS, METRIC_NAMESPACE, type CheckEvent, type CheckName } from '../../lambda/shared/contract';
import { HonmaruError } from '../errors';
import { SiteFunction } from '../functions';
import { pascalCase } from '../site/names';
import type { Site } from '../site/site';
import type { CheckSchedules } from './check-schedules';

/** What every check needs of its surroundings. */
export interface CheckSurroundings {
  /** Site that is checked. */
  readonly site: Site;

  /** Key of the Region's log groups. */
  readonly logKey: IKey;

  /** Receives runs that failed every time. */
  readonly deadLetterQueue: IQueue;

  /** Starts the check. */
  readonly schedules: CheckSchedules;
}

/** Properties for `ScheduledCheck`. */
export interface ScheduledCheckProps extends CheckSurroundings {
  /** Function that checks. */
  readonly check: CheckName;

  /** What the check does, at most 256 characters. */
  readonly description: string;

  /** Time between two runs: whole minutes, 1 to 1,440, longer than `timeout`, so that runs never wait for one another. */
  readonly interval: Duration;

  /** Longest time of one run. */
  readonly timeout: Duration;

  /** Read-only statements of the role. */
  readonly statements: readonly PolicyStatement[];

  /** What the check expects to find. */
  readonly event: CheckEvent;
}

/** A read-only function on a schedule, with the metrics that every check writes. */
export class ScheduledCheck extends Construct {
  /** Function that runs one check. */
  readonly function: IFunction;
  /** Time between two runs; no alarm on the check can be faster. */
  readonly interval: Duration;
  private readonly check: CheckName;
  private readonly siteName: string;

  constructor(scope: Construct, id: string, props: ScheduledCheckProps) {
    super(scope, id);
    requireInterval(props.interval, props.timeout);
    this.check = props.check;
    this.siteName = props.site.name;
    this.interval = props.interval;
    this.function = new SiteFunction(this, 'Resource', {
      site: props.site,
      functionName: props.check,
      description: props.description,
      logKey: props.logKey,
      timeout: props.timeout,
      statements: props.statements,
      deadLetterQueue: props.deadLetterQueue,
    }).function;
    props.schedules.schedule(pascalCase(props.check), {
      description: props.description,
      function: this.function,
      interval: props.interval,
      input: Stack.of(this).toJsonString(props.event),
    });
  }

  /** 1 for each run that ended with a decision. The heartbeat: alarm on missing data. */
  metricCompleted(options?: MetricOptions): Metric {
    return this.metric(CHECK_METRICS.completed, { statistic: Stats.SUM, ...options });
  }

  /** Facts that could not be read or believed. */
  metricUnknown(options?: MetricOptions): Metric {
    return this.metric(CHECK_METRICS.unknown, options);
  }

  /** 1 when a known fault costs redundancy, otherwise 0; missing while that cannot be told. */
  metricRedundancyLost(options?: MetricOptions): Metric {
    return this.metric(CHECK_METRICS.redundancyLost, options);
  }

  /** 1 when a known fault stops the service, otherwise 0; missing while that cannot be told. */
  metricServiceDown(options?: MetricOptions): Metric {
    return this.metric(CHECK_METRICS.serviceDown, options);
  }

  /** Runs that ended with an error: a fault of the function, never of what it watches. */
  metricErrors(options?: MetricOptions): Metric {
    return this.function.metricErrors({ period: this.interval, ...options });
  }

  /** Events that Lambda gave up before they ran. */
  metricEventsDropped(options?: MetricOptions): Metric {
    return this.function.metric('AsyncEventsDropped', {
      period: this.interval,
      statistic: Stats.SUM,
      ...options,
    });
  }

  /** Events that failed and did not reach the dead-letter queue either. */
  metricDeadLetterErrors(options?: MetricOptions): Metric {
    return this.function.metric('DeadLetterErrors', { period: this.interval, statistic: Stats.SUM, ...options });
  }

  /** A metric the check writes, by name; its greatest value in one interval unless the options say otherwise. */
  metric(metricName: string, options?: MetricOptions): Metric {
    return new Metric({
      namespace: METRIC_NAMESPACE,
      metricName,
      dimensionsMap: { Site: this.siteName, Check: this.check },
      statistic: Stats.MAXIMUM,
      period: this.interval,
      ...options,
    }).attachTo(this);
  }
}

/** Refuses an interval that EventBridge Scheduler would not keep, or in which a run could not end. */
function requireInterval(interval: Duration, timeout: Duration): void {
  const seconds = interval.toSeconds();
  const least = Math.ceil((timeout.toSeconds() + 1) / 60);
  if (seconds % 60 !== 0 || seconds < least * 60 || seconds > 86_400) {
    throw new HonmaruError([
      {
        path: 'interval',
        must: `must be a whole number of minutes from ${String(least)} to 1440`,
        got: `${String(seconds)} seconds`,
        hint: 'leave it out for the default',
        code: 'CheckIntervalInvalid',
      },
    ]);
  }
}
