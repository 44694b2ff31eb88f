import { Stack, type Duration } from 'aws-cdk-lib';
import type { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { CheckEvent, CheckName } from '../../lambda/shared/contract';
import { pascalCase } from '../site/names';
import { requireInterval } from './require-interval';
import { RecordedFunction, type RecordedSurroundings } from './recorded-function';
import type { Schedules } from './schedules';

/** What every check needs of its surroundings. */
export interface CheckSurroundings extends RecordedSurroundings {
  /** Starts the check. */
  readonly schedules: Schedules;
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
  /** Name of the check, as its metrics and records carry it. */
  readonly name: CheckName;
  /** Function that runs one check. */
  readonly function: IFunction;
  /** Time between two runs; no alarm on the check can be faster. */
  readonly interval: Duration;
  /** What every recorded function measures. */
  readonly runs: RecordedFunction;

  constructor(scope: Construct, id: string, props: ScheduledCheckProps) {
    super(scope, id);
    requireInterval(props.interval, props.timeout);
    this.name = props.check;
    this.interval = props.interval;
    this.runs = new RecordedFunction(this, 'Resource', {
      site: props.site,
      logKey: props.logKey,
      deadLetterQueue: props.deadLetterQueue,
      records: props.records,
      label: props.check,
      functionName: props.check,
      description: props.description,
      timeout: props.timeout,
      interval: props.interval,
      statements: props.statements,
    });
    this.function = this.runs.function;
    props.schedules.add(pascalCase(props.check), {
      description: props.description,
      function: this.function,
      expression: ScheduleExpression.rate(props.interval),
      input: Stack.of(this).toJsonString(props.event),
    });
  }

  /** A metric the check writes, by name; its greatest value in one interval unless the options say otherwise. */
  metric(metricName: string, options?: MetricOptions): Metric {
    return this.runs.metric(metricName, options);
  }
}
