import type { Site } from '../site/site';
import type { AlarmSpec } from './alarm-spec';
import { auditCheckAlarms } from './audit-check-alarms';
import { backupCheckAlarms } from './backup-check-alarms';
import { certificateCheckAlarms } from './certificate-check-alarms';
import { databaseCheckAlarms } from './database-check-alarms';
import { lineCheckAlarms } from './line-check-alarms';
import type { MonitoredCheck } from './monitored-resources';
import { topologyAlarms } from './topology-check-alarms';

/** Alarms on what a check found. Whether it runs at all, `scheduledAlarms` tells. */
export function checkAlarms(site: Site, check: MonitoredCheck): AlarmSpec[] {
  switch (check.name) {
    case 'topology-check':
      return topologyAlarms(site, check);
    case 'database-check':
      return databaseCheckAlarms(site, check);
    case 'backup-check':
      return backupCheckAlarms(site, check);
    case 'audit-check':
      return auditCheckAlarms(site, check);
    case 'certificate-check':
      return certificateCheckAlarms(site, check);
    case 'line-check':
      return lineCheckAlarms(site, check);
    case 'heartbeat-check':
    case 'site-check':
      // They run in another Region, with alarms of their own there: `watchAlarmSet`.
      return [];
  }
}
