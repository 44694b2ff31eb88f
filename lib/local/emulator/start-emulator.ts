import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { HonmaruError } from '../../errors';
import { explainStorage, freePort, LOOPBACK, portTaken, ProcessGroup, untilAborted, type Workspace } from '../machine';
import { emulatorEnvironment, emulatorFolders } from './emulator-environment';
import { askHealth } from './health';
import { listensEverywhere } from './listeners';
import { startFault } from './start-faults';

/** How an emulator is started. */
export interface EmulatorOptions {
  /** Where it keeps everything it writes. */
  readonly workspace: Workspace;
  /** Interpreter of the virtual environment it is installed in. */
  readonly python: string;
  /** Region in which its data plane looks for load balancers: the site's primary one. */
  readonly region: string;
  /** Folder `node_modules` in which deployed functions find the AWS SDK. */
  readonly modules: string;
  /** Ends the start before its time; nothing is left running. */
  readonly signal: AbortSignal;
  /** Account of requests that do not say one, 12 digits. @default '111122223333' */
  readonly account?: string;
  /** Port on loopback, 1 to 65535. @default one that is free */
  readonly port?: number;
  /** The user's environment. @default that of this process */
  readonly source?: NodeJS.ProcessEnv;
  /** Longest wait for its first answer, in milliseconds. @default 60000 */
  readonly timeoutMs?: number;
}

/** A running emulator. */
export interface Emulator {
  /** URL on loopback that answers for every service and Region. */
  readonly endpoint: string;
  /** Version it says it has. */
  readonly version: string;
  /** The emulator and the functions it runs. */
  readonly group: ProcessGroup;
  /** File that it prints to. */
  readonly logFile: string;
  /** Ends it and everything it started, and waits until nothing is left. */
  stop(): Promise<void>;
}

const ACCOUNT = '111122223333';

const TIMEOUT_MS = 60_000;

/** Time between two looks at whether it answers, and longest wait for one answer. */
const LOOK_MS = 50;
const ANSWER_MS = 5000;

/** Attempts with another port, when somebody else takes the one that was just free. */
const TRIES = 3;

/**
 * Starts the emulator, on loopback alone, and waits until it answers.
 *
 * @throws HonmaruError `PortTaken`, `EmulatorNotStarted` or `DiskFull`
 */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  return explainStorage(options.workspace.root, async () => {
    for (let tries = 1; ; tries += 1) {
      options.signal.throwIfAborted();
      const port = await freePort(options.port);
      try {
        return await startOn(port, options);
      } catch (error) {
        if (options.port !== undefined || tries === TRIES || !isPortTaken(error)) {
          throw error;
        }
      }
    }
  });
}

async function startOn(port: number, options: EmulatorOptions): Promise<Emulator> {
  const { workspace, python, region, modules, source = process.env, account = ACCOUNT } = options;
  await rm(workspace.emulator, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  for (const folder of Object.values(emulatorFolders(workspace))) {
    await mkdir(folder, { recursive: true });
  }
  const logFile = path.join(workspace.logs, 'emulator.log');
  await rm(logFile, { force: true });
  const instance = randomUUID();
  const group = ProcessGroup.start(python, ['-m', 'ministack'], {
    cwd: workspace.emulator,
    env: emulatorEnvironment({ workspace, source, port, account, region, modules, instance }),
    logFile,
    workspace,
  });
  const endpoint = `http://${LOOPBACK}:${String(port)}`;
  try {
    const version = await awaitHealth({ endpoint, port, instance, group, logFile }, options);
    if (listensEverywhere(port)) {
      throw new Error(
        `the emulator listens on every address of this machine on port ${String(port)}, not on loopback alone`,
      );
    }
    return {
      endpoint,
      version,
      group,
      logFile,
      stop: () => group.stop(),
    };
  } catch (error) {
    await group.stop(0);
    throw error;
  }
}

interface Start {
  readonly endpoint: string;
  readonly port: number;
  readonly instance: string;
  readonly group: ProcessGroup;
  readonly logFile: string;
}

/** Waits for the first answer, and makes sure that it is this emulator's. */
async function awaitHealth(
  { endpoint, port, instance, group, logFile }: Start,
  { workspace, signal, timeoutMs = TIMEOUT_MS }: EmulatorOptions,
): Promise<string> {
  const failed = (must: string): HonmaruError => startFault({ must, port, logFile, folder: workspace.root });
  const end = performance.now() + timeoutMs;
  const ended = group.exited.then(() => 'ended' as const);
  while (performance.now() < end) {
    const answer = await untilAborted(signal, Promise.race([askHealth(endpoint, ANSWER_MS), ended]));
    if (answer === 'ended') {
      throw failed('must keep running');
    }
    if (answer?.instance === instance) {
      return answer.version ?? '';
    }
    if (answer !== undefined) {
      throw portTaken(port);
    }
    await wait(LOOK_MS);
  }
  throw failed(`must answer within ${String(timeoutMs / 1000)} seconds`);
}

function isPortTaken(error: unknown): boolean {
  return error instanceof HonmaruError && error.faults.some(({ code }) => code === 'PortTaken');
}
