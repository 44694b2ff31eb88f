import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { bundleFunctions } from '../lib/functions';

const ROOT = path.join(__dirname, '..');

/** Endings of files in `lib` that are read at run time. */
const DATA_FILES = ['.html', '.mjs', 'requirements.txt'];

/** Builds what the npm package ships into `dist`: compiled library, its data files, and the function bundles with their licences. */
async function build(): Promise<void> {
  for (const folder of ['dist/lib', 'dist/bin']) {
    rmSync(path.join(ROOT, folder), { recursive: true, force: true });
  }
  const tsc = require.resolve('typescript/lib/tsc.js');
  execFileSync(process.execPath, [tsc, '-p', path.join(ROOT, 'tsconfig.build.json')], { stdio: 'inherit' });
  for (const file of readdirSync(path.join(ROOT, 'lib'), { recursive: true, encoding: 'utf8' })) {
    if (DATA_FILES.some((ending) => file.endsWith(ending))) {
      cpSync(path.join(ROOT, 'lib', file), path.join(ROOT, 'dist/lib', file));
    }
  }
  await bundleFunctions();
}

build().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 3;
});
