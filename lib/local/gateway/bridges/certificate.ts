import { X509Certificate } from 'node:crypto';
import { requireParameter } from '../call';
import type { Bridge } from './bridge';

/** What is known about a certificate beside what the emulator says about it. */
export interface CertificateFacts {
  /** The certificate itself, in PEM; `undefined` when it was not imported. */
  readonly pem: string | undefined;
  /** ARNs of what serves it. */
  readonly inUseBy: readonly string[];
}

/** `DescribeCertificate`: the emulator does not read what is imported, and does not know who serves a certificate. */
export const bridgeCertificate: Bridge = async (body, { call, view }) => {
  const arn = requireParameter(call, 'CertificateArn');
  const { Certificate } = JSON.parse(body) as { readonly Certificate: { readonly Type?: string } };
  const [pem, inUseBy] = await Promise.all([
    Certificate.Type === 'IMPORTED' ? view.certificate(arn) : Promise.resolve(undefined),
    view.certificateUsers(arn),
  ]);
  return completeCertificate(body, { pem, inUseBy });
};

/** Says who serves a certificate, and of an imported one for which names and until when it is good. */
export function completeCertificate(body: string, { pem, inUseBy }: CertificateFacts): string {
  const { Certificate } = JSON.parse(body) as { readonly Certificate: object };
  return JSON.stringify({
    Certificate: { ...Certificate, ...(pem === undefined ? {} : readCertificate(pem)), InUseBy: inUseBy },
  });
}

function readCertificate(pem: string): object {
  const certificate = new X509Certificate(pem);
  const names = (certificate.subjectAltName ?? '')
    .split(', ')
    .flatMap((entry) => (entry.startsWith('DNS:') ? [entry.slice(4)] : []));
  const [DomainName = ''] = names;
  return {
    DomainName,
    SubjectAlternativeNames: names,
    NotBefore: Date.parse(certificate.validFrom) / 1000,
    NotAfter: Date.parse(certificate.validTo) / 1000,
  };
}
