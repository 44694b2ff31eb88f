import { FakeHeads } from '../support/fake-heads';
import { answers, hangs, resets, truncates, type Answering } from '../support/fake-site';
import { expectation } from './expectation';
import { run } from './run-with-site';

const ok = answers(200);
/** The page that CloudFront sends when no origin answers. */
const sorry = answers(503, { 'content-type': 'text/html', 'x-cache': 'Error from cloudfront' }, '<!DOCTYPE html>');

test('F47 a site that answers both methods is healthy', async () => {
  const { finished, line, visits } = await run({ GET: ok, POST: answers(405) });
  expect(finished).toMatchObject({ check: 'site-check', status: 'HEALTHY', findings: 0, unknown: 0 });
  expect(line).toMatchObject({
    ...{ Check: 'site-check', Site: 'test-site', MethodsFailing: 0, CheckCompleted: 1, ServiceDown: 0 },
    'AnswerMilliseconds/GET': expect.any(Number) as number,
    'AnswerMilliseconds/POST': expect.any(Number) as number,
  });
  expect(visits.map(({ method, path, headers }) => [method, path, headers.host, headers['user-agent']]).sort()).toEqual(
    [
      ['GET', '/health', 'tickets.example.jp', 'honmaru-site-check'],
      ['POST', '/health', 'tickets.example.jp', 'honmaru-site-check'],
    ],
  );
});

test('F47 a site that answers GET and not POST fails, and says by which method', async () => {
  const { line } = await run({ GET: ok, POST: sorry });
  expect(line).toMatchObject({
    record: { status: 'FAILED', findings: [{ code: 'MethodFailing', subject: 'POST' }], questions: [] },
    ...{ MethodsFailing: 1, ServiceDown: 1 },
  });
  expect(line).toHaveProperty('AnswerMilliseconds/GET');
  expect(line).not.toHaveProperty('AnswerMilliseconds/POST');
});

test('F47 a site that answers neither fails by both', async () => {
  const { line } = await run({ GET: sorry, POST: sorry });
  expect(line).toMatchObject({
    record: {
      status: 'FAILED',
      findings: [
        { code: 'MethodFailing', subject: 'GET' },
        { code: 'MethodFailing', subject: 'POST' },
      ],
    },
    MethodsFailing: 2,
  });
});

test.each<[string, Answering, string]>([
  ['a challenge', answers(202, { 'x-amzn-waf-action': 'challenge' }, ''), 'Challenged'],
  ['a refusal', answers(403), 'Denied'],
  ['a limit', answers(429), 'Throttled'],
  ['a connection that breaks', resets, 'Network'],
  ['half an answer', truncates, 'Network'],
  ['a bad request', answers(400), 'ApiError'],
])('F47 %s in place of an answer to POST leaves it unknown, and GET answered', async (_what, answer, code) => {
  const { line } = await run({ GET: ok, POST: answer });
  expect(line).toMatchObject({
    record: { status: 'UNKNOWN', findings: [], questions: [{ subject: 'POST', code, effect: 'service' }] },
    CheckUnknown: 1,
  });
  expect(line).not.toHaveProperty('MethodsFailing');
  expect(line).not.toHaveProperty('ServiceDown');
});

test('a method that hangs is given up within its own limit', async () => {
  const methods = [
    { method: 'GET', limitMilliseconds: 1_000 },
    { method: 'POST', limitMilliseconds: 60_000 },
  ] as const;
  const { line } = await run({ GET: hangs, POST: ok }, { payload: { ...expectation, methods } });
  expect(line.record).toMatchObject({
    status: 'UNKNOWN',
    questions: [{ subject: 'GET', code: 'Timeout', reason: 'no answer within 1 seconds' }],
  });
});

test('a run ends before the function is stopped, whatever the limits', async () => {
  const { line } = await run({ GET: hangs, POST: hangs }, { remainingMilliseconds: 5_100 });
  expect(line.record.questions).toMatchObject([
    { subject: 'GET', code: 'Timeout', reason: 'no answer within the time of the run' },
    { subject: 'POST', code: 'Timeout', reason: 'no answer within the time of the run' },
  ]);
});

test('a challenge is recorded so that the next run reads it', async () => {
  const heads = new FakeHeads();
  const challenge = answers(202, { 'x-amzn-waf-action': 'challenge' }, '');
  const first = await run({ GET: challenge, POST: challenge }, { heads, requestId: 'r-1' });
  expect(first.line.record.questions.map(({ code }) => code)).toStrictEqual(['Challenged', 'Challenged']);
  const next = await run({ GET: ok, POST: ok }, { heads, requestId: 'r-2' });
  expect(next.line.record).toMatchObject({ status: 'HEALTHY', questions: [] });
  expect(next.finished.previousStatus).toBe('UNKNOWN');
});
