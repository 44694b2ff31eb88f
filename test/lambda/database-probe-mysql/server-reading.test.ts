import { isServerError, serverReading } from '../../../lambda/database-probe-mysql/server-reading';
import { Blind } from '../../../lambda/database-probe/reading';

function failure(members: object, message = 'text of the other side'): Error {
  return Object.assign(new Error(message), members);
}

test.each([
  [{ errno: 1040, sqlState: '08004', code: 'ER_CON_COUNT_ERROR' }, 'busy', 'error 1040'],
  [{ errno: 1045, sqlState: '28000', code: 'ER_ACCESS_DENIED_ERROR' }, 'refused', 'error 1045'],
  [{ errno: 1045, sqlState: '', code: undefined }, 'refused', 'error 1045'],
  [{ code: 'HANDSHAKE_NO_SSL_SUPPORT' }, 'refused', 'it does not speak TLS'],
  [{ code: 'PROTOCOL_CONNECTION_LOST' }, 'silent', 'the connection broke'],
  [{ code: 'ECONNREFUSED', errno: -111 }, 'silent', 'no connection (ECONNREFUSED)'],
  [{ code: 'HANDSHAKE_UNKNOWN_ERROR' }, 'refused', 'it does not speak the protocol'],
  [{}, 'refused', 'it does not speak the protocol'],
])('%j is %s', (members, kind, reason) => {
  expect(serverReading(failure(members))).toStrictEqual({ kind, reason });
});

test.each([
  ['read ECONNRESET', 'silent'],
  ['write EPIPE', 'silent'],
  ['read ETIMEDOUT', 'silent'],
  ['Client network socket disconnected before secure TLS connection was established', 'silent'],
  ['self-signed certificate', 'refused'],
])('an error of TLS that says %j is %s', (message, kind) => {
  expect(serverReading(failure({ code: 'HANDSHAKE_SSL_ERROR' }, message))).toMatchObject({ kind });
});

test('blindness of the probe is thrown', () => {
  expect(() => serverReading(failure({ code: 'EAI_AGAIN' }))).toThrow(Blind);
});

test.each([
  { errno: -111, sqlState: '' },
  { errno: 0, sqlState: '' },
  { errno: '1040', sqlState: '' },
  { errno: 1040 },
  { sqlState: '08004' },
])('%j is no error of the server', (members) => {
  expect(isServerError(failure(members))).toBe(false);
});

test.each([undefined, null, 'text'])('%p is no error of the server', (error) => {
  expect(isServerError(error)).toBe(false);
});
