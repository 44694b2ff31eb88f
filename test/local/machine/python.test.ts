import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findPython } from '../../../lib/local/machine';
import { writeFakePython, type FakePython } from './support/fake-python';
import { scratchFolder } from './support/scratch';

const { folder, remove } = scratchFolder('python');
afterAll(remove);

/** An environment whose PATH holds these programs alone. */
function machine(name: string, programs: Readonly<Record<string, FakePython>>): NodeJS.ProcessEnv {
  const bin = path.join(folder, name);
  mkdirSync(bin, { recursive: true });
  for (const [program, behaviour] of Object.entries(programs)) {
    writeFakePython(path.join(bin, program), behaviour);
  }
  return { PATH: bin };
}

test('takes python3 before python', async () => {
  const env = machine('both', { python3: { version: '3.13.0' }, python: { version: '3.12.0' } });
  await expect(findPython(env, 'linux')).resolves.toEqual({
    executable: path.join(folder, 'both', 'python3'),
    version: '3.13.0',
    kind: 'cpython-test',
  });
});

test('takes python where there is no python3', async () => {
  await expect(findPython(machine('plain', { python: {} }), 'linux')).resolves.toMatchObject({ version: '3.12.4' });
});

test('takes the oldest Python that will do', async () => {
  await expect(findPython(machine('oldest', { python3: { version: '3.10.0' } }), 'linux')).resolves.toMatchObject({
    version: '3.10.0',
  });
});

test('takes a newer one that was installed beside an old one', async () => {
  const env = machine('beside', { python3: { version: '3.9.6' }, 'python3.12': { version: '3.12.9' } });
  await expect(findPython(env, 'linux')).resolves.toMatchObject({ version: '3.12.9' });
});

test('asks the launcher of Windows last', async () => {
  const asked =
    'if (args[0] !== "-3") process.exit(1); console.log(JSON.stringify({ version: "3.11.1", executable: "C:\\\\py.exe", kind: "k" }));';
  await expect(findPython(machine('launcher', { py: { probe: asked } }), 'win32')).resolves.toMatchObject({
    executable: 'C:\\py.exe',
  });
});

test.each([
  ['linux', 'sudo apt install python3 python3-venv'],
  ['darwin', 'brew install python@3.13'],
  ['win32', 'winget install Python.Python.3.13'],
] as const)('says on %s how to install one when there is none', async (platform, command) => {
  await expect(findPython(machine('none', {}), platform)).rejects.toThrow(
    new RegExp(`^python: must be Python 3.10 or later, and none was found; .*${command}.* \\[PythonMissing\\]$`),
  );
});

test('says which Python is too old', async () => {
  const env = machine('old', { python3: { version: '3.9.6' }, python: { version: '2.7.18' } });
  await expect(findPython(env, 'linux')).rejects.toThrow(
    /^python: must be Python 3\.10 or later, got 3\.9\.6 at .+python3; install it with .+ \[PythonTooOld\]$/,
  );
});

test.each([
  ['a link to a store, which fails', 'process.exit(9009)'],
  ['a notice in place of an answer', "console.log('Python was not found')"],
  ['an answer of another shape', "console.log('{}')"],
])('takes %s for no Python', async (name, probe) => {
  await expect(findPython(machine(name, { python3: { probe } }), 'linux')).rejects.toThrow(/\[PythonMissing\]$/);
});

test('takes a file that is no program for no Python', async () => {
  const env = machine('broken', {});
  const file = path.join(folder, 'broken', 'python3');
  writeFileSync(file, 'not a program');
  chmodSync(file, 0o755);
  await expect(findPython(env, 'linux')).rejects.toThrow(/\[PythonMissing\]$/);
});

test('shows the program nothing of AWS, and everything else', async () => {
  const probe =
    'console.log(JSON.stringify({ version: "3.12.0", executable: JSON.stringify(Object.keys(process.env).sort()), kind: "k" }));';
  const env = { ...machine('shown', { python3: { probe } }), AWS_PROFILE: 'real', PYENV_ROOT: '/pyenv' };
  const { executable } = await findPython(env, 'linux');
  expect(JSON.parse(executable)).toEqual(['PATH', 'PYENV_ROOT']);
});
