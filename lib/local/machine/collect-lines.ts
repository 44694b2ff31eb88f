import type { ChildProcess } from 'node:child_process';
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';

/** Time that lines may still arrive after the end of a process whose children keep its output open. */
const LATE_LINES_MS = 1000;

/**
 * Hands on every line that a process prints, and appends it to an open file.
 *
 * @returns settles when no more lines come: both streams ended, or the process did some time ago. Rejects as soon as a
 * line cannot be handed on or written.
 */
export async function collectLines(
  child: ChildProcess,
  onLine: (line: string) => void,
  log: number | undefined,
): Promise<void> {
  const streams = [child.stdout, child.stderr].filter((stream) => stream !== null);
  const ended = streams.map(
    (stream) =>
      new Promise<void>((resolve, reject) => {
        const lines = createInterface({ input: stream, crlfDelay: Infinity });
        lines.on('line', (line) => {
          try {
            if (log !== undefined) {
              writeSync(log, `${line}\n`);
            }
            onLine(line);
          } catch (error) {
            reject(error as Error);
          }
        });
        lines.once('close', resolve);
      }),
  );
  await Promise.race([Promise.all(ended), lateAfter(child)]);
  streams.forEach((stream: Readable) => stream.destroy());
}

async function lateAfter(child: ChildProcess): Promise<void> {
  await new Promise((resolve) => child.once('exit', resolve));
  await wait(LATE_LINES_MS, undefined, { ref: false });
}
