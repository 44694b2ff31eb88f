import * as z from 'zod/mini';
import type { CertificateState, ServerCertificate } from './observation';

const text = z.string().check(z.minLength(1));

/** The answer of `DescribeCertificate`. */
export const certificateAnswer = z.pipe(
  z.object({
    Certificate: z.object({
      CertificateArn: text,
      Status: text,
      Type: text,
      DomainName: text,
      SubjectAlternativeNames: z.optional(z.array(text)),
      InUseBy: z.array(text),
      NotAfter: z.optional(z.date()),
      RenewalEligibility: z.optional(z.enum(['ELIGIBLE', 'INELIGIBLE'])),
      RenewalSummary: z.optional(z.object({ RenewalStatus: text, RenewalStatusReason: z.optional(z.string()) })),
    }),
  }),
  z.transform(({ Certificate: certificate }): CertificateState => ({
    arn: certificate.CertificateArn,
    status: certificate.Status,
    type: certificate.Type,
    names: [...new Set([certificate.DomainName, ...(certificate.SubjectAlternativeNames ?? [])])].sort(),
    isInUse: certificate.InUseBy.length > 0,
    endsAt: certificate.NotAfter,
    isRenewable:
      certificate.RenewalEligibility === undefined ? undefined : certificate.RenewalEligibility === 'ELIGIBLE',
    renewal:
      certificate.RenewalSummary === undefined
        ? undefined
        : {
            status: certificate.RenewalSummary.RenewalStatus,
            reason: certificate.RenewalSummary.RenewalStatusReason,
          },
  })),
);

/** A page of `DescribeDBInstances`, read for the certificates. */
export const instancePage = z.pipe(
  z.object({
    DBInstances: z.array(
      z.object({
        DBInstanceIdentifier: text,
        CACertificateIdentifier: z.optional(z.string()),
        CertificateDetails: z.optional(z.object({ ValidTill: z.optional(z.date()) })),
      }),
    ),
    Marker: z.optional(z.string()),
  }),
  z.transform((page) => ({
    items: page.DBInstances.map((instance): ServerCertificate => ({
      instanceId: instance.DBInstanceIdentifier,
      authority: instance.CACertificateIdentifier,
      endsAt: instance.CertificateDetails?.ValidTill,
    })),
    next: page.Marker,
  })),
);
