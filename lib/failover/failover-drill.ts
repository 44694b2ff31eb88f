import { Duration, Stack, TimeZone } from 'aws-cdk-lib';
import type { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { ContextAttribute, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { DrillEvent } from '../../lambda/drill/contract';
import { ACTION_METRICS } from '../../lambda/shared/failover/contract';
import type { Failover, Site, WeeklyWindow } from '../site/site';
import { actionEvent, leaseEnvironment } from './action-event';
import { actionStatements } from './action-statements';
import type { ActionSurroundings } from './action-surroundings';
import { RecordedFunction } from './recorded-function';
import type { Schedules } from './schedules';

/** Longest run: the failover is watched until it is seen to have succeeded, five minutes at most. */
const TIMEOUT = Duration.minutes(6);

/** Period of the metrics: a drill takes place once a week. */
const PERIOD = Duration.minutes(5);

/** A drill as the site file says it. */
export type Drill = NonNullable<Failover['drill']>;

/** Properties for `FailoverDrill`. */
export interface FailoverDrillProps extends ActionSurroundings {
  /** When, and why in production. */
  readonly drill: Drill;

  /** Starts the function. */
  readonly schedules: Schedules;
}

/**
 * Fails the writer over on purpose, at the start of its weekly window, and keeps the time to recover as evidence.
 *
 * Scheduler gives each start its time, which is the order's id: a start that is delivered twice is one drill.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html read 2026-11-25
 */
export class FailoverDrill extends Construct {
  /** The function. */
  readonly function: IFunction;
  /** What every recorded function measures. */
  readonly runs: RecordedFunction;

  constructor(scope: Construct, id: string, props: FailoverDrillProps) {
    super(scope, id);
    const { site, drill } = props;
    const description = `${site.name}: fails the writer over on purpose, and measures the recovery`;
    this.runs = new RecordedFunction(this, 'Resource', {
      ...props,
      label: 'drill',
      functionName: 'drill',
      description,
      timeout: TIMEOUT,
      interval: PERIOD,
      statements: actionStatements(this, props, 'act'),
      environment: leaseEnvironment(props),
    });
    this.function = this.runs.function;
    props.schedules.add('Drill', {
      description,
      function: this.function,
      expression: startOf(drill.window, site),
      input: Stack.of(this).toJsonString(drillEvent(props)),
    });
  }

  /** 1 in the run in which the writer was moved. */
  metricActed(options?: MetricOptions): Metric {
    return this.runs.metric(ACTION_METRICS.acted, options);
  }

  /** Seconds from sending until two zones saw the new writer; only of a drill that was measured. */
  metricRecoverySeconds(options?: MetricOptions): Metric {
    return this.runs.metric(ACTION_METRICS.recoverySeconds, options);
  }
}

/** The beginning of a weekly window, on the clocks of the site. */
function startOf({ days, from }: WeeklyWindow, { operations }: Pick<Site, 'operations'>): ScheduleExpression {
  const [hour = '', minute = ''] = from.split(':').map((part) => String(Number(part)));
  const weekDay = days.map((day) => day.toUpperCase()).join(',');
  return ScheduleExpression.cron({ minute, hour, weekDay, timeZone: TimeZone.of(operations.timeZone) });
}

function drillEvent(props: FailoverDrillProps): DrillEvent {
  const { environment, operations } = props.site;
  const { window, reason } = props.drill;
  return {
    ...actionEvent(props, TIMEOUT),
    order: { orderId: `drill-${ContextAttribute.scheduledTime}`, issuedAt: ContextAttribute.scheduledTime },
    window: { ...window, timeZone: operations.timeZone },
    environment: environment === 'production' ? { kind: environment, reason } : { kind: environment },
  };
}
