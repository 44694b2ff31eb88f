import { askPostgreSql } from '../../../lambda/database-probe-postgresql/ask';
import type { Endpoint } from '../../../lambda/database-probe/probe';
import { errorMessage, fakePostgreSql, OID, type PostgreSqlBehaviour } from '../support/fake-postgresql';
import { closedPort, fakeServer, type FakeServer } from '../support/fake-server';
import { selfSigned } from '../support/self-signed';

const tls = selfSigned('localhost');
const TOKEN = 'localhost:5432/?Action=connect&X-Amz-Signature=f00d';
const running: FakeServer[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

async function ask(server: Promise<FakeServer>, options: { readonly ca?: string; readonly host?: string } = {}) {
  running.push(await server);
  const port = running.at(-1)?.port ?? 0;
  const { ca = tls.cert, host = 'localhost' } = options;
  const endpoint: Endpoint = { host, port, user: 'site_probe', database: 'app', token: TOKEN };
  return askPostgreSql({ ca })(endpoint);
}

function server(behaviour: PostgreSqlBehaviour = {}): Promise<FakeServer> {
  return fakePostgreSql({ tls, ...behaviour });
}

describe('the role of a server', () => {
  test.each([
    ['writer', 'f'],
    ['reader', 't'],
  ])('is %s when it says that it is in recovery: %s', async (kind, value) => {
    const query = (sql: string) => (sql.includes('identifier') ? { error: '42883' } : { value, oid: OID.bool });
    expect(await ask(server({ query }))).toStrictEqual({ kind });
  });

  test('comes with the name of the instance where the engine tells it', async () => {
    const asked: string[] = [];
    const query = (sql: string) => {
      asked.push(sql);
      return sql.includes('identifier') ? { value: 'db-2' } : { value: 'f', oid: OID.bool };
    };
    expect(await ask(server({ query }))).toStrictEqual({ kind: 'writer', server: 'db-2' });
    expect(asked).toStrictEqual([
      'SELECT pg_is_in_recovery() AS is_reader',
      'SELECT aurora_db_instance_identifier() AS server',
    ]);
  });

  test.each([[{ value: null }], [{ value: '' }]])('needs no name: %j', async (name) => {
    const query = (sql: string) => (sql.includes('identifier') ? name : { value: 't', oid: OID.bool });
    expect(await ask(server({ query }))).toStrictEqual({ kind: 'reader' });
  });

  test.each([[{ value: null, oid: OID.bool }], [{ value: 'maybe' }]])('is not told by %j', async (answer) => {
    expect(await ask(server({ query: () => answer }))).toStrictEqual({
      kind: 'refused',
      reason: 'it does not tell its role',
    });
  });
});

test('the user signs in to the database with the token as its password', async () => {
  const seen: string[] = [];
  await ask(
    server({
      signIn: (startup, password) => {
        seen.push(startup, password);
        return undefined;
      },
    }),
  );
  expect(seen[0]).toContain('user\0site_probe\0database\0app\0');
  expect(seen[1]).toBe(TOKEN);
});

test('the connection is given back when the answer is there', async () => {
  await ask(server());
  const [connection] = running[0]?.connections ?? [];
  await new Promise<void>((resolve) => {
    if (connection === undefined || connection.destroyed || connection.readableEnded) {
      resolve();
    } else {
      connection.once('close', resolve);
    }
  });
  expect(running[0]?.connections).toHaveLength(1);
});

describe('a server that lets nobody in', () => {
  test.each(['53300', '53100', '57P03', '57P01', '57P02', '58030', 'XX000'])(
    'is busy with SQLSTATE %s',
    async (state) => {
      expect(await ask(server({ signIn: () => state }))).toStrictEqual({ kind: 'busy', reason: `SQLSTATE ${state}` });
    },
  );

  test.each(['28000', '28P01', '3D000', '42501', '08P01'])('refuses with SQLSTATE %s', async (state) => {
    expect(await ask(server({ signIn: () => state }))).toStrictEqual({ kind: 'refused', reason: `SQLSTATE ${state}` });
  });

  test('is busy when it says so to the question', async () => {
    expect(await ask(server({ query: () => ({ error: '57P01' }) }))).toStrictEqual({
      kind: 'busy',
      reason: 'SQLSTATE 57P01',
    });
  });

  test('may say what it likes: none of it is repeated', async () => {
    expect(await ask(server({ signIn: () => TOKEN }))).toStrictEqual({ kind: 'refused', reason: 'SQLSTATE none' });
  });
});

describe('TLS', () => {
  test.each([
    ['a certificate nobody vouches for', () => ask(server(), { ca: selfSigned('localhost').cert }), 'SELF_SIGNED'],
    ['a certificate of another name', () => otherName(), 'ALTNAME'],
    ['an expired certificate', () => expired(), 'EXPIRED'],
  ])('%s leaves the identity unproven, and nothing is signed in to', async (_what, attempt, code) => {
    const reading = await attempt();
    expect(reading).toMatchObject({ kind: 'refused' });
    expect(reading).toHaveProperty('reason', expect.stringMatching(/^its identity is not proven \(\w+\)$/));
    expect(reading).toHaveProperty('reason', expect.stringContaining(code));
    expect(signIns).toBe(0);
  });

  let signIns = 0;
  beforeEach(() => {
    signIns = 0;
  });

  function counted(certificate: typeof tls): Promise<FakeServer> {
    const signIn = () => {
      signIns += 1;
      return undefined;
    };
    return fakePostgreSql({ tls: certificate, signIn });
  }

  function otherName() {
    const other = selfSigned('elsewhere.example');
    return ask(counted(other), { ca: other.cert });
  }

  function expired() {
    const old = selfSigned('localhost', { isExpired: true });
    return ask(counted(old), { ca: old.cert });
  }

  test('a server that speaks none is refused', async () => {
    expect(await ask(fakePostgreSql({}))).toStrictEqual({ kind: 'refused', reason: 'it does not speak TLS' });
  });

  test.each([
    ['an error before TLS', () => errorMessage('53300')],
    ['something else than yes or no', () => Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')],
  ])('%s is refused', async (_what, bytes) => {
    const answer = fakeServer((socket) => socket.once('data', () => socket.write(bytes())));
    expect(await ask(answer)).toStrictEqual({ kind: 'refused', reason: 'it does not speak TLS' });
  });
});

describe('what breaks', () => {
  test('a port on which nobody listens is silence', async () => {
    const port = await closedPort();
    const endpoint: Endpoint = { host: 'localhost', port, user: 'u', database: 'd', token: TOKEN };
    expect(await askPostgreSql()(endpoint)).toStrictEqual({ kind: 'silent', reason: 'no connection (ECONNREFUSED)' });
  });

  test('a server that never says a word is silence after two seconds', async () => {
    expect(await ask(fakeServer(() => undefined))).toStrictEqual({ kind: 'silent', reason: 'no answer within 2 s' });
  }, 10_000);

  test('a server that stops in the middle of the handshake is silence', async () => {
    const answer = fakeServer((socket) => socket.once('data', () => socket.write('S')));
    expect(await ask(answer)).toStrictEqual({ kind: 'silent', reason: 'no answer within 2 s' });
  }, 10_000);

  test('a connection that is closed at once is silence', async () => {
    expect(await ask(fakeServer((socket) => socket.end()))).toStrictEqual({
      kind: 'silent',
      reason: 'the connection broke',
    });
  });

  test('a connection that ends in the middle of the question is silence', async () => {
    expect(await ask(server({ query: () => 'reset' }))).toMatchObject({ kind: 'silent' });
  });

  test('an error of the server after its name was asked is no answer about its role', async () => {
    const query = (sql: string) => (sql.includes('identifier') ? 'reset' : { value: 'f', oid: OID.bool });
    expect(await ask(server({ query }))).toMatchObject({ kind: 'silent' });
  });

  test('half a message is waited for, and then it is silence', async () => {
    const query = () => ({ bytes: Buffer.from('T\0\0') });
    expect(await ask(server({ query }))).toStrictEqual({ kind: 'silent', reason: 'no answer within 3 s' });
  }, 10_000);

  test('a message of no known type is refused', async () => {
    const query = () => ({ bytes: Buffer.from('!\0\0\0\x04') });
    expect(await ask(server({ query }))).toStrictEqual({ kind: 'refused', reason: 'SQLSTATE none' });
  });
});
