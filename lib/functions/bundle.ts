import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { BuildOptions } from 'esbuild';
import { HonmaruError } from '../errors';
import { BUNDLE_FILE } from './function-code';
import { BUNDLED_FUNCTIONS, type BundledFunction } from './function-name';
import { packageRoot } from './package-root';
import { NOTICES_FILE, thirdPartyNotices } from './third-party-notices';

/** What a finished build was made from and what it made, kept so that the next one may be skipped. */
interface Stamp {
  /** Hash of sources, options and locked versions. */
  readonly inputs: string;
  /** Hash of each file, by its path in the package, so that one that was cut short or edited is made again. */
  readonly outputs: Readonly<Record<string, string>>;
}

/**
 * Options of every bundle, paths aside. Licences are not kept inside: `NOTICES_FILE` holds them all.
 *
 * CommonJS starts faster than an ES module. `mainFields` prefers the SDK's ES modules, which alone can be shaken;
 * without it a bundle is twice as large.
 */
export const BUNDLE_OPTIONS = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node24',
  mainFields: ['module', 'main'],
  minify: true,
  legalComments: 'none',
  charset: 'utf8',
} as const satisfies BuildOptions;

/**
 * Bundles every function into `<package root>/dist/lambda/<name>/index.js`, with the licences of what they hold beside
 * them in `dist`.
 *
 * Does nothing when sources, options and locked versions are those of the bundles that lie there, or when the package
 * came from a registry and brought its bundles along. Safe to run several times at once.
 */
export async function bundleFunctions(root: string = packageRoot()): Promise<void> {
  if (existsSync(path.join(root, 'lambda'))) {
    await bundleSources(root);
  } else {
    requireShippedBundles(root);
  }
}

/** How one bundle is built. */
export interface BundleEntryOptions {
  /** Package root. Names in the minified text depend on paths, so all of them are taken relative to it. */
  readonly root: string;
  /**
   * Whether unused shapes are dropped; tests compare both.
   *
   * @default true
   */
  readonly shaken?: boolean;
}

/** A bundle. */
export interface Bundle {
  readonly text: string;
  /** Files of which something ended up in the text, relative to the package root. */
  readonly inputs: readonly string[];
}

/** Builds one bundle from an entry file. */
export async function bundleEntry(entry: string, options: BundleEntryOptions): Promise<Bundle> {
  // Loaded on demand: an installed package has neither esbuild nor sources to bundle.
  const { build } = await import('esbuild');
  const { driverDataPlugin } = await import('./driver-data-plugin');
  const { environmentCredentialsPlugin } = await import('./environment-credentials-plugin');
  const { schemaTablePlugin } = await import('./schema-table-plugin');
  const result = await build({
    ...BUNDLE_OPTIONS,
    absWorkingDir: options.root,
    entryPoints: [entry],
    plugins: [
      driverDataPlugin(),
      environmentCredentialsPlugin(),
      ...(options.shaken === false ? [] : [schemaTablePlugin()]),
    ],
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  const [output] = result.outputFiles;
  if (output === undefined) {
    throw new Error(`esbuild made no bundle of ${entry}`);
  }
  const inputs = Object.values(result.metafile.outputs).flatMap((made) => Object.entries(made.inputs));
  return {
    text: output.text,
    inputs: inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([file]) => file),
  };
}

async function bundleSources(root: string): Promise<void> {
  const stampFile = path.join(root, 'node_modules', '.cache', 'honmaru', 'bundles.json');
  const inputs = await hashInputs(root);
  const last = await readStamp(stampFile);
  if (last?.inputs === inputs && (await areIntact(root, last.outputs))) {
    return;
  }
  const bundles = await Promise.all(
    BUNDLED_FUNCTIONS.map(async (name) => ({
      file: bundleFile(name),
      ...(await bundleEntry(path.join(root, 'lambda', name, 'handler.ts'), { root })),
    })),
  );
  const notices = await thirdPartyNotices(
    root,
    bundles.flatMap((bundle) => bundle.inputs),
  );
  const outputs = [...bundles, { file: NOTICES_FILE, text: notices }];
  await Promise.all(outputs.map(({ file, text }) => writeAtomically(path.join(root, file), text)));
  const stamp: Stamp = { inputs, outputs: Object.fromEntries(outputs.map(({ file, text }) => [file, sha256(text)])) };
  await writeAtomically(stampFile, JSON.stringify(stamp));
}

function requireShippedBundles(root: string): void {
  const missing = BUNDLED_FUNCTIONS.filter((name) => !existsSync(path.join(root, bundleFile(name))));
  if (missing.length > 0) {
    throw new HonmaruError(
      missing.map((name) => ({
        path: bundleFile(name),
        must: 'must come with the package',
        hint: 'install the package again',
        code: 'FunctionBundleMissing',
      })),
    );
  }
}

/** Files of this folder that decide what is written. */
const OWN_FILES = [
  'bundle',
  'driver-data-plugin',
  'environment-credentials-plugin',
  'schema-table-plugin',
  'third-party-notices',
];

/** Everything that can change a bundle: the functions, how they are bundled, and the versions of what they import. */
async function hashInputs(root: string): Promise<string> {
  const sources = (await readdir(path.join(root, 'lambda'), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
  const files = [...sources.sort(), 'package-lock.json', ...OWN_FILES.map(ownFile)];
  const hash = createHash('sha256').update(JSON.stringify(BUNDLE_OPTIONS));
  for (const file of files) {
    hash.update(`\0${file}\0`).update(await readFile(path.resolve(root, file)));
  }
  return hash.digest('hex');

  function ownFile(name: string): string {
    return path.relative(root, path.join(__dirname, `${name}${path.extname(__filename)}`));
  }
}

async function readStamp(file: string): Promise<Stamp | undefined> {
  try {
    const parsed: unknown = JSON.parse(await readFile(file, 'utf8'));
    return isStamp(parsed) ? parsed : undefined;
  } catch {
    // No stamp, or one that was cut short: build again.
    return undefined;
  }
}

function isStamp(value: unknown): value is Stamp {
  return (
    typeof value === 'object' &&
    value !== null &&
    'inputs' in value &&
    typeof value.inputs === 'string' &&
    'outputs' in value &&
    typeof value.outputs === 'object' &&
    value.outputs !== null
  );
}

async function areIntact(root: string, outputs: Stamp['outputs']): Promise<boolean> {
  const intact = await Promise.all(
    [...BUNDLED_FUNCTIONS.map(bundleFile), NOTICES_FILE].map(async (name) => {
      const file = path.join(root, name);
      return existsSync(file) && sha256(await readFile(file, 'utf8')) === outputs[name];
    }),
  );
  return intact.every(Boolean);
}

/** Path of a bundle in the package, the same on every machine. */
function bundleFile(name: BundledFunction): string {
  return `dist/lambda/${name}/${BUNDLE_FILE}`;
}

/** A reader sees the old file or the new one, never half of it, however many processes write. */
async function writeAtomically(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const temporary = `${file}.${randomUUID()}.tmp`;
  await writeFile(temporary, text);
  await rename(temporary, file);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
