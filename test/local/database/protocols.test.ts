import { createConnection, type Connection } from 'mysql2';
import { Client } from 'pg';
import { askMySql } from '../../../lambda/database-probe-mysql/ask';
import { askPostgreSql } from '../../../lambda/database-probe-postgresql/ask';
import type { Ask, Trust } from '../../../lambda/database-probe/probe';
import { makeAuthority } from '../../../lib/local/database';
import { serveMySql } from '../../../lib/local/database/mysql';
import { servePostgreSql } from '../../../lib/local/database/postgresql';
import { StandInServer, type Answering } from '../../../lib/local/database/stand-in-server';
import { closedPort } from '../../lambda/support/fake-server';

const authority = makeAuthority('local site', new Date());
const notAfter = new Date(Date.now() + 3_600_000);
const credentials = authority.issue({ names: ['localhost'], notAfter });
const SIGN_IN = { user: 'site_probe', database: 'app', token: 'localhost:5432/?Action=connect&X-Amz-Signature=f00d' };

let server: StandInServer | undefined;

afterEach(async () => {
  await server?.stop();
});

/** Starts a stand-in, and gives its port. */
async function started(serve: typeof servePostgreSql, answering: Partial<Answering> = {}): Promise<number> {
  const port = await closedPort();
  const given = { credentials, instanceId: 'db-2', isWriter: () => Promise.resolve(true), ...answering };
  server = new StandInServer({ address: '127.0.0.1', port }, (socket) => {
    serve(socket, given);
  });
  await server.start();
  return port;
}

/** Connections and servers that keep the process. */
const connections = (): number => process.getActiveResourcesInfo().filter((it) => it.startsWith('TCP')).length;

describe.each<readonly [string, typeof servePostgreSql, (trust: Trust) => Ask]>([
  ['PostgreSQL', servePostgreSql, askPostgreSql],
  ['MySQL', serveMySql, askMySql],
])('to a probe a stand-in of %s', (_, serve, askWith) => {
  const ask = (port: number, ca = authority.cert) => askWith({ ca })({ host: 'localhost', port, ...SIGN_IN });

  test.each([
    ['writer', true],
    ['reader', false],
  ])('is a %s with the name of its instance', async (kind, isWriter) => {
    const port = await started(serve, { isWriter: () => Promise.resolve(isWriter) });
    expect(await ask(port)).toStrictEqual({ kind, server: 'db-2' });
  });

  test('is what it is at the moment of the question', async () => {
    const state = { isWriter: false };
    const port = await started(serve, { isWriter: () => Promise.resolve(state.isWriter) });
    const kinds = [(await ask(port)).kind];
    state.isWriter = true;
    kinds.push((await ask(port)).kind);
    expect(kinds).toStrictEqual(['reader', 'writer']);
  });

  test('answers many at a time', async () => {
    const port = await started(serve);
    const readings = await Promise.all(Array.from({ length: 8 }, () => ask(port)));
    expect(readings).toStrictEqual(readings.map(() => ({ kind: 'writer', server: 'db-2' })));
  });

  test('keeps nothing of its process when it is stopped while clients take their leave', async () => {
    const before = connections();
    const port = await started(serve);
    await Promise.all(Array.from({ length: 8 }, () => ask(port)));
    await server?.stop();
    for (let waited = 0; connections() > before && waited < 2_000; waited += 10) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(connections()).toBeLessThanOrEqual(before);
  });

  test('cannot prove itself to one that trusts somebody else', async () => {
    const port = await started(serve);
    expect(await ask(port, makeAuthority('another', new Date()).cert)).toMatchObject({ kind: 'refused' });
  });

  test('cannot prove itself under another name', async () => {
    const port = await started(serve, { credentials: authority.issue({ names: ['db.example.com'], notAfter }) });
    expect(await ask(port)).toMatchObject({ kind: 'refused' });
  });

  test('is silent when it is down', async () => {
    const port = await started(serve);
    await server?.stop();
    expect(await ask(port)).toMatchObject({ kind: 'silent' });
  });

  test('outlives one that gives up before TLS is agreed on', async () => {
    const port = await started(serve);
    await ask(port, 'no certificate').catch(() => undefined);
    expect(await ask(port)).toMatchObject({ kind: 'writer' });
  });
});

test('a stand-in of PostgreSQL refuses whatever else it is asked, and goes on', async () => {
  const port = await started(servePostgreSql);
  const client = new Client({
    ...{ host: 'localhost', port, user: SIGN_IN.user, database: 'app', password: SIGN_IN.token },
    ssl: { ca: authority.cert },
  });
  await client.connect();
  await expect(client.query('SELECT count(*) FROM tickets')).rejects.toMatchObject({
    ...{ code: '0A000', severity: 'ERROR', message: 'not played by the local site' },
  });
  const { rows } = await client.query('SELECT pg_is_in_recovery() AS is_reader');
  expect(rows).toStrictEqual([{ is_reader: false }]);
  await client.end();
});

function query(connection: Connection, sql: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    connection.query(sql, (error, rows) => {
      if (error === null) {
        resolve(rows);
      } else {
        reject(error);
      }
    });
  });
}

test('a stand-in of MySQL refuses whatever else it is asked, and goes on', async () => {
  const port = await started(serveMySql);
  const connection = createConnection({
    ...{ host: 'localhost', port, user: SIGN_IN.user, password: SIGN_IN.token, enableCleartextPlugin: true },
    ssl: { ca: authority.cert },
  });
  await expect(query(connection, 'SELECT count(*) FROM tickets')).rejects.toMatchObject({
    ...{ errno: 1295, sqlState: 'HY000', sqlMessage: 'not played by the local site' },
  });
  expect(await query(connection, 'SELECT @@innodb_read_only AS is_reader')).toEqual([{ is_reader: 0 }]);
  await new Promise((resolve) => {
    connection.end(resolve);
  });
});
