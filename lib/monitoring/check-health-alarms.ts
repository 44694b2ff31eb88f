import type { Site } from '../site/site';
import type { AlarmSpec } from './alarm-spec';
import { deliveryAlarms } from './delivery-alarms';
import { scheduledAlarms } from './function-alarms';
import type { MonitoredChecks, MonitoredFunction } from './monitored-resources';

/** Alarms on the checks themselves: each must run and be able to tell, and nothing they are told may be lost. */
export function checkHealthAlarms(site: Site, { all, dailySummary, ...starts }: MonitoredChecks): AlarmSpec[] {
  const summary: readonly MonitoredFunction[] =
    dailySummary === undefined ? [] : [{ ...dailySummary, name: 'daily-summary' }];
  const scheduled = [...all, ...summary];
  return [
    ...scheduled.flatMap((runs) => scheduledAlarms(site, runs)),
    ...deliveryAlarms({ ...starts, group: 'checks', functions: scheduled.map((runs) => runs.function) }),
  ];
}
