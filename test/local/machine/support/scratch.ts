import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { workspaceOf, type Workspace } from '../../../../lib/local/machine';

/** A folder of the test file, with a name that trips careless code: spaces, an accent, a quote. */
export function scratchFolder(name: string): { readonly folder: string; readonly remove: () => void } {
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), `honmaru ${name} é' `)));
  return {
    folder,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The workspace of a project in a folder, with the folder for temporary files that a run makes first. */
export function scratchWorkspace(folder: string, project: string): Workspace {
  const workspace = workspaceOf(path.join(folder, project));
  mkdirSync(workspace.temporary, { recursive: true });
  return workspace;
}
