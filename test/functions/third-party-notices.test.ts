import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { bundleFunctions } from '../../lib/functions';
import { packageRoot } from '../../lib/functions/package-root';
import { NOTICES_FILE, thirdPartyNotices } from '../../lib/functions/third-party-notices';

const scratch = mkdtempSync(path.join(os.tmpdir(), 'honmaru-notices-'));

afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

interface Fake {
  readonly folder: string;
  readonly manifest: object;
  readonly files?: Readonly<Record<string, string>>;
}

/** Notices of a root that holds these packages, each with one source in a bundle. */
async function noticesOf(...fakes: readonly Fake[]): Promise<string> {
  const root = mkdtempSync(path.join(scratch, 'root-'));
  for (const { folder, manifest, files = {} } of fakes) {
    await mkdir(path.join(root, folder), { recursive: true });
    for (const [name, text] of Object.entries({ 'package.json': JSON.stringify(manifest), ...files })) {
      await writeFile(path.join(root, folder, name), text);
    }
  }
  return thirdPartyNotices(
    root,
    fakes.map(({ folder }) => `${folder}/src/index.js`),
  );
}

const mit = (name: string, version = '1.0.0', text = `MIT of ${name}`): Fake => ({
  folder: `node_modules/${name}`,
  manifest: { name, version, license: 'MIT' },
  files: { LICENSE: text },
});

const apache = (name: string, files: Readonly<Record<string, string>> = {}): Fake => ({
  folder: `node_modules/${name}`,
  manifest: { name, version: '2.0.0', license: 'Apache-2.0' },
  files,
});

describe('notices of this package', () => {
  let notices: string;
  let owners: readonly string[];

  beforeAll(async () => {
    await bundleFunctions();
    notices = await readFile(path.join(packageRoot(), NOTICES_FILE), 'utf8');
    owners = notices.split('\n').filter((line) => /^\S+ \d+\.\d+\.\d+ \(/.test(line));
  }, 60_000);

  test.each(['zod', '@aws-sdk/client-rds', '@aws-sdk/client-ec2', '@aws-sdk/client-s3', '@smithy/core'])(
    'name %s in the version that is installed, with its licence',
    async (name) => {
      const folder = path.join(packageRoot(), 'node_modules', name);
      const manifest = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as {
        readonly version: string;
        readonly license: string;
      };
      expect(owners).toContain(`${name} ${manifest.version} (${manifest.license})`);
      expect(notices).toContain((await readFile(path.join(folder, 'LICENSE'), 'utf8')).trim());
    },
  );

  test('name each package once, and none that is in no bundle', () => {
    expect(new Set(owners).size).toBe(owners.length);
    expect(
      owners.filter((owner) => /^(aws-cdk-lib|typescript|esbuild|@aws-sdk\/client-scheduler) /.test(owner)),
    ).toEqual([]);
  });
});

test('packages are sorted, and a text that they share stands once', async () => {
  const rule = '-'.repeat(80);
  expect(await noticesOf(mit('b', '1.0.0', 'shared\r\ntext\n'), mit('c'), mit('a', '3.0.0', 'shared\ntext'))).toBe(
    [
      'The function bundles in dist/lambda contain parts of the packages below, under these licences.',
      `${rule}\n\na 3.0.0 (MIT)\nb 1.0.0 (MIT)\n\nshared\ntext`,
      `${rule}\n\nc 1.0.0 (MIT)\n\nMIT of c\n`,
    ].join('\n\n'),
  );
});

test('the order of the files changes nothing', async () => {
  const fakes = [mit('b'), mit('@scope/a'), apache('c', { LICENSE: 'Apache' })];
  expect(await noticesOf(...fakes)).toBe(await noticesOf(...[...fakes].reverse()));
});

test('the innermost package owns a file, and two versions are two packages', async () => {
  const inner = { ...mit('b', '2.0.0'), folder: 'node_modules/@scope/a/node_modules/b' };
  const notices = await noticesOf(mit('b'), inner);
  expect(notices).toContain('b 1.0.0 (MIT)\nb 2.0.0 (MIT)\n\nMIT of b');
  expect(notices).not.toContain('@scope/a');
});

test('a notice is passed on after the licence', async () => {
  expect(
    await noticesOf(apache('a', { NOTICE: 'made by a', 'LICENSE.txt': 'Apache', 'license.js': 'code' })),
  ).toContain('a 2.0.0 (Apache-2.0)\n\nApache\n\nmade by a\n');
});

test('a package that forgot the text of Apache-2.0 stands under that of another', async () => {
  expect(await noticesOf(apache('a'), apache('b', { LICENSE: 'Apache' }))).toContain(
    'a 2.0.0 (Apache-2.0)\nb 2.0.0 (Apache-2.0)\n\nApache\n',
  );
});

test('a licence that stands in the readme is passed on from there', async () => {
  const readme =
    '# a\n\n## License\r\n\nThe MIT License\n\nCopyright (c) 2014 A\n\nPermission is granted\n\n## More\n\nno\n';
  expect(await noticesOf({ ...mit('a'), files: { 'readme.md': readme } })).toMatch(
    /\na 1\.0\.0 \(MIT\)\n\nThe MIT License\n\nCopyright \(c\) 2014 A\n\nPermission is granted\n$/,
  );
});

test('a file of its own goes before the readme', async () => {
  const files = { LICENSE: 'MIT of a', 'README.md': '# License\n\nCopyright (c) b' };
  expect(await noticesOf({ ...mit('a'), files })).toContain('a 1.0.0 (MIT)\n\nMIT of a\n');
});

test.each(['## License\n\nMIT', '## Licensing\n\nCopyright (c) a', 'License\n\nCopyright (c) a', '## License\n'])(
  'a readme that only says %j passes nothing on',
  async (readme) => {
    await expect(noticesOf({ ...mit('a'), files: { 'README.md': readme } })).rejects.toThrow(/ships no text/);
  },
);

test.each([
  [
    'no text of a licence that names its holder',
    [mit('a'), { ...mit('b'), files: {} }],
    /^b 1\.0\.0 \(MIT\) ships no text/,
  ],
  ['no text of Apache-2.0 anywhere', [apache('a')], /^a 2\.0\.0 \(Apache-2\.0\) ships no text/],
  ['no licence', [{ ...mit('a'), manifest: { name: 'a', version: '1.0.0' } }], /has no license/],
  [
    'a licence that is no text',
    [{ ...mit('a'), manifest: { name: 'a', version: '1.0.0', license: {} } }],
    /has no license/,
  ],
])('a package with %s stops the build', async (_what, fakes, message) => {
  await expect(noticesOf(...fakes)).rejects.toThrow(message);
});

test('a package with nothing of others in its bundles has nothing to name', async () => {
  expect(await thirdPartyNotices(scratch, ['lambda/shared/clock.ts', '../elsewhere/file.ts'])).toBe(
    'The function bundles in dist/lambda contain parts of the packages below, under these licences.\n',
  );
});
