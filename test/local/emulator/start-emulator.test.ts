import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { startEmulator, type Emulator, type EmulatorOptions } from '../../../lib/local/emulator';
import { freePort } from '../../../lib/local/machine';
import { findMarked } from '../../../lib/local/machine/processes';
import { MARKER, markerOf } from '../../../lib/local/machine/process-marker';
import { writeFakePython } from '../machine/support/fake-python';
import { scratchFolder, scratchWorkspace } from '../machine/support/scratch';

const { folder, remove } = scratchFolder('emulator');
const running: Emulator[] = [];
const servers: Server[] = [];

afterAll(async () => {
  servers.forEach((server) => server.close());
  await Promise.all(running.map((emulator) => emulator.stop()));
  remove();
});

const LISTEN = `require('node:http').createServer((request, response) => {
  response.end(JSON.stringify({ edition: process.env.MINISTACK_EDITION, version: '1.5.33' }));
}).listen(Number(process.env.GATEWAY_PORT), process.env.BIND_HOST);`;

/** Starts a worker as the emulator does for a function; it does not end when asked to. */
const WORKER = `require('node:child_process').spawn('node', ['-e', "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)"]);`;

/** Options for an emulator that behaves so. */
function options(name: string, ministack: string, changes: Partial<EmulatorOptions> = {}): EmulatorOptions {
  const workspace = scratchWorkspace(folder, name);
  return {
    workspace,
    python: writeFakePython(path.join(workspace.project, 'python'), { ministack }),
    region: 'ap-northeast-1',
    modules: '/modules',
    signal: new AbortController().signal,
    source: { PATH: '' },
    ...changes,
  };
}

async function start(from: EmulatorOptions): Promise<Emulator> {
  const emulator = await startEmulator(from);
  running.push(emulator);
  return emulator;
}

/** Processes that were started for a run and are still there. */
function left({ workspace }: EmulatorOptions): readonly number[] {
  return [...findMarked(markerOf(workspace)[MARKER])];
}

test('starts, says its version, and ends with everything it has started', async () => {
  const from = options('starts', WORKER + LISTEN);
  const emulator = await start(from);
  expect(emulator.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(emulator.version).toBe('1.5.33');
  expect(left(from)).toHaveLength(2);
  await emulator.stop();
  expect(left(from)).toEqual([]);
});

test('starts on the port that was asked for', async () => {
  const port = await freePort();
  const emulator = await start(options('port', LISTEN, { port }));
  expect(emulator.endpoint).toBe(`http://127.0.0.1:${String(port)}`);
});

test('starts with nothing of an earlier run', async () => {
  const from = options('fresh', LISTEN);
  const old = path.join(from.workspace.emulator, 'state', 'old.json');
  mkdirSync(path.dirname(old), { recursive: true });
  writeFileSync(old, '{}');
  await start(from);
  expect(existsSync(old)).toBe(false);
});

test('two run side by side in two folders', async () => {
  const [one, two] = await Promise.all([start(options('one', LISTEN)), start(options('two', LISTEN))]);
  expect(one.endpoint).not.toBe(two.endpoint);
});

test('ends although somebody has frozen it', async () => {
  const from = options('frozen', LISTEN);
  const emulator = await start(from);
  emulator.group.signal('SIGSTOP');
  await expect(fetch(emulator.endpoint, { signal: AbortSignal.timeout(50) })).rejects.toThrow(/timeout/);
  await emulator.stop();
  expect(left(from)).toEqual([]);
});

/** A server that somebody else runs. */
async function foreignPort(): Promise<number> {
  const server = createServer((_request, response) => response.end('{"edition":"light","version":"1.5.33"}'));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

test('refuses a port that another program uses', async () => {
  const from = options('taken', LISTEN, { port: await foreignPort() });
  await expect(startEmulator(from)).rejects.toThrow(/^--port: .+ \[PortTaken\]$/);
});

test("does not take another emulator's answer for its own", async () => {
  const impostor = LISTEN.replace('process.env.MINISTACK_EDITION', "'light'");
  const from = options('impostor', impostor, { port: await freePort() });
  await expect(startEmulator(from)).rejects.toThrow(/^--port: .+ \[PortTaken\]$/);
  expect(left(from)).toEqual([]);
});

test('tries another port when somebody was faster, unless the port was asked for', async () => {
  const once = path.join(folder, 'once');
  const loses = `if (!fs.existsSync(${JSON.stringify(once)})) {
    fs.writeFileSync(${JSON.stringify(once)}, '');
    console.log('ERROR: 127.0.0.1:1 is already in use.');
    process.exit(1);
  }
  ${LISTEN}`;
  await expect(start(options('slower', loses))).resolves.toMatchObject({ version: '1.5.33' });
});

test('shows the end of its log when it does not keep running', async () => {
  const from = options('crashes', "console.error('ImportError: no such thing'); process.exit(1)");
  await expect(startEmulator(from)).rejects.toThrow(
    /^emulator: must keep running, got this at the end of its log:\nImportError: no such thing\n; everything it printed is in .+emulator\.log \[EmulatorNotStarted\]$/,
  );
});

test('says so when there is nothing in its log', async () => {
  await expect(startEmulator(options('silent', 'process.exit(1)'))).rejects.toThrow(/got nothing in its log;/);
});

test('recognises a full disk', async () => {
  const from = options('full', "console.error('OSError: [Errno 28] No space left on device'); process.exit(1)");
  await expect(startEmulator(from)).rejects.toThrow(/\[DiskFull\]$/);
});

test('gives up when it does not answer in time, and leaves nothing', async () => {
  const from = options('hangs', `${WORKER} console.log('loading'); setInterval(() => {}, 1000)`, { timeoutMs: 300 });
  await expect(startEmulator(from)).rejects.toThrow(
    /^emulator: must answer within 0\.3 seconds, .+ \[EmulatorNotStarted\]$/s,
  );
  expect(left(from)).toEqual([]);
});

test('refuses one that listens on every address of the machine', async () => {
  const from = options('open', LISTEN.replace('process.env.BIND_HOST', "'0.0.0.0'"));
  await expect(startEmulator(from)).rejects.toThrow(/listens on every address of this machine/);
  expect(left(from)).toEqual([]);
});

test('leaves nothing when it is stopped while it starts', async () => {
  const controller = new AbortController();
  const from = options('stopped', `${WORKER} setInterval(() => {}, 1000)`, { signal: controller.signal });
  const starting = startEmulator(from);
  const whenStarted = setInterval(() => {
    if (left(from).length > 0) {
      controller.abort(new Error('Ctrl-C'));
    }
  }, 5);
  await expect(starting).rejects.toThrow('Ctrl-C');
  clearInterval(whenStarted);
  expect(left(from)).toEqual([]);
});

test('starts nothing when it is stopped before', async () => {
  const from = options('never', LISTEN, { signal: AbortSignal.abort(new Error('Ctrl-C')) });
  await expect(startEmulator(from)).rejects.toThrow('Ctrl-C');
  expect(existsSync(from.workspace.emulator)).toBe(false);
});
