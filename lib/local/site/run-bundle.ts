import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { GetFunctionCommand } from '@aws-sdk/client-lambda';
import { unzipSync } from 'fflate';
import { HonmaruError } from '../../errors';
import { bundleDirectory } from '../../functions/package-root';
import type { LocalClients } from '../aws';
import { LocalFailure } from '../local-failure';
import { ProcessGroup } from '../machine';
import { parseRecord, type CheckRecord } from '../observe';
import type { DeployedCheck } from './deployed-check';

/** What of a function is needed to run it. */
export type BundledFunction = Pick<DeployedCheck, 'name' | 'region' | 'timeoutSeconds' | 'environment' | 'input'>;

/** The code of a function, brought here while the emulator still answers. */
export interface FunctionCode {
  readonly check: BundledFunction;
  /** Path of the bundle. */
  readonly file: string;
}

/** Brings the code of a function from the emulator, as it was deployed. */
export async function functionCode(
  { lambda }: Pick<LocalClients, 'lambda'>,
  check: DeployedCheck,
  directory: string,
): Promise<FunctionCode> {
  const { Code } = await lambda.send(new GetFunctionCommand({ FunctionName: check.functionName }));
  const answer = await fetch(Code?.Location ?? '');
  if (!answer.ok) {
    throw new LocalFailure([`the code of ${check.name} cannot be read back: status ${String(answer.status)}`]);
  }
  const bundle = unzipSync(new Uint8Array(await answer.arrayBuffer()))['index.js'];
  if (bundle === undefined) {
    throw new LocalFailure([`the deployed code of ${check.name} holds no index.js`]);
  }
  const file = path.join(directory, check.name, 'index.js');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, bundle);
  return { check, file };
}

/** The code of a function that no site deploys: the bundle that the package ships. */
export function shippedCode(check: BundledFunction): FunctionCode {
  const file = path.join(bundleDirectory(), check.name, 'index.js');
  if (!existsSync(file)) {
    throw new HonmaruError([
      {
        path: `dist/lambda/${check.name}/index.js`,
        must: 'must exist before a function is run',
        hint: 'run npm run build, or install the package again',
        code: 'FunctionBundleMissing',
      },
    ]);
  }
  return { check, file };
}

/** Starts a handler as Lambda would: with the payload, a request id, and the time that is left. */
const START = `
const [file, payload, timeout] = process.argv.slice(1);
const end = Date.now() + Number(timeout) * 1000;
const awsRequestId = require('node:crypto').randomUUID();
const context = { awsRequestId, getRemainingTimeInMillis: () => end - Date.now() };
require(file).handler(JSON.parse(payload), context).then(() => process.exit(0), (error) => { console.error(error); process.exit(1); });
`;

/** Where a function runs. */
export interface BundleSurroundings {
  /** URL on loopback for every service that the deployed environment does not send elsewhere. */
  readonly endpoint: string;
  readonly account: string;
  /** Environment every child process has. */
  readonly environment: Readonly<Record<string, string>>;
  readonly directory: string;
  /**
   * What is set in place of the deployed environment.
   *
   * @default - nothing
   */
  readonly overrides?: Readonly<Record<string, string>>;
}

/**
 * Runs a function outside the emulator, for the case that the emulator does not answer, or answers this run in another way than
 * the others: the deployed code with the deployed environment.
 *
 * @returns the record it wrote, or `undefined` when it wrote none in the time that it has
 */
export async function runBundle(
  { check, file }: FunctionCode,
  surroundings: BundleSurroundings,
  signal: AbortSignal,
): Promise<CheckRecord | undefined> {
  signal.throwIfAborted();
  const lines: string[] = [];
  const group = ProcessGroup.start(
    process.execPath,
    ['-e', START, '--', file, check.input, String(check.timeoutSeconds)],
    {
      cwd: surroundings.directory,
      env: {
        ...surroundings.environment,
        ...check.environment,
        ...surroundings.overrides,
        AWS_ENDPOINT_URL: surroundings.endpoint,
        AWS_REGION: check.region,
        AWS_ACCESS_KEY_ID: surroundings.account,
        AWS_SECRET_ACCESS_KEY: 'local',
        AWS_SESSION_TOKEN: 'local',
        AWS_EC2_METADATA_DISABLED: 'true',
      },
      onLine: (line) => lines.push(line),
    },
  );
  const stop = (): void => void group.stop();
  signal.addEventListener('abort', stop, { once: true });
  // Lambda would end it then.
  const timer = setTimeout(stop, check.timeoutSeconds * 1000);
  try {
    await group.exited;
    signal.throwIfAborted();
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    await group.stop();
  }
  return lines.map(parseRecord).find((record) => record !== undefined);
}
