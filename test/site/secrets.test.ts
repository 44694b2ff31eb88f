import fc from 'fast-check';
import { holdsCardNumber, holdsSecret, namesSecret } from '../../lib/site/input/secrets';

/** Written in pieces, so that no scanner takes this file for a leak. */
function joined(...pieces: readonly string[]): string {
  return pieces.join('');
}

describe('a credential', () => {
  test.each([
    joined('AKIA', 'IOSFODNN7EXAMPLE'),
    joined('key=ASIA', 'IOSFODNN7EXAMPLE'),
    joined('-----BEGIN RSA ', 'PRIVATE KEY-----'),
    joined('-----BEGIN ', 'PRIVATE KEY-----'),
    'password: hunter2',
    'DB_PASSWORD=hunter2',
    'node server.mjs --password hunter2',
    'passphrase = correct horse',
    '"secret": "x"',
    'aws_secret_access_key=abc',
    'api-key: abc',
    joined('postgres://admin:', 'hunter2@db.example.jp/site'),
    joined('ghp_', 'a'.repeat(36)),
    joined('xoxb-', '1234567890-abc'),
    joined('sk_live_', 'a'.repeat(24)),
    joined('AIza', 'b'.repeat(35)),
    joined('AK\u200bIA', 'IOSFODNN7EXAMPLE'),
    'ｐａｓｓｗｏｒｄ：hunter2',
  ])('is found in %j', (text) => {
    expect(holdsSecret(text)).toBe(true);
  });

  test.each([
    'node server.mjs',
    'Ticket sales (platform team)',
    'passengers: 300',
    'arn:aws:acm:us-east-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef',
    'the token service is not reached from here',
    'https://example.jp:8443/path@2x',
    'secretariat@example.jp',
    'managed',
  ])('is not found in %j', (text) => {
    expect(holdsSecret(text)).toBe(false);
  });

  test.each(['password', 'masterPassword', 'clientSecret', 'secretKey', 'api_key', 'accessToken', 'credentials'])(
    'is what a field named %s would hold',
    (name) => {
      expect(namesSecret(name)).toBe(true);
    },
  );

  test.each(['secret', 'name', 'acknowledgement', 'edgeCertificateArn'])(
    'is not what a field named %s holds',
    (name) => {
      expect(namesSecret(name)).toBe(false);
    },
  );
});

describe('a card number', () => {
  test.each([
    '4111111111111111',
    '4111 1111 1111 1111',
    '4111-1111-1111-1111',
    '４１１１１１１１１１１１１１１１',
    'card 5500005555555559, expires soon',
    '378282246310005',
    '3782 822463 10005',
    '6011111111111117',
    '3530111333300000',
    '30569309025904',
    '6200000000000005',
    '2223003122003222',
    '4222222222222',
    '/sale/4111111111111111/x',
  ])('is found in %j', (text) => {
    expect(holdsCardNumber(text)).toBe(true);
  });

  test.each([
    '4111111111111112',
    '123456789012',
    'Z4111111111111111111',
    'pl-58a04531',
    'ami-04111111111111111',
    '41111111-1111-1111-1111-411111111111',
    '20261125120000',
    '2026-11-25 12:00:00',
    '1764072000000',
    '203.0.113.0/24',
    '0000000000000000',
    '4.111111111111111',
    '41111111111111111111111',
  ])('is not found in %j', (text) => {
    expect(holdsCardNumber(text)).toBe(false);
  });

  test('is not found in an account, whatever its digits', () => {
    fc.assert(fc.property(fc.stringMatching(/^\d{12}$/), (text) => !holdsCardNumber(text)));
  });

  test('is not found in the ARN of a certificate, whatever its id', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^\d{12}$/),
        fc.uuid(),
        fc.stringMatching(/^[\da-f]{8}-\d{4}-\d{4}-\d{4}-\d{12}$/),
        (account, id, digits) =>
          [id, digits].every((uuid) => !holdsCardNumber(`arn:aws:acm:us-east-1:${account}:certificate/${uuid}`)),
      ),
    );
  });

  test('is not found in a hosted zone id, a prefix list or an image', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^Z\d{13,20}$/), fc.stringMatching(/^(?:pl|ami)-(?:\d{8}|\d{17})$/), (zone, id) =>
        [zone, id].every((text) => !holdsCardNumber(text)),
      ),
    );
  });

  test('is not found in a range of addresses', () => {
    fc.assert(
      fc.property(
        fc.ipV4(),
        fc.integer({ min: 0, max: 32 }),
        (address, prefix) => !holdsCardNumber(`${address}/${prefix}`),
      ),
    );
  });

  test('is not found in a time stamp', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2079-12-31T00:00:00Z'), noInvalidDate: true }),
        (date) => {
          const digits = date.toISOString().replace(/\D/g, '');
          return !holdsCardNumber(digits.slice(0, 14)) && !holdsCardNumber(String(date.getTime()));
        },
      ),
    );
  });
});
