import { checkCertificates } from '../../../lambda/certificate-check/check';
import type { ServerCertificate } from '../../../lambda/certificate-check/observation';
import { known, unknown } from '../../../lambda/shared/observed';
import { NOW } from '../support/fake-run';
import { expectation, healthy, inDays, withInstance } from './expectation';

function check(changes: Partial<ServerCertificate>) {
  return checkCertificates(expectation, withInstance(changes), NOW);
}

const hint = 'signed by rds-ca-rsa2048-g1, and RDS should have renewed it';

test.each([
  [inDays(30), 30, [], []],
  [inDays(30, -1), 29, ['DatabaseCertificateExpiresSoon redundancy'], [`the certificate expires in 29 days: ${hint}`]],
  [inDays(7), 7, ['DatabaseCertificateExpiresSoon redundancy'], [`the certificate expires in 7 days: ${hint}`]],
  [inDays(7, -1), 6, ['DatabaseCertificateExpiresNow redundancy'], [`the certificate expires in 6 days: ${hint}`]],
  [inDays(0, -1), 0, ['DatabaseCertificateExpired service'], ['the certificate has expired']],
])('F50 a database certificate that ends at %s has %i days left', (endsAt, days, codes, details) => {
  const { findings, metrics } = check({ endsAt });
  expect(findings.map(({ code, effect }) => `${code} ${effect}`)).toStrictEqual(codes);
  expect(findings.map(({ detail }) => detail)).toStrictEqual(details);
  expect(findings.every(({ subject }) => subject === 'certificate of two')).toBe(true);
  expect(metrics.DatabaseCertificateDaysLeft).toBe(days);
});

test('an authority that RDS does not name is unknown', () => {
  expect(check({ endsAt: inDays(20), authority: undefined }).findings).toMatchObject([
    { detail: 'the certificate expires in 20 days: signed by an unknown authority, and RDS should have renewed it' },
  ]);
});

test('an instance without an end is an open question, and the others are still judged', () => {
  const { status, questions, metrics } = check({ endsAt: undefined });
  expect(status).toBe('UNKNOWN');
  expect(questions).toStrictEqual([
    { subject: 'certificate of two', code: 'Incomplete', reason: 'RDS does not tell its end', effect: 'service' },
  ]);
  expect(metrics).not.toHaveProperty('DatabaseCertificateDaysLeft');
  expect(metrics.CertificateDaysLeft).toBe(100);
});

test.each([
  ['without an answer', unknown('Timeout', 'no answer'), 'Timeout', 'no answer'],
  ['without an instance', known([]), 'Incomplete', 'no instance of the cluster is listed'],
])('a database %s is an open question', (_what, instances, code, reason) => {
  const { status, questions, metrics } = checkCertificates(expectation, { ...healthy, instances }, NOW);
  expect(status).toBe('UNKNOWN');
  expect(questions).toStrictEqual([{ subject: 'certificates of the database', code, reason, effect: 'service' }]);
  expect(metrics).not.toHaveProperty('DatabaseCertificateDaysLeft');
});
