import { CERTIFICATE_METRICS } from '../../lambda/certificate-check/contract';
import { CHECK_METRICS } from '../../lambda/shared/contract';
import type { Site } from '../site/site';
import type { AlarmSpec } from './alarm-spec';
import { FOUND } from './check-findings';
import { functionMetric } from './function-alarms';
import { MINIMUM } from './metrics';
import type { MonitoredCheck } from './monitored-resources';
import { CERTIFICATE_DAYS } from './upkeep-alarms';

/** Alarms on what the check of certificates found: ACM reports the days of its own, and falls silent when they are over. */
export function certificateCheckAlarms(site: Site, check: MonitoredCheck): AlarmSpec[] {
  const read = `read the last record of ${check.name}: it names`;
  // The check runs hourly at most, and what it counts does not flicker.
  const found = { ...FOUND, periods: 1, datapoints: 1 };
  const daysLeft = (metricName: string) => ({
    metric: functionMetric(site, check, metricName, MINIMUM),
    ...found,
    threshold: CERTIFICATE_DAYS,
    comparison: 'below' as const,
  });
  const ofTheSite: AlarmSpec = {
    id: 'certificate-days',
    severity: 'security',
    faults: ['F50'],
    what: `a certificate of the site expires in less than ${CERTIFICATE_DAYS} days, or has expired`,
    action: `${read} the certificate, and whether it is renewed by itself; import a new one if it was imported`,
    runbook: 'certificate-expires',
    ...daysLeft(CERTIFICATE_METRICS.daysLeft),
  };
  return [
    ...(site.domain === undefined ? [] : [ofTheSite]),
    {
      id: 'database-certificate-days',
      severity: 'security',
      faults: ['F50'],
      what: `the certificate of a database instance expires in less than ${CERTIFICATE_DAYS} days, or has expired`,
      action: `${read} the instance; see whether RDS rotates its certificate, and whether it must restart for it`,
      runbook: 'certificate-expires',
      ...daysLeft(CERTIFICATE_METRICS.databaseDaysLeft),
    },
    {
      id: 'certificate-faults',
      severity: 'security',
      faults: ['F50'],
      what: 'a certificate is missing, not issued, in the wrong Region, for another name, or not renewed',
      action: `${read} the certificate and what is wrong with it`,
      runbook: 'certificate-expires',
      metric: functionMetric(site, check, CERTIFICATE_METRICS.faults),
      ...found,
    },
    {
      id: 'certificate-outage',
      severity: 'service-down',
      faults: ['F50'],
      what: 'a certificate in use has expired or is not valid: browsers, or the servers themselves, refuse to connect',
      action: `${read} the certificate; renew or import it at once`,
      runbook: 'certificate-expires',
      metric: functionMetric(site, check, CHECK_METRICS.serviceDown),
      ...found,
    },
  ];
}
