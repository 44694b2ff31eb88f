import { DATABASE_METRICS } from '../../lambda/database-check/contract';
import type { Site } from '../site/site';
import type { AlarmSpec } from './alarm-spec';
import { FOUND, summaryAlarms } from './check-findings';
import { functionMetric } from './function-alarms';
import type { MonitoredCheck } from './monitored-resources';

/** Failovers within an hour that maintenance explains, which patches one instance after the other. */
const FAILOVERS_PER_HOUR = 3;

/** Alarms on what the check of the database found. */
export function databaseCheckAlarms(site: Site, check: MonitoredCheck): AlarmSpec[] {
  const { restoreToWithinSeconds } = site.backup.database;
  return [
    ...summaryAlarms(site, check, {
      part: 'database',
      of: 'the database',
      redundancyLost: { faults: ['F17', 'F18', 'F19', 'F20', 'F27', 'F28'], runbook: 'database-redundancy' },
      serviceDown: { faults: ['F23', 'F24'], runbook: 'database-without-writer' },
    }),
    {
      id: 'database-split',
      severity: 'service-down',
      faults: ['F22'],
      what: 'the cluster reports more than one writer',
      action: 'change nothing: stop writing at the app servers, and call AWS Support',
      runbook: 'two-writers',
      metric: functionMetric(site, check, DATABASE_METRICS.splitSuspected),
      ...FOUND,
      periods: 1,
      datapoints: 1,
    },
    {
      id: 'database-failovers',
      severity: 'redundancy-lost',
      faults: ['F15', 'F16'],
      what: `the writer was moved more than ${FAILOVERS_PER_HOUR} times within an hour: what moves it is still there`,
      action: 'read the events of the cluster and of its instances; look at memory and load of the writer',
      runbook: 'writer-failed-over',
      metric: functionMetric(site, check, DATABASE_METRICS.failovers),
      ...FOUND,
      threshold: FAILOVERS_PER_HOUR,
      comparison: 'above',
    },
    {
      id: 'database-restore-point-age',
      severity: 'evidence',
      faults: ['F37'],
      what: `for ten minutes the database could not be restored to the last ${restoreToWithinSeconds} s`,
      action: 'look at the continuous backup of the cluster: is it still in the plan, and is the cluster available',
      runbook: 'restore-point-age',
      metric: functionMetric(site, check, DATABASE_METRICS.restorableAge),
      threshold: restoreToWithinSeconds,
      comparison: 'above',
      // The age grows to the promise and falls back again and again; only what stays above it is a fault.
      periods: 10,
      datapoints: 10,
      missing: 'ignore',
    },
  ];
}
