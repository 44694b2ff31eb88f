import type { CheckEvent } from '../shared/contract';

/** A certificate of ACM that the site serves. */
export interface ExpectedCertificate {
  /** Who sees it, for example `viewers`; unique. */
  readonly purpose: string;
  readonly arn: string;
  /** Region where it must be: us-east-1 for CloudFront, that of the load balancer for a load balancer. */
  readonly region: string;
  /** Name that it must prove. */
  readonly domainName: string;
}

/** Payload of the certificate check. */
export interface CertificateCheckEvent extends CheckEvent {
  /** Empty for a site without a domain, whose certificate is CloudFront's own. */
  readonly certificates: readonly ExpectedCertificate[];
  /** Cluster whose instances prove themselves to the servers, in the function's own Region. */
  readonly database: { readonly clusterIdentifier: string };
  /** Days before its end at which a certificate must have been renewed. */
  readonly renewal: {
    /** Time enough to find out why it was not. */
    readonly warnDays: number;
    /** Not time enough any more: less than `warnDays`. */
    readonly urgentDays: number;
  };
}

/** Metrics of the certificate check, beside those of every check. */
export const CERTIFICATE_METRICS = {
  /**
   * Whole days until the first certificate of ACM ends, 0 when one has. While another one is unknown, left out unless it is
   * too few in any case; left out without a domain.
   */
  daysLeft: 'CertificateDaysLeft',
  /** The same of the database's certificates. */
  databaseDaysLeft: 'DatabaseCertificateDaysLeft',
  /** Everything found. While something is unknown, what is known, and never 0. */
  faults: 'CertificateFaults',
} as const;
