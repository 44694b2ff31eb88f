import { execFileSync } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { HonmaruError } from '../../errors';
import { listProcesses } from './processes';
import type { RunningProcess } from './process-table';

/** Time between two looks at whether a group has ended. */
const LOOK_MS = 25;

/** Time that killed processes have to disappear. Only one that hangs in the kernel takes longer. */
const GONE_MS = 10_000;

/** Exit code of taskkill when a process has ended meanwhile. */
const TASKKILL_NOT_FOUND = 128;

/** Sends a signal to every process of a group, and to none when all have ended. */
export function signalGroup(group: number, name: NodeJS.Signals): void {
  if (process.platform === 'win32') {
    signalWindows(group, name);
    return;
  }
  signalUnlessGone(-group, name);
}

/** Sends a signal to one process (on Windows: and to all that descend from it), unless it has ended. */
export function signalProcess(pid: number, name: NodeJS.Signals): void {
  if (process.platform === 'win32') {
    signalWindows(pid, name);
    return;
  }
  signalUnlessGone(pid, name);
}

/** By a negative number, the signal goes to a group. */
function signalUnlessGone(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // macOS says EPERM of a group whose last members have ended and only wait to be collected.
    if (code !== 'ESRCH' && !(code === 'EPERM' && pid < 0 && membersOf(-pid).length === 0)) {
      throw error;
    }
  }
}

/** Processes of a group that are running. On Windows: the process and all that descend from it. */
export function membersOf(
  group: number,
  processes: readonly RunningProcess[] = listProcesses(),
  platform: NodeJS.Platform = process.platform,
): readonly RunningProcess[] {
  return platform === 'win32' ? treeOf(group, processes) : processes.filter((member) => member.group === group);
}

/**
 * Ends every process of a group and waits until none is left.
 *
 * @param graceMs time that they have to end by themselves, in milliseconds
 */
export async function endGroup(group: number, graceMs: number): Promise<void> {
  await endProcesses(
    () => membersOf(group),
    (name) => {
      signalGroup(group, name);
    },
    graceMs,
  );
}

/**
 * Ends processes: asks, wakes those that are frozen (they could not hear it), ends the rest, waits until none is left.
 *
 * @param find those that are still running
 * @param signal sends them a signal
 */
export async function endProcesses(
  find: () => readonly RunningProcess[],
  signal: (name: NodeJS.Signals) => void,
  graceMs: number,
): Promise<void> {
  if (process.platform !== 'win32' && graceMs > 0) {
    signal('SIGTERM');
    signal('SIGCONT');
    if (await gone(find, graceMs)) {
      return;
    }
  }
  const end = performance.now() + GONE_MS;
  // Again and again: a process may have started another between the look and the signal.
  do {
    signal('SIGKILL');
    if (await gone(find, LOOK_MS)) {
      return;
    }
  } while (performance.now() < end);
  const left = find().map(({ pid }) => String(pid));
  throw new Error(`processes do not end, even when killed: ${left.join(', ')}`);
}

async function gone(find: () => readonly RunningProcess[], withinMs: number): Promise<boolean> {
  const end = performance.now() + withinMs;
  while (find().length > 0) {
    if (performance.now() >= end) {
      return false;
    }
    await wait(LOOK_MS);
  }
  return true;
}

function treeOf(root: number, processes: readonly RunningProcess[]): readonly RunningProcess[] {
  const starts = new Map(processes.map(({ pid, started }) => [pid, Number(started)]));
  const members = new Set([root]);
  let known: number;
  do {
    known = members.size;
    for (const { pid, parent, started } of processes) {
      // One that is older than its parent is not its child: its real parent ended, and the number was given again.
      if (members.has(parent) && Number(started) >= (starts.get(parent) ?? 0)) {
        members.add(pid);
      }
    }
  } while (members.size > known);
  return processes.filter(({ pid }) => members.has(pid));
}

function signalWindows(group: number, name: NodeJS.Signals): void {
  if (name === 'SIGCONT') {
    return; // Nothing is ever frozen there.
  }
  if (name !== 'SIGTERM' && name !== 'SIGKILL') {
    throw new HonmaruError([
      {
        path: 'machine',
        must: 'must be able to freeze processes, which Windows is not',
        got: name,
        hint: 'leave out what needs a frozen process, or run in the Windows Subsystem for Linux',
        code: 'SignalUnsupported',
      },
    ]);
  }
  const members = membersOf(group);
  if (members.length === 0) {
    return;
  }
  try {
    const pids = members.flatMap(({ pid }) => ['/PID', String(pid)]);
    execFileSync('taskkill', ['/F', '/T', ...pids], { stdio: 'ignore', windowsHide: true });
  } catch (error) {
    if ((error as { status?: number }).status !== TASKKILL_NOT_FOUND) {
      throw error;
    }
  }
}
