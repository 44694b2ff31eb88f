import * as z from 'zod/mini';
import type { CertificateCheckEvent, ExpectedCertificate } from './contract';

const text = z.string().check(z.minLength(1));
const days = z.int().check(z.minimum(1));

const certificate = z.object({
  purpose: text,
  arn: z.string().check(z.regex(/^arn:[^:]+:acm:[^:]+:\d{12}:certificate\/.+$/)),
  region: text,
  domainName: text,
});

/** Payload of the certificate check. */
export const certificateCheckEvent: z.ZodMiniType<CertificateCheckEvent> = z.object({
  version: z.literal(1),
  site: text,
  certificates: z.array(certificate).check(z.refine(haveOnePurposeEach, 'a purpose names one certificate')),
  database: z.object({ clusterIdentifier: text }),
  renewal: z
    .object({ warnDays: days, urgentDays: days })
    .check(z.refine(({ warnDays, urgentDays }) => urgentDays < warnDays, 'urgentDays are fewer than warnDays')),
});

function haveOnePurposeEach(certificates: readonly ExpectedCertificate[]): boolean {
  return new Set(certificates.map(({ purpose }) => purpose)).size === certificates.length;
}
