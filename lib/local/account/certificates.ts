import { walk, type JsonObject } from '../../template';
import { jsonRequest, type LocalAddress } from '../aws';
import type { Authority } from '../database';

/** A certificate that a site names and does not make. */
export interface NamedCertificate {
  readonly arn: string;
  readonly region: string;
  /** Name it must be good for. */
  readonly domainName: string;
}

/** What the certificate check is told about a certificate, as it stands in the payload of its schedule. */
const EXPECTED =
  /"arn":"(?<arn>arn:[\w-]+:acm:[^"]+)","region":"(?<region>[^"]+)","domainName":"(?<domainName>[^"]+)"/g;

/** Certificates that templates name by ARN: one that a stack makes is referred to, and no ARN of it stands there. */
export function namedCertificates(templates: readonly JsonObject[]): readonly NamedCertificate[] {
  const found = new Map<string, NamedCertificate>();
  for (const template of templates) {
    walk(template, (value) => {
      for (const { groups } of typeof value === 'string' ? value.matchAll(EXPECTED) : []) {
        const { arn = '', region = '', domainName = '' } = groups ?? {};
        found.set(arn, { arn, region, domainName });
      }
    });
  }
  return [...found.values()];
}

/** Imports a certificate under the ARN that the site names. */
export async function importCertificate(
  address: LocalAddress,
  authority: Authority,
  { arn, region, domainName }: NamedCertificate,
  notAfter: Date,
): Promise<void> {
  const { cert, key } = authority.issue({ names: [domainName], notAfter });
  const blob = (pem: string): string => Buffer.from(pem).toString('base64');
  await jsonRequest(address, {
    service: 'acm',
    region,
    target: 'CertificateManager.ImportCertificate',
    input: {
      CertificateArn: arn,
      Certificate: blob(cert),
      PrivateKey: blob(key),
      CertificateChain: blob(authority.cert),
    },
  });
}
