import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeProject, removeProject } from './support/command';

/** Children start the TypeScript loader, which takes a second and more on a busy machine. */
const PATIENCE = 60_000;

const TSX = pathToFileURL(require.resolve('tsx')).href;
const PLAYED_CLI = path.join(__dirname, 'support/played-cli.ts');

let cwd: string;
const children: ChildProcessWithoutNullStreams[] = [];

beforeAll(() => {
  cwd = makeProject();
});

afterEach(() => {
  children.splice(0).forEach((child) => child.kill('SIGKILL'));
});

afterAll(() => {
  removeProject(cwd);
});

/** The command in a process of its own, with a run that is played. */
class Played {
  stdout = '';
  stderr = '';
  readonly child: ChildProcessWithoutNullStreams;
  private readonly closed: Promise<unknown[]>;

  constructor(run: string, output: 'plain' | 'terminal' = 'plain', args: readonly string[] = ['local']) {
    const { PATH, SystemRoot } = process.env;
    const env = { PATH, SystemRoot, FORCE_COLOR: '0' };
    this.child = spawn(process.execPath, ['--import', TSX, PLAYED_CLI, run, output, ...args], { cwd, env });
    children.push(this.child);
    this.child.stdout.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.closed = once(this.child, 'close');
  }

  /** Resolves when the process has printed something. */
  async printed(text: string): Promise<void> {
    while (!this.stdout.includes(text)) {
      await Promise.race([once(this.child.stdout, 'data'), this.ended(text)]);
    }
  }

  /** How the process ended: its exit code, or the signal that killed it. */
  async end(): Promise<unknown> {
    const [code, signal] = await this.closed;
    return code ?? signal;
  }

  private async ended(awaited: string): Promise<never> {
    await this.closed;
    throw new Error(`ended without printing ${awaited}: ${this.stdout}${this.stderr}`);
  }
}

test(
  'a run that passes ends with 0, and its output has no control characters',
  async () => {
    const played = new Played('passes');
    expect(await played.end()).toBe(0);
    expect(played.stdout).toMatch(
      /environment: done: Python 3\.11\.2 .*\n[^]*left open: stopped\n\nPASSED: site starter/,
    );
    expect(played.stdout.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    expect(played.stderr).toBe('');
  },
  PATIENCE,
);

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)(
  '%s ends with %i after cleaning up, which a second Ctrl-C does not cut short',
  async (signal, exitCode) => {
    const played = new Played('stops');
    await played.printed('working: started');
    played.child.kill(signal);
    await played.printed('cleaning\n');
    played.child.kill('SIGINT');
    await played.printed('already stopping');
    played.child.stdin.write('go on\n');
    expect(await played.end()).toBe(exitCode);
    expect(played.stdout).toContain('INTERRUPTED: site starter');
    expect(played.stderr).toBe('');
  },
  PATIENCE,
);

test(
  'wrong arguments end with 2',
  async () => {
    const played = new Played('passes', 'plain', ['local', '--port', 'x']);
    expect(await played.end()).toBe(2);
    expect(played.stderr).toMatch(/^--port: .*\[PortInvalid\]\n$/);
  },
  PATIENCE,
);

test(
  'an error that nothing caught ends with 3 after cleaning up',
  async () => {
    const played = new Played('breaks');
    expect(await played.end()).toBe(3);
    expect(played.stdout).toContain('cleaned up');
    expect(played.stderr.match(/Error: nobody caught this/g)).toHaveLength(1);
  },
  PATIENCE,
);

test(
  'a reader that goes away ends the run with 141 after cleaning up',
  async () => {
    const played = new Played('talks');
    await played.printed('still here');
    played.child.stdout.destroy();
    expect(await played.end()).toBe(141);
    expect(played.stderr).toBe('cleaned up\n');
  },
  PATIENCE,
);

describe('on a terminal', () => {
  const CURSOR = { hide: '\u001B[?25l', show: '\u001B[?25h' };

  /** What is left on the screen: what follows the last time that lines were erased, without escape sequences. */
  const screen = (text: string): string =>
    text.slice(text.lastIndexOf('\u001B[1A') + 4).replace(/\u001B\[[?\d;]*[A-Za-z]/g, '');

  test(
    'every step is shown with its outcome, and the cursor comes back',
    async () => {
      const played = new Played('passes', 'terminal');
      expect(await played.end()).toBe(0);
      expect(played.stdout).toContain(CURSOR.hide);
      expect(played.stdout.lastIndexOf(CURSOR.show)).toBeGreaterThan(played.stdout.lastIndexOf(CURSOR.hide));
      const left = screen(played.stdout);
      for (const text of [
        'environment: Python 3.11.2',
        'deploy: 10 stacks created',
        'bootstrap: no room',
        'faults: skipped: nothing to break',
        'left open: stopped',
        'real credentials are ignored',
        'PASSED: site starter',
      ]) {
        expect(left.split(text)).toHaveLength(2);
      }
      expect(played.stderr).toBe('');
    },
    PATIENCE,
  );

  test(
    'Ctrl-C gives the cursor back',
    async () => {
      const played = new Played('stops', 'terminal');
      await played.printed('working');
      played.child.kill('SIGINT');
      await played.printed('cleaning');
      played.child.stdin.write('go on\n');
      expect(await played.end()).toBe(130);
      expect(played.stdout).toContain('stopping, cleaning up');
      expect(played.stdout.lastIndexOf(CURSOR.show)).toBeGreaterThan(played.stdout.lastIndexOf(CURSOR.hide));
    },
    PATIENCE,
  );
});
