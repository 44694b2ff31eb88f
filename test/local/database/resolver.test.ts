import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { RESOLVER_PRELOAD, RESOLVER_VARIABLE, startResolver, type Resolver } from '../../../lib/local/database';

let resolver: Resolver;
const directory = mkdtempSync(path.join(tmpdir(), 'honmaru resolver 本丸 '));
const preload = path.join(directory, 'preload.cjs');
/** Stands in for the resolver of the system, which no test may ask. */
const system = path.join(directory, 'system.cjs');

beforeAll(async () => {
  writeFileSync(preload, RESOLVER_PRELOAD);
  writeFileSync(
    system,
    "require('node:dns').lookup = (name, options, done = options) => done(null, `system:${name}`);",
  );
  resolver = await startResolver();
});

afterAll(async () => {
  await resolver.close();
  rmSync(directory, { recursive: true, force: true });
});

/** Asks the resolver itself. */
function ask(name: string, endpoint = resolver.endpoint): Promise<readonly [number | undefined, string]> {
  return new Promise((resolve, reject) => {
    const asking = request(`${endpoint}/?name=${encodeURIComponent(name)}`, { agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('end', () => {
        resolve([response.statusCode, body]);
      });
    });
    asking.on('error', reject).end();
  });
}

describe('the resolver', () => {
  test('listens on loopback', () => {
    expect(new URL(resolver.endpoint).hostname).toBe('127.0.0.1');
  });

  test('knows no name until it is told who does', async () => {
    const fresh = await startResolver();
    expect(await ask('db.example', fresh.endpoint)).toStrictEqual([404, '']);
    await fresh.close();
  });

  test('answers with the address of a name, that there is none, or that nobody can tell', async () => {
    const asked: string[] = [];
    resolver.answerWith((name) => {
      asked.push(name);
      return name === 'bad'
        ? Promise.reject(new Error('no'))
        : Promise.resolve(name === 'a & b' ? '127.64.0.1' : undefined);
    });
    expect(await ask('a & b')).toStrictEqual([200, '127.64.0.1']);
    expect(await ask('other')).toStrictEqual([404, '']);
    expect(await ask('bad')).toStrictEqual([500, '']);
    expect(asked).toStrictEqual(['a & b', 'other', 'bad']);
  });

  test('is gone when it is closed', async () => {
    const fresh = await startResolver();
    await fresh.close();
    await expect(ask('x', fresh.endpoint)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

const NAME = 'db-1.honmarulocal.ap-northeast-1.rds.amazonaws.com';

/** What a process says that reads the preload first. */
async function said(expression: string, endpoint: string | undefined, ...before: readonly string[]): Promise<unknown> {
  const source = `const dns = require('node:dns');
    const show = (error) => ({ code: error.code, syscall: error.syscall, hostname: error.hostname });
    const called = (...given) => new Promise((resolve) => dns.lookup(...given, (error, ...rest) => resolve(error === null ? rest : show(error))));
    Promise.resolve(${expression}).catch(show).then((it) => console.log(JSON.stringify(it)));`;
  const modules = [...before, preload].flatMap((file) => ['--require', file]);
  const env = endpoint === undefined ? {} : { [RESOLVER_VARIABLE]: endpoint };
  const { stdout } = await promisify(execFile)(process.execPath, [...modules, '-e', source], {
    env: { SystemRoot: process.env['SystemRoot'] ?? '', ...env },
  });
  return JSON.parse(stdout);
}

const resolverAt = () => resolver.endpoint;
const nobody = () => undefined;

describe('a function that reads the preload', () => {
  beforeEach(() => {
    resolver.answerWith((name) => Promise.resolve(name === NAME ? '127.64.0.1' : undefined));
  });

  test.each([
    ['called(NAME)', ['127.64.0.1', 4]],
    ['called(NAME, {})', ['127.64.0.1', 4]],
    ['called(NAME, 4)', ['127.64.0.1', 4]],
    ['called(NAME, { all: true })', [[{ address: '127.64.0.1', family: 4 }]]],
    ['dns.promises.lookup(NAME)', { address: '127.64.0.1', family: 4 }],
    ['dns.promises.lookup(NAME, { all: true })', [{ address: '127.64.0.1', family: 4 }]],
    ["require('node:util').promisify(dns.lookup)(NAME)", { address: '127.64.0.1', family: 4 }],
    ["require('node:dns/promises').lookup(NAME)", { address: '127.64.0.1', family: 4 }],
  ])('resolves the name of a database here: %s', async (expression, expected) => {
    expect(await said(expression.replace('NAME', JSON.stringify(NAME)), resolver.endpoint)).toStrictEqual(expected);
  });

  test.each(['called(NAME)', 'dns.promises.lookup(NAME)'])(
    'is told that there is no such name: %s',
    async (expression) => {
      const hostname = 'gone.ap-northeast-1.rds.amazonaws.com';
      expect(await said(expression.replace('NAME', JSON.stringify(hostname)), resolver.endpoint)).toStrictEqual({
        ...{ code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname },
      });
    },
  );

  test('is told that nobody can tell when the resolver is gone', async () => {
    const gone = await startResolver();
    await gone.close();
    expect(await said(`called(${JSON.stringify(NAME)})`, gone.endpoint)).toMatchObject({ code: 'EAI_AGAIN' });
  });

  test.each([
    ['another name', 'db.example.com', resolverAt],
    ['a name that only looks like one', 'x.rds.amazonaws.com.example.com', resolverAt],
    ['a database where no resolver is named', NAME, nobody],
  ])('asks the system for %s', async (_, name, endpoint) => {
    const asked: string[] = [];
    resolver.answerWith((it) => Promise.resolve(asked.push(it) === 0 ? undefined : '127.64.0.9'));
    expect(await said(`called(${JSON.stringify(name)})`, endpoint(), system)).toStrictEqual([`system:${name}`]);
    expect(asked).toStrictEqual([]);
  });
});
