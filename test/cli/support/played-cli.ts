import { createInterface } from 'node:readline';
import { processContext, runProgram } from '../../../lib/cli';
import type { LocalRunHooks, RunLocal } from '../../../lib/local/report';
import { INTERRUPTED, PASSED } from '../../local/report/support/sample-report';

/** Runs that a test can steer through the standard input, by the name given as first argument. */
const RUNS: Readonly<Record<string, RunLocal>> = {
  passes: (_, { progress }) => {
    progress.step('environment').done('Python 3.11.2');
    const deploy = progress.step('deploy');
    progress.step('bootstrap').fail('no room');
    progress.step('faults').skip('nothing to break');
    deploy.update('Network CREATE_IN_PROGRESS');
    deploy.done('10 stacks created');
    progress.step('left open');
    progress.note('real credentials are ignored');
    return Promise.resolve(PASSED);
  },
  /** Works until it is stopped, then cleans up until a line comes in. */
  stops: async (_, { signal, progress }) => {
    const step = progress.step('working');
    await aborted(signal);
    progress.note('cleaning');
    await nextLine();
    step.fail('stopped');
    return INTERRUPTED;
  },
  /** Throws where nobody catches it, and cleans up. */
  breaks: async (_, { signal }) => {
    setImmediate(() => {
      throw new Error('nobody caught this');
    });
    await aborted(signal);
    process.stdout.write('cleaned up\n');
    throw signal.reason;
  },
  /** Talks until nobody listens. */
  talks: async (_, { signal, progress }) => {
    while (!signal.aborted) {
      progress.note('still here');
      await new Promise((resolve) => setImmediate(resolve));
    }
    process.stderr.write('cleaned up\n');
    return INTERRUPTED;
  },
};

function aborted(signal: LocalRunHooks['signal']): Promise<void> {
  return new Promise((resolve) => {
    // The handle keeps the process alive, as the work of a real run does.
    const alive = setInterval(() => undefined, 1 << 30);
    signal.addEventListener('abort', () => {
      clearInterval(alive);
      resolve();
    });
  });
}

function nextLine(): Promise<void> {
  return new Promise((resolve) => {
    const lines = createInterface({ input: process.stdin });
    lines.once('line', () => {
      lines.close();
      process.stdin.destroy();
      resolve();
    });
  });
}

const [name = '', terminal, ...args] = process.argv.slice(2);
if (terminal === 'terminal') {
  process.stdout.isTTY = true;
  process.stdout.columns = 100;
  process.stdout.rows = 50;
}
void runProgram(args, processContext(), {
  runLocal: RUNS[name] ?? (() => Promise.reject(new Error('no such run'))),
}).then((exitCode) => {
  process.exitCode = exitCode;
});
