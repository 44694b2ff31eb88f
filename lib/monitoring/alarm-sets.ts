import type { Site } from '../site/site';
import { actionAlarms } from './action-alarms';
import type { AlarmSpec } from './alarm-spec';
import { backupAlarms } from './backup-alarms';
import { checkAlarms } from './check-alarms';
import { checkHealthAlarms } from './check-health-alarms';
import { databaseAlarms } from './database-alarms';
import { edgeAlarms } from './edge-alarms';
import type { EdgeResources, PrimaryResources, WatchResources } from './monitored-resources';
import { networkAlarms } from './network-alarms';
import { tierAlarms } from './tier-alarms';
import { certificateAlarm, logAlarm, notificationAlarm } from './upkeep-alarms';
import { watchAlarms } from './watch-alarms';

/** Alarms of the Region that serves. */
export function primaryAlarmSet(site: Site, resources: PrimaryResources): readonly AlarmSpec[] {
  const { actions, certificate } = resources;
  return [
    ...resources.tiers.flatMap((tier) => tierAlarms(site, tier)),
    ...networkAlarms(resources.network),
    ...databaseAlarms(site, resources.cluster),
    ...backupAlarms(site, resources.vault),
    ...resources.checks.all.flatMap((check) => checkAlarms(site, check)),
    ...checkHealthAlarms(site, resources.checks),
    ...(actions === undefined ? [] : actionAlarms(site, actions)),
    ...resources.logGroups.map(logAlarm),
    ...(certificate === undefined ? [] : [certificateAlarm('certificate-origin', 'the load balancers', certificate)]),
    notificationAlarm(site),
  ];
}

/** Alarms of us-east-1, where CloudFront and its web ACL report. */
export function edgeAlarmSet(site: Site, resources: EdgeResources): readonly AlarmSpec[] {
  const { certificate } = resources;
  return [
    ...edgeAlarms(site, resources),
    ...(certificate === undefined ? [] : [certificateAlarm('certificate-edge', 'the distribution', certificate)]),
    { ...notificationAlarm(site), id: 'edge-notifications-failed' },
  ];
}

/**
 * Alarms of a Region to recover in. The state of its vault is read by the backup check of the primary Region, because
 * copies are jobs of the Region they start in.
 */
export function recoveryAlarmSet(site: Site): readonly AlarmSpec[] {
  return [{ ...notificationAlarm(site), id: 'recovery-notifications-failed' }];
}

/** Alarms of the Region from which the primary one is watched. */
export function watchAlarmSet(site: Site, resources: WatchResources): readonly AlarmSpec[] {
  return [
    ...watchAlarms(site, resources),
    ...(resources.ownTopic === true ? [{ ...notificationAlarm(site), id: 'watch-notifications-failed' }] : []),
  ];
}
