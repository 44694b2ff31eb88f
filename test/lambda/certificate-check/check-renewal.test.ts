import { checkCertificates } from '../../../lambda/certificate-check/check';
import type { CertificateState } from '../../../lambda/certificate-check/observation';
import { NOW } from '../support/fake-run';
import { expectation, inDays, withViewers } from './expectation';

const SUBJECT = 'certificate of viewers';

function viewers(changes: Partial<CertificateState>) {
  return checkCertificates(expectation, withViewers(changes), NOW);
}

function fault(code: string, detail: string, effect = 'redundancy') {
  return { code, effect, subject: SUBJECT, detail };
}

describe('F50 renewal', () => {
  const renewal = (status: string, reason?: string) => ({ status, reason });

  test.each([
    [renewal('FAILED', 'CAA_ERROR'), 'RenewalFailed', 'ACM gave up: CAA_ERROR'],
    [renewal('FAILED'), 'RenewalFailed', 'ACM gave up: no reason given'],
    [renewal('PENDING_VALIDATION'), 'RenewalBlocked', 'ACM cannot validate the name: its record in DNS is gone'],
  ])('%j is a fault', (state, code, detail) => {
    expect(viewers({ renewal: state }).findings).toStrictEqual([fault(code, detail)]);
    expect(viewers({ renewal: state, type: 'IMPORTED' }).findings).toStrictEqual([]);
  });

  test.each(['PENDING_AUTO_RENEWAL', 'SUCCESS'])('%s is no fault', (status) => {
    expect(viewers({ renewal: renewal(status) }).status).toBe('HEALTHY');
  });

  test('in a state that nobody knows is an open question', () => {
    expect(viewers({ renewal: renewal('HAUNTED') })).toMatchObject({
      findings: [],
      questions: [
        {
          subject: `renewal of the ${SUBJECT}`,
          code: 'Incomplete',
          reason: 'what HAUNTED means is not known',
          effect: 'redundancy',
        },
      ],
    });
  });

  const impossible = fault('RenewalImpossible', 'ACM does not renew it: it is not eligible');

  test.each([
    [false, inDays(45), []],
    [false, inDays(45, -1), [impossible]],
    [true, inDays(45, -1), []],
    [undefined, inDays(45, -1), []],
  ])('eligible %s with an end at %s', (isRenewable, endsAt, findings) => {
    expect(viewers({ isRenewable, endsAt }).findings).toStrictEqual(findings);
  });

  test.each([
    ['FAILED', 'RenewalFailed'],
    ['PENDING_VALIDATION', 'RenewalBlocked'],
    ['HAUNTED', undefined],
  ])('that is impossible is told beside %s', (status, code) => {
    const { findings } = viewers({ isRenewable: false, endsAt: inDays(40), renewal: renewal(status) });
    expect(findings.map((finding) => finding.code)).toStrictEqual(
      ['RenewalImpossible', ...(code === undefined ? [] : [code])].sort(),
    );
  });

  test('of a certificate in its last hours is still told', () => {
    const { findings } = viewers({ endsAt: inDays(0), renewal: renewal('FAILED') });
    expect(findings.map(({ code }) => code)).toStrictEqual(['CertificateExpiresNow', 'RenewalFailed']);
  });

  test('of a certificate that has expired is no matter any more', () => {
    expect(viewers({ isRenewable: false, endsAt: inDays(-1), renewal: renewal('FAILED') }).findings).toStrictEqual([
      fault('CertificateExpired', 'the certificate has expired', 'service'),
    ]);
  });
});
