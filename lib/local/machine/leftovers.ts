import { rmSync } from 'node:fs';
import { endProcesses, membersOf, signalProcess } from './group-signals';
import { MARKER, markerOf } from './process-marker';
import { recordedProcesses } from './process-records';
import type { RunningProcess } from './process-table';
import { findMarked, listProcesses } from './processes';
import type { Workspace } from './workspace';

/** Time that leftovers have to end by themselves. */
const GRACE_MS = 1000;

/**
 * Ends what an earlier run of this workspace left behind, and forgets it. To be called by the run that holds the lock.
 *
 * Leftovers are recognised by what the run itself noted, never by their name: a recorded group whose leader still is the
 * process that was started then, and whatever carries the marker of the workspace. A number that was given to another
 * process since then matches neither.
 *
 * @returns numbers of the processes that were ended
 */
export async function endLeftovers(workspace: Workspace): Promise<readonly number[]> {
  const groups = survivingGroups(workspace);
  const find = (): readonly RunningProcess[] => findLeftovers(workspace, groups);
  const found = find();
  await endProcesses(
    find,
    (name) => {
      for (const { pid } of find()) {
        signalProcess(pid, name);
      }
    },
    found.length === 0 ? 0 : GRACE_MS,
  );
  rmSync(workspace.processes, { recursive: true, force: true });
  return found.map(({ pid }) => pid);
}

/** Recorded groups whose leader still is the process that was started then. */
function survivingGroups(workspace: Workspace): readonly number[] {
  const running = new Map(listProcesses().map(({ pid, started }) => [pid, started]));
  return recordedProcesses(workspace)
    .filter(({ pid, started }) => running.get(pid) === started)
    .map(({ pid }) => pid);
}

function findLeftovers(workspace: Workspace, groups: readonly number[]): readonly RunningProcess[] {
  const running = listProcesses();
  const members = new Set(groups.flatMap((group) => membersOf(group, running).map(({ pid }) => pid)));
  const marked = findMarked(markerOf(workspace)[MARKER]);
  const own = running.find(({ pid }) => pid === process.pid)?.group;
  return running.filter(({ pid, group }) => group !== own && (members.has(pid) || marked.has(pid)));
}
