import type { Duration } from 'aws-cdk-lib';
import { Metric, Stats, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { IGrantable, IPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import {
  CHECK_METRICS,
  METRIC_NAMESPACE,
  RECORD_BUCKET_VARIABLE,
  type CheckDimensions,
  type FunctionLabel,
} from '../../lambda/shared/contract';
import { SiteFunction, type FunctionName } from '../functions';
import type { Site } from '../site/site';
import type { DecisionRecords } from './decision-records';

/** What every function that decides needs of its surroundings. */
export interface RecordedSurroundings {
  /** Site that is decided about. */
  readonly site: Site;

  /** Key of the Region's log groups. */
  readonly logKey: IKey;

  /** Receives runs that failed every time. */
  readonly deadLetterQueue: IQueue;

  /** Keeps a record of every run, in the same Region. */
  readonly records: DecisionRecords;
}

/** Properties for `RecordedFunction`. */
export interface RecordedFunctionProps extends RecordedSurroundings {
  /** Label of the function in its records and metrics. */
  readonly label: FunctionLabel;

  /** Folder of `lambda/` whose bundle is run; a dry run has a bundle of its own and the label of what it stands for. */
  readonly functionName: FunctionName;

  /**
   * Name of the function, for those who invoke it by hand; begins with the site's.
   *
   * @default - a generated name
   */
  readonly fixedName?: string;

  /** What the function does, at most 256 characters. */
  readonly description: string;

  /** Longest time of one run. */
  readonly timeout: Duration;

  /** Time between two runs, or within which a run is looked for: the period of the metrics. */
  readonly interval: Duration;

  /** Statements of the role beyond logs, records and their announcement. */
  readonly statements: readonly PolicyStatement[];

  /**
   * Environment variables beside the name of the record bucket.
   *
   * @default - none
   */
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * A function whose every run leaves a decision record, and whose result goes to the event bus.
 *
 * It runs once at a time: the records are one chain, and a run that finds the record of another one open takes that one for
 * crashed.
 */
export class RecordedFunction extends Construct implements IGrantable {
  /** The function. */
  readonly function: IFunction;
  /** Label in records and metrics. */
  readonly label: FunctionLabel;
  /** Takes grants into the managed policy of the function. */
  readonly grantPrincipal: IPrincipal;
  private readonly interval: Duration;
  private readonly siteName: string;

  constructor(scope: Construct, id: string, props: RecordedFunctionProps) {
    super(scope, id);
    const { site, label, records } = props;
    this.label = label;
    this.siteName = site.name;
    this.interval = props.interval;
    const recorded = new SiteFunction(this, 'Resource', {
      site,
      functionName: props.functionName,
      fixedName: props.fixedName,
      description: props.description,
      logKey: props.logKey,
      timeout: props.timeout,
      statements: props.statements,
      environment: { [RECORD_BUCKET_VARIABLE]: records.bucket.bucketName, ...props.environment },
      deadLetterQueue: props.deadLetterQueue,
      reservedConcurrentExecutions: 1,
      announcesResults: true,
    });
    records.grantRecords(recorded, label);
    this.function = recorded.function;
    this.grantPrincipal = recorded.grantPrincipal;
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

  /** 1 when the record of a run could not be stored, or nobody knows whether it was; otherwise 0. */
  metricRecordUnstored(options?: MetricOptions): Metric {
    return this.metric(CHECK_METRICS.recordUnstored, options);
  }

  /** Runs that ended with an error: a fault of the function, never of what it watches. */
  metricErrors(options?: MetricOptions): Metric {
    return this.ofLambda('Errors', options);
  }

  /** Events that Lambda gave up before they ran. */
  metricEventsDropped(options?: MetricOptions): Metric {
    return this.ofLambda('AsyncEventsDropped', options);
  }

  /** Events that failed and did not reach the dead-letter queue either. */
  metricDeadLetterErrors(options?: MetricOptions): Metric {
    return this.ofLambda('DeadLetterErrors', options);
  }

  /** Results that did not reach the event bus, so that nobody heard of a change. */
  metricResultsUndelivered(options?: MetricOptions): Metric {
    return this.ofLambda('DestinationDeliveryFailures', options);
  }

  /** A metric the function writes, by name; its greatest value in one interval unless the options say otherwise. */
  metric(metricName: string, options?: MetricOptions): Metric {
    const dimensions: CheckDimensions = { Site: this.siteName, Check: this.label };
    return new Metric({
      namespace: METRIC_NAMESPACE,
      metricName,
      dimensionsMap: { ...dimensions },
      statistic: Stats.MAXIMUM,
      period: this.interval,
      ...options,
    }).attachTo(this);
  }

  private ofLambda(metricName: string, options?: MetricOptions): Metric {
    return this.function.metric(metricName, { period: this.interval, statistic: Stats.SUM, ...options });
  }
}
