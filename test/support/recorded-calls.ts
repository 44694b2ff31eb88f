import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

/** Where the tests of functions write down what is called. */
export const CALLS_DIRECTORY = path.join(__dirname, '../../node_modules/.cache/honmaru/calls');

/** Forgets what earlier runs called. */
export function forgetCalls(): void {
  rmSync(CALLS_DIRECTORY, { recursive: true, force: true });
}

/** Operations that the tests of a function called, for example `RDS.DescribeDBClusters`, by function. */
export function recordedCalls(): ReadonlyMap<string, ReadonlySet<string>> {
  const calls = new Map<string, Set<string>>();
  const files = existsSync(CALLS_DIRECTORY) ? readdirSync(CALLS_DIRECTORY) : [];
  for (const line of files.flatMap((file) => readFileSync(path.join(CALLS_DIRECTORY, file), 'utf8').split('\n'))) {
    const [, caller, call] = /^(\S+) (.+)$/.exec(line) ?? [];
    if (caller !== undefined && call !== undefined) {
      calls.set(caller, (calls.get(caller) ?? new Set()).add(call));
    }
  }
  return calls;
}
