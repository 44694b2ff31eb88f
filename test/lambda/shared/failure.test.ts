import { unknownFrom } from '../../../lambda/shared/failure';

function failure(members: object): Error {
  return Object.assign(new Error('text'), members);
}

const NAMED: Readonly<Record<string, readonly string[]>> = {
  Throttled: [
    'BandwidthLimitExceeded',
    'LimitExceededException',
    'ProvisionedThroughputExceededException',
    'RequestLimitExceeded',
    'RequestThrottled',
    'RequestThrottledException',
    'SlowDown',
    'Throttling',
    'ThrottlingException',
    'ThrottledException',
    'TooManyRequestsException',
  ],
  Denied: [
    'AccessDenied',
    'AccessDeniedException',
    'AuthFailure',
    'AuthorizationError',
    'AuthorizationErrorException',
    'CredentialsProviderError',
    'ExpiredToken',
    'ExpiredTokenException',
    'InvalidClientTokenId',
    'OptInRequired',
    'UnauthorizedOperation',
    'UnrecognizedClientException',
  ],
  Timeout: ['AbortError', 'TimeoutError', 'ETIMEDOUT', 'RequestTimeout'],
  Network: ['EAI_AGAIN', 'ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EPIPE'],
};

test.each(Object.entries(NAMED).flatMap(([code, names]) => names.map((name) => [code, name] as const)))(
  '%s is the code of %s, told as name or as code',
  (code, name) => {
    expect(unknownFrom(failure({ name }))).toMatchObject({ kind: 'unknown', code });
    expect(unknownFrom(failure({ code: name }))).toMatchObject({ kind: 'unknown', code });
  },
);

test.each([
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
