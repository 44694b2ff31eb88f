import { askMySql } from '../../../lambda/database-probe-mysql/ask';
import type { Endpoint } from '../../../lambda/database-probe/probe';
import { fakeMySql, greetingError, type MySqlBehaviour } from '../support/fake-mysql';
import { closedPort, fakeServer, type FakeServer } from '../support/fake-server';
import { selfSigned } from '../support/self-signed';

const tls = selfSigned('localhost');
const TOKEN = 'localhost:3306/?Action=connect&X-Amz-Signature=f00d';
const running: FakeServer[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

async function ask(server: Promise<FakeServer>, ca: string = tls.cert) {
  running.push(await server);
  return askMySql({ ca })(endpointAt(running.at(-1)?.port ?? 0));
}

function endpointAt(port: number): Endpoint {
  return { host: 'localhost', port, user: 'site_probe', database: 'app', token: TOKEN };
}

function server(behaviour: MySqlBehaviour = {}): Promise<FakeServer> {
  return fakeMySql({ tls, ...behaviour });
}

describe('the role of a server', () => {
  test.each([
    ['writer', 0],
    ['reader', 1],
  ])('is %s when innodb_read_only is %d', async (kind, value) => {
    const query = (sql: string) => (sql.includes('aurora') ? { error: 1193 } : { value });
    expect(await ask(server({ query }))).toStrictEqual({ kind });
  });

  test('comes with the name of the instance where the engine tells it', async () => {
    const asked: string[] = [];
    const query = (sql: string) => {
      asked.push(sql);
      return { value: sql.includes('aurora') ? 'db-2' : 0 };
    };
    expect(await ask(server({ query }))).toStrictEqual({ kind: 'writer', server: 'db-2' });
    expect(asked).toStrictEqual(['SELECT @@innodb_read_only AS is_reader', 'SELECT @@aurora_server_id AS server']);
  });

  test.each([[null], ['']])('needs no name: %j', async (name) => {
    const query = (sql: string) => ({ value: sql.includes('aurora') ? name : 1 });
    expect(await ask(server({ query }))).toStrictEqual({ kind: 'reader' });
  });

  test.each([[2], [null], ['0']])('is not told by %j', async (value) => {
    expect(await ask(server({ query: () => ({ value }) }))).toStrictEqual({
      kind: 'refused',
      reason: 'it does not tell its role',
    });
  });
});

test('the token is sent as it is, inside TLS, and no database is named: that takes a right in it', async () => {
  const seen: string[] = [];
  const signIn = (token: string, greeting: string) => {
    seen.push(token, greeting);
    return undefined;
  };
  await ask(server({ signIn }));
  expect(seen[0]).toBe(TOKEN);
  expect(seen[1]).toContain('site_probe\0');
  expect(seen[1]).not.toContain('app');
});

describe('a server that lets nobody in', () => {
  test.each([1021, 1037, 1038, 1040, 1041, 1053, 1114, 1135, 1203, 1226, 1317, 1927, 3032, 3168])(
    'is busy with error %d',
    async (error) => {
      expect(await ask(server({ signIn: () => error }))).toStrictEqual({
        kind: 'busy',
        reason: `error ${String(error)}`,
      });
    },
  );

  test.each([1044, 1045, 1049, 1129, 1130, 1698])('refuses with error %d', async (error) => {
    expect(await ask(server({ signIn: () => error }))).toStrictEqual({
      kind: 'refused',
      reason: `error ${String(error)}`,
    });
  });

  test('is busy when it says so before it is greeted', async () => {
    const answer = fakeServer((socket) => socket.end(greetingError(1040)));
    expect(await ask(answer)).toStrictEqual({ kind: 'busy', reason: 'error 1040' });
  });

  test('is busy when it says so to the question', async () => {
    expect(await ask(server({ query: () => ({ error: 1053 }) }))).toStrictEqual({ kind: 'busy', reason: 'error 1053' });
  });
});

describe('TLS', () => {
  let signIns = 0;
  beforeEach(() => {
    signIns = 0;
  });

  test.each([
    ['nobody vouches for', selfSigned('localhost'), tls.cert],
    ['is of another name', selfSigned('elsewhere.example'), undefined],
    ['is expired', selfSigned('localhost', { isExpired: true }), undefined],
  ])('a certificate that %s leaves the identity unproven, and no token is sent', async (_what, other, ca) => {
    const signIn = () => {
      signIns += 1;
      return undefined;
    };
    expect(await ask(fakeMySql({ tls: other, signIn }), ca ?? other.cert)).toStrictEqual({
      kind: 'refused',
      reason: 'its identity is not proven',
    });
    expect(signIns).toBe(0);
  });

  test('a server that speaks none is refused', async () => {
    expect(await ask(fakeMySql({}))).toStrictEqual({ kind: 'refused', reason: 'it does not speak TLS' });
  });

  test('a connection that ends in the middle of the handshake is silence', async () => {
    const half = async (): Promise<FakeServer> => {
      const greeting = await greetingOf(server());
      return fakeServer((socket) => {
        socket.write(greeting);
        socket.once('data', () => socket.resetAndDestroy());
      });
    };
    expect(await ask(half())).toStrictEqual({ kind: 'silent', reason: 'the connection broke' });
  });
});

describe('what breaks', () => {
  test('a port on which nobody listens is silence', async () => {
    expect(await askMySql()(endpointAt(await closedPort()))).toStrictEqual({
      kind: 'silent',
      reason: 'no connection (ECONNREFUSED)',
    });
  });

  test('a server that never says a word is silence after two seconds', async () => {
    expect(await ask(fakeServer(() => undefined))).toStrictEqual({ kind: 'silent', reason: 'no answer within 2 s' });
  }, 10_000);

  test('a connection that is closed at once is silence', async () => {
    expect(await ask(fakeServer((socket) => socket.end()))).toStrictEqual({
      kind: 'silent',
      reason: 'the connection broke',
    });
  });

  test('a connection that is reset at once is silence', async () => {
    expect(await ask(fakeServer((socket) => socket.resetAndDestroy()))).toMatchObject({ kind: 'silent' });
  });

  test('a connection that ends in the middle of a question is silence', async () => {
    expect(await ask(server({ query: () => 'reset' }))).toMatchObject({ kind: 'silent' });
    const query = (sql: string) => (sql.includes('aurora') ? ('reset' as const) : { value: 0 });
    expect(await ask(server({ query }))).toMatchObject({ kind: 'silent' });
  });

  test('a question that hangs is silence after three seconds', async () => {
    expect(await ask(server({ query: () => 'hang' }))).toStrictEqual({
      kind: 'silent',
      reason: 'no answer within 3 s',
    });
  }, 10_000);

  test.each([
    ['the page of a web server', Buffer.from('HTTP/1.1 400 Bad Request\r\nServer: x\r\nConnection: close\r\n\r\n')],
    ['zeros', Buffer.alloc(64)],
    ['a greeting of one byte', Buffer.of(1, 0, 0, 0, 10)],
    ['a greeting that is cut short', Buffer.of(8, 0, 0, 0, 10, 56, 46, 48, 46, 51, 57, 0)],
  ])('%s is never taken for a role', async (_what, bytes) => {
    const reading = await ask(fakeServer((socket) => socket.end(bytes)));
    expect(['refused', 'silent']).toContain(reading.kind);
    expect(JSON.stringify(reading)).not.toContain('HTTP');
  });
});

async function greetingOf(started: Promise<FakeServer>): Promise<Buffer> {
  const { connect } = await import('node:net');
  running.push(await started);
  const socket = connect(running.at(-1)?.port ?? 0, '127.0.0.1');
  return new Promise((resolve) => {
    socket.once('data', (bytes: Buffer) => {
      socket.destroy();
      resolve(bytes);
    });
  });
}
