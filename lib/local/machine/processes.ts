import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { MARKER } from './process-marker';
import {
  parseLinuxStat,
  parsePowerShell,
  parsePs,
  POWERSHELL_ARGUMENTS,
  PS_ARGUMENTS,
  type RunningProcess,
} from './process-table';

/** Room for the list of processes of a busy machine, environments included. */
const OUTPUT_BYTES = 64 * 1024 * 1024;

/** Every process that is running now. */
export function listProcesses(): readonly RunningProcess[] {
  if (process.platform === 'linux') {
    return listLinux();
  }
  return process.platform === 'win32'
    ? parsePowerShell(run('powershell.exe', POWERSHELL_ARGUMENTS))
    : parsePs(run('ps', PS_ARGUMENTS));
}

/** The process with a number, if it is running. */
export function findProcess(pid: number): RunningProcess | undefined {
  if (process.platform === 'linux') {
    return readLinux(String(pid), bootId());
  }
  return listProcesses().find((candidate) => candidate.pid === pid);
}

/** Numbers of the running processes whose environment carries a marker. None on Windows, which does not tell. */
export function findMarked(marker: string): ReadonlySet<number> {
  const wanted = `${MARKER}=${marker}`;
  if (process.platform === 'linux') {
    return new Set(
      pids()
        .filter((pid) => readUnlessGone(`/proc/${pid}/environ`)?.split('\0').includes(wanted))
        // In a container, the same path is another folder.
        .filter((pid) => namespaceOf(pid) === namespaceOf('self'))
        .map(Number),
    );
  }
  if (process.platform === 'win32') {
    return new Set();
  }
  // E: with the environment. Of other people's processes it is not shown, and not wanted.
  return new Set(
    run('ps', ['-A', '-E', '-ww', '-o', 'pid=,command='])
      .split('\n')
      .filter((line) => line.split(' ').includes(wanted))
      .map((line) => Number.parseInt(line, 10)),
  );
}

function listLinux(): readonly RunningProcess[] {
  const boot = bootId();
  return pids().flatMap((pid) => readLinux(pid, boot) ?? []);
}

function readLinux(pid: string, boot: string): RunningProcess | undefined {
  const stat = readUnlessGone(`/proc/${pid}/stat`);
  return stat === undefined || stat === '' ? undefined : parseLinuxStat(stat, boot);
}

function pids(): readonly string[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
}

function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}

function namespaceOf(pid: string): string | undefined {
  return unlessGone(() => readlinkSync(`/proc/${pid}/ns/pid`));
}

function readUnlessGone(file: string): string | undefined {
  return unlessGone(() => readFileSync(file, 'utf8'));
}

/** What a file says about a process; `undefined` when the process has just ended, or belongs to somebody else. */
function unlessGone(read: () => string): string | undefined {
  try {
    return read();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH' || code === 'EACCES' || code === 'EPERM') {
      return undefined;
    }
    throw error;
  }
}

function run(command: string, args: readonly string[]): string {
  return execFileSync(command, args, {
    encoding: 'utf8',
    windowsHide: true,
    maxBuffer: OUTPUT_BYTES,
    stdio: ['ignore', 'pipe', 'ignore'],
    // The start of a process is written in the language of the user: it must read the same in the next run.
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
  });
}
