import type { Progress } from '../local/report';
import type { CommandContext } from './command-context';
import { plainProgress } from './plain-progress';
import { terminalProgress } from './terminal-progress';

/** Progress that must be ended before anything else is printed. */
export interface ProgressRenderer extends Progress {
  /** Ends the display; steps that are still open are shown as stopped. */
  close(): Promise<void>;
}

/** Progress that redraws itself on a terminal, and plain lines everywhere else: in a file, a pipe, a build server. */
export async function openProgress({ env, stdout, now }: CommandContext): Promise<ProgressRenderer> {
  const redraws = stdout.isTTY === true && !isSet(env['CI']) && env['TERM'] !== 'dumb';
  return redraws ? terminalProgress() : plainProgress(stdout, now);
}

/** Whether a variable such as CI says yes: many set it to `false` to say no. */
function isSet(value: string | undefined): boolean {
  return value !== undefined && !['', '0', 'false'].includes(value.toLowerCase());
}
