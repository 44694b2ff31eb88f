import { EventEmitter } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runProgram, type CommandContext, type CommandExitCode, type Output } from '../../../lib/cli';
import type { LocalRunHooks, LocalRunOptions, RunLocal } from '../../../lib/local/report';
import { PASSED } from '../../local/report/support/sample-report';

/** A project folder whose name has a space, an apostrophe and other letters than English ones. */
export function makeProject(sites: readonly string[] = ['starter', 'ticket-agency']): string {
  const folder = path.join(mkdtempSync(path.join(tmpdir(), 'honmaru-cli-')), "it's a 本丸");
  mkdirSync(path.join(folder, 'bin/sites'), { recursive: true });
  writeFileSync(path.join(folder, 'cdk.json'), '{}');
  sites.forEach((site) => {
    writeFileSync(path.join(folder, 'bin/sites', `${site}.ts`), '');
  });
  return folder;
}

/** Removes what `makeProject` made. */
export function removeProject(folder: string): void {
  rmSync(path.dirname(folder), { recursive: true, force: true });
}

/** A stream that keeps what is written. */
export class KeptOutput extends EventEmitter implements Output {
  text = '';
  /** Called with each text that is written. */
  onText: (text: string) => void = () => undefined;

  write(text: string, done?: () => void): boolean {
    this.text += text;
    this.onText(text);
    done?.();
    return true;
  }
}

/** How a command ended, and what it was seen to do. */
export interface Ended {
  readonly exitCode: CommandExitCode;
  readonly stdout: string;
  readonly stderr: string;
  /** What the run was asked to do; empty when it was not started. */
  readonly runs: readonly LocalRunOptions[];
}

/** Options of `runCommand`. */
export interface RunCommandOptions {
  readonly cwd: string;
  /** @default - a run that passes at once */
  readonly run?: (options: LocalRunOptions, hooks: LocalRunHooks, outside: Outside) => ReturnType<RunLocal>;
  readonly env?: NodeJS.ProcessEnv;
}

/** What surrounds the command. */
export interface Outside {
  readonly signals: EventEmitter;
  readonly stdout: KeptOutput;
  readonly stderr: KeptOutput;
}

/** Runs the command inside this process, with a run, streams, signals and a clock that are played. */
export async function runCommand(args: readonly string[], options: RunCommandOptions): Promise<Ended> {
  const { cwd, run = () => Promise.resolve(PASSED), env = {} } = options;
  const outside = { signals: new EventEmitter(), stdout: new KeptOutput(), stderr: new KeptOutput() };
  const runs: LocalRunOptions[] = [];
  let time = 0;
  const context: CommandContext = { ...outside, env, cwd, version: '1.2.3', now: () => (time += 100) };
  const exitCode = await runProgram(args, context, {
    runLocal: (asked, hooks) => {
      runs.push(asked);
      return run(asked, hooks, outside);
    },
  });
  const listeners = [outside.signals, outside.stdout, outside.stderr].flatMap((it) => it.eventNames());
  if (listeners.length > 0) {
    throw new Error(`still listens to ${listeners.join(', ')}`);
  }
  return { exitCode, stdout: outside.stdout.text, stderr: outside.stderr.text, runs };
}
