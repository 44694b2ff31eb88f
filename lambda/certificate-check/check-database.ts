import { merge, NOTHING, openQuestion, type Conclusion } from '../shared/decision';
import { unknown, type Observed } from '../shared/observed';
import { CERTIFICATE_METRICS, type CertificateCheckEvent } from './contract';
import type { ServerCertificate } from './observation';
import { checkTimeLeft, daysUntil, leastDays } from './time-left';

/**
 * The certificates of the database's instances. The servers verify them: with an expired one no server connects. RDS
 * renews them in time by itself; where it did not, an instance waits for a restart or its authority ends.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.SSL.html read 2026-11-25
 */
export function checkServerCertificates(
  observed: Observed<readonly ServerCertificate[]>,
  limits: CertificateCheckEvent['renewal'],
  now: Date,
): Conclusion {
  const subject = 'certificates of the database';
  if (observed.kind === 'unknown') {
    return openQuestion(subject, 'service', observed);
  }
  if (observed.value.length === 0) {
    return openQuestion(subject, 'service', unknown('Incomplete', 'no instance of the cluster is listed'));
  }
  const instances = observed.value.map((instance) => ({
    ...instance,
    days: instance.endsAt === undefined ? undefined : daysUntil(instance.endsAt, now),
  }));
  return merge([
    ...instances.map((instance) => checkServerCertificate(instance, limits)),
    {
      ...NOTHING,
      metrics: leastDays(
        CERTIFICATE_METRICS.databaseDaysLeft,
        instances.map(({ days }) => days),
        limits,
      ),
    },
  ]);
}

function checkServerCertificate(
  { instanceId, authority, days }: ServerCertificate & { readonly days: number | undefined },
  limits: CertificateCheckEvent['renewal'],
): Conclusion {
  const subject = `certificate of ${instanceId}`;
  return days === undefined
    ? openQuestion(subject, 'service', unknown('Incomplete', 'RDS does not tell its end'))
    : checkTimeLeft({
        of: 'DatabaseCertificate',
        subject,
        days,
        limits,
        effect: 'service',
        hint: `signed by ${authority ?? 'an unknown authority'}, and RDS should have renewed it`,
      });
}
