import { unknown, type Unknown, type UnknownCode } from './observed';

/** What of an error is looked at; errors of the SDK, of Node and of parsers all have some of it. */
interface Failure {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: unknown };
}

const CODES: Readonly<Record<string, UnknownCode>> = {
  BandwidthLimitExceeded: 'Throttled',
  LimitExceededException: 'Throttled',
  ProvisionedThroughputExceededException: 'Throttled',
  RequestLimitExceeded: 'Throttled',
  RequestThrottled: 'Throttled',
  RequestThrottledException: 'Throttled',
  SlowDown: 'Throttled',
  Throttling: 'Throttled',
  ThrottlingException: 'Throttled',
  ThrottledException: 'Throttled',
  TooManyRequestsException: 'Throttled',
  AccessDenied: 'Denied',
  AccessDeniedException: 'Denied',
  AuthFailure: 'Denied',
  AuthorizationError: 'Denied',
  AuthorizationErrorException: 'Denied',
  CredentialsProviderError: 'Denied',
  ExpiredToken: 'Denied',
  ExpiredTokenException: 'Denied',
  InvalidClientTokenId: 'Denied',
  OptInRequired: 'Denied',
  UnauthorizedOperation: 'Denied',
  UnrecognizedClientException: 'Denied',
  AbortError: 'Timeout',
  TimeoutError: 'Timeout',
  ETIMEDOUT: 'Timeout',
  RequestTimeout: 'Timeout',
  EAI_AGAIN: 'Network',
  ECONNREFUSED: 'Network',
  ECONNRESET: 'Network',
  EHOSTUNREACH: 'Network',
  ENETUNREACH: 'Network',
  ENOTFOUND: 'Network',
  EPIPE: 'Network',
};

/** Longest reason kept: enough to understand, too short to carry a document along. */
const REASON_LENGTH = 300;

/** Says why a call told nothing. Every error that a call to AWS can throw has a code; none is taken for bad news. */
export function unknownFrom(error: unknown): Unknown {
  const failure: Failure = typeof error === 'object' && error !== null ? error : { message: error };
  const name = String(failure.code ?? failure.name ?? 'Error');
  const text = `${name}: ${String(failure.message)}`.replace(/\s+/g, ' ').slice(0, REASON_LENGTH);
  return unknown(codeOf(failure), text);
}

/** Whether an error is the API's own statement of that name, and not a proxy's or a parser's. */
export function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name && '$fault' in error;
}

function codeOf(failure: Failure): UnknownCode {
  const byName = [failure.code, failure.name]
    .filter((name) => typeof name === 'string')
    .map((name) => CODES[name])
    .find((code) => code !== undefined);
  if (byName !== undefined) {
    return byName;
  }
  // An error although the status says success: what failed is the reading of the answer.
  const status = failure.$metadata?.httpStatusCode;
  return status === undefined || (typeof status === 'number' && status < 300) ? 'Malformed' : 'ApiError';
}
