import { Duration } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import {
  CHECK_METRICS,
  METRIC_NAMESPACE,
  type CheckDimensions,
  type FunctionLabel,
} from '../../lambda/shared/contract';
import type { Site } from '../site/site';
import type { AlarmSpec } from './alarm-spec';
import type { FaultId } from './fault';
import { FIVE_MINUTES, HOUR, MAXIMUM, metric, SUM, sumOf } from './metrics';
import type { MonitoredFunction } from './monitored-resources';

/** A value a function wrote, by its schedule; it is left out while the function cannot tell. */
export function functionMetric(
  site: Site,
  { name, interval }: Omit<MonitoredFunction, 'function'>,
  metricName: string,
  statistic = MAXIMUM,
): Metric {
  const dimensions: CheckDimensions = { Site: site.name, Check: name };
  return metric(METRIC_NAMESPACE, metricName, { ...dimensions }, statistic, periodOf(interval));
}

/** Of what comes once a day CloudWatch would look three days further back, were its period a day. */
function periodOf(interval: Duration): Duration {
  return interval.toMinutes() > HOUR.toMinutes() ? HOUR : interval;
}

/** A counter that Lambda keeps of a function. */
export function lambdaMetric(runs: IFunction, metricName: string, period = FIVE_MINUTES): Metric {
  return metric('AWS/Lambda', metricName, { FunctionName: runs.functionName }, SUM, period);
}

/** Completed runs of a function in one interval, an hour at most; for the heartbeat and the dashboard. */
export function completedRuns(site: Site, scheduled: MonitoredFunction): Metric {
  return functionMetric(site, scheduled, CHECK_METRICS.completed, SUM);
}

/** Alarms of a function on a schedule: it must run, be able to tell, and not fail again and again. */
export function scheduledAlarms(site: Site, scheduled: MonitoredFunction): AlarmSpec[] {
  return [
    heartbeatAlarm(site, scheduled),
    unknownAlarm(site, scheduled),
    unrecordedAlarm(site, scheduled),
    errorsAlarm(scheduled.name, scheduled.function, scheduled.interval),
  ];
}

/** Reads that can disagree or fail, by function. */
const UNKNOWN: Readonly<Record<FunctionLabel, readonly [FaultId, ...FaultId[]]>> = {
  'topology-check': ['F52', 'F53'],
  'database-check': ['F25', 'F26', 'F52', 'F53'],
  'backup-check': ['F52', 'F53'],
  'audit-check': ['F52', 'F53'],
  'certificate-check': ['F52', 'F53'],
  'line-check': ['F52', 'F53'],
  'heartbeat-check': ['F52', 'F53'],
  'site-check': ['F47'],
  'fail-over-writer': ['F25', 'F26', 'F52', 'F53', 'F55'],
  'evacuate-writer': ['F52', 'F53'],
  drill: ['F52', 'F53'],
  'daily-summary': ['F52', 'F53'],
};

/** What nobody does while a function is silent; of the others, nobody watches what they watch. */
const SILENCE: Readonly<Partial<Record<FunctionLabel, string>>> = {
  'heartbeat-check': 'nobody outside the primary Region notices that it is lost',
  'site-check': 'nobody asks the site as its viewers do',
  'fail-over-writer': 'nothing moves a lost writer that Aurora does not move itself',
  'daily-summary': 'operators get no mail about the day',
};

/** Counts completed runs, not invocations: a run that fails is no heartbeat. */
function heartbeatAlarm(site: Site, scheduled: MonitoredFunction): AlarmSpec {
  const { name } = scheduled;
  return {
    id: `${name}-heartbeat`,
    severity: 'evidence',
    faults: ['F52', 'F54'],
    what: `${name} has not completed a run: ${SILENCE[name] ?? 'nobody watches what it watches'}`,
    action: `read the log of ${name}; until it runs again, look at the dashboard by hand`,
    runbook: 'check-silent',
    metric: completedRuns(site, scheduled),
    threshold: 1,
    comparison: 'below',
    ...inSilence(scheduled),
    missing: 'breaching',
  };
}

/** A run that is missing is told by the heartbeat, and ends no alarm here. */
function unknownAlarm(site: Site, scheduled: MonitoredFunction): AlarmSpec {
  const { name } = scheduled;
  return {
    id: `${name}-unknown`,
    severity: 'evidence',
    faults: UNKNOWN[name],
    what: `${name} could not read or believe what it needs: it tells neither health nor fault`,
    action: `read the last record of ${name}: it names the call and the answer`,
    runbook: 'cannot-tell',
    metric: functionMetric(site, scheduled, CHECK_METRICS.unknown),
    threshold: 0,
    comparison: 'above',
    ...inRuns(scheduled),
    missing: 'ignore',
  };
}

/** The decision is in the log all the same; what is under lock has a gap. */
function unrecordedAlarm(site: Site, scheduled: MonitoredFunction): AlarmSpec {
  const { name } = scheduled;
  return {
    id: `${name}-unrecorded`,
    severity: 'evidence',
    faults: ['F55', 'F56'],
    what: `${name} could not store its decision records: nothing under lock proves what it saw and did`,
    action: `look at the bucket of the records, its key, and the role of ${name}; the log holds the records meanwhile`,
    runbook: 'records-not-stored',
    metric: functionMetric(site, scheduled, CHECK_METRICS.recordUnstored),
    threshold: 1,
    comparison: 'at-least',
    ...inRuns(scheduled),
    missing: 'ignore',
  };
}

/** As many runs as below, or all the hours between two runs, and one more for the hour by which clocks change. */
function inSilence(scheduled: MonitoredFunction): Pick<AlarmSpec, 'periods' | 'datapoints'> {
  const hours = Math.ceil(scheduled.interval.toMinutes() / HOUR.toMinutes());
  return hours > 1 ? { periods: hours + 1, datapoints: hours + 1 } : inRuns(scheduled);
}

/** Several runs in a row where they are minutes apart; one where they are an hour apart or more. */
function inRuns({ interval }: MonitoredFunction): Pick<AlarmSpec, 'periods' | 'datapoints'> {
  const runs = interval.toMinutes() <= 5 ? 3 : 1;
  return { periods: runs, datapoints: runs };
}

/**
 * Within which the three attempts at one run start: Lambda waits one minute before the second and two before the third, and
 * each may take up to the two minutes of the slowest check.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
const ATTEMPTS_OF_A_RUN = Duration.minutes(15);

/** Attempts at one run: fewer failures may have ended well. */
const ATTEMPTS = 3;

/**
 * Lambda reports errors and throttles only for a function that is invoked: silence is told by the heartbeat.
 *
 * @param interval time between two runs; none for a function that acts by order, of which every failure matters
 */
export function errorsAlarm(name: FunctionLabel, runs: IFunction, interval?: Duration): AlarmSpec {
  // Where several runs share five minutes, their failures add up; where one does not, all attempts at one run must count
  // together. CloudWatch looks back anew every minute, so no edge of a period divides them.
  const oftenEnough = interval !== undefined && interval.toMinutes() < FIVE_MINUTES.toMinutes();
  const period = oftenEnough ? FIVE_MINUTES : ATTEMPTS_OF_A_RUN;
  return {
    id: `${name}-errors`,
    severity: 'evidence',
    faults: ['F52', 'F54'],
    what: `${name} fails or is throttled${interval === undefined ? '' : ' again and again'}`,
    action: `read the log of ${name}; see whether the account has run out of concurrency`,
    runbook: 'function-fails',
    metric: sumOf(
      { errors: lambdaMetric(runs, 'Errors', period), throttles: lambdaMetric(runs, 'Throttles', period) },
      'failed runs',
      period,
    ),
    threshold: interval === undefined ? 1 : ATTEMPTS,
    comparison: 'at-least',
    periods: oftenEnough ? 3 : 1,
    datapoints: 1,
    missing: 'not-breaching',
  };
}
