import { ProcessGroup, type Exit, type StartOptions } from './process-group';
import { untilAborted } from './until-aborted';

/** How a program ended, and what it printed last. */
export interface Outcome extends Exit {
  /** The last lines it printed, on either stream. */
  readonly lines: readonly string[];
}

/** Lines that are kept: enough for every message that is looked for. */
const KEPT_LINES = 200;

/**
 * Runs a program to its end and leaves nothing of it behind.
 *
 * @param signal ends it, and everything it started, before its time
 * @throws the signal's reason, once nothing runs any more
 */
export async function runToEnd(
  command: string,
  args: readonly string[],
  options: StartOptions,
  signal: AbortSignal,
): Promise<Outcome> {
  signal.throwIfAborted();
  const lines: string[] = [];
  const group = ProcessGroup.start(command, args, {
    ...options,
    onLine: (line) => {
      lines.push(line);
      lines.splice(0, lines.length - KEPT_LINES);
      options.onLine?.(line);
    },
  });
  try {
    await untilAborted(signal, group.exited);
  } finally {
    await group.stop();
  }
  return { ...(await group.exited), lines };
}
