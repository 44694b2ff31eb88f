import { setTimeout as wait } from 'node:timers/promises';
import { listProcesses } from '../../../../lib/local/machine/processes';

/** Whether a process is running, one that only waits to be collected not counted. */
export function isRunning(pid: number): boolean {
  return listProcesses().some((candidate) => candidate.pid === pid);
}

/** Waits until a condition holds; the time limit of the test ends it. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await wait(5);
  }
}

/** Script that prints its number and stays. */
export const STAY = 'console.log(process.pid); setInterval(() => {}, 1000);';

/** Script that prints its number, does not end when asked to, and stays. */
export const STUBBORN = `process.on('SIGTERM', () => {}); ${STAY}`;

/** Script that starts another of the same group, which outlives it and does not end when asked to. */
export const WITH_WORKER = [
  "const { spawn } = require('node:child_process');",
  `spawn(process.execPath, ['-e', ${JSON.stringify(STUBBORN)}], { stdio: 'inherit' });`,
  STAY,
].join('\n');
