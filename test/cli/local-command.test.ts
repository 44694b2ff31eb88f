import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { HonmaruError } from '../../lib/errors';
import { LocalFailure } from '../../lib/local/local-failure';
import { parseLocalReport, type LocalReport } from '../../lib/local/report';
import { FAILED, INTERRUPTED, PASSED } from '../local/report/support/sample-report';
import { makeProject, removeProject, runCommand, type Outside, type RunCommandOptions } from './support/command';

let cwd: string;

beforeEach(() => {
  cwd = makeProject();
});

afterEach(() => {
  removeProject(cwd);
});

type Run = NonNullable<RunCommandOptions['run']>;

const FAULT = new HonmaruError([
  { path: 'python', must: 'must be installed', hint: 'install it', code: 'PythonMissing' },
]);

test.each<[string, Run, number, RegExp]>([
  ['passes', () => Promise.resolve(PASSED), 0, /^$/],
  ['misses an expectation', () => Promise.resolve(FAILED), 1, /^$/],
  ['lacks something', () => Promise.reject(FAULT), 2, /^python: must be installed; install it \[PythonMissing\]\n$/],
  [
    'cannot deploy',
    () => Promise.reject(new LocalFailure(['stack A failed', 'no room'])),
    1,
    /^stack A failed\nno room\n$/,
  ],
  ['has a bug', () => Promise.reject(new TypeError('boom')), 3, /^TypeError: boom\n {4}at /],
  [
    'throws at once',
    () => {
      throw new TypeError('boom');
    },
    3,
    /^TypeError: boom\n/,
  ],
  ['contradicts itself', () => Promise.resolve({ ...PASSED, problems: ['it burns'] }), 3, /must not be 'passed'/],
  ['stops without a signal', () => Promise.resolve(INTERRUPTED), 1, /^$/],
])('a run that %s', async (_, run, exitCode, message) => {
  const ended = await runCommand(['local'], { cwd, run });
  expect(ended.exitCode).toBe(exitCode);
  expect(ended.stderr).toMatch(message);
});

test('the run is given the folder, the environment and a way to show progress', async () => {
  const { stdout } = await runCommand(['local'], {
    cwd,
    env: { HOME: '/home/user' },
    run: (_, hooks) => {
      expect([hooks.cwd, hooks.env, hooks.signal.aborted]).toEqual([cwd, { HOME: '/home/user' }, false]);
      hooks.progress.step('emulator').done('ready');
      return Promise.resolve(PASSED);
    },
  });
  expect(stdout).toMatch(/emulator: started\n.*emulator: done: ready .*\n\nPASSED: site starter/);
});

test('the report is written where --json says', async () => {
  const { stdout } = await runCommand(['local', '--json', 'out.json'], { cwd, run: () => Promise.resolve(FAILED) });
  const file = path.join(cwd, 'out.json');
  expect(parseLocalReport(readFileSync(file, 'utf8'), 'out.json')).toEqual(FAILED);
  expect(stdout).toContain(`Report: ${file}\n`);
  expect(readdirSync(cwd).sort()).toEqual(['bin', 'cdk.json', 'out.json']);
});

test('an earlier report is replaced', async () => {
  await runCommand(['local', '--json', 'out.json'], { cwd });
  await runCommand(['local', '--json', 'out.json'], { cwd, run: () => Promise.resolve(FAILED) });
  expect(JSON.parse(readFileSync(path.join(cwd, 'out.json'), 'utf8'))).toMatchObject({ result: 'failed' });
});

test('an earlier report stays when the run ends without one', async () => {
  await runCommand(['local', '--json', 'out.json'], { cwd });
  await runCommand(['local', '--json', 'out.json'], { cwd, run: () => Promise.reject(FAULT) });
  expect(JSON.parse(readFileSync(path.join(cwd, 'out.json'), 'utf8'))).toMatchObject({ result: 'passed' });
});

/** Makes a folder of the name that the report was to have. */
const takeName: Run = () => {
  mkdirSync(path.join(cwd, 'out.json/full'), { recursive: true });
  return Promise.resolve(PASSED);
};

test('a report that cannot be written in the end is an error; the summary is printed all the same', async () => {
  const { exitCode, stdout, stderr } = await runCommand(['local', '--json', 'out.json'], { cwd, run: takeName });
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/^--json: must be writable \(E[A-Z]+\), got '.*out\.json'; .* \[JsonNotWritable\]\n$/);
  expect(stdout).toContain('PASSED');
  expect(readdirSync(cwd).sort()).toEqual(['bin', 'cdk.json', 'out.json']);
});

describe('--keep', () => {
  const keeping: Run = () => {
    mkdirSync(path.join(cwd, '.honmaru/local'), { recursive: true });
    return Promise.resolve(PASSED);
  };

  test('leaves the report in the private folder, and says where', async () => {
    const { stdout } = await runCommand(['local', '--keep'], { cwd, run: keeping });
    const folder = path.join(cwd, '.honmaru', 'local');
    expect(stdout).toContain(`Kept: ${folder}\n`);
    expect(parseLocalReport(readFileSync(path.join(folder, 'report.json'), 'utf8'), 'kept')).toEqual(PASSED);
  });

  test('is needed for that', async () => {
    await runCommand(['local'], { cwd, run: keeping });
    expect(readdirSync(path.join(cwd, '.honmaru/local'))).toEqual([]);
  });

  test('makes no folder of its own', async () => {
    await runCommand(['local', '--keep'], { cwd });
    expect(existsSync(path.join(cwd, '.honmaru'))).toBe(false);
  });
});

/** A run that does something once it works, and ends when it is stopped. */
function until(act: (outside: Outside) => void, end: (reason: unknown) => Promise<LocalReport>): Run {
  return (_, { signal }, outside) =>
    new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => {
        end(signal.reason).then(resolve, reject);
      });
      act(outside);
    });
}

const asInterrupted = (): Promise<LocalReport> => Promise.resolve(INTERRUPTED);

describe('stopping', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ])('%s lets the run clean up and ends with %i', async (signal, exitCode) => {
    const run = until(({ signals }) => signals.emit(signal), asInterrupted);
    const ended = await runCommand(['local'], { cwd, run });
    expect(ended).toMatchObject({ exitCode, stderr: '' });
    expect(ended.stdout).toMatch(/ {2}stopping, cleaning up\n[^]*INTERRUPTED: site starter/);
  });

  test.each([
    ['the reason of the abort', (reason: unknown) => Promise.reject(reason as Error)],
    ['an abort of Node.js', () => Promise.reject(new DOMException('This operation was aborted', 'AbortError'))],
  ])('a run that throws %s says nothing more', async (_, end) => {
    const run = until(({ signals }) => signals.emit('SIGINT'), end);
    expect(await runCommand(['local'], { cwd, run })).toMatchObject({ exitCode: 130, stderr: '' });
  });

  test('an error while cleaning up is shown, and the exit code stays that of the signal', async () => {
    const run = until(
      ({ signals }) => signals.emit('SIGINT'),
      () => Promise.reject(new Error('cannot stop the emulator')),
    );
    const { exitCode, stderr } = await runCommand(['local'], { cwd, run });
    expect([exitCode, stderr]).toEqual([130, expect.stringContaining('Error: cannot stop the emulator')]);
  });

  test('more signals do not cut the cleaning up short, and are answered once', async () => {
    const seen: unknown[] = [];
    const run: Run = (_, { signal }, { signals }) => {
      signals.emit('SIGINT');
      seen.push(signal.reason);
      ['SIGINT', 'SIGTERM', 'SIGINT'].forEach((name) => signals.emit(name));
      seen.push(signal.reason);
      return Promise.resolve(INTERRUPTED);
    };
    const { exitCode, stdout } = await runCommand(['local'], { cwd, run });
    expect(exitCode).toBe(130);
    expect(seen[0]).toBe(seen[1]);
    expect(stdout.match(/stopping, cleaning up/g)).toHaveLength(1);
    expect(stdout.match(/already stopping: .* must not be cut short/g)).toHaveLength(1);
  });

  test('a report of a stopped run is written as well', async () => {
    const run = until(({ signals }) => signals.emit('SIGINT'), asInterrupted);
    await runCommand(['local', '--json', 'out.json'], { cwd, run });
    expect(JSON.parse(readFileSync(path.join(cwd, 'out.json'), 'utf8'))).toMatchObject({ result: 'interrupted' });
  });

  test('an error that nothing caught stops the run, is shown once and is a bug', async () => {
    const bug = new Error('nobody caught this');
    const run = until(
      ({ signals }) => signals.emit('uncaughtException', bug),
      (reason) => Promise.reject(reason as Error),
    );
    const { exitCode, stderr } = await runCommand(['local'], { cwd, run });
    expect(exitCode).toBe(3);
    expect(stderr.match(/Error: nobody caught this/g)).toHaveLength(1);
  });

  test('a reader that has gone away stops the run', async () => {
    const gone = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
    const run = until(({ stdout }) => stdout.emit('error', gone), asInterrupted);
    expect(await runCommand(['local'], { cwd, run })).toMatchObject({ exitCode: 141, stderr: '' });
  });

  test('a full disk under the output is no signal', async () => {
    const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    const run = until(({ stdout }) => stdout.emit('error', full), asInterrupted);
    expect(await runCommand(['local'], { cwd, run })).toMatchObject({
      exitCode: 3,
      stderr: expect.stringContaining('no space left') as string,
    });
  });
});

test('an unreadable earlier file is refused before anything starts', async () => {
  writeFileSync(path.join(cwd, 'out.json'), '{"version":');
  expect(await runCommand(['local', '--json', 'out.json'], { cwd })).toMatchObject({ exitCode: 2, runs: [] });
});
