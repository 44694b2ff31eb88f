import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { acquireLock, ProcessGroup, type Workspace } from '../../../lib/local/machine';
import { findProcess } from '../../../lib/local/machine/processes';
import { markerOf } from '../../../lib/local/machine/process-marker';
import { isRunning, STAY, until, WITH_WORKER } from './support/running';
import { scratchFolder, scratchWorkspace } from './support/scratch';

const { folder, remove } = scratchFolder('lock');
const started: number[] = [];

afterAll(() => {
  for (const pid of started.filter(isRunning)) {
    process.kill(pid, 'SIGKILL');
  }
  remove();
});

/** A record of a run that is dead: its number now belongs to another process, the one that runs the tests. */
const DEAD = { id: 'dead', pid: process.pid, started: 'long ago', startedAt: '2026-11-01T00:00:00.000Z' };

function writeLock(file: string, record: object): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(record));
}

/** A process of its own group that nothing is noted of. */
async function startStranger(env: Readonly<Record<string, string>> = {}): Promise<number> {
  const child = spawn(process.execPath, ['-e', STAY], { env, detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
  const { pid } = child;
  if (pid === undefined) {
    throw new Error('cannot start');
  }
  started.push(pid);
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return pid;
}

/** What a killed run leaves: the record of a dead process, and a group of two that goes on. */
async function killedRun(workspace: Workspace): Promise<readonly number[]> {
  const pids: number[] = [];
  ProcessGroup.start(process.execPath, ['-e', WITH_WORKER], {
    cwd: folder,
    env: {},
    workspace,
    onLine: (line) => pids.push(Number(line)),
  });
  await until(() => pids.length === 2);
  started.push(...pids);
  writeLock(workspace.lockFile, DEAD);
  return pids;
}

test('keeps a second run out of the folder, and says who is in it', async () => {
  const workspace = scratchWorkspace(folder, 'twice');
  const lock = await acquireLock(workspace, new Date('2026-11-25T10:00:00Z'));
  await expect(acquireLock(workspace)).rejects.toThrow(
    new RegExp(
      `^project folder: .+ process ${String(process.pid)}, started 2026-11-25T10:00:00.000Z; .+ \\[LocalRunActive\\]$`,
    ),
  );
  lock.release();
});

test('lets the next run in when the folder was given back', async () => {
  const workspace = scratchWorkspace(folder, 'again');
  (await acquireLock(workspace)).release();
  (await acquireLock(workspace)).release();
  expect(existsSync(workspace.lockFile)).toBe(false);
});

test('lets runs work side by side in two folders', async () => {
  const locks = await Promise.all(['one', 'two'].map((name) => acquireLock(scratchWorkspace(folder, name))));
  locks.forEach((lock) => {
    lock.release();
  });
  expect(locks).toHaveLength(2);
});

test('hides the workspace from version control', async () => {
  const workspace = scratchWorkspace(folder, 'hidden');
  (await acquireLock(workspace)).release();
  expect(readFileSync(path.join(workspace.root, '.gitignore'), 'utf8')).toBe('*\n');
});

test('takes over from a dead run, though another process has its number now', async () => {
  const workspace = scratchWorkspace(folder, 'dead');
  writeLock(workspace.lockFile, DEAD);
  const lock = await acquireLock(workspace);
  expect(JSON.parse(readFileSync(workspace.lockFile, 'utf8'))).toMatchObject({ pid: process.pid });
  lock.release();
  expect(readdirSync(workspace.root).filter((name) => name.startsWith('lock'))).toEqual([]);
});

test.each(['', '{"id":', '{"id":"../../etc","pid":1,"started":"","startedAt":""}'])(
  'takes over from a run that died while it wrote its record: %s',
  async (text) => {
    const workspace = scratchWorkspace(folder, `cut ${String(text.length)}`);
    writeFileSync(workspace.lockFile, text);
    const lock = await acquireLock(workspace);
    expect(lock.ended).toEqual([]);
    lock.release();
  },
);

test('waits for nobody else when another run is taking over', async () => {
  const workspace = scratchWorkspace(folder, 'taking over');
  const self = findProcess(process.pid);
  writeLock(workspace.lockFile, DEAD);
  writeLock(`${workspace.lockFile}.dead`, { ...DEAD, id: 'other', started: self?.started });
  await expect(acquireLock(workspace)).rejects.toThrow(/\[LocalRunActive\]$/);
});

test('takes over from a run that was killed while it took over', async () => {
  const workspace = scratchWorkspace(folder, 'killed twice');
  writeLock(workspace.lockFile, DEAD);
  writeLock(`${workspace.lockFile}.dead`, { ...DEAD, id: 'second' });
  (await acquireLock(workspace)).release();
  expect(readdirSync(workspace.root).filter((name) => name.startsWith('lock'))).toEqual([]);
});

test('leaves the record of another holder alone when it is released', async () => {
  const workspace = scratchWorkspace(folder, 'other');
  const lock = await acquireLock(workspace);
  writeLock(workspace.lockFile, DEAD);
  lock.release();
  expect(existsSync(workspace.lockFile)).toBe(true);
});

test('ends what a killed run has left behind, workers included', async () => {
  const workspace = scratchWorkspace(folder, 'leftovers');
  const pids = await killedRun(workspace);
  const lock = await acquireLock(workspace);
  expect([...lock.ended].sort()).toEqual([...pids].sort());
  expect(pids.filter(isRunning)).toEqual([]);
  expect(existsSync(workspace.processes)).toBe(false);
  lock.release();
});

test('ends what is left when the first process of a group was killed as well', async () => {
  const workspace = scratchWorkspace(folder, 'orphans');
  const pids = await killedRun(workspace);
  const leader = pids.find((pid) => existsSync(path.join(workspace.processes, String(pid)))) ?? 0;
  process.kill(leader, 'SIGKILL');
  await until(() => !isRunning(leader));
  const lock = await acquireLock(workspace);
  expect(lock.ended).toEqual(pids.filter((pid) => pid !== leader));
  expect(pids.filter(isRunning)).toEqual([]);
  lock.release();
});

test('ends a process that carries the marker of the workspace, though its note is lost', async () => {
  const workspace = scratchWorkspace(folder, 'lost');
  const pid = await startStranger(markerOf(workspace));
  const lock = await acquireLock(workspace);
  expect(lock.ended).toEqual([pid]);
  expect(isRunning(pid)).toBe(false);
  lock.release();
});

test('spares a process that was given the number of a leftover', async () => {
  const workspace = scratchWorkspace(folder, 'recycled');
  const pid = await startStranger();
  writeLock(path.join(workspace.processes, String(pid)), { pid, started: 'long ago' });
  const lock = await acquireLock(workspace);
  expect(lock.ended).toEqual([]);
  expect(isRunning(pid)).toBe(true);
  lock.release();
});

test('spares the processes of another workspace', async () => {
  const pid = await startStranger(markerOf(scratchWorkspace(folder, 'neighbour')));
  const lock = await acquireLock(scratchWorkspace(folder, 'own'));
  expect(lock.ended).toEqual([]);
  expect(isRunning(pid)).toBe(true);
  lock.release();
});

test('keeps the note of a group that goes on after the release, for the next run', async () => {
  const workspace = scratchWorkspace(folder, 'kept');
  const lock = await acquireLock(workspace);
  const group = ProcessGroup.start(process.execPath, ['-e', STAY], { cwd: folder, env: {}, workspace });
  lock.release();
  expect(readdirSync(workspace.processes)).toEqual([String(group.pid)]);
  const next = await acquireLock(workspace);
  expect(next.ended).toEqual([group.pid]);
  next.release();
});

test('passes over a note that was cut short', async () => {
  const workspace = scratchWorkspace(folder, 'cut note');
  mkdirSync(workspace.processes, { recursive: true });
  writeFileSync(path.join(workspace.processes, '1'), '{"pid": 1');
  const lock = await acquireLock(workspace);
  expect(lock.ended).toEqual([]);
  lock.release();
});

test('says what to do when the project cannot be written to', async () => {
  const workspace = scratchWorkspace(folder, 'blocked');
  const file = path.join(folder, 'a file');
  writeFileSync(file, '');
  await expect(acquireLock({ ...workspace, root: path.join(file, 'local') })).rejects.toThrow(/ENOTDIR/);
});
