import { shortHash, type Workspace } from './workspace';

/** Variable that every child process of a workspace carries, and hands on to its own children. */
export const MARKER = 'HONMARU_LOCAL_WORKSPACE';

/** The marker of a workspace: a hash, so that it reads the same whatever characters the path has. */
export function markerOf(workspace: Pick<Workspace, 'root'>): Record<typeof MARKER, string> {
  return { [MARKER]: shortHash(workspace.root) };
}
