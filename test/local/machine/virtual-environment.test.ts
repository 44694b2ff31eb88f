import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findPython, prepareEnvironment, type PythonEnvironment, type Workspace } from '../../../lib/local/machine';
import { interpreterOf } from '../../../lib/local/machine/environment-steps';
import { findMarked } from '../../../lib/local/machine/processes';
import { MARKER, markerOf } from '../../../lib/local/machine/process-marker';
import { writeFakePython, type FakePython } from './support/fake-python';
import { scratchFolder, scratchWorkspace } from './support/scratch';

const { folder, remove } = scratchFolder('environment');
afterAll(remove);

/** A project on a machine with such a Python. */
function project(name: string, behaviour: FakePython = {}): Workspace {
  const workspace = scratchWorkspace(folder, name);
  writeFakePython(path.join(workspace.project, 'bin', 'python3'), behaviour);
  return workspace;
}

interface Preparation {
  readonly signal?: AbortSignal;
  readonly onLine?: (line: string) => void;
  readonly source?: NodeJS.ProcessEnv;
  readonly free?: () => Promise<number>;
}

async function prepare(workspace: Workspace, preparation: Preparation = {}): Promise<PythonEnvironment> {
  const python = await findPython({ PATH: path.join(workspace.project, 'bin') }, 'linux');
  return prepareEnvironment(workspace, python, { source: {}, signal: new AbortController().signal, ...preparation });
}

/** Everything in the folder of environments, half-made ones included. */
function environments({ environment }: Workspace): readonly string[] {
  return existsSync(environment) ? readdirSync(environment) : [];
}

test('makes an environment, and finds it again', async () => {
  const workspace = project('made');
  const first = await prepare(workspace);
  expect(first.made).toBe(true);
  expect(path.dirname(path.dirname(path.dirname(first.python)))).toBe(workspace.environment);
  await expect(prepare(workspace)).resolves.toEqual({ ...first, made: false });
});

test('makes another for another Python, and keeps both', async () => {
  const workspace = project('two', { version: '3.12.4' });
  await prepare(workspace);
  writeFakePython(path.join(workspace.project, 'bin', 'python3'), { version: '3.13.1' });
  await expect(prepare(workspace)).resolves.toMatchObject({ made: true });
  expect(environments(workspace)).toHaveLength(2);
});

test('removes the environment of other requirements', async () => {
  const workspace = project('outdated');
  const outdated = path.join(path.dirname(workspace.environment), '0123456789abcdef');
  mkdirSync(outdated, { recursive: true });
  await prepare(workspace);
  expect(existsSync(outdated)).toBe(false);
});

test.each([
  ['does not work any more', (python: string): void => void writeFakePython(python, { check: 'process.exit(1)' })],
  [
    'was made by a Python that is gone',
    (python: string): void => {
      rmSync(python);
    },
  ],
  [
    'was never finished',
    (python: string): void => {
      rmSync(path.join(path.dirname(python), '..', 'honmaru.json'));
    },
  ],
])('makes an environment anew that %s', async (name, damage) => {
  const workspace = project(name);
  const { python } = await prepare(workspace);
  damage(python);
  await expect(prepare(workspace)).resolves.toEqual({ python, made: true });
});

test('makes an environment where a killed run has left half of one', async () => {
  const workspace = project('half');
  const { python } = await prepare(workspace);
  const half = `${path.dirname(path.dirname(python))}.new`;
  rmSync(workspace.environment, { recursive: true });
  mkdirSync(path.join(half, 'bin'), { recursive: true });
  writeFileSync(path.join(half, 'honmaru.json'), '{}');
  await expect(prepare(workspace)).resolves.toEqual({ python, made: true });
  expect(existsSync(half)).toBe(false);
});

test('shows what Python and pip print, and keeps it', async () => {
  const workspace = project('printed', { venv: 'throw new Error("no room in here")', pip: '' });
  const lines: string[] = [];
  await expect(prepare(workspace, { onLine: (line) => lines.push(line) })).rejects.toThrow(/\[VenvFailed\]$/);
  expect(lines.join('\n')).toContain('no room in here');
  expect(readFileSync(path.join(workspace.logs, 'environment.log'), 'utf8')).toContain('no room in here');
});

test.each([
  [
    'venv',
    { venv: 'fs.mkdirSync(target, { recursive: true }); console.error("No module named ensurepip"); process.exit(1)' },
    'VenvFailed',
  ],
  ['pip', { pip: 'console.error("ERROR: (from versions: none)"); process.exit(1)' }, 'RegistryUnreachable'],
  ['disk', { pip: 'console.error("[Errno 28] No space left on device"); process.exit(2)' }, 'DiskFull'],
  ['check', { check: 'console.error("ImportError: wrong architecture"); process.exit(1)' }, 'VenvFailed'],
] as const)('leaves nothing half-made when a step fails: %s', async (name, behaviour, code) => {
  const workspace = project(`fails ${name}`, behaviour);
  await expect(prepare(workspace)).rejects.toThrow(new RegExp(`\\[${code}\\]$`));
  expect(environments(workspace)).toEqual([]);
});

test('starts nothing on a disk without enough room', async () => {
  const workspace = project('no room', { venv: 'throw new Error("started")' });
  await expect(prepare(workspace, { free: () => Promise.resolve(2 ** 20) })).rejects.toThrow(
    /200 MiB .+ \[DiskFull\]$/,
  );
});

test('recognises a disk that has filled up, though the step that failed says nothing of it', async () => {
  const workspace = project('filled', { venv: 'console.error("Command ensurepip failed"); process.exit(1)' });
  const measured = [2 ** 40, 2 ** 20];
  const free = (): Promise<number> => Promise.resolve(measured.shift() ?? 0);
  await expect(prepare(workspace, { free })).rejects.toThrow(/\[DiskFull\]$/);
});

/** Prints a line, starts a process that does not end when asked to, and stays. */
const HANG = [
  "console.log('hanging');",
  "require('node:child_process').spawn(process.execPath, ['-e', \"process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)\"]);",
  'setInterval(() => {}, 1000);',
].join('\n');

test.each([
  ['venv', { venv: HANG }],
  ['pip', { pip: HANG }],
  ['check', { check: HANG }],
])('leaves no process and nothing half-made when it is stopped at a step: %s', async (name, behaviour) => {
  const workspace = project(`stopped ${name}`, behaviour);
  const controller = new AbortController();
  const stop = (line: string): void => {
    if (line === 'hanging') {
      controller.abort(new Error('Ctrl-C'));
    }
  };
  await expect(prepare(workspace, { signal: controller.signal, onLine: stop })).rejects.toThrow('Ctrl-C');
  expect(environments(workspace)).toEqual([]);
  expect([...findMarked(markerOf(workspace)[MARKER])]).toEqual([]);
});

test('starts nothing when it is stopped before', async () => {
  const workspace = project('stopped at once', { venv: 'throw new Error("started")' });
  await expect(prepare(workspace, { signal: AbortSignal.abort(new Error('Ctrl-C')) })).rejects.toThrow('Ctrl-C');
});

test("shows pip the user's index, and neither it nor Python anything of AWS", async () => {
  const show = 'console.log(args[1] + " " + [process.env.PIP_INDEX_URL, process.env.AWS_PROFILE].join(" "));';
  const pip = `${show} process.exit(0);`;
  const venv = `${show} fs.mkdirSync(path.join(target, 'bin'), { recursive: true }); fs.copyFileSync(__filename, path.join(target, 'bin', 'python'));`;
  const lines: string[] = [];
  await prepare(project('index', { venv, pip }), {
    source: { PIP_INDEX_URL: 'https://index', AWS_PROFILE: 'real' },
    onLine: (line) => lines.push(line),
  });
  expect(lines).toEqual(['venv  ', 'pip https://index ']);
});

test('knows where Windows keeps the interpreter', () => {
  expect(interpreterOf('C:\\my site\\environment', 'win32')).toBe('C:\\my site\\environment\\Scripts\\python.exe');
});
