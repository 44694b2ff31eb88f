import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findProcess } from './processes';
import type { Workspace } from './workspace';

/** A process group that was started for a workspace. */
export interface ProcessRecord {
  /** Number of the group, and of the process that leads it. */
  readonly pid: number;
  /** When its leader was started, as the system words it. */
  readonly started: string;
}

/** Notes that a process group was started for a workspace. One that has ended already is not noted. */
export function recordProcess(workspace: Pick<Workspace, 'processes'>, pid: number): void {
  const found = findProcess(pid);
  if (found === undefined) {
    return;
  }
  mkdirSync(workspace.processes, { recursive: true });
  // A file each: nothing that is known of another group can be lost while it is written.
  writeFileSync(fileOf(workspace, pid), JSON.stringify({ pid, started: found.started } satisfies ProcessRecord));
}

/** Process groups noted for a workspace, running or not. A note that cannot be read says nothing and is left out. */
export function recordedProcesses(workspace: Pick<Workspace, 'processes'>): readonly ProcessRecord[] {
  return namesIn(workspace.processes).flatMap((name) => {
    const record = parseRecord(readFileSync(path.join(workspace.processes, name), 'utf8'));
    return record === undefined ? [] : [record];
  });
}

/** Removes the notes of the groups whose leader has ended. */
export function forgetEndedProcesses(workspace: Pick<Workspace, 'processes'>): void {
  for (const { pid, started } of recordedProcesses(workspace)) {
    if (findProcess(pid)?.started !== started) {
      rmSync(fileOf(workspace, pid), { force: true });
    }
  }
  if (recordedProcesses(workspace).length === 0) {
    rmSync(workspace.processes, { recursive: true, force: true });
  }
}

function fileOf(workspace: Pick<Workspace, 'processes'>, pid: number): string {
  return path.join(workspace.processes, String(pid));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return [];
    }
    throw error;
  }
}

/** A note is cut short when the disk was full or the machine lost power while it was written. */
function parseRecord(text: string): ProcessRecord | undefined {
  try {
    const { pid, started } = JSON.parse(text) as Partial<ProcessRecord>;
    return typeof pid === 'number' && typeof started === 'string' ? { pid, started } : undefined;
  } catch {
    return undefined;
  }
}
