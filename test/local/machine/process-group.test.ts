import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ProcessGroup, type StartOptions } from '../../../lib/local/machine';
import { isRunning, STAY, STUBBORN, until, WITH_WORKER } from './support/running';
import { scratchFolder } from './support/scratch';

const { folder, remove } = scratchFolder('group');
const groups: ProcessGroup[] = [];

afterAll(async () => {
  await Promise.all(groups.map((group) => group.stop(0)));
  remove();
});

/** Starts a script of Node, to be ended after the tests. */
function start(script: string, options: Partial<StartOptions> = {}, args: readonly string[] = []): ProcessGroup {
  const group = ProcessGroup.start(process.execPath, ['-e', script, '--', ...args], {
    cwd: folder,
    env: {},
    ...options,
  });
  groups.push(group);
  return group;
}

/** Starts a script that prints numbers of processes, and waits for as many. */
async function startAndListen(
  script: string,
  count: number,
): Promise<{ group: ProcessGroup; pids: readonly number[] }> {
  const pids: number[] = [];
  const group = start(script, { onLine: (line) => pids.push(Number(line)) });
  await until(() => pids.length === count);
  return { group, pids };
}

test('hands on arguments as they are, with no shell between', async () => {
  const awkward = ['C:\\my site\\', 'a "quoted" $HOME', '', '日本 語', '; exit 7', '%PATH%'];
  const lines: string[] = [];
  await start(
    'process.argv.slice(1).forEach((word) => console.log(word))',
    { onLine: (line) => lines.push(line) },
    awkward,
  ).exited;
  expect(lines).toEqual(awkward);
});

test('hands on nothing of the own environment', async () => {
  const lines: string[] = [];
  const script = 'console.log(JSON.stringify(process.env))';
  await start(script, { env: { ONLY: 'this' }, onLine: (line) => lines.push(line) }).exited;
  expect(JSON.parse(lines.join(''))).toEqual({ ONLY: 'this' });
});

test('says how the process ended', async () => {
  await expect(start('process.exit(3)').exited).resolves.toEqual({ code: 3, signal: null });
});

test('hands on every line of both streams, and keeps them in the log', async () => {
  const lines: string[] = [];
  const logFile = path.join(folder, 'logs', 'both.log');
  const script = "console.log('out'); console.error('error'); process.stdout.write('no end of line')";
  await start(script, { logFile, onLine: (line) => lines.push(line) }).exited;
  expect(lines.sort()).toEqual(['error', 'no end of line', 'out']);
  expect(readFileSync(logFile, 'utf8').trimEnd().split('\n').sort()).toEqual(lines);
});

test('writes into the log where nobody listens', async () => {
  const logFile = path.join(folder, 'silent.log');
  await start("console.log('out'); console.error('error')", { logFile }).exited;
  expect(readFileSync(logFile, 'utf8').split('\n').sort()).toEqual(['', 'error', 'out']);
});

test('fails when a line cannot be handed on', async () => {
  const refuse = (): void => {
    throw new Error('no room');
  };
  await expect(start(STAY, { onLine: refuse }).exited).rejects.toThrow('no room');
});

test('ends although a child keeps the output open', async () => {
  const lines: string[] = [];
  const worker = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(STAY)}], { stdio: 'inherit' })`;
  const script = `${worker}.once('spawn', () => process.exit(0))`;
  const group = start(script, { onLine: (line) => lines.push(line) });
  await expect(group.exited).resolves.toEqual({ code: 0, signal: null });
});

test('throws when there is no such program', () => {
  expect(() => ProcessGroup.start('honmaru-no-such-program', [], { cwd: folder, env: {} })).toThrow(
    /^cannot start honmaru-no-such-program/,
  );
});

test('ends a process by asking it', async () => {
  const { group } = await startAndListen(STAY, 1);
  await group.stop();
  await expect(group.exited).resolves.toEqual({ code: null, signal: 'SIGTERM' });
});

test('ends a process that does not listen, and all that it has started', async () => {
  const { group, pids } = await startAndListen(WITH_WORKER, 2);
  expect(pids.map(isRunning)).toEqual([true, true]);
  await group.stop(50);
  expect(pids.map(isRunning)).toEqual([false, false]);
});

test('ends what is left of a group whose first process has ended', async () => {
  const { group, pids } = await startAndListen(WITH_WORKER, 2);
  process.kill(group.pid, 'SIGKILL');
  await group.exited;
  expect(pids.filter(isRunning)).toHaveLength(1);
  await group.stop(0);
  expect(pids.filter(isRunning)).toEqual([]);
});

test('ends a frozen group', async () => {
  const { group, pids } = await startAndListen(STUBBORN, 1);
  group.signal('SIGSTOP');
  await group.stop(50);
  expect(pids.filter(isRunning)).toEqual([]);
});

test('freezes and thaws every process of the group', async () => {
  const beat = "setInterval(() => console.log('beat'), 1)";
  let beats = 0;
  const group = start(beat, { onLine: () => (beats += 1) });
  await until(() => beats > 0);
  group.signal('SIGSTOP');
  group.signal('SIGCONT');
  const before = beats;
  await until(() => beats > before);
  expect(beats).toBeGreaterThan(before);
});

test('can be stopped twice, and after its end', async () => {
  const group = start('');
  await group.exited;
  await Promise.all([group.stop(), group.stop()]);
  group.signal('SIGTERM');
  expect(isRunning(group.pid)).toBe(false);
});
