import { makeAuthority } from '../../../../lib/local/database';
import { bridgeCertificate, completeCertificate } from '../../../../lib/local/gateway/bridges/certificate';
import { contextOf } from '../support/bridge-context';

const NOT_AFTER = new Date('2027-03-05T12:00:00Z');
const { cert } = makeAuthority('test', new Date()).issue({
  names: ['tickets.example.jp', '*.tickets.example.jp'],
  notAfter: NOT_AFTER,
});

const body = (certificate: object): string => JSON.stringify({ Certificate: certificate });
const said = (answer: string): unknown => (JSON.parse(answer) as { readonly Certificate: unknown }).Certificate;

test('an imported certificate is good for its names, from and until when it says so', () => {
  const wrong = { CertificateArn: 'a', DomainName: 'x', SubjectAlternativeNames: ['x'], NotBefore: 1, NotAfter: 2 };
  expect(said(completeCertificate(body(wrong), { pem: cert, inUseBy: ['b'] }))).toEqual({
    CertificateArn: 'a',
    DomainName: 'tickets.example.jp',
    SubjectAlternativeNames: ['tickets.example.jp', '*.tickets.example.jp'],
    NotBefore: expect.any(Number) as number,
    NotAfter: NOT_AFTER.getTime() / 1000,
    InUseBy: ['b'],
  });
});

test('of another one only the users are told', () => {
  const certificate = { CertificateArn: 'a', NotAfter: 2, InUseBy: ['old'] };
  expect(said(completeCertificate(body(certificate), { pem: undefined, inUseBy: [] }))).toEqual({
    ...certificate,
    InUseBy: [],
  });
});

test.each([
  ['IMPORTED', NOT_AFTER.getTime() / 1000],
  ['AMAZON_ISSUED', 2],
  [undefined, 2],
])('one of type %s is read accordingly', async (Type, notAfter) => {
  const asked: string[] = [];
  const view = {
    certificate: (arn: string) => {
      asked.push(arn);
      return Promise.resolve(cert);
    },
    certificateUsers: (arn: string) => Promise.resolve([`user of ${arn}`]),
  };
  const context = contextOf('DescribeCertificate', { parameters: { CertificateArn: 'a' }, view });
  expect(said(await bridgeCertificate(body({ Type, NotAfter: 2 }), context))).toMatchObject({
    NotAfter: notAfter,
    InUseBy: ['user of a'],
  });
  expect(asked).toEqual(Type === 'IMPORTED' ? ['a'] : []);
});

test('an answer about no certificate is a bug', async () => {
  await expect(bridgeCertificate(body({}), contextOf('DescribeCertificate'))).rejects.toThrow(
    'DescribeCertificate was answered without CertificateArn',
  );
});
