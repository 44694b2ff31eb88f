import { Duration } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { CHECK_METRICS, type CheckName } from '../../lambda/shared/contract';
import type { Site } from '../site/site';
import type { AlarmSpec } from './alarm-spec';
import { checkMetric } from './check-alarms';
import type { FaultId } from './fault';
import { FIVE_MINUTES, MAXIMUM, metric, SUM, sumOf } from './metrics';
import type { MonitoredCheck, MonitoredChecks } from './monitored-resources';

/** Reads that can disagree or fail, by check. */
const UNKNOWN: Readonly<Record<CheckName, readonly [FaultId, ...FaultId[]]>> = {
  'topology-check': ['F52', 'F53'],
  'database-check': ['F25', 'F26', 'F52', 'F53'],
  'backup-check': ['F52', 'F53'],
};

/** Alarms on the checks themselves: each must run and be able to tell, and nothing they are told may be lost. */
export function checkHealthAlarms(site: Site, checks: MonitoredChecks): AlarmSpec[] {
  return [
    ...checks.all.flatMap((check) => [heartbeatAlarm(site, check), unknownAlarm(site, check), functionAlarm(check)]),
    lostEventsAlarm(checks),
  ];
}

/** Completed runs of a check in one interval; for the heartbeat and the dashboard. */
export function completedRuns(site: Site, check: MonitoredCheck): Metric {
  return checkMetric(site, check, CHECK_METRICS.completed, SUM);
}

/** Counts completed runs, not invocations: a run that fails is no heartbeat. */
function heartbeatAlarm(site: Site, check: MonitoredCheck): AlarmSpec {
  return {
    id: `${check.name}-heartbeat`,
    severity: 'evidence',
    faults: ['F52', 'F54'],
    what: `${check.name} has not completed a run: nobody watches what it watches`,
    action: `read the log of ${check.name}; until it runs again, look at the dashboard by hand`,
    metric: completedRuns(site, check),
    threshold: 1,
    comparison: 'below',
    ...inRuns(check),
    missing: 'breaching',
  };
}

/** A run that is missing is told by the heartbeat, and ends no alarm here. */
function unknownAlarm(site: Site, check: MonitoredCheck): AlarmSpec {
  return {
    id: `${check.name}-unknown`,
    severity: 'evidence',
    faults: UNKNOWN[check.name],
    what: `${check.name} could not read or believe what it needs: it tells neither health nor fault`,
    action: `read the last record of ${check.name}: it names the call and the answer`,
    metric: checkMetric(site, check, CHECK_METRICS.unknown),
    threshold: 0,
    comparison: 'above',
    ...inRuns(check),
    missing: 'ignore',
  };
}

/** Several runs in a row where they are minutes apart; one where they are an hour apart. */
function inRuns(check: MonitoredCheck): Pick<AlarmSpec, 'periods' | 'datapoints'> {
  const runs = check.interval.toMinutes() <= 5 ? 3 : 1;
  return { periods: runs, datapoints: runs };
}

/**
 * Within which the three attempts at one run start: Lambda waits one minute before the second and two before the third, and
 * each may take up to the two minutes of the slowest check.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
const ATTEMPTS_OF_A_RUN = Duration.minutes(15);

/** Lambda reports errors and throttles only for a function that is invoked: silence is told by the heartbeat. */
function functionAlarm(check: MonitoredCheck): AlarmSpec {
  // Where several runs share five minutes, their failures add up; where one does not, all attempts at one run must count
  // together. CloudWatch looks back anew every minute, so no edge of a period divides them.
  const oftenEnough = check.interval.toMinutes() < FIVE_MINUTES.toMinutes();
  const period = oftenEnough ? FIVE_MINUTES : ATTEMPTS_OF_A_RUN;
  return {
    id: `${check.name}-errors`,
    severity: 'evidence',
    faults: ['F52', 'F54'],
    what: `${check.name} fails or is throttled again and again`,
    action: `read the log of ${check.name}; see whether the account has run out of concurrency`,
    metric: sumOf(
      { errors: ofFunction(check, 'Errors', period), throttles: ofFunction(check, 'Throttles', period) },
      'failed runs',
      period,
    ),
    // Lambda tries three times: fewer failures may have ended well.
    threshold: 3,
    comparison: 'at-least',
    periods: oftenEnough ? 3 : 1,
    datapoints: 1,
    missing: 'not-breaching',
  };
}

/** Each of these counts what is gone for good. An empty queue stops reporting after six hours. */
function lostEventsAlarm({ all, deadLetterQueue, droppedStarts }: MonitoredChecks): AlarmSpec {
  const ofFunctions = all.flatMap((check, index) => [
    [`dropped${index}`, ofFunction(check, 'AsyncEventsDropped')] as const,
    [`undelivered${index}`, ofFunction(check, 'DeadLetterErrors')] as const,
  ]);
  return {
    id: 'checks-lost-events',
    severity: 'evidence',
    faults: ['F54', 'F55'],
    what: 'a check was not started, or its run ended in the dead-letter queue or nowhere',
    action: 'read the messages of the dead-letter queue, remove their reason, then empty the queue',
    metric: sumOf(
      {
        unstarted: droppedStarts,
        waiting: metric(
          'AWS/SQS',
          'ApproximateNumberOfMessagesVisible',
          { QueueName: deadLetterQueue.queueName },
          MAXIMUM,
          FIVE_MINUTES,
        ),
        ...Object.fromEntries(ofFunctions),
      },
      'lost events',
      FIVE_MINUTES,
    ),
    threshold: 1,
    comparison: 'at-least',
    periods: 1,
    datapoints: 1,
    missing: 'not-breaching',
  };
}

function ofFunction(check: MonitoredCheck, metricName: string, period = FIVE_MINUTES): Metric {
  return metric('AWS/Lambda', metricName, { FunctionName: check.function.functionName }, SUM, period);
}
