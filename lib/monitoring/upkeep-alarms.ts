import { Duration } from 'aws-cdk-lib';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { notificationTopicName } from '../site/names';
import type { Site } from '../site/site';
import type { AlarmSpec } from './alarm-spec';
import { FIVE_MINUTES, metric, MINIMUM, SUM } from './metrics';
import type { MonitoredLogGroup } from './monitored-resources';

/**
 * Days before its end at which a certificate must have been renewed. ACM renews its own 45 days before; an imported one
 * has to be bought, checked and imported.
 *
 * @see https://docs.aws.amazon.com/acm/latest/userguide/managed-renewal.html read 2026-11-25
 */
export const CERTIFICATE_DAYS = 30;

/** Minutes of silence after which a log that is written every minute is broken; with the look back of CloudWatch the alarm comes within 15. */
const SILENT_MINUTES = 10;

/** Alarm on notifications that reach nobody. It is itself a notification: the other contacts and the dashboard tell it. */
export function notificationAlarm(site: Pick<Site, 'name'>): AlarmSpec {
  return {
    id: 'notifications-failed',
    severity: 'evidence',
    faults: ['F55'],
    what: 'a notification could not be delivered to one of the contacts',
    action: 'see which subscription of the topic bounces or is not confirmed',
    runbook: 'notifications-fail',
    metric: metric(
      'AWS/SNS',
      'NumberOfNotificationsFailed',
      { TopicName: notificationTopicName(site) },
      SUM,
      FIVE_MINUTES,
    ),
    threshold: 1,
    comparison: 'at-least',
    periods: 1,
    datapoints: 1,
    missing: 'not-breaching',
  };
}

/** Alarm on a log group that is never silent for long: into flow logs something is written every minute. */
export function logAlarm({ id, logGroupName, silentMinutes = SILENT_MINUTES }: MonitoredLogGroup): AlarmSpec {
  return {
    id: `logs-${id}`,
    severity: 'evidence',
    faults: ['F56'],
    what: `nothing has been written to ${id} for ${silentMinutes} minutes: what happens now leaves no trace`,
    action: 'look at the source of the log, its role and the key of the log group',
    runbook: 'log-silent',
    metric: metric('AWS/Logs', 'IncomingLogEvents', { LogGroupName: logGroupName }, SUM),
    threshold: 1,
    comparison: 'below',
    periods: silentMinutes,
    datapoints: silentMinutes,
    missing: 'breaching',
  };
}

/**
 * Alarm on a certificate that is about to expire.
 *
 * ACM reports twice a day, first up to half a day after issuing, and no more once the certificate has expired; silence
 * therefore keeps the state.
 *
 * @see https://docs.aws.amazon.com/acm/latest/userguide/cloudwatch-metrics.html read 2026-11-25
 */
export function certificateAlarm(id: string, of: string, certificate: ICertificate): AlarmSpec {
  return {
    id,
    severity: 'security',
    faults: ['F50'],
    what: `the certificate of ${of} expires in less than ${CERTIFICATE_DAYS} days`,
    action: 'see whether the DNS record that validates it still exists; import a new one if it was imported',
    runbook: 'certificate-expires',
    metric: metric(
      'AWS/CertificateManager',
      'DaysToExpiry',
      { CertificateArn: certificate.certificateArn },
      MINIMUM,
      Duration.days(1),
    ),
    threshold: CERTIFICATE_DAYS,
    comparison: 'below',
    periods: 1,
    datapoints: 1,
    missing: 'ignore',
  };
}
