import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { bundleFunctions } from '../../../lib';
import { REFERENCE_SITES, SYNTH_DIRECTORY, synthReferenceSite } from '../../support/synth-sites';

const COMPILED = path.join(__dirname, '../../../node_modules/.cache/honmaru/flips.js');

/** Room for what is made while one flip is answered about. */
const ROOM = ['--min-semi-space-size=128', '--max-semi-space-size=128'];

/**
 * Flips the rules of the reference sites as they are now, with the code compiled as the package ships it: what runs as it is translated is
 * about half as fast. Hands its options on.
 */
async function main(): Promise<number> {
  await bundleFunctions();
  REFERENCE_SITES.forEach(synthReferenceSite);
  buildSync({
    entryPoints: [path.join(__dirname, 'policy-mutation.ts')],
    bundle: true,
    platform: 'node',
    packages: 'external',
    outfile: COMPILED,
    logLevel: 'error',
  });
  try {
    const given = ['--assemblies', SYNTH_DIRECTORY, ...process.argv.slice(2)];
    // So that garbage is seldom collected in the middle of an answer.
    return spawnSync(process.execPath, [...ROOM, '--expose-gc', COMPILED, ...given], { stdio: 'inherit' }).status ?? 1;
  } finally {
    rmSync(COMPILED);
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 3;
  },
);
