import { AUDIT_METRICS } from '../../lambda/audit-check/contract';
import { CHECK_METRICS } from '../../lambda/shared/contract';
import type { Site } from '../site/site';
import type { AlarmSpec } from './alarm-spec';
import { foundAlarms } from './check-findings';
import type { MonitoredCheck } from './monitored-resources';

/** Alarms on what the check of logs, protections and notifications found. */
export function auditCheckAlarms(site: Site, check: MonitoredCheck): AlarmSpec[] {
  const whatItNames = `read the last record of ${check.name}: it names`;
  return foundAlarms(site, check, [
    {
      id: 'audit-gap',
      severity: 'evidence',
      faults: ['F56'],
      what: 'a trail, a flow log or another log is off, silent, unprotected or kept too short',
      action: `${whatItNames} the log; until it is mended, what happens leaves no trace`,
      runbook: 'log-silent',
      metricName: AUDIT_METRICS.gaps,
    },
    {
      id: 'protection-degraded',
      severity: 'security',
      faults: ['F48'],
      what: 'the web ACL is detached, or lacks rules that were deployed',
      action: `${whatItNames} the rule; deploy the edge stack again, and find who changed it in CloudTrail`,
      runbook: 'protection-off',
      metricName: AUDIT_METRICS.securityDegraded,
    },
    {
      id: 'subscriptions-unconfirmed',
      severity: 'evidence',
      faults: ['F55'],
      what: 'a contact hears no alarm: the subscription was never confirmed, or is gone',
      action: `${whatItNames} the Region; confirm from the mail of AWS, or deploy the foundation stack again`,
      runbook: 'notifications-fail',
      metricName: AUDIT_METRICS.unconfirmedSubscriptions,
    },
    {
      id: 'alarm-path',
      severity: 'evidence',
      faults: ['F55'],
      what: 'alarms reach nobody: a topic is gone, or its policy or key no longer lets a service publish',
      action: `${whatItNames} topic and service; look at the dashboard by hand until it is mended`,
      runbook: 'notifications-fail',
      metricName: AUDIT_METRICS.alarmPathFaults,
    },
    {
      id: 'distribution-down',
      severity: 'service-down',
      faults: ['F48'],
      what: 'the distribution in front of the site is disabled or gone',
      action: 'enable it, or deploy the edge stack again; find who changed it in CloudTrail',
      runbook: 'site-outage',
      metricName: CHECK_METRICS.serviceDown,
    },
  ]);
}
