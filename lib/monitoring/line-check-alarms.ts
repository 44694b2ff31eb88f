import { LINE_METRICS } from '../../lambda/line-check/contract';
import type { Site } from '../site/site';
import type { AlarmSpec } from './alarm-spec';
import { foundAlarms } from './check-findings';
import type { MonitoredCheck } from './monitored-resources';

/** Alarms on what the check of the lines to partners found. */
export function lineCheckAlarms(site: Site, check: MonitoredCheck): AlarmSpec[] {
  const read = `read the last record of ${check.name}: it names`;
  return foundAlarms(site, check, [
    {
      id: 'partners-degraded',
      severity: 'redundancy-lost',
      faults: ['F41', 'F42', 'F43'],
      what: 'a partner is reached over one line only: the other is down',
      action: `${read} partner, line and what of it is down; call whoever operates the line, and change no route`,
      runbook: 'partner-line',
      metricName: LINE_METRICS.partnersDegraded,
    },
    {
      id: 'partners-down',
      severity: 'service-down',
      faults: ['F45'],
      what: 'no line to a partner is up: what is sold through that partner cannot be sold',
      action: `${read} the partner; call whoever operates the lines; nothing may go over the internet instead`,
      runbook: 'partner-line',
      metricName: LINE_METRICS.partnersDown,
    },
  ]);
}
