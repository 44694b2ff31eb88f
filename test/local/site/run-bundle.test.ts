import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { zipSync } from 'fflate';
import { findProcess } from '../../../lib/local/machine/processes';
import { functionCode, runBundle, shippedCode, type DeployedCheck, type FunctionCode } from '../../../lib/local/site';
import { bundleDirectory } from '../../../lib/functions/package-root';
import { fakeClients } from '../aws/support/fake-clients';
import { lineOf } from '../observe/support/records';
import { deployedCheck } from './support/deployed';

const directory = mkdtempSync(path.join(tmpdir(), 'honmaru bundle 本丸 '));
const NEVER = new AbortController().signal;

const server = createServer((request, response) => {
  const zip = zipSync({ [request.url === '/empty' ? 'other.js' : 'index.js']: Buffer.from('the bundle') });
  response.writeHead(request.url === '/gone' ? 404 : 200).end(zip);
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  rmSync(directory, { recursive: true, force: true });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe('the code of a function', () => {
  async function read(url: string): Promise<FunctionCode> {
    const Location = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}${url}`;
    const { clients } = fakeClients({ GetFunction: () => ({ Code: { Location } }) });
    return functionCode(clients, deployedCheck({ name: 'backup-check' }), path.join(directory, 'functions'));
  }

  test('is read as it was deployed', async () => {
    const { check, file } = await read('/code');
    expect(check.name).toBe('backup-check');
    expect(file).toBe(path.join(directory, 'functions', 'backup-check', 'index.js'));
    expect(readFileSync(file, 'utf8')).toBe('the bundle');
  });

  test('that is not there is an error', async () => {
    await expect(read('/gone')).rejects.toThrow('the code of backup-check cannot be read back: status 404');
  });

  test('without its bundle is an error', async () => {
    await expect(read('/empty')).rejects.toThrow('the deployed code of backup-check holds no index.js');
  });
});

describe('a function that no site deploys', () => {
  test('is run as it ships', () => {
    expect(shippedCode(deployedCheck({ name: 'line-check' })).file).toBe(
      path.join(bundleDirectory(), 'line-check', 'index.js'),
    );
  });

  test('must have been built', () => {
    expect(() => shippedCode(deployedCheck({ name: 'no-such-function' as 'line-check' }))).toThrow(
      /dist\/lambda\/no-such-function\/index\.js: must exist .* \[FunctionBundleMissing\]$/,
    );
  });
});

describe('a function outside the emulator', () => {
  const SURROUNDINGS = {
    endpoint: 'http://127.0.0.1:9',
    account: '111122223333',
    environment: { MACHINE: 'mine', AWS_REGION: 'overridden' },
    directory,
  };

  function bundle(handler: string, overrides: Partial<DeployedCheck> = {}): FunctionCode {
    const file = path.join(mkdtempSync(path.join(directory, 'code ')), 'index.js');
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `exports.handler = async (event, context) => { ${handler} };`);
    return { check: deployedCheck(overrides), file };
  }

  /** What a handler tells of itself, in the notes of a record. */
  async function notesOf(expression: string, overrides: Partial<DeployedCheck> = {}): Promise<unknown> {
    const line = lineOf({}, { notes: ['NOTE'] });
    const code = `console.log(${JSON.stringify(line)}.replace('"NOTE"', JSON.stringify(JSON.stringify(${expression}))))`;
    const record = await runBundle(bundle(code, overrides), SURROUNDINGS, NEVER);
    return JSON.parse(record?.notes[0] ?? 'null');
  }

  test('leaves the record that it writes, whatever else it prints', async () => {
    const code = `console.log('START'); console.log(${JSON.stringify(lineOf({ requestId: 'mine' }))}); console.error('end');`;
    expect((await runBundle(bundle(code), SURROUNDINGS, NEVER))?.requestId).toBe('mine');
  });

  test('is given the payload, a request id and the time that is left', async () => {
    const input = JSON.stringify({ site: 'a "quoted" $HOME 本丸', list: [1, null] });
    expect(await notesOf('event', { input })).toStrictEqual(JSON.parse(input));
    expect(await notesOf('context.awsRequestId')).toMatch(/^[0-9a-f-]{36}$/);
    const left = await notesOf('context.getRemainingTimeInMillis()', { timeoutSeconds: 45 });
    expect(left).toBeGreaterThan(30_000);
    expect(left).toBeLessThanOrEqual(45_000);
  });

  test('has its own environment, the Region and the local account, and nothing of the user', async () => {
    const environment = { AWS_ENDPOINT_URL_EC2: 'http://127.0.0.1:1' };
    const env = (await notesOf('process.env', { environment, region: 'ap-northeast-3' })) as Readonly<
      Record<string, string>
    >;
    expect(env).toMatchObject({
      MACHINE: 'mine',
      AWS_ENDPOINT_URL_EC2: 'http://127.0.0.1:1',
      AWS_REGION: 'ap-northeast-3',
      AWS_ACCESS_KEY_ID: '111122223333',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_EC2_METADATA_DISABLED: 'true',
    });
    expect(env).not.toHaveProperty('HOME');
    expect(env).not.toHaveProperty('PATH');
  });

  test('can be given something else in the place of what was deployed', async () => {
    const environment = { RECORD_BUCKET: 'deployed', LEASE_TABLE: 'deployed' };
    const line = lineOf({}, { notes: ['NOTE'] });
    const code = `console.log(${JSON.stringify(line)}.replace('NOTE', process.env.RECORD_BUCKET + process.env.LEASE_TABLE))`;
    const surroundings = { ...SURROUNDINGS, overrides: { RECORD_BUCKET: 'other' } };
    expect((await runBundle(bundle(code, { environment }), surroundings, NEVER))?.notes).toStrictEqual([
      'otherdeployed',
    ]);
  });

  test.each([
    ['returns without a word', 'return 1;'],
    ['fails', 'throw new Error("no");'],
    ['ends its process', 'process.exit(0);'],
  ])('that %s leaves no record', async (_, code) => {
    expect(await runBundle(bundle(code), SURROUNDINGS, NEVER)).toBeUndefined();
  });

  test('that cannot be loaded leaves no record', async () => {
    const { check, file } = bundle('');
    writeFileSync(file, 'this is no JavaScript');
    expect(await runBundle({ check, file }, SURROUNDINGS, NEVER)).toBeUndefined();
  });

  test('is not waited for when something keeps its process busy after the record', async () => {
    const code = `setInterval(() => {}, 1000); console.log(${JSON.stringify(lineOf())});`;
    expect((await runBundle(bundle(code), SURROUNDINGS, NEVER))?.status).toBe('HEALTHY');
  });

  const ENDLESS = (file: string): string =>
    `require('node:fs').writeFileSync(${JSON.stringify(file)}, String(process.pid)); setInterval(() => {}, 1000); return new Promise(() => {});`;

  test('that hangs is ended after its time, as Lambda would', async () => {
    const code = bundle(ENDLESS(path.join(directory, 'hanging')), { timeoutSeconds: 0.5 });
    expect(await runBundle(code, SURROUNDINGS, NEVER)).toBeUndefined();
  });

  test('can be stopped, and leaves no process behind', async () => {
    const file = path.join(directory, 'stopped');
    const stop = new AbortController();
    const running = runBundle(bundle(ENDLESS(file)), SURROUNDINGS, stop.signal);
    while (!existsSync(file) || readFileSync(file, 'utf8') === '') {
      await sleep(5);
    }
    stop.abort();
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    expect(findProcess(Number(readFileSync(file, 'utf8')))).toBeUndefined();
  });

  test('is not started when it is too late', async () => {
    const file = path.join(directory, 'late');
    const code = `require('node:fs').writeFileSync(${JSON.stringify(file)}, '');`;
    await expect(runBundle(bundle(code), SURROUNDINGS, AbortSignal.abort())).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(existsSync(file)).toBe(false);
  });
});
