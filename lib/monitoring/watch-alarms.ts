import { HEARTBEAT_METRICS } from '../../lambda/heartbeat-check/contract';
import { SITE_METRICS } from '../../lambda/site-check/contract';
import type { Site } from '../site/site';
import type { AlarmSpec } from './alarm-spec';
import { foundAlarms } from './check-findings';
import { deliveryAlarms } from './delivery-alarms';
import { scheduledAlarms } from './function-alarms';
import type { MonitoredCheck, WatchResources } from './monitored-resources';

/**
 * Alarms of the Region from which the primary one is watched.
 *
 * All functions of the primary Region and the alarms on their silence can be lost together, with the Region or with what they
 * share in it. Somebody elsewhere counts their runs, and an alarm elsewhere tells when that falls silent too. The site itself
 * is asked from there, so that its loss is told as well by whoever is not lost with it.
 */
export function watchAlarms(site: Site, { heartbeatCheck, siteCheck, ...starts }: WatchResources): AlarmSpec[] {
  const heartbeats: MonitoredCheck = { ...heartbeatCheck, name: 'heartbeat-check' };
  const asked: readonly MonitoredCheck[] = siteCheck === undefined ? [] : [{ ...siteCheck, name: 'site-check' }];
  const checks = [heartbeats, ...asked];
  return [
    ...silenceAlarms(site, heartbeats),
    ...asked.flatMap((check) => siteAlarms(site, check)),
    ...checks.flatMap((check) => scheduledAlarms(site, check)),
    ...deliveryAlarms({ ...starts, group: 'watch', functions: checks.map((check) => check.function) }),
  ];
}

function silenceAlarms(site: Site, check: MonitoredCheck): AlarmSpec[] {
  const { region } = site.regions.primary;
  return foundAlarms(site, check, [
    {
      id: 'heartbeats-missing',
      severity: 'evidence',
      faults: ['F31', 'F52', 'F54'],
      what: `a function in ${region} has completed no run for too long, and nobody there may be able to tell`,
      action: `see whether ${region} answers at all, and whether its alarms reach you; the record names the function`,
      runbook: 'check-silent',
      metricName: HEARTBEAT_METRICS.missing,
    },
  ]);
}

function siteAlarms(site: Site, check: MonitoredCheck): AlarmSpec[] {
  return foundAlarms(site, check, [
    {
      id: 'site-unanswered',
      severity: 'service-down',
      faults: ['F31', 'F47', 'F50'],
      what: 'viewers get no answer of the site by GET, by POST, or by both',
      action: `read the last record of ${check.name}: it names the method and what it gets`,
      runbook: 'site-unanswered',
      metricName: SITE_METRICS.methodsFailing,
    },
  ]);
}
