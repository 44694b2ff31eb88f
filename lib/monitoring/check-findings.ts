import { CHECK_METRICS } from '../../lambda/shared/contract';
import type { Site } from '../site/site';
import type { AlarmSpec } from './alarm-spec';
import type { FaultId } from './fault';
import { functionMetric } from './function-alarms';
import type { MonitoredCheck } from './monitored-resources';
import type { RunbookName } from './runbook';

/** A check that cannot tell leaves its values out: that must neither raise an alarm nor end one. */
export const FOUND = { threshold: 1, comparison: 'at-least', periods: 2, datapoints: 2, missing: 'ignore' } as const;

/**
 * Alarms on values a check counts faults in: any above 0, in two runs in a row, or in one where they are five minutes apart
 * or more.
 */
export function foundAlarms(site: Site, check: MonitoredCheck, values: readonly FoundValue[]): AlarmSpec[] {
  const runs = check.interval.toMinutes() < 5 ? FOUND.periods : 1;
  return values.map(({ metricName, ...value }) => ({
    ...value,
    metric: functionMetric(site, check, metricName),
    ...FOUND,
    periods: runs,
    datapoints: runs,
  }));
}

/** A value that counts faults, and the alarm on it. */
export interface FoundValue extends Pick<AlarmSpec, 'id' | 'severity' | 'faults' | 'what' | 'action' | 'runbook'> {
  /** Name of the value. */
  readonly metricName: string;
}

/** A summary of a check, apart from what its own alarms tell. */
export interface Summary {
  /** Start of the ids: `<part>-fault` and `<part>-outage`. */
  readonly part: string;
  /** What is checked, for people. */
  readonly of: string;
  /** What a fault costs redundancy by. */
  readonly redundancyLost: Loss;
  /** What a fault stops the service by. */
  readonly serviceDown: Loss;
}

/** Faults that cost something, and what to do then. */
export interface Loss {
  readonly faults: readonly [FaultId, ...FaultId[]];
  readonly runbook: RunbookName;
}

/** Alarms on the two values in which every check sums up what it found. */
export function summaryAlarms(site: Site, check: MonitoredCheck, summary: Summary): AlarmSpec[] {
  const action = `read the last record of ${check.name}: it names what is lost and where`;
  return [
    {
      id: `${summary.part}-fault`,
      severity: 'redundancy-lost',
      ...summary.redundancyLost,
      what: `the check of ${summary.of} found a fault that costs redundancy`,
      action,
      metric: functionMetric(site, check, CHECK_METRICS.redundancyLost),
      ...FOUND,
    },
    {
      id: `${summary.part}-outage`,
      severity: 'service-down',
      ...summary.serviceDown,
      what: `the check of ${summary.of} found a fault that stops the service`,
      action,
      metric: functionMetric(site, check, CHECK_METRICS.serviceDown),
      ...FOUND,
    },
  ];
}
