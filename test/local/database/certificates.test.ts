import { createPrivateKey, X509Certificate } from 'node:crypto';
import { makeAuthority } from '../../../lib/local/database';

const DAY = 86_400_000;
const NOW = new Date();
const END = new Date(NOW.getTime() + 30 * DAY);
const NAMES = ['db.cluster-x.ap-northeast-1.rds.amazonaws.com', '*.example.com'];

const authority = makeAuthority('local site', NOW);
const issued = authority.issue({ names: NAMES, notAfter: END });
const root = new X509Certificate(authority.cert);
const leaf = new X509Certificate(issued.cert);

/** Moments of a certificate are whole seconds. */
const seconds = (moment: Date | string): number => Math.floor(new Date(moment).getTime() / 1000);

test('an authority vouches for itself and for what it issues, and for nothing else', () => {
  const other = new X509Certificate(makeAuthority('local site', NOW).cert);
  expect(root.verify(root.publicKey)).toBe(true);
  expect(leaf.verify(root.publicKey)).toBe(true);
  expect(leaf.checkIssued(root)).toBe(true);
  expect(leaf.verify(other.publicKey)).toBe(false);
});

test('only the authority may vouch', () => {
  expect([root.ca, leaf.ca]).toStrictEqual([true, false]);
  expect([root.subject, root.issuer, leaf.issuer]).toStrictEqual(Array(3).fill('CN=local site'));
});

test('a certificate is good for its names, and no other', () => {
  expect(leaf.subjectAltName).toBe(NAMES.map((name) => `DNS:${name}`).join(', '));
  expect(leaf.subject).toBe(`CN=${NAMES[0] ?? ''}`);
  expect(leaf.checkHost('db.cluster-x.ap-northeast-1.rds.amazonaws.com')).toBeDefined();
  expect(leaf.checkHost('www.example.com')).toBeDefined();
  expect(leaf.checkHost('other.ap-northeast-1.rds.amazonaws.com')).toBeUndefined();
});

test('its key is its own, and that of no other', () => {
  const key = createPrivateKey(issued.key);
  const again = authority.issue({ names: NAMES, notAfter: END });
  expect(leaf.checkPrivateKey(key)).toBe(true);
  expect(new X509Certificate(again.cert).checkPrivateKey(key)).toBe(false);
  expect(new X509Certificate(again.cert).serialNumber).not.toBe(leaf.serialNumber);
});

test('it has begun, and ends when it was asked to', () => {
  expect(seconds(leaf.validTo)).toBe(seconds(END));
  expect(new Date(leaf.validFrom).getTime()).toBeLessThan(NOW.getTime() - DAY / 2);
});

test('one that has ended had begun before', () => {
  const past = new Date(NOW.getTime() - 10 * DAY);
  const { validFrom, validTo } = new X509Certificate(authority.issue({ names: NAMES, notAfter: past }).cert);
  expect(seconds(validTo)).toBe(seconds(past));
  expect(seconds(validFrom)).toBe(seconds(new Date(past.getTime() - DAY)));
});

test('the authority itself is of one day', () => {
  expect(seconds(root.validTo)).toBe(seconds(new Date(NOW.getTime() + DAY)));
});

test('a name that is longer than a common name may be is an alternative name in full', () => {
  const long = `${'x'.repeat(60)}.example.com`;
  const { subject, subjectAltName } = new X509Certificate(authority.issue({ names: [long], notAfter: END }).cert);
  expect(subject).toBe(`CN=${long.slice(0, 64)}`);
  expect(subjectAltName).toBe(`DNS:${long}`);
});

test.each([
  ['certificate', () => issued.cert, 'CERTIFICATE'],
  ['authority', () => authority.cert, 'CERTIFICATE'],
  ['key', () => issued.key, 'PRIVATE KEY'],
])('a %s is PEM with short lines', (_, pem, label) => {
  const lines = pem().trimEnd().split('\n');
  expect([lines[0], lines.at(-1)]).toStrictEqual([`-----BEGIN ${label}-----`, `-----END ${label}-----`]);
  expect(lines.every(({ length }) => length <= 64)).toBe(true);
});
