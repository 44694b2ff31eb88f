import type { Observed } from '../shared/observed';

/** What ACM does about the end of a certificate. */
export interface Renewal {
  /** `PENDING_AUTO_RENEWAL`, `PENDING_VALIDATION`, `SUCCESS` or `FAILED`. */
  readonly status: string;
  /** Why it failed. */
  readonly reason: string | undefined;
}

export interface CertificateState {
  readonly arn: string;
  readonly status: string;
  /** Whether ACM issued it (`AMAZON_ISSUED`, `PRIVATE`) or somebody imported it (`IMPORTED`). */
  readonly type: string;
  /** Every name that it proves. */
  readonly names: readonly string[];
  /** Whether anything serves it. */
  readonly isInUse: boolean;
  /** Absent until it is issued. */
  readonly endsAt: Date | undefined;
  /** Whether ACM would renew it; absent where it never does. */
  readonly isRenewable: boolean | undefined;
  /** Absent until ACM begins. */
  readonly renewal: Renewal | undefined;
}

/** Certificate of a database instance. */
export interface ServerCertificate {
  readonly instanceId: string;
  /** Name of the authority that signed it. */
  readonly authority: string | undefined;
  /** Absent while the instance is being made. */
  readonly endsAt: Date | undefined;
}

/** Everything the certificate check reads. */
export interface CertificateObservation {
  /** By purpose. */
  readonly certificates: Readonly<Record<string, Observed<CertificateState | 'absent'>>>;
  readonly instances: Observed<readonly ServerCertificate[]>;
}
