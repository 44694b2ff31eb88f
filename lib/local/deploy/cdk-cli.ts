import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { HonmaruError } from '../../errors';
import { LocalFailure } from '../local-failure';
import { ProcessGroup, type Workspace } from '../machine';

/** How the CDK CLI of a project is run. */
export interface CdkCli {
  /** Script of the CLI, run by the Node.js that runs this process. */
  readonly script: string;
  /** Folder of the project: that of its `cdk.json`. */
  readonly project: string;
  /** The whole environment; nothing of the user's is added. */
  readonly environment: Readonly<Record<string, string>>;
  /** File that receives everything the CLI prints. */
  readonly logFile: string;
  /** Where its processes are recorded, so that a later run can end what a killed one left. */
  readonly workspace: Workspace;
}

/** Lines of the CLI's output that are shown when it fails. */
const SHOWN_LINES = 12;

/** Loaded before the CLI, so that it does not wait for an emulator as for AWS. */
const QUICK_POLLS = pathToFileURL(path.join(__dirname, 'quick-polls.mjs')).href;

/** The CLI installed in a project. */
export function findCdkScript(project: string): string {
  try {
    return createRequire(path.join(project, 'package.json')).resolve('aws-cdk/bin/cdk');
  } catch (cause) {
    throw new HonmaruError(
      [
        {
          path: 'aws-cdk',
          must: `must be installed in ${project}`,
          hint: 'run npm install --save-dev aws-cdk@2',
          code: 'CdkCliMissing',
        },
      ],
      { cause },
    );
  }
}

/**
 * Runs the CDK CLI to its end.
 *
 * @throws LocalFailure with the last lines it printed, when it fails
 */
export async function runCdk(cli: CdkCli, args: readonly string[], signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const last: string[] = [];
  const group = ProcessGroup.start(process.execPath, ['--import', QUICK_POLLS, cli.script, ...args], {
    cwd: cli.project,
    env: { ...cli.environment },
    logFile: cli.logFile,
    workspace: cli.workspace,
    onLine: (line) => {
      last.push(line);
      last.splice(0, Math.max(0, last.length - SHOWN_LINES));
    },
  });
  const stop = (): void => void group.stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    const { code, signal: killedBy } = await group.exited;
    signal.throwIfAborted();
    if (code !== 0) {
      const how = code === null ? `ended by ${String(killedBy)}` : `exit code ${String(code)}`;
      throw new LocalFailure([
        [`cdk ${args[0] ?? ''} failed (${how}); everything it printed is in ${cli.logFile}:`, ...last].join('\n'),
      ]);
    }
  } finally {
    signal.removeEventListener('abort', stop);
    // What it started may outlive it; and it goes on itself when what it prints cannot be written.
    await group.stop();
  }
}
