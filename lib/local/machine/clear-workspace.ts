import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Workspace } from './workspace';

/** What is left in a workspace. */
export interface ClearOptions {
  /** Whether what the child processes printed stays. @default false */
  readonly keepLogs?: boolean;
}

/** On Windows, a file that a virus scanner looks at cannot be removed for a moment. */
const REMOVAL = { recursive: true, force: true, maxRetries: 10, retryDelay: 200 };

/**
 * Removes what a run has written, but for what makes the next one fast: the virtual environments.
 *
 * The lock stays, too: it is given back by who holds it.
 */
export async function clearWorkspace(workspace: Workspace, options: ClearOptions = {}): Promise<void> {
  const kept = [path.dirname(workspace.environment), workspace.lockFile, workspace.processes].map((file) =>
    path.basename(file),
  );
  const entries = await readdir(workspace.root);
  const removed = entries.filter(
    (name) =>
      name !== '.gitignore' &&
      !kept.includes(name) &&
      !(options.keepLogs === true && name === path.basename(workspace.logs)),
  );
  await Promise.all(removed.map((name) => rm(path.join(workspace.root, name), REMOVAL)));
}
