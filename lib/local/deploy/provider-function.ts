import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CreateFunctionCommand } from '@aws-sdk/client-lambda';
import { zipSync } from 'fflate';
import { LOCAL_PROVIDER } from '../../../lambda/local-provider/contract';
import { HonmaruError } from '../../errors';
import { bundleDirectory } from '../../functions/package-root';
import type { LocalClients } from '../aws';

/** Oldest date a ZIP file can hold; the same bytes on every run. */
const EPOCH = '1980-01-01T00:00:00';

/** Longest run of the provider, in seconds. */
const TIMEOUT_SECONDS = 60;

/** Makes the provider function in a Region; it must stand before a stack can call it. */
export async function createProvider({ lambda }: LocalClients, account: string): Promise<void> {
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName: LOCAL_PROVIDER,
      Description: 'Plays resource types that the emulator lacks',
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      // The emulator wants a role and asks it for nothing.
      Role: `arn:aws:iam::${account}:role/${LOCAL_PROVIDER}`,
      Timeout: TIMEOUT_SECONDS,
      Code: { ZipFile: providerCode() },
    }),
  );
}

function providerCode(): Uint8Array {
  const file = path.join(bundleDirectory(), 'local-provider', 'index.js');
  if (!existsSync(file)) {
    throw new HonmaruError([
      {
        path: 'dist/lambda/local-provider/index.js',
        must: 'must exist before a local site is made',
        hint: 'run npm run build, or install the package again',
        code: 'FunctionBundleMissing',
      },
    ]);
  }
  return zipSync({ 'index.js': [readFileSync(file), { mtime: EPOCH }] });
}
