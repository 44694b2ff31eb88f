import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { collectLines } from './collect-lines';
import { endGroup, signalGroup } from './group-signals';
import { markerOf } from './process-marker';
import { recordProcess } from './process-records';
import type { Workspace } from './workspace';

/** How a process group is started. */
export interface StartOptions {
  /** Folder it is started in. */
  readonly cwd: string;
  /** Its whole environment: nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  /** File that everything it prints is appended to. @default none */
  readonly logFile?: string;
  /** Told of every line it prints, on either stream. @default nobody */
  readonly onLine?: (line: string) => void;
  /**
   * Workspace it belongs to: it is marked and recorded there, so that a later run can end what a killed one left.
   *
   * @default neither marked nor recorded
   */
  readonly workspace?: Workspace;
}

/** How a process ended. */
export interface Exit {
  /** Exit code; `null` when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Time between asking a group to end and ending it. */
const GRACE_MS = 2000;

/**
 * A child process and everything it starts, ended together.
 *
 * It is in a process group of its own, so a terminal's Ctrl-C does not reach it: whoever starts it also stops it.
 */
export class ProcessGroup {
  /** Number of the started process, and on Unix of its group. */
  readonly pid: number;
  /**
   * Settles when the started process has ended and what it printed was handed on; others of its group may still run.
   *
   * Rejects as soon as a line cannot be handed on or written to the log.
   */
  readonly exited: Promise<Exit>;

  private readonly ended: Promise<Exit>;
  private stopping: Promise<void> | undefined;

  private constructor(pid: number, ended: Promise<Exit>, printed: Promise<void> | undefined) {
    this.pid = pid;
    this.ended = ended;
    this.exited = Promise.all([ended, printed]).then(([exit]) => exit);
  }

  /**
   * Starts a program with exactly these arguments, without a shell.
   *
   * @throws Error when it cannot be started
   */
  static start(command: string, args: readonly string[], options: StartOptions): ProcessGroup {
    const { cwd, env, logFile, onLine, workspace } = options;
    const log = logFile === undefined ? undefined : openLog(logFile);
    // Straight into the file where nobody listens: what is printed last is kept even if this process is killed.
    const output = onLine === undefined ? (log ?? 'ignore') : 'pipe';
    const child = spawn(command, args, {
      cwd,
      env: { ...env, ...(workspace === undefined ? {} : markerOf(workspace)) },
      detached: true,
      windowsHide: true,
      stdio: ['ignore', output, output],
    });
    if (child.pid === undefined) {
      closeLog(log);
      child.on('error', () => undefined); // Reported by what is thrown.
      throw new Error(`cannot start ${command} in ${cwd}: not found, or not executable`);
    }
    if (workspace !== undefined) {
      try {
        recordProcess(workspace, child.pid);
      } catch (error) {
        // What nobody could find again must not live on.
        signalGroup(child.pid, 'SIGKILL');
        closeLog(log);
        throw error;
      }
    }
    const printed = onLine === undefined ? undefined : collectLines(child, onLine, log);
    const group = new ProcessGroup(child.pid, endOf(child), printed);
    const close = (): void => {
      closeLog(log);
    };
    group.exited.then(close, close);
    return group;
  }

  /**
   * Sends a signal to every process of the group, and to none when all have ended.
   *
   * @throws HonmaruError on Windows for a signal other than SIGTERM and SIGKILL, which both end the group there
   */
  signal(name: NodeJS.Signals): void {
    signalGroup(this.pid, name);
  }

  /**
   * Ends every process of the group, frozen ones too, and waits until none is left.
   *
   * @param graceMs time a process has to end by itself, in milliseconds. Windows gives none.
   */
  stop(graceMs: number = GRACE_MS): Promise<void> {
    this.stopping ??= endGroup(this.pid, graceMs).then(async () => {
      await this.ended;
    });
    return this.stopping;
  }
}

function endOf(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code, signal) => {
      resolve({ code, signal });
    });
    child.once('error', reject);
  });
}

function openLog(file: string): number {
  mkdirSync(path.dirname(file), { recursive: true });
  return openSync(file, 'a');
}

function closeLog(log: number | undefined): void {
  if (log !== undefined) {
    closeSync(log);
  }
}
