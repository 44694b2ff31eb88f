import type { AlarmMetric, PlayedAlarm, Statistic } from './alarm-definition';
import type { CheckRecord } from './check-record';
import { EXTRA_PERIODS, type Datapoint } from './evaluate';

/** What is kept of a run; `undefined` when it did not happen or left no record. */
export type PlayedRun = Pick<CheckRecord, 'site' | 'metrics'> | undefined;

/**
 * Values of what an alarm watches, one for each period that is looked at, the newest last.
 *
 * A run stands for one interval of the check's schedule, so a period holds as many runs as intervals fit into it. It ends
 * with the newest run: CloudWatch looks back anew every minute.
 */
export function datapointsOf(
  alarm: PlayedAlarm,
  runs: readonly PlayedRun[],
  intervalSeconds: number,
): readonly Datapoint[] {
  const perPeriod = runsPerPeriod(alarm, intervalSeconds);
  const periods = Math.min(Math.ceil(runs.length / perPeriod), alarm.rules.evaluationPeriods + EXTRA_PERIODS);
  return Array.from({ length: periods }, (_, index) => {
    const end = runs.length - (periods - 1 - index) * perPeriod;
    return sumOf(alarm, runs.slice(Math.max(0, end - perPeriod), end));
  });
}

/** Runs in one period. Throws when a period does not hold a whole number of them, which is not played. */
export function runsPerPeriod({ logicalId, stack, periodSeconds }: PlayedAlarm, intervalSeconds: number): number {
  const runs = periodSeconds / intervalSeconds;
  if (!Number.isInteger(runs) || runs < 1) {
    throw new Error(
      `alarm ${stack}/${logicalId}: its period of ${periodSeconds} s must hold a whole number of intervals of ${intervalSeconds} s`,
    );
  }
  return runs;
}

/** As metric math adds up: what is silent counts as 0 beside what is not, and silence of all is no value. */
function sumOf({ metrics, site }: PlayedAlarm, runs: readonly PlayedRun[]): Datapoint {
  const values = metrics
    .map((metric) => valueOf(metric, site, runs))
    .filter((value): value is number => value !== undefined);
  return values.length === 0 ? undefined : sum(values);
}

function valueOf({ metricName, statistic }: AlarmMetric, site: string, runs: readonly PlayedRun[]): Datapoint {
  const values = runs
    .map((run) => (run?.site === site ? run.metrics[metricName] : undefined))
    .filter((value): value is number => value !== undefined);
  return values.length === 0 ? undefined : apply(statistic, values);
}

function apply(statistic: Statistic, values: readonly number[]): number {
  switch (statistic) {
    case 'Average':
      return sum(values) / values.length;
    case 'Maximum':
      return Math.max(...values);
    case 'Minimum':
      return Math.min(...values);
    case 'SampleCount':
      return values.length;
    case 'Sum':
      return sum(values);
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
