import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CdkCli } from '../../../../lib/local/deploy';
import { workspaceOf } from '../../../../lib/local/machine';
import { findProcess } from '../../../../lib/local/machine/processes';

/** How the fake CLI was started. */
export interface CliCall {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** A project in a folder of its own, with a CLI that notes how it is started and does what it is told. */
export interface CdkProject {
  readonly cli: CdkCli;
  readonly project: string;
  /** What the CLI does from now on, as JavaScript. */
  does(code: string): void;
  calls(): readonly CliCall[];
  /** What the log holds. */
  log(): string;
}

const NOTE = `
const { appendFileSync } = require('node:fs');
const { args, cwd, env } = { args: process.argv.slice(2), cwd: process.cwd(), env: process.env };
appendFileSync(__dirname + '/calls.txt', JSON.stringify({ args, cwd, env }) + '\\n');
`;

/** Makes a project, and removes it when the tests of the file have ended. Its path holds spaces and no ASCII alone. */
export function cdkProject(overrides: Partial<CdkCli> = {}): CdkProject {
  const project = path.join(mkdtempSync(path.join(tmpdir(), 'honmaru cdk ')), 'my söhn 本丸');
  afterAll(() => {
    rmSync(path.dirname(project), { recursive: true, force: true, maxRetries: 5 });
  });
  const bin = path.join(project, 'node_modules', 'aws-cdk', 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(path.join(project, 'package.json'), '{}');
  const script = path.join(bin, 'cdk');
  const workspace = workspaceOf(project);
  const logFile = path.join(workspace.logs, 'cdk.log');
  const calls = path.join(bin, 'calls.txt');
  writeFileSync(script, NOTE);
  return {
    cli: { script, project, environment: { MARK: 'given' }, logFile, workspace, ...overrides },
    project,
    does: (code) => {
      writeFileSync(script, `${NOTE}\n${code}`);
      rmSync(calls, { force: true });
      rmSync(logFile, { force: true });
    },
    calls: () => lines(calls).map((line) => JSON.parse(line) as CliCall),
    log: () => (existsSync(logFile) ? readFileSync(logFile, 'utf8') : ''),
  };
}

function lines(file: string): readonly string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [];
}

/** A signal that is never aborted. */
export const NEVER = new AbortController().signal;

/** Whether a process with this number is running; one that has ended and was not yet waited for is not. */
export function isRunning(pid: number): boolean {
  return findProcess(pid) !== undefined;
}
