import { metricUnless, NOTHING, type Conclusion, type Effect, type Metrics } from '../shared/decision';
import type { CertificateCheckEvent } from './contract';

type Limits = CertificateCheckEvent['renewal'];

const DAY_MILLISECONDS = 86_400_000;

/** Whole days until a moment; negative when it has passed. */
export function daysUntil(moment: Date, now: Date): number {
  return Math.floor((moment.getTime() - now.getTime()) / DAY_MILLISECONDS);
}

/** What the time that is left means. */
export interface TimeLeftProps {
  /** What codes begin with: `Certificate` or `DatabaseCertificate`. */
  readonly of: string;
  readonly subject: string;
  readonly days: number;
  readonly limits: Limits;
  /** What it costs when the certificate has ended. */
  readonly effect: Effect;
  /** Who has to do something, in a few words. */
  readonly hint: string;
}

/** A certificate that ends soon, at once, or has ended. */
export function checkTimeLeft({ of, subject, days, limits, effect, hint }: TimeLeftProps): Conclusion {
  if (days < 0) {
    return found(`${of}Expired`, subject, 'the certificate has expired', effect);
  }
  const detail = `the certificate expires in ${String(days)} days: ${hint}`;
  if (days < limits.urgentDays) {
    return found(`${of}ExpiresNow`, subject, detail);
  }
  return days < limits.warnDays ? found(`${of}ExpiresSoon`, subject, detail) : NOTHING;
}

/** The least of the days that are left, if it is known: one that is too few is, whatever the others are. */
export function leastDays(name: string, days: readonly (number | undefined)[], { warnDays }: Limits): Metrics {
  const known = days.filter((count) => count !== undefined);
  const least = Math.min(...known);
  const cannotTell = known.length === 0 || (known.length < days.length && least >= warnDays);
  return metricUnless(cannotTell, name, () => Math.max(0, least));
}

/** A conclusion that consists of one fault. */
export function found(code: string, subject: string, detail: string, effect: Effect = 'redundancy'): Conclusion {
  return { ...NOTHING, findings: [{ code, effect, subject, detail }] };
}
