import { NoAnswer } from '../../../lambda/database-probe/conversation';
import { Blind, codeOf, networkReading } from '../../../lambda/database-probe/reading';

function failure(code: unknown): Error {
  return Object.assign(new Error('secret text of the other side'), { code });
}

test.each([
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
])('%s is silence', (code) => {
  expect(networkReading(failure(code))).toStrictEqual({ kind: 'silent', reason: `no connection (${code})` });
});

test('no answer in time is silence', () => {
  expect(networkReading(new NoAnswer(2_000))).toStrictEqual({ kind: 'silent', reason: 'no answer within 2 s' });
});

test.each(['EADDRNOTAVAIL', 'EAI_AGAIN', 'EMFILE', 'ENETDOWN', 'ENETUNREACH', 'ENFILE', 'ENOBUFS'])(
  '%s is blindness of the probe',
  (code) => {
    expect(() => networkReading(failure(code))).toThrow(Blind);
    expect(() => networkReading(failure(code))).toThrow(`the probe cannot reach the network (${code})`);
  },
);

test.each([
  'CERT_HAS_EXPIRED',
  'CRL_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'EPROTO',
  'ERROR_IN_CERT_NOT_AFTER_FIELD',
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'OUT_OF_MEM',
  'PATH_LENGTH_EXCEEDED',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
])('%s is a refusal: somebody answers, and who cannot be told', (code) => {
  expect(networkReading(failure(code))).toStrictEqual({
    kind: 'refused',
    reason: `its identity is not proven (${code})`,
  });
});

test.each([
  'ERR_INVALID_ARG_TYPE',
  'EPROTONOSUPPORT',
  'HOSTNAME_MISMATCHED',
  'OUT_OF_MEMORY',
  'xEPROTO',
  '',
  42,
  undefined,
])('the code %p says nothing about an endpoint', (code) => {
  expect(networkReading(failure(code))).toBeUndefined();
});

test.each([undefined, null, 'text', 42, new Error('no code')])('%p has no code', (error) => {
  expect(codeOf(error)).toBeUndefined();
  expect(networkReading(error)).toBeUndefined();
});

test('the code of an error of another realm is found', () => {
  expect(codeOf({ code: 'ECONNRESET' })).toBe('ECONNRESET');
});

test('blindness has a name of its own, which is what Lambda tells of it', () => {
  expect(new Blind('x').name).toBe('Blind');
  expect(new NoAnswer(1).name).toBe('NoAnswer');
});
