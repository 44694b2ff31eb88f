import { execFile } from 'node:child_process';
import { HonmaruError } from '../../errors';
import { pythonHint } from './install-hints';

/** A Python that can make the virtual environment of the emulator. */
export interface PythonCommand {
  /** Absolute path of the interpreter itself, not of a launcher or a version manager's stand-in. */
  readonly executable: string;
  /** For example `3.11.7`. */
  readonly version: string;
  /** What its binary packages are made for, for example `cpython-linux-x86_64`. */
  readonly kind: string;
}

/** The oldest Python the emulator runs on. */
export const OLDEST_PYTHON = { major: 3, minor: 10 } as const;

/** Where a Python may be found: the usual names first, then the names of versions installed beside an older one. */
const CANDIDATES: readonly (readonly string[])[] = [
  ['python3'],
  ['python'],
  ...[14, 13, 12, 11, 10].map((minor) => [`python3.${String(minor)}`]),
];
const WINDOWS_CANDIDATES: readonly (readonly string[])[] = [['python3'], ['python'], ['py', '-3']];

/** The first start on a slow machine reads much from disk. */
const PROBE_TIMEOUT_MS = 30_000;

/** Says what an interpreter is. Written so that Python 2 understands it too. */
const PROBE = [
  'import json, platform, sys',
  'kind = [platform.python_implementation(), sys.platform, platform.machine()]',
  'facts = {"version": platform.python_version(), "executable": sys.executable, "kind": "-".join(kind).lower()}',
  'print(json.dumps(facts))',
].join('\n');

/**
 * Finds a Python that is new enough.
 *
 * @param environment the user's own: version managers find their settings in it. What is AWS's is kept from it.
 * @throws HonmaruError `PythonMissing` or `PythonTooOld`
 */
export async function findPython(
  environment: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
): Promise<PythonCommand> {
  const old: PythonCommand[] = [];
  for (const candidate of platform === 'win32' ? WINDOWS_CANDIDATES : CANDIDATES) {
    const found = await probe(candidate, environment);
    if (found !== undefined && isNewEnough(found.version)) {
      return found;
    }
    if (found !== undefined) {
      old.push(found);
    }
  }
  throw pythonFault(old[0], platform);
}

/** Asks a command what Python it is; `undefined` when there is no such command, or it is no Python that works. */
async function probe(command: readonly string[], environment: NodeJS.ProcessEnv): Promise<PythonCommand | undefined> {
  const [file, ...args] = command;
  if (file === undefined) {
    return undefined;
  }
  const printed = await new Promise<string>((resolve) => {
    // E, s: whatever the user has set for other programs does not change what is found.
    execFile(
      file,
      [...args, '-E', '-s', '-c', PROBE],
      { env: withoutAws(environment), timeout: PROBE_TIMEOUT_MS, windowsHide: true },
      (error, stdout) => {
        // A stand-in (Windows' link to its store, a version manager without a version) fails, or prints a notice.
        resolve(error === null ? stdout : '');
      },
    );
  });
  return parseProbe(printed);
}

function parseProbe(printed: string): PythonCommand | undefined {
  try {
    const { executable, version, kind } = JSON.parse(printed) as Partial<PythonCommand>;
    return typeof executable === 'string' && typeof version === 'string' && typeof kind === 'string'
      ? { executable, version, kind }
      : undefined;
  } catch {
    return undefined;
  }
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST_PYTHON.major || (major === OLDEST_PYTHON.major && minor >= OLDEST_PYTHON.minor);
}

function withoutAws(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.toUpperCase().startsWith('AWS_')));
}

function pythonFault(old: PythonCommand | undefined, platform: NodeJS.Platform): HonmaruError {
  const wanted = `Python ${String(OLDEST_PYTHON.major)}.${String(OLDEST_PYTHON.minor)} or later`;
  const hint = pythonHint(platform);
  return new HonmaruError([
    old === undefined
      ? { path: 'python', must: `must be ${wanted}, and none was found`, hint, code: 'PythonMissing' }
      : {
          path: 'python',
          must: `must be ${wanted}`,
          got: `${old.version} at ${old.executable}`,
          hint,
          code: 'PythonTooOld',
        },
  ]);
}
