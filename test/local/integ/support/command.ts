import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { workspaceOf } from '../../../../lib/local/machine';
import { findMarked } from '../../../../lib/local/machine/processes';
import { MARKER, markerOf } from '../../../../lib/local/machine/process-marker';

export const ROOT = path.join(__dirname, '../../../..');

/** How the command ended. */
export interface Ended {
  readonly code: number | null;
  /** Everything it printed, on either stream. */
  readonly output: string;
}

/** The `honmaru` command, running. */
export class Command {
  readonly ended: Promise<Ended>;
  private readonly child: ChildProcess;
  private output = '';
  private readonly waiting: { readonly text: string; readonly resolve: () => void }[] = [];

  constructor(args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}) {
    const tsx = pathToFileURL(require.resolve('tsx')).href;
    const cli = path.join(ROOT, 'bin/cli.ts');
    this.child = spawn(process.execPath, ['--import', tsx, cli, ...args], {
      cwd,
      env: { PATH: process.env['PATH'], HOME: cwd, TSX_DISABLE_CACHE: '1', CI: 'true', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.output += text;
        this.tell();
      });
    }
    this.ended = new Promise((resolve) => {
      this.child.once('close', (code) => {
        resolve({ code, output: this.output });
      });
    });
  }

  /** Waits until it has printed a text; fails when it ends before. */
  async prints(text: string): Promise<void> {
    const printed = new Promise<void>((resolve) => {
      this.waiting.push({ text, resolve });
      this.tell();
    });
    const ended = this.ended.then(({ output }) => {
      if (!output.includes(text)) {
        throw new Error(`ended before it printed '${text}':\n${output}`);
      }
    });
    await Promise.race([printed, ended]);
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  private tell(): void {
    for (const { text, resolve } of this.waiting) {
      if (this.output.includes(text)) {
        resolve();
      }
    }
  }
}

/** A CDK app in a folder of its own, with a space in its name, that shares the virtual environment of this checkout. */
export class Project {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'honmaru local '));
  private readonly commands: Command[] = [];

  /** @param resource what its only stack holds, as a JavaScript expression over `stack` */
  constructor(resource = "new cdk.aws_sqs.CfnQueue(stack, 'Queue')") {
    const write = (file: string, text: string): void => {
      writeFileSync(path.join(this.folder, file), text);
    };
    write('package.json', '{ "name": "tiny", "private": true }');
    write('cdk.json', JSON.stringify({ app: 'node app.js', versionReporting: false, notices: false }));
    const lines = [
      "const cdk = require('aws-cdk-lib');",
      'const app = new cdk.App();',
      "const stack = new cdk.Stack(app, 'Tiny', { env: { region: 'ap-northeast-1' } });",
      `${resource};`,
    ];
    write('app.js', lines.join('\n'));
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(this.folder, 'node_modules'));
    const environments = path.join(ROOT, '.honmaru/local/environments');
    if (existsSync(environments)) {
      mkdirSync(path.join(this.folder, '.honmaru/local'), { recursive: true });
      symlinkSync(environments, path.join(this.folder, '.honmaru/local/environments'));
    }
  }

  run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Command {
    const command = new Command(['local', '--site', 'tiny', ...args], this.folder, env);
    this.commands.push(command);
    return command;
  }

  /** Numbers of the processes that runs in this folder have started and that still live. */
  processes(): readonly number[] {
    return [...findMarked(markerOf(workspaceOf(this.folder))[MARKER])];
  }

  /** What is in the private folder. */
  left(): readonly string[] {
    return readdirSync(path.join(this.folder, '.honmaru/local')).sort();
  }

  /** Ends what is still running, as after a failed test, and removes the folder. */
  async remove(): Promise<void> {
    await Promise.all(
      this.commands.map((command) => {
        command.signal('SIGINT');
        return command.ended;
      }),
    );
    rmSync(this.folder, { recursive: true, force: true });
  }
}
