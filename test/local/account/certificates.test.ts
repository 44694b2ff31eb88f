import { X509Certificate } from 'node:crypto';
import { importCertificate, namedCertificates, type NamedCertificate } from '../../../lib/local/account';
import { makeAuthority } from '../../../lib/local/database';
import type { JsonObject, JsonValue } from '../../../lib/template';
import { ACCOUNT } from '../aws/support/fake-clients';
import { jsonServer } from '../aws/support/json-server';

const VIEWERS: NamedCertificate = {
  arn: 'arn:aws:acm:us-east-1:111122223333:certificate/1a',
  region: 'us-east-1',
  domainName: 'tickets.example.com',
};
const BALANCER: NamedCertificate = { ...VIEWERS, arn: 'arn:aws:acm:ap-northeast-1:111122223333:certificate/2b' };

describe('the certificates that templates name', () => {
  /** A template whose schedule hands a payload to the certificate check. */
  const template = (input: JsonValue): JsonObject => ({
    Resources: { Schedule: { Properties: { Target: { Input: input } } } },
  });
  const payload = (...certificates: readonly object[]) =>
    JSON.stringify({ version: 1, certificates: certificates.map((it) => ({ purpose: 'viewers', ...it })) });

  test('are those of the payload of the check, each once', () => {
    const templates = [template(payload(VIEWERS, BALANCER)), template(payload(VIEWERS))];
    expect(namedCertificates(templates)).toStrictEqual([VIEWERS, BALANCER]);
  });

  test('are found in parts of a text as well, which CloudFormation joins', () => {
    const parts = payload(VIEWERS).split('"version":1');
    expect(namedCertificates([template({ 'Fn::Join': ['', [...parts, { Ref: 'Cluster' }]] })])).toStrictEqual([
      VIEWERS,
    ]);
  });

  test('are not those that a stack makes, whose ARN is a reference', () => {
    const [before = '', after = ''] = payload(VIEWERS).split(VIEWERS.arn);
    expect(namedCertificates([template({ 'Fn::Join': ['', [before, { Ref: 'Certificate' }, after]] })])).toStrictEqual(
      [],
    );
  });

  test.each([
    ['an ARN of another service', { ...VIEWERS, arn: 'arn:aws:iam::111122223333:server-certificate/x' }],
    ['an ARN alone', { arn: VIEWERS.arn }],
  ])('are not %s', (_, certificate) => {
    expect(namedCertificates([template(payload(certificate))])).toStrictEqual([]);
  });
});

describe('a certificate that is imported', () => {
  const server = jsonServer(() => ({ body: {} }));
  const authority = makeAuthority('local site', new Date());
  const notAfter = new Date(Math.floor(Date.now() / 1000) * 1000 + 90 * 86_400_000);

  async function imported(): Promise<Readonly<Record<string, string>>> {
    await importCertificate({ endpoint: server.endpoint(), account: ACCOUNT }, authority, VIEWERS, notAfter);
    return JSON.parse(server.seen[0]?.body ?? '') as Readonly<Record<string, string>>;
  }

  const pem = (blob: string | undefined): string => Buffer.from(blob ?? '', 'base64').toString();

  test('goes to ACM in the Region that the site names, under its ARN', async () => {
    const { CertificateArn } = await imported();
    expect(CertificateArn).toBe(VIEWERS.arn);
    expect(server.seen).toHaveLength(1);
    expect(server.seen[0]?.target).toBe('CertificateManager.ImportCertificate');
    expect(server.seen[0]?.authorization).toContain('/us-east-1/acm/aws4_request');
  });

  test('is good for the name as long as it was asked to be, and comes with key and authority', async () => {
    const { Certificate, PrivateKey, CertificateChain } = await imported();
    const certificate = new X509Certificate(pem(Certificate));
    expect(certificate.subjectAltName).toBe('DNS:tickets.example.com');
    expect(new Date(certificate.validTo)).toStrictEqual(notAfter);
    expect(certificate.verify(new X509Certificate(pem(CertificateChain)).publicKey)).toBe(true);
    expect(pem(CertificateChain)).toBe(authority.cert);
    expect(pem(PrivateKey)).toMatch(/^-----BEGIN PRIVATE KEY-----/);
  });
});
