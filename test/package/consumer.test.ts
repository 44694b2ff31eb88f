import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { REQUIRED_FLAGS } from '../../lib/stacks/feature-flags';
import manifest from '../../package.json';

const ROOT = path.join(__dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'honmaru consumer '));
const modules = path.join(folder, 'node_modules');

const APP = `
const path = require('node:path');
const { App } = require('aws-cdk-lib');
const { addJudges, buildSite, defineSite } = require('honmaru');
const release = { directory: path.join(__dirname, 'server'), start: 'node server.mjs', packages: ['nodejs22'] };
const site = defineSite({
  name: 'shop',
  profile: 'starter',
  owner: 'shop-team',
  dataClass: 'internal',
  regions: { primary: { region: 'ap-northeast-1' } },
  capacity: { peakRps: 100 },
  tiers: { web: { release, rpsPerInstance: 100 }, app: { release, rpsPerInstance: 100 } },
  operations: { contacts: ['team@example.com'], timeZone: 'Asia/Tokyo' },
});
const app = new App();
buildSite(app, site);
if (process.argv.includes('--judges')) addJudges(app);
const assembly = app.synth();
console.log(assembly.stacks.map((stack) => stack.stackName).join(' '));
`;

/** Runs the consumer's app as `cdk synth` would, with a context. */
function runApp(context: object, outdir: string, ...args: string[]) {
  const env = {
    PATH: process.env['PATH'],
    CDK_CONTEXT_JSON: JSON.stringify(context),
    CDK_OUTDIR: path.join(folder, outdir),
  };
  const run = spawnSync(process.execPath, ['app.js', ...args], { cwd: folder, env, encoding: 'utf8' });
  return { status: run.status, output: run.stdout.trim(), error: run.stderr };
}

/** The least a consumer sets, as the README says. */
const CONTEXT = { ...REQUIRED_FLAGS, '@aws-cdk/core:validateAgainstDefaultRules': true };

describe('the packed package in a CommonJS CDK app of somebody else', () => {
  beforeAll(() => {
    execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: ROOT, stdio: 'pipe' });
    const tarball = readdirSync(folder).find((file) => file.endsWith('.tgz')) ?? '';
    mkdirSync(path.join(modules, 'honmaru'), { recursive: true });
    execFileSync('tar', [
      '-xzf',
      path.join(folder, tarball),
      '-C',
      path.join(modules, 'honmaru'),
      '--strip-components=1',
    ]);
    // Offline: peers and dependencies come from this checkout, and nothing that only develops it.
    for (const name of [...Object.keys(manifest.peerDependencies), ...Object.keys(manifest.dependencies)]) {
      mkdirSync(path.dirname(path.join(modules, name)), { recursive: true });
      symlinkSync(path.join(ROOT, 'node_modules', name), path.join(modules, name));
    }
    mkdirSync(path.join(folder, 'server'));
    writeFileSync(path.join(folder, 'server/server.mjs'), '// the server of the shop\n');
    writeFileSync(path.join(folder, 'app.js'), APP);
    writeFileSync(path.join(folder, 'package.json'), '{ "name": "shop", "private": true }');
  }, 120_000);

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test('builds a site', () => {
    const { output, error } = runApp({ ...CONTEXT, '@aws-cdk/core:validateAgainstDefaultRules': false }, 'plain.out');
    expect(error).not.toContain('Error');
    expect(output.split(' ')).toContain('Shop-ap-northeast-1-Compute');
    expect(existsSync(path.join(folder, 'plain.out/compliance-ledger.csv'))).toBe(false);
  }, 60_000);

  test('is judged without a finding when asked to be', () => {
    const { status, error } = runApp(CONTEXT, 'judged.out', '--judges');
    expect([status, status === 0 ? '' : error]).toEqual([0, '']);
    expect(existsSync(path.join(folder, 'judged.out/compliance-ledger.csv'))).toBe(true);
  }, 60_000);

  test('refuses an app with other feature flags, naming them', () => {
    const { status, error } = runApp({}, 'refused.out');
    expect(status).not.toBe(0);
    expect(error).toContain('context["@aws-cdk/core:defaultCrossStackReferences"]');
  }, 60_000);

  test('has types that a TypeScript app can use', () => {
    writeFileSync(
      path.join(folder, 'typed.ts'),
      "import { buildSite, defineSite, type SiteConfig } from 'honmaru';\nconst name: SiteConfig['name'] = 'shop';\nexport { buildSite, defineSite, name };\n",
    );
    const compilerOptions = { module: 'CommonJS', moduleResolution: 'Bundler', strict: true, noEmit: true, types: [] };
    writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['typed.ts'] }));
    const tsc = path.join(ROOT, 'node_modules/typescript/lib/tsc.js');
    const run = spawnSync(process.execPath, [tsc, '-p', folder, '--skipLibCheck'], { encoding: 'utf8' });
    expect(run.stdout).toBe('');
  }, 60_000);

  test('brings the command, which finds what it needs beside itself', () => {
    const command = path.join(modules, 'honmaru', manifest.bin.honmaru);
    const run = (...args: string[]) => {
      const env = { PATH: process.env['PATH'] };
      return spawnSync(process.execPath, [command, ...args], { cwd: folder, env, encoding: 'utf8' });
    };
    expect(run('--version').stdout.trim()).toBe(manifest.version);
    expect(existsSync(path.join(modules, 'honmaru/dist/lib/local/requirements.txt'))).toBe(true);
    expect(existsSync(path.join(modules, 'honmaru/dist/lambda/local-provider/index.js'))).toBe(true);
    // A folder without a CDK app is refused by name, before anything is made.
    const { status, stderr } = run('local');
    expect([status, stderr]).toEqual([2, expect.stringContaining('[ProjectNotFound]')]);
    expect(existsSync(path.join(folder, '.honmaru'))).toBe(false);
  }, 60_000);

  test('ships nothing but what it needs', () => {
    const shipped = readdirSync(path.join(modules, 'honmaru'), { recursive: true, encoding: 'utf8' });
    expect(
      shipped.filter((file) => /(^|\/)(test|node_modules)(\/|$)|^bin\/|\.ts$/.test(file) && !file.endsWith('.d.ts')),
    ).toEqual([]);
  });
});
