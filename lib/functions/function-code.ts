import { existsSync } from 'node:fs';
import path from 'node:path';
import { IgnoreMode } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { HonmaruError } from '../errors';
import type { FunctionName } from './function-name';
import { bundleDirectory } from './package-root';

/** File name of a bundle inside the folder of its function. */
export const BUNDLE_FILE = 'index.js';

/** Code of a function, taken from the bundle that `bundleFunctions` made or that came with the package. */
export function functionCode(name: FunctionName, directory: string = bundleDirectory()): Code {
  const folder = path.join(directory, name);
  if (!existsSync(path.join(folder, BUNDLE_FILE))) {
    throw new HonmaruError([
      {
        path: `dist/lambda/${name}/${BUNDLE_FILE}`,
        must: 'must exist before a site is built',
        hint: 'call `await bundleFunctions()` first, or install the package again',
        code: 'FunctionBundleMissing',
      },
    ]);
  }
  // The compiler leaves its own output of `lambda/` in the same folder; only the bundle is deployed.
  return Code.fromAsset(folder, { exclude: ['*', `!${BUNDLE_FILE}`], ignoreMode: IgnoreMode.GIT });
}
