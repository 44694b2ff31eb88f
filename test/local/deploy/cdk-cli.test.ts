import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findCdkScript, runCdk } from '../../../lib/local/deploy';
import { LocalFailure } from '../../../lib/local/local-failure';
import { cdkProject, isRunning, NEVER } from './support/cdk-project';

const site = cdkProject();

test('hands every argument on as it is, through no shell', async () => {
  site.does('');
  const args = ['deploy', '--app', 'a folder/with "quotes"', '$HOME', '`id`', '*', 'C:\\a\\b', '本丸', ''];
  await runCdk(site.cli, args, NEVER);
  expect(site.calls().map((call) => call.args)).toStrictEqual([args]);
});

test('runs in the folder of the project with the environment that is given, and nothing of its own', async () => {
  site.does('');
  await runCdk(site.cli, ['synth'], NEVER);
  const [call] = site.calls();
  expect(call?.cwd).toBe(site.project);
  expect(call?.env['MARK']).toBe('given');
  expect(call?.env).not.toHaveProperty('HOME');
  expect(call?.env).not.toHaveProperty('PATH');
});

test('everything it prints is in the log, on either stream', async () => {
  site.does(`console.log('to stdout'); console.error('to stderr');`);
  await runCdk(site.cli, ['synth'], NEVER);
  expect(site.log().split('\n').sort()).toStrictEqual(['', 'to stderr', 'to stdout']);
});

test('a failure is one problem, with the last twelve lines and where the others are', async () => {
  site.does(`for (let line = 1; line <= 20; line += 1) console.log('line ' + line); process.exitCode = 7;`);
  const error = await runCdk(site.cli, ['deploy', '--all'], NEVER).catch((it: unknown) => it);
  expect(error).toBeInstanceOf(LocalFailure);
  const lines = Array.from({ length: 12 }, (_, index) => `line ${String(index + 9)}`);
  expect((error as LocalFailure).problems).toStrictEqual([
    [`cdk deploy failed (exit code 7); everything it printed is in ${site.cli.logFile}:`, ...lines].join('\n'),
  ]);
  expect(site.log()).toMatch(/^line 1\n/);
});

test('a CLI that a signal ended has failed', async () => {
  site.does(`process.kill(process.pid, 'SIGKILL');`);
  await expect(runCdk(site.cli, ['destroy'], NEVER)).rejects.toThrow(/^cdk destroy failed \(ended by SIGKILL\)/);
});

test('starts nothing when it is too late', async () => {
  site.does('');
  await expect(runCdk(site.cli, ['deploy'], AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
  expect(site.calls()).toStrictEqual([]);
});

/** What the CLI does: it starts a process, tells its number and its own, and never ends. */
function endless(file: string): string {
  return `
    const { spawn } = require('node:child_process');
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    setInterval(() => {}, 1000);
    require('node:fs').writeFileSync(${JSON.stringify(`${file}.new`)}, process.pid + ' ' + child.pid);
    require('node:fs').renameSync(${JSON.stringify(`${file}.new`)}, ${JSON.stringify(file)});`;
}

async function appears(file: string): Promise<readonly number[]> {
  while (!existsSync(file)) {
    await sleep(5);
  }
  return readFileSync(file, 'utf8').split(' ').map(Number);
}

test('an abort ends the CLI and everything that it started', async () => {
  const file = path.join(site.project, 'aborted');
  site.does(endless(file));
  const stop = new AbortController();
  const running = runCdk(site.cli, ['deploy'], stop.signal);
  const pids = await appears(file);
  expect(pids.map(isRunning)).toStrictEqual([true, true]);
  stop.abort();
  await expect(running).rejects.toMatchObject({ name: 'AbortError' });
  expect(pids.map(isRunning)).toStrictEqual([false, false]);
});

test('a process that the CLI leaves behind is ended with it', async () => {
  const file = path.join(site.project, 'left');
  site.does(`${endless(file)} child.unref(); process.exit(0);`);
  await runCdk(site.cli, ['deploy'], NEVER);
  const [, left = 0] = await appears(file);
  expect(isRunning(left)).toBe(false);
});

// A device on which every write says that the disk is full; only Linux has it.
const FULL = '/dev/full';

(existsSync(FULL) ? test : test.skip)('a log that cannot be written ends the CLI', async () => {
  const file = path.join(site.project, 'full');
  site.does(`${endless(file)} console.log('a line');`);
  await expect(runCdk({ ...site.cli, logFile: FULL }, ['deploy'], NEVER)).rejects.toThrow(/ENOSPC/);
  const pids = await appears(file);
  expect(pids.map(isRunning)).toStrictEqual([false, false]);
});

test('finds the CLI of the project', () => {
  expect(findCdkScript(site.project)).toBe(site.cli.script);
});

test('a project without the CLI is told what to install', () => {
  const project = mkdtempSync(path.join(tmpdir(), 'honmaru no cdk '));
  writeFileSync(path.join(project, 'package.json'), '{}');
  try {
    expect(() => findCdkScript(project)).toThrow(
      `aws-cdk: must be installed in ${project}; run npm install --save-dev aws-cdk@2 [CdkCliMissing]`,
    );
  } finally {
    rmSync(project, { recursive: true });
  }
});

test('looks every half second whether a stack is ready, and waits for nothing else less long than it meant to', async () => {
  site.does(`
    function waitFor(milliseconds) { return setTimeout(() => {}, milliseconds); }
    function connect(milliseconds) { return setTimeout(() => {}, milliseconds); }
    for (const timer of [waitFor(5000), waitFor(4000), connect(5000)]) {
      console.log(timer._idleTimeout);
      clearTimeout(timer);
    }
  `);
  await runCdk(site.cli, ['deploy'], NEVER);
  expect(site.log()).toBe('500\n4000\n5000\n');
});
