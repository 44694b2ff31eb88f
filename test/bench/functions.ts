import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { bundleFunctions } from '../../lib';
import { BUNDLED_FUNCTIONS } from '../../lib/functions/function-name';
import path from 'node:path';
import { bundleDirectory, packageRoot } from '../../lib/functions/package-root';

const RUNS = 7;

/** Limits of every function that a stack deploys: bytes of its bundle, and milliseconds it takes to load. */
const LIMITS = { bytes: 650 * 1024, milliseconds: 120 };

/** The provider of the local site is not deployed, and is only measured. */
const UNLIMITED = 'local-provider';

/**
 * Prints, for each function, how large its bundle is and how long a fresh process takes to load it: the shortest of
 * several. It is time of the processor, of which loading is made and which others on the machine do not lengthen much.
 *
 * @returns names of functions that are beyond a limit
 */
export async function benchFunctions(): Promise<readonly string[]> {
  await bundleFunctions();
  console.log(
    `\nshortest of ${String(RUNS)} processes; at most ${String(LIMITS.bytes / 1024)} KB and ${String(LIMITS.milliseconds)} ms`,
  );
  console.log('function                        KB  import ms');
  return BUNDLED_FUNCTIONS.filter((name) => {
    const file = path.join(bundleDirectory(packageRoot()), name, 'index.js');
    const { size } = statSync(file);
    const milliseconds = Math.min(...Array.from({ length: RUNS }, () => importMilliseconds(file)));
    const isBeyond = name !== UNLIMITED && (size > LIMITS.bytes || milliseconds > LIMITS.milliseconds);
    const cells = [name.padEnd(28), (size / 1024).toFixed(0).padStart(6), milliseconds.toFixed(0).padStart(10)];
    console.log(`${cells.join(' ')}${isBeyond ? '  beyond' : ''}`);
    return isBeyond;
  });
}

const IMPORT = `
const before = process.cpuUsage();
require(process.argv[1]);
const { user, system } = process.cpuUsage(before);
process.stdout.write(String((user + system) / 1000));
`;

function importMilliseconds(file: string): number {
  // As Lambda does: a Region, and credentials of a role.
  const env = { ...process.env, AWS_REGION: 'ap-northeast-1', AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'key' };
  const output = execFileSync(process.execPath, ['-e', IMPORT, file], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    env,
  });
  return Number(output);
}
