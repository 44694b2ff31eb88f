import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { environmentSteps, interpreterOf, type EnvironmentSteps, type PrepareOptions } from './environment-steps';
import type { PythonCommand } from './python';
import { explainStorage, requireDiskSpace } from './storage';
import { shortHash, type Workspace } from './workspace';

/** A virtual environment with the emulator in it. */
export interface PythonEnvironment {
  /** Absolute path of its interpreter. */
  readonly python: string;
  /** Whether it was made now, not found from an earlier run. */
  readonly made: boolean;
}

/** Room that a virtual environment takes while it is made: 80 MB of it stay, 30 MB are downloads. */
const NEEDED_BYTES = 200 * 1024 * 1024;

/** Written last: an environment without it is not complete. */
const STAMP = 'honmaru.json';

/** Length of the part of a hash that an environment is named after. */
const NAME_DIGITS = 8;

const REMOVAL = { recursive: true, force: true, maxRetries: 10, retryDelay: 200 };

/** Attempts at a rename that Windows refuses while a virus scanner looks at the files, and the time between two. */
const RENAME_TRIES = 20;
const RENAME_WAIT_MS = 250;

/**
 * Finds or makes the virtual environment that the emulator runs in.
 *
 * It is made under another name and renamed when it is complete; one that does not work is made anew. Only files whose
 * hash is in the list of requirements are installed, and none that would have to be compiled.
 *
 * @throws HonmaruError `VenvFailed`, `RegistryUnreachable`, `PackageAltered`, `PythonUnsupported`, `DiskFull` or
 * `FolderNotWritable`
 */
export async function prepareEnvironment(
  workspace: Workspace,
  python: PythonCommand,
  options: PrepareOptions,
): Promise<PythonEnvironment> {
  // Short names: paths on Windows are limited to 260 characters, and packages nest deeply.
  const folder = path.join(workspace.environment, shortHash(`${python.kind} ${python.version}`).slice(0, NAME_DIGITS));
  return explainStorage(workspace.root, async () => {
    await mkdir(workspace.temporary, { recursive: true });
    const steps = environmentSteps(workspace, python, options);
    if (existsSync(path.join(folder, STAMP)) && (await steps.works(folder))) {
      return { python: interpreterOf(folder), made: false };
    }
    await requireDiskSpace(workspace.root, NEEDED_BYTES, options.free);
    await rm(folder, REMOVAL);
    await make(folder, steps);
    await removeOthers(workspace.environment);
    return { python: interpreterOf(folder), made: true };
  });
}

/** Makes an environment under another name, and gives it its own when it is complete. */
async function make(folder: string, steps: EnvironmentSteps): Promise<void> {
  const unfinished = `${folder}.new`;
  await rm(unfinished, REMOVAL);
  await mkdir(path.dirname(folder), { recursive: true });
  try {
    await steps.create(unfinished);
    await steps.install(unfinished);
    await steps.check(unfinished);
    await writeFile(path.join(unfinished, STAMP), JSON.stringify(steps.python));
    await renamePatiently(unfinished, folder, RENAME_TRIES);
  } catch (error) {
    await rm(unfinished, REMOVAL);
    throw error;
  }
}

async function renamePatiently(from: string, to: string, tries: number): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    const busy = process.platform === 'win32' && (error as NodeJS.ErrnoException).code === 'EPERM';
    if (!busy || tries <= 1) {
      throw error;
    }
    await wait(RENAME_WAIT_MS);
    await renamePatiently(from, to, tries - 1);
  }
}

/** Removes the environments of other requirements: the project has moved on, and each takes 80 MB. */
async function removeOthers(environment: string): Promise<void> {
  const all = path.dirname(environment);
  const others = (await readdir(all)).filter((name) => name !== path.basename(environment));
  await Promise.all(others.map((name) => rm(path.join(all, name), REMOVAL)));
}
