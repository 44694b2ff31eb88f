import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { HonmaruError } from '../../errors';
import { endLeftovers } from './leftovers';
import { parseLock, type LockRecord } from './lock-record';
import { forgetEndedProcesses } from './process-records';
import { findProcess } from './processes';
import { explainStorage } from './storage';
import type { Workspace } from './workspace';

/** A workspace that belongs to this run alone. */
export interface Lock {
  /** Numbers of the processes that an earlier run had left behind and that were ended. */
  readonly ended: readonly number[];
  /** Gives the workspace back. Once is enough. */
  release(): void;
}

/**
 * Takes the workspace for this run, and ends what a killed run has left behind in it.
 *
 * @param now time of the start, noted for whoever finds the workspace taken
 * @throws HonmaruError `LocalRunActive` when another run works in the same folder
 */
export async function acquireLock(workspace: Workspace, now: Date = new Date()): Promise<Lock> {
  const own = ownRecord(now);
  await explainStorage(workspace.root, () => {
    mkdirSync(workspace.root, { recursive: true });
    // The folder lies in somebody's project: no version control is to see it.
    writeFileSync(path.join(workspace.root, '.gitignore'), '*\n');
    take(workspace.lockFile, own);
  });
  try {
    const ended = await endLeftovers(workspace);
    return {
      ended,
      release: () => {
        forgetEndedProcesses(workspace);
        giveBack(workspace.lockFile, own);
      },
    };
  } catch (error) {
    giveBack(workspace.lockFile, own);
    throw error;
  }
}

/**
 * Puts the own record where the lock is, or throws because a living run has its record there.
 *
 * Of several runs that find the record of a dead one, the one replaces it that holds the lock named after that record.
 */
function take(file: string, own: LockRecord): void {
  if (create(file, own)) {
    return;
  }
  const found = read(file);
  if (found === undefined) {
    take(file, own); // Given back between the two looks.
    return;
  }
  if (isAlive(found)) {
    throw runActive(found);
  }
  const replacing = `${file}.${found.id}`;
  take(replacing, own);
  try {
    if (read(file)?.id === found.id) {
      const ready = prepare(file, own);
      renameSync(ready, file);
      return;
    }
  } finally {
    giveBack(replacing, own);
  }
  take(file, own);
}

/** Creates the lock with its content at once, unless it exists. */
function create(file: string, own: LockRecord): boolean {
  const ready = prepare(file, own);
  try {
    linkSync(ready, file);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') {
      return false;
    }
    // Some file systems (exFAT, a few network shares) have no links.
    return createWithoutLinks(file, own);
  } finally {
    rmSync(ready, { force: true });
  }
}

function createWithoutLinks(file: string, own: LockRecord): boolean {
  try {
    writeFileSync(file, JSON.stringify(own), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      return false;
    }
    throw error;
  }
}

/** The record in a file of its own, beside the lock. */
function prepare(file: string, own: LockRecord): string {
  const ready = path.join(path.dirname(file), `lock-${own.id}`);
  writeFileSync(ready, JSON.stringify(own));
  return ready;
}

function giveBack(file: string, own: LockRecord): void {
  if (read(file)?.id === own.id) {
    rmSync(file, { force: true });
  }
}

function read(file: string): LockRecord | undefined {
  try {
    return parseLock(readFileSync(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}

function isAlive({ pid, started }: LockRecord): boolean {
  return findProcess(pid)?.started === started;
}

function ownRecord(now: Date): LockRecord {
  const self = findProcess(process.pid);
  if (self === undefined) {
    throw new Error('the list of running processes does not show the process that asks for it');
  }
  return { id: randomUUID(), pid: self.pid, started: self.started, startedAt: now.toISOString() };
}

function runActive(found: LockRecord): HonmaruError {
  return new HonmaruError([
    {
      path: 'project folder',
      must: 'must have no other run of the local site',
      got: `process ${String(found.pid)}, started ${found.startedAt}`,
      hint: 'wait until it has ended or stop it with Ctrl-C, or work in a copy of the project: runs in two folders do not meet',
      code: 'LocalRunActive',
    },
  ]);
}
