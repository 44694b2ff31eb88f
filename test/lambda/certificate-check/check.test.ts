import { checkCertificates } from '../../../lambda/certificate-check/check';
import type { CertificateCheckEvent } from '../../../lambda/certificate-check/contract';
import type { CertificateObservation, CertificateState } from '../../../lambda/certificate-check/observation';
import { known, unknown } from '../../../lambda/shared/observed';
import { NOW } from '../support/fake-run';
import { certificateOf, EDGE_ARN, expectation, healthy, inDays, ORIGIN_ARN, withViewers } from './expectation';

const timeout = unknown('Timeout', 'no answer');
const SUBJECT = 'certificate of viewers';

function check(observed: CertificateObservation, changes: Partial<CertificateCheckEvent> = {}) {
  return checkCertificates({ ...expectation, ...changes }, observed, NOW);
}

function viewers(changes: Partial<CertificateState>) {
  return check(withViewers(changes));
}

function fault(code: string, detail: string, effect = 'redundancy') {
  return { code, effect, subject: SUBJECT, detail };
}

test('certificates that are valid for long enough are healthy', () => {
  expect(check(healthy)).toMatchObject({
    status: 'HEALTHY',
    findings: [],
    questions: [],
    metrics: { CertificateDaysLeft: 100, DatabaseCertificateDaysLeft: 200, CertificateFaults: 0, ServiceDown: 0 },
  });
});

describe('F50 the time that is left', () => {
  const renewed = 'ACM should have renewed it';

  test.each([
    [inDays(30), 30, []],
    [inDays(30, -1), 29, [fault('CertificateExpiresSoon', `the certificate expires in 29 days: ${renewed}`)]],
    [inDays(7), 7, [fault('CertificateExpiresSoon', `the certificate expires in 7 days: ${renewed}`)]],
    [inDays(7, -1), 6, [fault('CertificateExpiresNow', `the certificate expires in 6 days: ${renewed}`)]],
    [inDays(0), 0, [fault('CertificateExpiresNow', `the certificate expires in 0 days: ${renewed}`)]],
    [inDays(0, -1), 0, [fault('CertificateExpired', 'the certificate has expired', 'service')]],
  ])('until %s is %i days', (endsAt, days, findings) => {
    expect(viewers({ endsAt })).toMatchObject({
      findings,
      questions: [],
      metrics: { CertificateDaysLeft: days, CertificateFaults: findings.length },
    });
  });

  test('of an imported certificate says that nobody renews it', () => {
    expect(viewers({ endsAt: inDays(20), type: 'IMPORTED', isRenewable: false })).toMatchObject({
      status: 'DEGRADED',
      findings: [
        fault('CertificateExpiresSoon', 'the certificate expires in 20 days: it was imported, and nobody renews it'),
      ],
    });
  });

  test('is that of the certificate that ends first', () => {
    const observed = withViewers({ endsAt: inDays(90) });
    expect(check(observed).metrics.CertificateDaysLeft).toBe(90);
    const later = { ...certificateOf(ORIGIN_ARN), endsAt: inDays(80) };
    expect(
      check({ ...observed, certificates: { ...observed.certificates, 'load balancers': known(later) } }).metrics
        .CertificateDaysLeft,
    ).toBe(80);
  });
});

describe('F50 a certificate that is', () => {
  test.each([
    ['EXPIRED', 'CertificateExpired', 'the certificate has expired', 0],
    ['REVOKED', 'CertificateRevoked', 'the certificate is revoked', 0],
    ['FAILED', 'CertificateNotIssued', 'the certificate is FAILED', undefined],
    ['INACTIVE', 'CertificateNotIssued', 'the certificate is INACTIVE', undefined],
    ['PENDING_VALIDATION', 'CertificateNotIssued', 'the certificate is PENDING_VALIDATION', undefined],
    ['VALIDATION_TIMED_OUT', 'CertificateNotIssued', 'the certificate is VALIDATION_TIMED_OUT', undefined],
  ])('%s stops the service where it is in use, and costs redundancy where it is not', (status, code, detail, days) => {
    const { findings, metrics } = viewers({ status });
    expect(findings).toStrictEqual([fault(code, detail, 'service')]);
    expect(metrics.CertificateDaysLeft).toBe(days);
    expect(viewers({ status, isInUse: false }).findings).toStrictEqual([
      fault(code, detail),
      fault('CertificateUnused', 'nothing serves the certificate'),
    ]);
  });

  test('in a status that nobody knows is an open question', () => {
    expect(viewers({ status: 'HAUNTED' })).toMatchObject({
      status: 'UNKNOWN',
      findings: [],
      questions: [
        { subject: SUBJECT, code: 'Incomplete', reason: 'what HAUNTED means is not known', effect: 'service' },
      ],
    });
  });

  test('issued without an end is an open question', () => {
    expect(viewers({ endsAt: undefined })).toMatchObject({
      status: 'UNKNOWN',
      questions: [
        { subject: SUBJECT, code: 'Incomplete', reason: 'it is issued, and its end is not told', effect: 'service' },
      ],
    });
  });

  test('gone is missing', () => {
    expect(check({ ...healthy, certificates: { ...healthy.certificates, viewers: known('absent') } })).toMatchObject({
      status: 'DEGRADED',
      findings: [fault('CertificateMissing', `${EDGE_ARN} does not exist`)],
    });
  });

  test('another one is a contradiction', () => {
    expect(viewers({ arn: ORIGIN_ARN })).toMatchObject({
      status: 'UNKNOWN',
      questions: [
        { subject: SUBJECT, code: 'Contradictory', reason: `ACM answered about ${ORIGIN_ARN}`, effect: 'service' },
      ],
    });
  });
});

describe('F50 a certificate in another Region', () => {
  const certificates = expectation.certificates.map((certificate) => ({ ...certificate, region: 'us-east-1' }));

  test('than CloudFront looks in is a fault, whatever ACM says about it', () => {
    const misplaced = {
      code: 'CertificateInOtherRegion',
      effect: 'redundancy',
      subject: 'certificate of load balancers',
      detail: 'is in ap-northeast-1, must be in us-east-1',
    };
    expect(check(healthy, { certificates }).findings).toStrictEqual([misplaced]);
    for (const state of [timeout, known('absent' as const), known(certificateOf(EDGE_ARN))]) {
      const observed = { ...healthy, certificates: { ...healthy.certificates, 'load balancers': state } };
      expect(check(observed, { certificates }).findings).toContainEqual(misplaced);
    }
  });
});

describe('names', () => {
  test.each([
    ['tickets.example.com', true],
    ['Tickets.Example.COM', true],
    ['*.example.com', true],
    ['example.com', false],
    ['*.tickets.example.com', false],
    ['*.com', false],
    ['other.example.com', false],
  ])('a certificate for %s proves tickets.example.com: %s', (name, proves) => {
    expect(viewers({ names: ['z.example.net', name] }).findings).toStrictEqual(
      proves
        ? []
        : [fault('CertificateForOtherName', `proves z.example.net, ${name}, not tickets.example.com`, 'service')],
    );
  });

  test('a domain is compared in any case', () => {
    const certificates = expectation.certificates.map((certificate) => ({
      ...certificate,
      domainName: 'TICKETS.example.com',
    }));
    expect(check(healthy, { certificates }).status).toBe('HEALTHY');
  });

  test('another name on a certificate that nothing serves stops nothing', () => {
    expect(viewers({ names: ['x'], isInUse: false }).findings).toStrictEqual([
      fault('CertificateForOtherName', 'proves x, not tickets.example.com'),
      fault('CertificateUnused', 'nothing serves the certificate'),
    ]);
  });
});

test('a certificate that nothing serves is a fault', () => {
  expect(viewers({ isInUse: false })).toMatchObject({
    status: 'DEGRADED',
    findings: [fault('CertificateUnused', 'nothing serves the certificate')],
  });
});

describe('F52 a certificate without an answer', () => {
  const observed = { ...healthy, certificates: { ...healthy.certificates, viewers: timeout } };

  test('may have expired', () => {
    const { questions, metrics, status } = check(observed);
    expect(status).toBe('UNKNOWN');
    expect(questions).toStrictEqual([{ subject: SUBJECT, code: 'Timeout', reason: 'no answer', effect: 'service' }]);
    expect(metrics).not.toHaveProperty('CertificateDaysLeft');
    expect(metrics).not.toHaveProperty('CertificateFaults');
    expect(metrics).not.toHaveProperty('ServiceDown');
  });

  test.each([
    [30, undefined],
    [29, 29],
  ])('leaves the days out unless another one has %i left', (days, metric) => {
    const other = { ...certificateOf(ORIGIN_ARN), endsAt: inDays(days) };
    const { metrics } = check({
      ...observed,
      certificates: { ...observed.certificates, 'load balancers': known(other) },
    });
    expect(metrics.CertificateDaysLeft).toBe(metric);
  });

  test('leaves what is found about others to be counted', () => {
    const other = { ...certificateOf(ORIGIN_ARN), isInUse: false };
    const { metrics } = check({
      ...observed,
      certificates: { ...observed.certificates, 'load balancers': known(other) },
    });
    expect(metrics).toMatchObject({ CertificateFaults: 1, CheckUnknown: 1 });
  });

  test('that nobody read is an open question', () => {
    expect(check({ ...healthy, certificates: {} }).questions).toMatchObject([
      { subject: 'certificate of load balancers', code: 'Incomplete', reason: 'the certificate was not read' },
      { subject: SUBJECT, code: 'Incomplete' },
    ]);
  });
});

test('a site without a domain has no days of its own', () => {
  const { status, metrics } = check({ ...healthy, certificates: {} }, { certificates: [] });
  expect(status).toBe('HEALTHY');
  expect(metrics).not.toHaveProperty('CertificateDaysLeft');
  expect(metrics.CertificateFaults).toBe(0);
});
