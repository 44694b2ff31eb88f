import { askMySql } from '../../../lambda/database-probe-mysql/ask';
import { askPostgreSql } from '../../../lambda/database-probe-postgresql/ask';
import { instanceHost } from '../../../lambda/local-provider/contract';
import { DataPlane, makeAuthority, type Resolve } from '../../../lib/local/database';
import { closedPort } from '../../lambda/support/fake-server';
import { fakeClients } from '../aws/support/fake-clients';

const REGION = 'ap-northeast-1';
const CLUSTER = 'db.cluster-honmarulocal.ap-northeast-1.rds.amazonaws.com';
const authority = makeAuthority('local site', new Date());
const planes: DataPlane[] = [];

afterEach(async () => {
  await Promise.all(planes.splice(0).map((plane) => plane.close()));
});

interface World {
  engine: string;
  members: readonly string[];
  writer: string | undefined;
  /** What RDS does instead of an answer. */
  instead?: () => Promise<object>;
}

/** A cluster of three, whose stand-ins all listen on 127.0.0.1 under different loopback addresses. */
async function cluster(changes: Partial<World> = {}) {
  const world: World = { engine: 'aurora-postgresql', members: ['db-1', 'db-2', 'db-3'], writer: 'db-1', ...changes };
  const { clients, calls } = fakeClients({
    DescribeDBClusters: () =>
      world.instead?.() ?? {
        DBClusters: [
          {
            Engine: world.engine,
            DBClusterMembers: world.members.map((id) => ({
              DBInstanceIdentifier: id,
              IsClusterWriter: id === world.writer,
            })),
          },
        ],
      },
  });
  const port = await closedPort();
  const given = { addresses: 0 };
  const names: { resolve: Resolve } = { resolve: () => Promise.resolve('nobody was told') };
  const options = {
    ...{ clients, authority, now: () => new Date() },
    failover: {
      clusterIdentifier: 'db',
      database: { user: 'site_probe', name: 'app', port, clusterEndpoint: CLUSTER },
    },
    resolver: {
      answerWith: (resolve: Resolve) => {
        names.resolve = resolve;
      },
    },
    nextAddress: () => `127.77.0.${String((given.addresses += 1))}`,
  };
  const start = async () => {
    const plane = await DataPlane.start(options);
    planes.push(plane);
    return plane;
  };
  /** What a probe meets under an address; it is not asked who it is. */
  const ask = (host: string | undefined) => {
    const trust = { ca: authority.cert };
    const probe = world.engine === 'aurora-mysql' ? askMySql(trust) : askPostgreSql(trust);
    return probe({ host: host ?? '', port, user: 'site_probe', database: 'app', token: 't' });
  };
  return { world, start, ask, calls, port, options, resolve: (name: string) => names.resolve(name) };
}

const hostOf = (id: string) => instanceHost(id, REGION);

test('every instance has a server and a name', async () => {
  const { start, resolve, calls } = await cluster();
  const plane = await start();
  expect(plane.instances).toStrictEqual(['db-1', 'db-2', 'db-3']);
  expect(await Promise.all(['db-1', 'db-2', 'db-3'].map((id) => resolve(hostOf(id))))).toStrictEqual([
    ...['127.77.0.1', '127.77.0.2', '127.77.0.3'],
  ]);
  expect(calls[0]?.input).toStrictEqual({ DBClusterIdentifier: 'db' });
});

test('no other name is known', async () => {
  const { start, resolve } = await cluster();
  await start();
  expect(await resolve('db-1')).toBeUndefined();
  expect(await resolve(hostOf('db-9'))).toBeUndefined();
  expect(await resolve(instanceHost('db-1', 'us-east-1'))).toBeUndefined();
});

test('the name of the cluster follows the writer', async () => {
  const { world, start, resolve } = await cluster();
  await start();
  expect(await resolve(CLUSTER)).toBe('127.77.0.1');
  world.writer = 'db-3';
  expect(await resolve(CLUSTER)).toBe('127.77.0.3');
});

test.each<readonly [string, Partial<World>]>([
  ['RDS names no writer', { writer: undefined }],
  ['RDS does not answer', { instead: () => Promise.reject(new Error('no')) }],
  ['RDS does not describe it', { instead: () => Promise.resolve({ DBClusters: [] }) }],
])('it leads to the last one while %s', async (_, changes) => {
  const { world, start, resolve } = await cluster();
  await start();
  world.writer = 'db-2';
  await resolve(CLUSTER);
  Object.assign(world, changes);
  expect(await resolve(CLUSTER)).toBe('127.77.0.2');
});

test('an instance that RDS does not list any more has no name, and one that is new has no server', async () => {
  const { world, start, resolve } = await cluster();
  await start();
  world.members = ['db-1', 'db-4'];
  expect(await resolve(hostOf('db-2'))).toBeUndefined();
  expect(await resolve(hostOf('db-4'))).toBeUndefined();
});

describe.each(['aurora-postgresql', 'aurora-mysql'])('to a probe the servers of %s', (engine) => {
  /** A cluster whose certificate the probe can believe: the name of its endpoint is that of an address. */
  async function believed() {
    const site = await cluster({ engine });
    const issue = () => authority.issue({ names: ['localhost'], notAfter: new Date(Date.now() + 60_000) });
    Object.assign(site.options, { authority: { ...authority, issue }, nextAddress: () => '127.0.0.1' });
    return site;
  }

  test('say who writes at the moment of the question', async () => {
    const { world, start, ask } = await believed();
    world.members = ['db-1'];
    await start();
    expect(await ask('localhost')).toStrictEqual({ kind: 'writer', server: 'db-1' });
    world.members = ['db-1', 'db-2'];
    world.writer = 'db-2';
    expect(await ask('localhost')).toStrictEqual({ kind: 'reader', server: 'db-1' });
  });

  test('are silent when they are made to be, until they are restored', async () => {
    const { world, start, ask } = await believed();
    world.members = ['db-1'];
    const plane = await start();
    await plane.silence(['db-1', 'no such instance']);
    expect(await ask('localhost')).toMatchObject({ kind: 'silent' });
    await plane.restore();
    expect(await ask('localhost')).toMatchObject({ kind: 'writer' });
  });
});

test('the certificate of the servers is for the cluster and every instance, for a day', async () => {
  const { start, options } = await cluster();
  const asked: object[] = [];
  const now = new Date('2026-11-25T00:00:00.000Z');
  Object.assign(options, {
    now: () => now,
    authority: {
      ...authority,
      issue: (it: Parameters<typeof authority.issue>[0]) => asked.push(it) && authority.issue(it),
    },
  });
  await start();
  expect(asked).toStrictEqual([
    { names: [CLUSTER, ...['db-1', 'db-2', 'db-3'].map(hostOf)], notAfter: new Date('2026-11-26T00:00:00.000Z') },
  ]);
});

test('when it is closed no name leads anywhere, and nobody listens', async () => {
  const { start, resolve, ask } = await cluster();
  const plane = await start();
  await plane.close();
  expect(await resolve(CLUSTER)).toBeUndefined();
  expect(await ask('127.77.0.1')).toMatchObject({ kind: 'silent' });
});

test('where one place is taken, none is kept', async () => {
  const { start, ask, options, resolve } = await cluster();
  Object.assign(options, { nextAddress: () => '127.77.0.1' });
  await expect(start()).rejects.toMatchObject({ code: 'EADDRINUSE' });
  expect(await ask('127.77.0.1')).toMatchObject({ kind: 'silent' });
  expect(await resolve(CLUSTER)).toBeUndefined();
});

test('a cluster that the emulator does not describe has no servers', async () => {
  const { start } = await cluster({ instead: () => Promise.resolve({ DBClusters: [] }) });
  await expect(start()).rejects.toThrow('the emulator does not describe db');
});
