import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IRule } from 'aws-cdk-lib/aws-events';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { AlarmSpec } from './alarm-spec';
import { lambdaMetric } from './function-alarms';
import { FIVE_MINUTES, MAXIMUM, metric, SUM, sumOf } from './metrics';
import type { MonitoredStarts } from './monitored-resources';

/** Functions that are started together. */
export interface StartedFunctions extends MonitoredStarts {
  /** Start of the ids, and what the functions are for people, for example `checks`. */
  readonly group: string;
  /** The functions, at most eight: an expression of an alarm takes ten metrics, and two are needed beside them. */
  readonly functions: readonly IFunction[];
}

/** Each metric counts what is lost, and reports nothing while nothing is. */
const COUNTED = { comparison: 'at-least', periods: 1, datapoints: 1, missing: 'not-breaching' } as const;

/**
 * Attempts at one start, as the schedules are made: the first and two more. Fewer failures within five minutes, after which
 * a start is given up, may have ended well.
 */
const ATTEMPTS_OF_A_START = 3;

/**
 * Alarms on what is lost on the way to functions and from them. One kind of loss each, over all functions of the group: the
 * operator does the same whichever it is.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html read 2026-11-25
 */
export function deliveryAlarms(started: StartedFunctions): AlarmSpec[] {
  const { group, functions, changeRule } = started;
  const ofAll = (metricName: string) =>
    Object.fromEntries(functions.map((runs, index) => [`function${index}`, lambdaMetric(runs, metricName)]));
  return [
    lostEventsAlarm(started, ofAll('AsyncEventsDropped')),
    {
      id: `${group}-dead-letters-lost`,
      severity: 'evidence',
      faults: ['F55'],
      what: `a failed run of the ${group} did not even reach the dead-letter queue`,
      action: 'look at the queue, its key, and the role of the function; the log of the function holds the run',
      runbook: 'lost-events',
      metric: sumOf(ofAll('DeadLetterErrors'), 'dead letters lost', FIVE_MINUTES),
      threshold: 1,
      ...COUNTED,
    },
    {
      id: `${group}-changes-untold`,
      severity: 'evidence',
      faults: ['F55'],
      what: `what the ${group} found changed, and the notification of it was lost`,
      action: 'look at the rule, the topic and its key; read the newest records, which hold what changed',
      runbook: 'lost-events',
      metric: sumOf(
        { ...ofAll('DestinationDeliveryFailures'), ...(changeRule === undefined ? {} : ruleMetrics(changeRule)) },
        'notifications lost',
        FIVE_MINUTES,
      ),
      threshold: 1,
      ...COUNTED,
    },
    {
      id: `${group}-starts-failed`,
      severity: 'evidence',
      faults: ['F52', 'F54'],
      what: `starts of the ${group} fail again and again`,
      action: 'see whether the role of the schedules may start the functions, and whether their concurrency is used up',
      runbook: 'lost-events',
      metric: started.startErrors,
      threshold: ATTEMPTS_OF_A_START,
      ...COUNTED,
    },
  ];
}

function lostEventsAlarm(
  { group, deadLetterQueue, droppedStarts }: StartedFunctions,
  dropped: Readonly<Record<string, Metric>>,
): AlarmSpec {
  return {
    id: `${group}-lost-events`,
    severity: 'evidence',
    faults: ['F54', 'F55'],
    what: `one of the ${group} was not started, or its run ended in the dead-letter queue or nowhere`,
    action: 'read the messages of the dead-letter queue, remove their reason, then empty the queue',
    runbook: 'lost-events',
    metric: sumOf(
      {
        unstarted: droppedStarts,
        // An empty queue stops reporting after six hours.
        waiting: metric(
          'AWS/SQS',
          'ApproximateNumberOfMessagesVisible',
          { QueueName: deadLetterQueue.queueName },
          MAXIMUM,
          FIVE_MINUTES,
        ),
        ...dropped,
      },
      'lost events',
      FIVE_MINUTES,
    ),
    threshold: 1,
    ...COUNTED,
  };
}

/**
 * What a rule gave up, and what did not reach its dead-letter queue either.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html read 2026-11-25
 */
function ruleMetrics({ ruleName }: IRule): Readonly<Record<string, Metric>> {
  const ofRule = (metricName: string) => metric('AWS/Events', metricName, { RuleName: ruleName }, SUM, FIVE_MINUTES);
  return { failed: ofRule('FailedInvocations'), undelivered: ofRule('InvocationsFailedToBeSentToDlq') };
}
