import { merge, NOTHING, openQuestion, type Conclusion, type Effect } from '../shared/decision';
import { unknown, type Observed } from '../shared/observed';
import { regionOf } from './arn';
import type { CertificateCheckEvent, ExpectedCertificate } from './contract';
import type { CertificateState } from './observation';
import { checkTimeLeft, daysUntil, found } from './time-left';

/**
 * Days before the end at which ACM begins to renew.
 *
 * @see https://docs.aws.amazon.com/acm/latest/userguide/managed-renewal.html read 2026-11-25
 */
const RENEWAL_DAYS = 45;

/** What was found about one certificate, and its days; `undefined` when they cannot be told. */
export interface CertificateConclusion {
  readonly conclusion: Conclusion;
  readonly days: number | undefined;
}

/** One certificate of ACM: in the right Region, valid for long enough, for the right name, in use, and renewed. */
export function checkCertificate(
  expected: ExpectedCertificate,
  observed: Observed<CertificateState | 'absent'>,
  limits: CertificateCheckEvent['renewal'],
  now: Date,
): CertificateConclusion {
  const subject = `certificate of ${expected.purpose}`;
  const place = checkRegion(expected, subject);
  if (observed.kind === 'unknown') {
    return { conclusion: merge([place, openQuestion(subject, 'service', observed)]), days: undefined };
  }
  if (observed.value === 'absent') {
    const missing = found('CertificateMissing', subject, `${expected.arn} does not exist`);
    return { conclusion: merge([place, missing]), days: undefined };
  }
  const state = observed.value;
  if (state.arn !== expected.arn) {
    const reason = unknown('Contradictory', `ACM answered about ${state.arn}`);
    return { conclusion: merge([place, openQuestion(subject, 'service', reason)]), days: undefined };
  }
  const { conclusion, days } = checkValidity(state, subject, limits, now);
  return {
    conclusion: merge([place, conclusion, checkName(expected, state, subject), checkUse(state, subject)]),
    days,
  };
}

function checkRegion({ arn, region }: ExpectedCertificate, subject: string): Conclusion {
  return regionOf(arn) === region
    ? NOTHING
    : found('CertificateInOtherRegion', subject, `is in ${regionOf(arn)}, must be in ${region}`);
}

/** An unused certificate costs nothing yet. */
function effectOf({ isInUse }: CertificateState): Effect {
  return isInUse ? 'service' : 'redundancy';
}

function checkValidity(
  state: CertificateState,
  subject: string,
  limits: CertificateCheckEvent['renewal'],
  now: Date,
): CertificateConclusion {
  const { status, endsAt } = state;
  switch (status) {
    case 'ISSUED':
      break;
    case 'EXPIRED':
      return {
        conclusion: found('CertificateExpired', subject, 'the certificate has expired', effectOf(state)),
        days: 0,
      };
    case 'REVOKED':
      return {
        conclusion: found('CertificateRevoked', subject, 'the certificate is revoked', effectOf(state)),
        days: 0,
      };
    case 'FAILED':
    case 'INACTIVE':
    case 'PENDING_VALIDATION':
    case 'VALIDATION_TIMED_OUT':
      return {
        conclusion: found('CertificateNotIssued', subject, `the certificate is ${status}`, effectOf(state)),
        days: undefined,
      };
    default:
      return { conclusion: incomplete(subject, `what ${status} means is not known`), days: undefined };
  }
  if (endsAt === undefined) {
    return { conclusion: incomplete(subject, 'it is issued, and its end is not told'), days: undefined };
  }
  const days = daysUntil(endsAt, now);
  const hint = state.type === 'IMPORTED' ? 'it was imported, and nobody renews it' : 'ACM should have renewed it';
  return {
    conclusion: merge([
      checkTimeLeft({ of: 'Certificate', subject, days, limits, effect: effectOf(state), hint }),
      days < 0 ? NOTHING : checkRenewal(state, subject, days),
    ]),
    days,
  };
}

/**
 * Whether ACM renews it, or is hindered: mostly because the record in DNS that proves the name is gone.
 *
 * @see https://docs.aws.amazon.com/acm/latest/userguide/check-certificate-renewal-status.html read 2026-11-25
 */
function checkRenewal({ type, isRenewable, renewal }: CertificateState, subject: string, days: number): Conclusion {
  if (type === 'IMPORTED') {
    return NOTHING;
  }
  const impossible =
    isRenewable === false && days < RENEWAL_DAYS
      ? found('RenewalImpossible', subject, 'ACM does not renew it: it is not eligible')
      : NOTHING;
  switch (renewal?.status) {
    case 'FAILED':
      return merge([
        impossible,
        found('RenewalFailed', subject, `ACM gave up: ${renewal.reason ?? 'no reason given'}`),
      ]);
    case 'PENDING_VALIDATION':
      return merge([
        impossible,
        found('RenewalBlocked', subject, 'ACM cannot validate the name: its record in DNS is gone'),
      ]);
    case 'PENDING_AUTO_RENEWAL':
    case 'SUCCESS':
    case undefined:
      return impossible;
    default:
      return merge([
        impossible,
        openQuestion(
          `renewal of the ${subject}`,
          'redundancy',
          unknown('Incomplete', `what ${renewal?.status ?? ''} means is not known`),
        ),
      ]);
  }
}

/** Names are compared without regard to case; a star stands for exactly one label. */
function checkName({ domainName }: ExpectedCertificate, state: CertificateState, subject: string): Conclusion {
  const [, ...rest] = domainName.toLowerCase().split('.');
  const wanted = [domainName.toLowerCase(), ['*', ...rest].join('.')];
  return state.names.some((name) => wanted.includes(name.toLowerCase()))
    ? NOTHING
    : found('CertificateForOtherName', subject, `proves ${state.names.join(', ')}, not ${domainName}`, effectOf(state));
}

/** What nobody serves is not what viewers see: something else is. */
function checkUse({ isInUse }: CertificateState, subject: string): Conclusion {
  return isInUse ? NOTHING : found('CertificateUnused', subject, 'nothing serves the certificate');
}

function incomplete(subject: string, reason: string): Conclusion {
  return openQuestion(subject, 'service', unknown('Incomplete', reason));
}
