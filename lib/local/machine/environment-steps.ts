import { existsSync } from 'node:fs';
import path from 'node:path';
import { workspaceEnvironment } from './child-environment';
import { brokenEnvironment, pipFault, venvFault, type FailedStep } from './environment-faults';
import { pipEnvironment, PYTHON_SETTINGS } from './pip-environment';
import type { PythonCommand } from './python';
import { runToEnd, type Outcome } from './run-to-end';
import { requireDiskSpace } from './storage';
import type { Workspace } from './workspace';

/** How a virtual environment is prepared. */
export interface PrepareOptions {
  /** Ends the work before its time; nothing half-made is left. */
  readonly signal: AbortSignal;
  /** Told of every line that Python and pip print. @default nobody */
  readonly onLine?: (line: string) => void;
  /** The user's environment: the settings of pip and of the network are taken from it. @default that of this process */
  readonly source?: NodeJS.ProcessEnv;
  /** Measures the free bytes of the disk that a folder is on. @default asks the system */
  readonly free?: (folder: string) => Promise<number>;
}

/** What is done with Python and pip to make a virtual environment. */
export interface EnvironmentSteps {
  readonly python: PythonCommand;
  /** Makes an empty environment. */
  create(folder: string): Promise<void>;
  /** Installs the emulator into it. */
  install(folder: string): Promise<void>;
  /** Whether the emulator can be started in it. */
  works(folder: string): Promise<boolean>;
  /** The same, but throws. */
  check(folder: string): Promise<void>;
}

/** Fails unless the packages are there and those that are compiled can be loaded. */
const CHECK = 'import cbor2, hypercorn, importlib.metadata, yaml; importlib.metadata.version("ministack")';

/** With less than this left, a step has failed for want of room, whatever it said: not all of them say it. */
const NEARLY_FULL_BYTES = 20 * 1024 * 1024;

/** The steps, for one Python and one workspace. */
export function environmentSteps(
  workspace: Workspace,
  python: PythonCommand,
  options: PrepareOptions,
): EnvironmentSteps {
  const source = options.source ?? process.env;
  const logFile = path.join(workspace.logs, 'environment.log');
  const own = workspaceEnvironment(workspace, source, PYTHON_SETTINGS);
  const run = (command: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<Outcome> => {
    const { signal, onLine } = options;
    // The workspace is empty of Python files: the folder it is started in is the first that Python looks into.
    const start = { cwd: workspace.temporary, env, logFile, workspace, ...(onLine === undefined ? {} : { onLine }) };
    return runToEnd(command, args, start, signal);
  };
  const failed = async ({ lines, code }: Outcome): Promise<FailedStep> => {
    await requireDiskSpace(workspace.root, NEARLY_FULL_BYTES, options.free);
    return { lines, exitCode: code, python, folder: workspace.root, logFile, platform: process.platform };
  };
  const tryOut = (folder: string): Promise<Outcome> => run(interpreterOf(folder), ['-c', CHECK], own);
  return {
    python,
    create: async (folder) => {
      const outcome = await run(python.executable, ['-m', 'venv', folder], own);
      if (outcome.code !== 0) {
        throw venvFault(await failed(outcome));
      }
    },
    install: async (folder) => {
      const args = pipArguments(workspace.requirements);
      const outcome = await run(interpreterOf(folder), args, pipEnvironment(workspace, source));
      if (outcome.code !== 0) {
        throw pipFault(await failed(outcome));
      }
    },
    works: async (folder) => {
      // The interpreter is a link to a Python that may have been removed since.
      return existsSync(interpreterOf(folder)) && (await tryOut(folder)).code === 0;
    },
    check: async (folder) => {
      const outcome = await tryOut(folder);
      if (outcome.code !== 0) {
        throw brokenEnvironment(await failed(outcome));
      }
    },
  };
}

/** Path of the interpreter of a virtual environment. */
export function interpreterOf(folder: string, platform: NodeJS.Platform = process.platform): string {
  return platform === 'win32'
    ? path.win32.join(folder, 'Scripts', 'python.exe')
    : path.posix.join(folder, 'bin', 'python');
}

/**
 * Arguments of pip.
 *
 * Nothing is compiled: what a package asks for to compile itself is not in the list of hashes.
 *
 * @see https://pip.pypa.io/en/stable/topics/secure-installs/
 */
export function pipArguments(requirements: string): readonly string[] {
  return [
    ...['-m', 'pip', '--disable-pip-version-check', '--no-input', '--no-cache-dir', 'install'],
    ...['--no-user', '--progress-bar', 'off', '--require-hashes', '--only-binary', ':all:'],
    ...['--requirement', requirements],
  ];
}
