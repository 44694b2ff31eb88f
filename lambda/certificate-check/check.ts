import { decide, merge, metricUnless, NOTHING, type Decision } from '../shared/decision';
import { unknown } from '../shared/observed';
import { checkCertificate } from './check-certificate';
import { checkServerCertificates } from './check-database';
import { CERTIFICATE_METRICS, type CertificateCheckEvent } from './contract';
import type { CertificateObservation } from './observation';
import { leastDays } from './time-left';

/** Decides whether every certificate by which the site proves itself is valid, and stays so. */
export function checkCertificates(
  expected: CertificateCheckEvent,
  observed: CertificateObservation,
  now: Date,
): Decision {
  const { certificates, renewal } = expected;
  const each = certificates.map((certificate) =>
    checkCertificate(
      certificate,
      observed.certificates[certificate.purpose] ?? unknown('Incomplete', 'the certificate was not read'),
      renewal,
      now,
    ),
  );
  const all = merge([
    ...each.map(({ conclusion }) => conclusion),
    checkServerCertificates(observed.instances, renewal, now),
  ]);
  const cannotTell = all.findings.length === 0 && all.questions.length > 0;
  return decide(
    merge([
      all,
      {
        ...NOTHING,
        metrics: {
          ...leastDays(
            CERTIFICATE_METRICS.daysLeft,
            each.map(({ days }) => days),
            renewal,
          ),
          ...metricUnless(cannotTell, CERTIFICATE_METRICS.faults, () => all.findings.length),
        },
      },
    ]),
  );
}
