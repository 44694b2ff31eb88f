import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';

const SERVERS = path.join(__dirname, '../../../bin/servers');
/** Longest time a server may take to listen or to stop. */
const LIMIT_MS = 10_000;

/** One line of a server's log. */
export type LogLine = Readonly<Record<string, unknown>>;

/** A running server of the reference sites. */
export interface ServerProcess {
  readonly port: number;
  readonly origin: string;
  /** Lines it has logged so far. */
  readonly lines: readonly LogLine[];
  /** Sends SIGTERM without waiting. */
  readonly terminate: () => void;
  /** Exit code, once it has stopped. */
  readonly stopped: Promise<number | null>;
}

const running = new Set<ChildProcess>();

/** Starts a server on a free loopback port, in an environment that holds nothing but what is given. */
export async function startServer(
  tier: 'web' | 'app',
  env: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['server.mjs'], {
    cwd: path.join(SERVERS, tier),
    env: { TIER: tier, HOST: '127.0.0.1', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const lines: LogLine[] = [];
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk.toString('utf8');
  });
  const listening = new Promise<number>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (text) => {
      const line = JSON.parse(text) as LogLine;
      lines.push(line);
      if (line.event === 'listening') {
        resolve(Number(line.port));
      }
    });
    child.once('close', (code) => {
      reject(new Error(`server ended with ${code} before it listened: ${complaint}`));
    });
  });
  const stopped = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => {
      running.delete(child);
      resolve(code);
    });
  });
  const port = await within(listening, `${tier} server to listen`);
  const scheme = env.TLS_CERT_FILE === undefined ? 'http' : 'https';
  return {
    port,
    origin: `${scheme}://127.0.0.1:${port}`,
    lines,
    terminate: () => child.kill('SIGTERM'),
    stopped: within(stopped, `${tier} server to stop`, 60_000),
  };
}

/** Ends every server a test left running. */
export async function endServers(): Promise<void> {
  const left = [...running];
  await Promise.all(
    left.map(
      (child) =>
        new Promise<void>((resolve) => {
          child.once('exit', () => resolve());
          child.kill('SIGKILL');
        }),
    ),
  );
}

/** Waits until something holds, looking every 50 ms. */
export async function eventually(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + LIMIT_MS;
  while (!(await holds())) {
    if (Date.now() > deadline) {
      throw new Error(`waited in vain for ${what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function within<T>(promise: Promise<T>, what: string, limitMs = LIMIT_MS): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`waited in vain for ${what}`));
    }, limitMs);
    timer.unref();
  });
  return Promise.race([promise, tooLong]).finally(() => {
    clearTimeout(timer);
  });
}
