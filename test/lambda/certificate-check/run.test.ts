import { ACMClient } from '@aws-sdk/client-acm';
import { RDSClient } from '@aws-sdk/client-rds';
import type { CertificateCheckEvent } from '../../../lambda/certificate-check/contract';
import { certificateCheck } from '../../../lambda/certificate-check/run';
import { runCheck } from '../../../lambda/shared/run-check';
import { jsonReply, jsonTargetError } from '../support/fake-audit';
import { answering, operationOf, type Replies } from '../support/fake-operations';
import { serverCertificatesReply } from '../support/fake-certificates';
import { parameter } from '../support/fake-ec2';
import { fakeRun, onlyLine } from '../support/fake-run';
import { connectionReset, fakeClientConfig, PROXY_PAGE, queryError, type SentRequest } from '../support/fake-transport';
import { EDGE_ARN, expectation, inDays, ORIGIN_ARN } from './expectation';

const instances = ['one', 'two', 'three'].map((id) => ({
  id,
  authority: 'rds-ca-rsa2048-g1',
  validTill: inDays(200).toISOString(),
}));

function certificate(request: SentRequest, changes: object = {}): object {
  const { CertificateArn } = JSON.parse(request.body) as { readonly CertificateArn: string };
  return {
    CertificateArn,
    DomainName: 'tickets.example.com',
    SubjectAlternativeNames: ['tickets.example.com', '*.tickets.example.com'],
    Status: 'ISSUED',
    Type: 'AMAZON_ISSUED',
    InUseBy: ['arn:aws:cloudfront::111111111111:distribution/E1'],
    NotAfter: inDays(100).getTime() / 1000,
    RenewalEligibility: 'ELIGIBLE',
    RenewalSummary: { RenewalStatus: 'SUCCESS', DomainValidationOptions: [], UpdatedAt: 1 },
    ...changes,
  };
}

const healthyReplies: Replies = {
  DescribeCertificate: (request) => jsonReply({ Certificate: certificate(request) }),
  DescribeDBInstances: () => serverCertificatesReply(instances),
};

async function run(
  changes: Replies = {},
  remainingMilliseconds?: number,
  payload: CertificateCheckEvent = expectation,
) {
  const transport = answering({ ...healthyReplies, ...changes });
  const config = fakeClientConfig(transport);
  const { lines, surroundings, context } = fakeRun(
    remainingMilliseconds === undefined ? {} : { remainingMilliseconds },
  );
  const check = certificateCheck({
    acm: (region) => new ACMClient({ ...config, region }),
    rds: new RDSClient(config),
  });
  const result = await runCheck(check, payload, context, surroundings);
  return { result, line: onlyLine(lines), sent: transport.sent };
}

test('certificates as deployed are healthy', async () => {
  const { line } = await run();
  expect(line).toMatchObject({
    Check: 'certificate-check',
    record: { status: 'HEALTHY', findings: [], questions: [] },
    CertificateDaysLeft: 100,
    DatabaseCertificateDaysLeft: 200,
    CertificateFaults: 0,
  });
});

test('certificates are asked about where their ARNs say they are, instances by their cluster', async () => {
  const { sent } = await run();
  expect(sent.map((request) => `${request.hostname} ${operationOf(request)}`).sort()).toStrictEqual([
    'acm.ap-northeast-1.amazonaws.com DescribeCertificate',
    'acm.us-east-1.amazonaws.com DescribeCertificate',
    'rds.ap-northeast-1.amazonaws.com DescribeDBInstances',
  ]);
  const bodies = sent
    .filter(({ hostname }) => hostname.startsWith('acm'))
    .map(({ body }) => JSON.parse(body) as object);
  expect(bodies).toStrictEqual([{ CertificateArn: EDGE_ARN }, { CertificateArn: ORIGIN_ARN }]);
  const list = sent.find(({ hostname }) => hostname.startsWith('rds'));
  expect(list && parameter(list, 'Filters.Filter.1.Name')).toBe('db-cluster-id');
  expect(list && parameter(list, 'Filters.Filter.1.Values.Value.1')).toBe('test-site-database');
});

test('F53 instances are read to the last page', async () => {
  const { line } = await run({
    DescribeDBInstances: (request) =>
      parameter(request, 'Marker') === 'next'
        ? serverCertificatesReply([{ id: 'four', authority: 'ca', validTill: inDays(3).toISOString() }])
        : serverCertificatesReply(instances, 'next'),
  });
  expect(line).toMatchObject({
    record: { status: 'DEGRADED', findings: [{ code: 'DatabaseCertificateExpiresNow' }] },
    DatabaseCertificateDaysLeft: 3,
  });
});

test('F50 a certificate that ACM says does not exist is missing', async () => {
  const { line } = await run({ DescribeCertificate: () => jsonTargetError('ResourceNotFoundException') });
  expect(line.record.findings.map(({ code }) => code)).toStrictEqual(['CertificateMissing', 'CertificateMissing']);
});

test.each<[object, string]>([
  [{ NotAfter: inDays(20).getTime() / 1000 }, 'CertificateExpiresSoon'],
  [{ Status: 'EXPIRED' }, 'CertificateExpired'],
  [{ InUseBy: [] }, 'CertificateUnused'],
  [{ DomainName: 'a.example.com', SubjectAlternativeNames: ['b.example.com'] }, 'CertificateForOtherName'],
  [{ RenewalSummary: { RenewalStatus: 'FAILED', RenewalStatusReason: 'OTHER' } }, 'RenewalFailed'],
])('F50 a certificate with %j is a fault of each', async (changes, code) => {
  const { line } = await run({
    DescribeCertificate: (request) => jsonReply({ Certificate: certificate(request, changes) }),
  });
  expect(line.record.findings.map((finding) => finding.code)).toStrictEqual([code, code]);
});

test.each([
  ['INELIGIBLE', ['RenewalImpossible', 'RenewalImpossible']],
  ['ELIGIBLE', []],
  [undefined, []],
])('F50 one that is %s six weeks before its end', async (RenewalEligibility, codes) => {
  const { line } = await run({
    DescribeCertificate: (request) =>
      jsonReply({ Certificate: certificate(request, { NotAfter: inDays(44).getTime() / 1000, RenewalEligibility }) }),
  });
  expect(line.record.findings.map(({ code }) => code)).toStrictEqual(codes);
});

test.each([
  [['a.example.com'], 'proves a.example.com, b.example.com, not tickets.example.com'],
  [undefined, 'proves b.example.com, not tickets.example.com'],
])('its names are told in order, with %j beside the first', async (SubjectAlternativeNames, detail) => {
  const { line } = await run({
    DescribeCertificate: (request) =>
      jsonReply({ Certificate: certificate(request, { DomainName: 'b.example.com', SubjectAlternativeNames }) }),
  });
  expect(line.record.findings).toMatchObject([{ detail }, { detail }]);
});

test('a certificate for its own name alone, imported, is healthy', async () => {
  const { line } = await run({
    DescribeCertificate: (request) =>
      jsonReply({
        Certificate: certificate(request, {
          Type: 'IMPORTED',
          SubjectAlternativeNames: undefined,
          RenewalEligibility: undefined,
          RenewalSummary: undefined,
        }),
      }),
  });
  expect(line.record.status).toBe('HEALTHY');
});

test('F53 an answer about another certificate is a contradiction', async () => {
  const { line } = await run({
    DescribeCertificate: (request) => jsonReply({ Certificate: certificate(request, { CertificateArn: EDGE_ARN }) }),
  });
  expect(line.record.questions).toMatchObject([{ subject: 'certificate of load balancers', code: 'Contradictory' }]);
});

describe.each([
  ['DescribeCertificate', jsonTargetError, 2],
  ['DescribeDBInstances', queryError, 1],
])('F52 F53 when %s', (operation, errorReply, questions) => {
  test.each([
    ['is throttled', 'Throttled', () => errorReply('ThrottlingException', 400)],
    ['fails', 'ApiError', () => errorReply('InternalFailure', 500)],
    ['is denied', 'Denied', () => errorReply('AccessDeniedException', 403)],
    ['loses its connection', 'Network', connectionReset],
    ['gets the page of a proxy', 'Malformed', () => PROXY_PAGE],
    ['gets half a document', 'Malformed', () => ({ body: operation === 'DescribeDBInstances' ? '<Des' : '{"Cert' })],
    ['gets an empty document', 'Malformed', () => ({ body: '' })],
    [
      'gets an answer without members',
      'Malformed',
      () => ({ body: operation === 'DescribeDBInstances' ? '<a></a>' : '{}' }),
    ],
  ])('%s, the check says unknown with code %s', async (_what, code, reply) => {
    const { result, line } = await run({ [operation]: reply });
    expect(result.status).toBe('UNKNOWN');
    expect(line.record.questions.map((question) => question.code)).toStrictEqual(Array(questions).fill(code));
    expect(line).not.toHaveProperty('ServiceDown');
    expect(line).not.toHaveProperty('CertificateFaults');
  });

  test('is throttled twice and then answers, that is one answer', async () => {
    const { line } = await run({
      [operation]: (request, nth) =>
        nth < 3
          ? errorReply('ThrottlingException', 400)
          : (healthyReplies[operation]?.(request, nth) ?? errorReply('InvalidAction')),
    });
    expect(line.record.status).toBe('HEALTHY');
  });

  test('never answers, the check ends in time and says unknown', async () => {
    const { line } = await run({ [operation]: () => ({ hang: true }) }, 5_100);
    expect(line.record.questions.map(({ code }) => code)).toContain('Timeout');
  });
});

test.each(['CertificateArn', 'DomainName', 'Status', 'Type', 'InUseBy', 'NotAfter'])(
  'F53 a certificate without %s is unknown',
  async (member) => {
    const { line } = await run({
      DescribeCertificate: (request) =>
        jsonReply({
          Certificate: Object.fromEntries(Object.entries(certificate(request)).filter(([name]) => name !== member)),
        }),
    });
    expect(line.record.status).toBe('UNKNOWN');
  },
);

test.each([
  ['an id', { id: '' }, 'certificates of the database', 'Malformed'],
  ['an end', { validTill: undefined }, 'certificate of one', 'Incomplete'],
])('F53 an instance without %s is unknown', async (_what, changes, subject, code) => {
  const { line } = await run({
    DescribeDBInstances: () => serverCertificatesReply([{ ...instances[0], id: 'one', ...changes }]),
  });
  expect(line.record).toMatchObject({ status: 'UNKNOWN', questions: [{ subject, code }] });
});
