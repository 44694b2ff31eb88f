import { DatabaseError } from 'pg';
import { serverReading } from '../../../lambda/database-probe-postgresql/server-reading';

function databaseError(code: string): DatabaseError {
  return Object.assign(new DatabaseError('text', 4, 'error'), { code });
}

test.each(['53000', '57014', '58000', 'XX001'])('the class of %s is one of a server that cannot serve', (state) => {
  expect(serverReading(databaseError(state))).toStrictEqual({ kind: 'busy', reason: `SQLSTATE ${state}` });
});

test.each(['35000', '5300', '530000', '53a00', ''])('%j is no code of a busy server', (state) => {
  expect(serverReading(databaseError(state))).toMatchObject({ kind: 'refused' });
});

test.each([
  ['Connection terminated', 'silent'],
  ['Connection terminated unexpectedly', 'silent'],
  ['The server does not support SSL connections', 'refused'],
  ['There was an error establishing an SSL connection', 'refused'],
])('%s is %s', (message, kind) => {
  expect(serverReading(new Error(message))).toMatchObject({ kind });
});

test('an error of the network is what the network says', () => {
  expect(serverReading(Object.assign(new Error('x'), { code: 'ECONNRESET' }))).toMatchObject({ kind: 'silent' });
});

test.each([
  new Error('Connection terminated by an administrator'),
  new Error('It said: Connection terminated'),
  new Error('x The server does not support SSL connections'),
  new Error('The server does not support SSL connections x'),
  new TypeError('a bug'),
  'text',
  undefined,
])('%p says nothing about an endpoint', (error) => {
  expect(serverReading(error)).toBeUndefined();
});
