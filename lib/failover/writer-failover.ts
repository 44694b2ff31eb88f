import { Duration, Stack } from 'aws-cdk-lib';
import type { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { ACTION_METRICS } from '../../lambda/shared/failover/contract';
import { actionEvent, leaseEnvironment } from './action-event';
import { actionStatements } from './action-statements';
import type { ActionSurroundings } from './action-surroundings';
import { requireInterval } from './require-interval';
import { INTERVALS } from './intervals';
import { RecordedFunction } from './recorded-function';
import type { Schedules } from './schedules';

/** Longest run; shorter than the lease, which may run out under no run that still goes on. */
const TIMEOUT = Duration.seconds(45);

/** Properties for `WriterFailover`. */
export interface WriterFailoverProps extends ActionSurroundings {
  /** Starts the function. */
  readonly schedules: Schedules;

  /**
   * Time between two runs: whole minutes, 1 to 1,440.
   *
   * @default Duration.minutes(1)
   */
  readonly interval?: Duration;
}

/**
 * Promotes a reader when the writer is lost and Aurora does not: once, after three minutes in which RDS and the probes of two
 * other zones agreed every time, and never while anything about it is unknown.
 *
 * As the site file says, it acts or only decides. A function that only decides has a bundle without the call and a role
 * without the permission, and a lease of its own. It runs outside the VPC, whose zones it judges, and once at a time.
 */
export class WriterFailover extends Construct {
  /** The function. */
  readonly function: IFunction;
  /** Time between two runs. */
  readonly interval: Duration;
  /** What every recorded function measures. */
  readonly runs: RecordedFunction;

  constructor(scope: Construct, id: string, props: WriterFailoverProps) {
    super(scope, id);
    const { site } = props;
    this.interval = props.interval ?? INTERVALS['fail-over-writer'];
    requireInterval(this.interval, TIMEOUT);
    const mode = site.database.failover.writer;
    const description = `${site.name}: promotes a reader when the writer is lost and Aurora does not`;
    this.runs = new RecordedFunction(this, 'Resource', {
      ...props,
      label: 'fail-over-writer',
      functionName: mode === 'act' ? 'fail-over-writer' : 'fail-over-writer-dry-run',
      description: mode === 'act' ? description : `${description} (dry run: it only decides)`,
      timeout: TIMEOUT,
      interval: this.interval,
      statements: actionStatements(this, props, mode),
      environment: leaseEnvironment(props),
    });
    this.function = this.runs.function;
    props.schedules.add('FailOverWriter', {
      description,
      function: this.function,
      expression: ScheduleExpression.rate(this.interval),
      input: Stack.of(this).toJsonString(actionEvent(props, TIMEOUT)),
    });
  }

  /** 1 in the run in which the writer was moved. */
  metricActed(options?: MetricOptions): Metric {
    return this.runs.metric(ACTION_METRICS.acted, options);
  }

  /** 1 while no writer is available and nothing is done about it. */
  metricHeld(options?: MetricOptions): Metric {
    return this.runs.metric(ACTION_METRICS.held, options);
  }

  /** Observations in a row that found the writer lost. */
  metricSuspected(options?: MetricOptions): Metric {
    return this.runs.metric(ACTION_METRICS.suspected, options);
  }

  /** 1 while two instances may both take writes. */
  metricSplitSuspected(options?: MetricOptions): Metric {
    return this.runs.metric(ACTION_METRICS.splitSuspected, options);
  }

  /** Probes to which nothing answers at the endpoint of the cluster. */
  metricProbesSilent(options?: MetricOptions): Metric {
    return this.runs.metric(ACTION_METRICS.probesSilent, options);
  }

  /** Probes that a server refused: their database user is missing or locked. */
  metricProbesRefused(options?: MetricOptions): Metric {
    return this.runs.metric(ACTION_METRICS.probesRefused, options);
  }

  /** 1 while only the limit on acts stands between a lost writer and an act. */
  metricRateLimited(options?: MetricOptions): Metric {
    return this.runs.metric(ACTION_METRICS.rateLimited, options);
  }
}
