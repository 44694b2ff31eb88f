import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { bundleEntry, bundleFunctions } from '../../lib/functions/bundle';
import { BUNDLED_FUNCTIONS, FUNCTION_NAMES, type BundledFunction } from '../../lib/functions/function-name';
import { bundleDirectory, packageRoot } from '../../lib/functions/package-root';
import { NOTICES_FILE } from '../../lib/functions/third-party-notices';
import type * as everyCommand from './fixtures/every-command';
import { fakeClientConfig, FakeTransport } from '../lambda/support/fake-transport';

/** Budget of a function, and of client-ec2 and client-rds alone, in bytes. */
const BUDGET = 650 * 1024;
const TWO_CLIENTS_BUDGET = 450 * 1024;

const scratch = mkdtempSync(path.join(os.tmpdir(), 'honmaru-bundle-'));

afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

/** A package root with functions of one line each. */
async function smallPackage(name: string): Promise<string> {
  const root = path.join(scratch, name);
  for (const fn of BUNDLED_FUNCTIONS) {
    await mkdir(path.join(root, 'lambda', fn), { recursive: true });
    await writeFile(path.join(root, 'lambda', fn, 'handler.ts'), `export const handler = (): string => '${fn}';`);
  }
  await writeFile(path.join(root, 'package-lock.json'), '{}');
  return root;
}

function bundlePath(root: string, name: BundledFunction): string {
  return path.join(bundleDirectory(root), name, 'index.js');
}

async function written(root: string): Promise<readonly number[]> {
  return Promise.all(BUNDLED_FUNCTIONS.map(async (name) => (await stat(bundlePath(root, name))).ino));
}

describe('bundles of this package', () => {
  beforeAll(() => bundleFunctions(), 60_000);

  test.each(FUNCTION_NAMES)('%s stays within the budget', async (name) => {
    expect((await stat(bundlePath(packageRoot(), name))).size).toBeLessThanOrEqual(BUDGET);
  });

  test.each(BUNDLED_FUNCTIONS)('%s names no file of this machine', async (name) => {
    const text = await readFile(bundlePath(packageRoot(), name), 'utf8');
    expect(text).not.toContain(packageRoot());
    expect(text).not.toContain(os.homedir());
  });

  test.each(BUNDLED_FUNCTIONS)('%s has the handler that Lambda calls', (name) => {
    const loaded: unknown = createRequire(__filename)(bundlePath(packageRoot(), name));
    expect(loaded).toHaveProperty('handler', expect.any(Function));
  });

  test('a check knows no command that changes anything', async () => {
    for (const name of BUNDLED_FUNCTIONS.filter((fn) => fn.endsWith('-check'))) {
      const text = await readFile(bundlePath(packageRoot(), name), 'utf8');
      expect(text).not.toMatch(
        /"(Failover|Modify|Delete|Create|Start|Stop|Terminate|Reboot|Put|Update)[A-Z]\w+Command"/,
      );
      expect(text).not.toMatch(/FailoverDBCluster"|TerminateInstances"|DeleteRoute"|DeleteRecoveryPoint"/);
    }
  });
});

test('client-ec2 and client-rds together stay within the budget', async () => {
  const { text } = await bundleEntry(path.join(__dirname, 'fixtures', 'ec2-and-rds.ts'), { root: packageRoot() });
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(TWO_CLIENTS_BUDGET);
}, 60_000);

test('the same sources give the same bytes, whatever folder the command runs in', async () => {
  const entry = path.join(packageRoot(), 'lambda', 'database-check', 'handler.ts');
  const before = process.cwd();
  const here = await bundleEntry(entry, { root: packageRoot() });
  process.chdir(scratch);
  const there = await bundleEntry(entry, { root: packageRoot() }).finally(() => {
    process.chdir(before);
  });
  expect(there.text === here.text).toBe(true);
  expect(there.inputs).toStrictEqual(here.inputs);
}, 60_000);

test('shaken and unshaken clients send the same requests and read the same answers', async () => {
  const [shaken, unshaken] = await Promise.all([exchange(true), exchange(false)]);
  expect(shaken.sent).toHaveLength(46);
  expect(shaken).toStrictEqual(unshaken);
}, 120_000);

test('what is compared is every command that a function sends', async () => {
  const root = path.join(packageRoot(), 'lambda');
  const files = (await readdir(root, { recursive: true }))
    .filter((name) => name.endsWith('.ts') && !name.startsWith('local-provider'))
    .sort();
  const texts = await Promise.all(files.map((file) => readFile(path.join(root, file), 'utf8')));
  const sent = new Set(texts.flatMap((text) => text.match(/(?<=\bnew )\w+Command(?=\()/g) ?? []));
  const fixture = await readFile(path.join(__dirname, 'fixtures', 'every-command.ts'), 'utf8');
  const compared = new Set(fixture.match(/(?<=\.)\w+Command(?=\()/g) ?? []);
  expect([...sent].sort()).toStrictEqual([...compared].sort());
});

/** Everything that goes over the wire, and what comes back, with a bundle of every command. */
async function exchange(isShaken: boolean): Promise<{ readonly sent: readonly unknown[]; readonly answers: unknown }> {
  const { text } = await bundleEntry(path.join(__dirname, 'fixtures', 'every-command.ts'), {
    root: packageRoot(),
    shaken: isShaken,
  });
  const file = path.join(scratch, `every-command-${String(isShaken)}.cjs`);
  writeFileSync(file, text);
  const { sendEverything } = createRequire(__filename)(file) as typeof everyCommand;
  const transport = new FakeTransport((request) => ({
    body: readFileSync(path.join(__dirname, 'fixtures', 'answers', answerFile(request)), 'utf8'),
    headers: { date: 'Wed, 25 Nov 2026 00:00:00 GMT' },
  }));
  const answers = await sendEverything(fakeClientConfig(transport));
  return { answers, sent: transport.sent.map(withoutSignature) };
}

function answerFile({ hostname, headers, body }: FakeTransport['sent'][number]): string {
  if (headers['x-amz-target'] !== undefined) {
    return 'json.json';
  }
  if (body.startsWith('Action=')) {
    return 'query.xml';
  }
  const service = hostname.split('.').find((part) => ['backup', 'cloudfront', 'lambda'].includes(part));
  return { backup: 'backup.json', cloudfront: 'distribution.xml', lambda: 'json.json' }[service ?? ''] ?? 's3.xml';
}

/** Signatures and ids of attempts differ from run to run. */
function withoutSignature(request: FakeTransport['sent'][number]): unknown {
  const volatile = ['authorization', 'x-amz-date', 'amz-sdk-invocation-id', 'x-amz-user-agent', 'user-agent'];
  return {
    ...request,
    headers: Object.fromEntries(Object.entries(request.headers).filter(([name]) => !volatile.includes(name))),
  };
}

describe('the cache', () => {
  test('skips a build whose inputs have not changed', async () => {
    const root = await smallPackage('unchanged');
    await bundleFunctions(root);
    const before = await written(root);
    await bundleFunctions(root);
    expect(await written(root)).toStrictEqual(before);
  });

  test.each([
    ['a source', 'lambda/topology-check/handler.ts'],
    ['the locked versions', 'package-lock.json'],
  ])('builds again when %s changes', async (_what, file) => {
    const root = await smallPackage(`changed-${path.basename(file)}`);
    await bundleFunctions(root);
    const before = await written(root);
    await writeFile(path.join(root, file), 'export const handler = 1;');
    await bundleFunctions(root);
    expect(await written(root)).not.toStrictEqual(before);
  });

  test.each([
    ['cut short', async (file: string) => writeFile(file, '"use')],
    ['deleted', async (file: string) => Promise.resolve(rmSync(file))],
  ])('builds again when a bundle was %s', async (what, harm) => {
    const root = await smallPackage(`harmed-${what.replace(' ', '-')}`);
    await bundleFunctions(root);
    const file = bundlePath(root, 'copy-objects');
    const intact = await readFile(file, 'utf8');
    await harm(file);
    await bundleFunctions(root);
    expect(await readFile(file, 'utf8')).toBe(intact);
  });

  test('builds again when the notices were deleted', async () => {
    const root = await smallPackage('harmed-notices');
    await bundleFunctions(root);
    rmSync(path.join(root, NOTICES_FILE));
    await bundleFunctions(root);
    expect(await readFile(path.join(root, NOTICES_FILE), 'utf8')).toContain('dist/lambda');
  });

  test('several builds at once leave whole bundles and no litter', async () => {
    const root = await smallPackage('at-once');
    await Promise.all(Array.from({ length: 5 }, () => bundleFunctions(root)));
    for (const name of BUNDLED_FUNCTIONS) {
      expect(await readdir(path.join(bundleDirectory(root), name))).toStrictEqual(['index.js']);
      expect(await readFile(bundlePath(root, name), 'utf8')).toContain(name);
    }
  });
});

describe('an installed package', () => {
  test('uses the bundles it came with and needs nothing else', async () => {
    const root = path.join(scratch, 'installed');
    for (const name of BUNDLED_FUNCTIONS) {
      await mkdir(path.join(bundleDirectory(root), name), { recursive: true });
      await writeFile(bundlePath(root, name), 'exports.handler = 1;');
    }
    await expect(bundleFunctions(root)).resolves.toBeUndefined();
  });

  test('names each bundle that did not come', async () => {
    const root = path.join(scratch, 'incomplete');
    await mkdir(root);
    await expect(bundleFunctions(root)).rejects.toThrow(
      /^dist\/lambda\/audit-check\/index\.js: must come with the package; install the package again \[FunctionBundleMissing\]\n/,
    );
  });
});
