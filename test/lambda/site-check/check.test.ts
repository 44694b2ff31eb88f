import fc from 'fast-check';
import { checkSite } from '../../../lambda/site-check/check';
import type { SiteObservation, SiteReply } from '../../../lambda/site-check/observation';
import { known, unknown, type Observed } from '../../../lambda/shared/observed';
import { expectation } from './expectation';

const TIMEOUT = unknown('Timeout', 'no answer within 47 seconds');

function answer(status: number, wafAction?: string, milliseconds = 40): Observed<SiteReply> {
  return known({ kind: 'answer', status, wafAction, milliseconds });
}

function check(observed: SiteObservation) {
  return checkSite(expectation, observed);
}

/** What is said about one method, while the other is answered. */
function about(method: 'GET' | 'POST', reply: Observed<SiteReply>) {
  const { findings, questions, metrics } = check({ GET: answer(200), POST: answer(200), [method]: reply });
  return { findings, questions, metrics };
}

test('F47 a site that answers both methods is healthy, and each has its time', () => {
  expect(check({ GET: answer(200, undefined, 41), POST: answer(200, undefined, 52) })).toStrictEqual({
    status: 'HEALTHY',
    findings: [],
    questions: [],
    notes: [],
    metrics: {
      'AnswerMilliseconds/GET': 41,
      'AnswerMilliseconds/POST': 52,
      MethodsFailing: 0,
      CheckUnknown: 0,
      RedundancyLost: 0,
      ServiceDown: 0,
    },
  });
});

test('F47 a site that answers GET and not POST is down for those who buy', () => {
  expect(check({ GET: answer(200), POST: answer(503) })).toStrictEqual({
    status: 'FAILED',
    findings: [
      {
        code: 'MethodFailing',
        effect: 'service',
        subject: 'POST',
        detail: 'viewers get status 503: no server of the site answers CloudFront',
      },
    ],
    questions: [],
    notes: [],
    metrics: {
      'AnswerMilliseconds/GET': 40,
      MethodsFailing: 1,
      CheckUnknown: 0,
      RedundancyLost: 1,
      ServiceDown: 1,
    },
  });
});

test('F47 a site that answers neither is named by both', () => {
  const decision = check({ GET: answer(504), POST: answer(502) });
  expect(decision.findings.map(({ code, subject, detail }) => [code, subject, detail])).toStrictEqual([
    ['MethodFailing', 'GET', 'viewers get status 504: no server of the site answers CloudFront'],
    ['MethodFailing', 'POST', 'viewers get status 502: no server of the site answers CloudFront'],
  ]);
  expect(decision.metrics).toStrictEqual({ MethodsFailing: 2, CheckUnknown: 0, RedundancyLost: 1, ServiceDown: 1 });
});

test.each([
  ['GET', 200],
  ['GET', 202],
  ['GET', 301],
  ['GET', 399],
  ['POST', 200],
  ['POST', 399],
  ['POST', 401],
  ['POST', 404],
  ['POST', 405],
  ['POST', 409],
  ['POST', 415],
  ['POST', 422],
] as const)('%s is answered with status %i', (method, status) => {
  expect(about(method, answer(status))).toMatchObject({
    findings: [],
    questions: [],
    metrics: { MethodsFailing: 0, [`AnswerMilliseconds/${method}`]: 40 },
  });
});

test.each([
  [500, 'the site fails'],
  [501, 'the site fails'],
  [502, 'no server of the site answers CloudFront'],
  [503, 'no server of the site answers CloudFront'],
  [504, 'no server of the site answers CloudFront'],
  [505, 'the site fails'],
  [599, 'the site fails'],
])('status %i is a fault: %s', (status, why) => {
  for (const method of ['GET', 'POST'] as const) {
    expect(about(method, answer(status)).findings).toStrictEqual([
      {
        code: 'MethodFailing',
        effect: 'service',
        subject: method,
        detail: `viewers get status ${String(status)}: ${why}`,
      },
    ]);
  }
});

test.each([
  ['GET', 403, 'Denied', 'the edge refuses the request, or the method, with status 403'],
  ['POST', 403, 'Denied', 'the edge refuses the request, or the method, with status 403'],
  ['GET', 429, 'Throttled', 'the edge limits the requests of this source, with status 429'],
  ['POST', 429, 'Throttled', 'the edge limits the requests of this source, with status 429'],
  ['GET', 101, 'ApiError', 'status 101 tells nothing about the site'],
  ['GET', 199, 'ApiError', 'status 199 tells nothing about the site'],
  ['GET', 400, 'ApiError', 'status 400 tells nothing about the site'],
  ['GET', 404, 'ApiError', 'status 404 tells nothing about the site'],
  ['GET', 499, 'ApiError', 'status 499 tells nothing about the site'],
  ['GET', 600, 'ApiError', 'status 600 tells nothing about the site'],
  ['POST', 199, 'ApiError', 'status 199 tells nothing about the site'],
  ['POST', 400, 'ApiError', 'status 400 tells nothing about the site'],
  ['POST', 413, 'ApiError', 'status 413 tells nothing about the site'],
  ['POST', 600, 'ApiError', 'status 600 tells nothing about the site'],
] as const)('F47 %s with status %i may be the word of the edge, and is %s', (method, status, code, reason) => {
  expect(about(method, answer(status))).toStrictEqual({
    findings: [],
    questions: [{ subject: method, code, reason, effect: 'service' }],
    metrics: {
      [`AnswerMilliseconds/${method === 'GET' ? 'POST' : 'GET'}`]: 40,
      CheckUnknown: 1,
    },
  });
});

test.each([
  [202, 'challenge'],
  [405, 'captcha'],
  [503, 'challenge'],
  [200, ''],
])('F47 status %i with which WAF wants a %s is unknown by either method', (status, action) => {
  for (const method of ['GET', 'POST'] as const) {
    expect(about(method, answer(status, action))).toMatchObject({
      findings: [],
      questions: [
        {
          subject: method,
          code: 'Challenged',
          reason: `WAF answers with a ${action}, status ${String(status)}`,
          effect: 'service',
        },
      ],
    });
  }
});

test('F50 a certificate that viewers refuse is a fault of each method that meets it', () => {
  expect(about('GET', known({ kind: 'bad-certificate', code: 'CERT_HAS_EXPIRED' }))).toMatchObject({
    findings: [
      {
        code: 'CertificateInvalid',
        effect: 'service',
        subject: 'GET',
        detail: 'the site shows a certificate that viewers refuse: CERT_HAS_EXPIRED',
      },
    ],
    metrics: { MethodsFailing: 1 },
  });
});

test('what could not be asked is neither answered nor at fault, and nothing is counted', () => {
  expect(check({ GET: TIMEOUT, POST: answer(200) })).toStrictEqual({
    status: 'UNKNOWN',
    findings: [],
    questions: [{ subject: 'GET', code: 'Timeout', reason: 'no answer within 47 seconds', effect: 'service' }],
    notes: [],
    metrics: { 'AnswerMilliseconds/POST': 40, CheckUnknown: 1 },
  });
});

test('a method that fails counts, whatever is unknown of the other', () => {
  expect(check({ GET: TIMEOUT, POST: answer(503) })).toMatchObject({
    status: 'FAILED',
    metrics: { MethodsFailing: 1, CheckUnknown: 1, ServiceDown: 1 },
  });
});

test('a method about which nothing was observed is unknown', () => {
  expect(check({ POST: answer(200) }).questions).toStrictEqual([
    { subject: 'GET', code: 'Incomplete', reason: 'it was not asked', effect: 'service' },
  ]);
});

test('a method that is not asked for is not told about', () => {
  const decision = checkSite({ methods: expectation.methods.slice(1) }, { GET: answer(503), POST: answer(200) });
  expect(decision).toMatchObject({ status: 'HEALTHY', metrics: { MethodsFailing: 0 } });
});

test('whatever the statuses, a site is healthy only when both methods are answered', () => {
  const status = fc.integer({ min: 100, max: 999 });
  fc.assert(
    fc.property(status, status, (get, post) => {
      const { status: said, metrics, questions, findings } = check({ GET: answer(get), POST: answer(post) });
      const answered = Object.keys(metrics).filter((name) => name.startsWith('AnswerMilliseconds/')).length;
      expect(said === 'HEALTHY').toBe(answered === 2);
      expect(answered + questions.length + findings.length).toBe(2);
      expect(metrics['MethodsFailing'] === 0).toBe(said === 'HEALTHY');
    }),
  );
});
