import { unknownFrom } from '../../../lambda/shared/failure';

function failure(members: object): Error {
  return Object.assign(new Error('text'), members);
}

test.each([
  ['Throttled', { name: 'ThrottlingException' }],
  ['Throttled', { name: 'RequestLimitExceeded' }],
  ['Throttled', { name: 'SlowDown' }],
  ['Denied', { name: 'UnauthorizedOperation' }],
  ['Denied', { name: 'AccessDeniedException' }],
  ['Denied', { name: 'ExpiredToken' }],
  ['Denied', { name: 'CredentialsProviderError' }],
  ['Timeout', { name: 'TimeoutError' }],
  ['Timeout', { name: 'AbortError' }],
  ['Network', { code: 'ECONNRESET' }],
  ['Network', { code: 'ENOTFOUND' }],
  ['ApiError', { name: 'InternalFailure', $metadata: { httpStatusCode: 500 } }],
  ['ApiError', { name: 'InvalidParameterValue', $metadata: { httpStatusCode: 400 } }],
  ['Malformed', { $metadata: { httpStatusCode: 200 } }],
  ['Malformed', {}],
])('%s is the code of %p', (code, members) => {
  expect(unknownFrom(failure(members))).toMatchObject({ kind: 'unknown', code });
});

test.each([undefined, null, 'text', 7])('%p thrown as an error is unknown, too', (thrown) => {
  expect(unknownFrom(thrown)).toMatchObject({ kind: 'unknown', code: 'Malformed' });
});

test('a reason is one line and short', () => {
  const { reason } = unknownFrom(new Error(`a\nb ${'x'.repeat(10_000)}`));
  expect(reason).toMatch(/^Error: a b x+$/);
  expect(reason.length).toBe(300);
});
