import { Duration, Stack, TimeZone } from 'aws-cdk-lib';
import type { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { SUMMARY_METRICS, type DailySummaryEvent } from '../../lambda/daily-summary/contract';
import type { FunctionLabel } from '../../lambda/shared/contract';
import type { DecisionRecords } from './decision-records';
import { INTERVALS } from './intervals';
import { RecordedFunction } from './recorded-function';
import type { CheckSurroundings } from './scheduled-check';

/**
 * Time of day, on the clocks of the site: when people are at work, and in no time zone within the ten minutes after the end
 * of a UTC day, in which its last records may still be on their way. Offsets from UTC are whole half hours, or 45 minutes.
 */
const TIME_OF_DAY = { hour: '9', minute: '20' };

/** A function about which the mail tells. */
export interface SummarizedFunction {
  /** Label of the function. */
  readonly name: FunctionLabel;

  /**
   * Time between two runs.
   *
   * @default - the function runs only when it is called
   */
  readonly interval?: Duration;

  /**
   * Records of another Region, and which Region that is.
   *
   * @default - the records of the Region of the summary
   */
  readonly elsewhere?: { readonly region: string; readonly records: DecisionRecords };
}

/** Properties for `DailySummary`. */
export interface DailySummaryProps extends CheckSurroundings {
  /** Whose subscribers get the mail; encrypted, of the same Region. */
  readonly notificationTopic: ITopic;

  /** Functions about which the mail tells, at least one, each once. */
  readonly functions: readonly SummarizedFunction[];
}

/**
 * Tells operators every day, in one mail, what was checked, what was unknown and what changed on the last whole UTC day: a
 * mail that does not come says that something is wrong, too.
 */
export class DailySummary extends Construct {
  /** The function. */
  readonly function: IFunction;
  /** Time between two mails. */
  readonly interval: Duration;
  /** What every recorded function measures. */
  readonly runs: RecordedFunction;

  constructor(scope: Construct, id: string, props: DailySummaryProps) {
    super(scope, id);
    const { site, functions } = props;
    this.interval = INTERVALS['daily-summary'];
    const description = `${site.name}: one mail a day about what was checked, what was unknown and what changed`;
    const event = summaryEvent(props);
    this.runs = new RecordedFunction(this, 'Resource', {
      ...props,
      label: 'daily-summary',
      functionName: 'daily-summary',
      description,
      timeout: Duration.minutes(1),
      interval: this.interval,
      statements: publishMail(Stack.of(this), props.notificationTopic),
    });
    for (const [records, names] of storesOf(functions, props.records)) {
      records.grantRead(this.runs, names);
    }
    this.function = this.runs.function;
    props.schedules.add('DailySummary', {
      description,
      function: this.function,
      expression: ScheduleExpression.cron({ ...TIME_OF_DAY, timeZone: TimeZone.of(site.operations.timeZone) }),
      input: Stack.of(this).toJsonString(event),
    });
  }

  /** Functions of whose day nothing could be read. */
  metricUnread(options?: MetricOptions): Metric {
    return this.runs.metric(SUMMARY_METRICS.unread, options);
  }
}

/** Every place where records are, with the functions whose records are there. */
function storesOf(
  functions: readonly SummarizedFunction[],
  own: DecisionRecords,
): ReadonlyMap<DecisionRecords, FunctionLabel[]> {
  const stores = new Map<DecisionRecords, FunctionLabel[]>();
  for (const { name, elsewhere } of functions) {
    const records = elsewhere?.records ?? own;
    stores.set(records, [...(stores.get(records) ?? []), name]);
  }
  return stores;
}

function publishMail(stack: Stack, topic: ITopic): PolicyStatement[] {
  const publish = new PolicyStatement({ sid: 'SendMail', actions: ['sns:Publish'], resources: [topic.topicArn] });
  return topic.masterKey === undefined
    ? [publish]
    : [
        publish,
        new PolicyStatement({
          sid: 'EncryptMail',
          actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
          resources: [topic.masterKey.keyArn],
          conditions: { StringEquals: { 'kms:ViaService': `sns.${stack.region}.amazonaws.com` } },
        }),
      ];
}

function summaryEvent({ site, notificationTopic, functions }: DailySummaryProps): DailySummaryEvent {
  return {
    version: 1,
    site: site.name,
    topicArn: notificationTopic.topicArn,
    timeZone: site.operations.timeZone,
    functions: functions.map(({ name, interval, elsewhere }) => ({
      function: name,
      runsPerDay: interval === undefined ? null : Math.floor(Duration.days(1).toSeconds() / interval.toSeconds()),
      ...(elsewhere === undefined
        ? {}
        : { store: { region: elsewhere.region, bucket: elsewhere.records.bucket.bucketName } }),
    })),
  };
}
