import { readFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../functions/package-root';
import type { SignalSource } from './stop-watch';

/** A stream that a command writes to. */
export interface Output {
  /** Whether it is a terminal. @default false */
  readonly isTTY?: boolean;
  write(text: string, done?: () => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  off(event: 'error', listener: (error: Error) => void): unknown;
}

/** What a command has of the process it runs in; tests hand over their own. */
export interface CommandContext {
  /** Environment variables of the user. */
  readonly env: NodeJS.ProcessEnv;
  /** Folder the command was started in. */
  readonly cwd: string;
  /** What was asked for. */
  readonly stdout: Output;
  /** What went wrong. */
  readonly stderr: Output;
  /** Where signals come from. */
  readonly signals: SignalSource;
  /** Clock in milliseconds. */
  readonly now: () => number;
  /** Version of this package. */
  readonly version: string;
}

/** The context of this process. */
export function processContext(): CommandContext {
  const { env, stdout, stderr } = process;
  const manifest = readFileSync(path.join(packageRoot(), 'package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { readonly version: string };
  return { env, cwd: process.cwd(), stdout, stderr, signals: process, now: () => performance.now(), version };
}
