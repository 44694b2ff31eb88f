import { readFileSync } from 'node:fs';
import path from 'node:path';
import { FACTS, readObjectives } from '../../lib/verify/backups';
import { OSAKA, shop, TOKYO, twiceADay } from '../verify/backups/support/shop';
import { runCommand } from './support/command';
import { VerifyFolder } from './support/verify-folder';

// Every run looks at 28 years, and machines that do other things too are slow.
jest.setTimeout(60_000);

let folder: VerifyFolder;

beforeEach(() => {
  folder = new VerifyFolder();
});

afterEach(() => {
  folder.remove();
});

const OBJECTIVES = 'name: shop\nprotects:\n  database: {resources: [id:Database], recoveryPoints: 5}\n';

async function backups(...args: readonly string[]) {
  const { exitCode, stdout, stderr } = await runCommand(['backups', ...args], { cwd: folder.cwd });
  return { exitCode, stdout, stderr };
}

/** Writes a template and objectives, and asks. */
async function ask(template: string, ...args: readonly string[]) {
  folder.write('shop.yaml', template);
  folder.write('backups.yaml', OBJECTIVES);
  return backups('shop.yaml', '--objectives', 'backups.yaml', ...args);
}

test('everything that is proved ends with 0', async () => {
  const { exitCode, stdout, stderr } = await ask(shop());
  expect([exitCode, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/shop: everything is proved; \d+ proved, 0 refuted, 0 undetermined\n$/);
});

test('anything that is refuted ends with 1 and tells the instant', async () => {
  const { exitCode, stdout } = await ask(shop({ rules: twiceADay('Lifecycle: {DeleteAfterDays: 2}') }));
  expect(exitCode).toBe(1);
  expect(stdout).toContain('counter-example: 2027-01-01T03:00Z');
});

test('anything that cannot be told ends with 1, until it is given', async () => {
  const template = shop({
    rules: twiceADay('Lifecycle: {DeleteAfterDays: !Ref Days}'),
    sections: 'Parameters: {Days: {Type: Number}}',
  });
  expect((await ask(template)).exitCode).toBe(1);
  expect((await ask(template, '--param', 'shop.Days=3')).exitCode).toBe(0);
});

test.each([
  ['json', /^\{\n {2}"version": 1,/],
  ['csv', /^\ufeffcheck,/],
  ['md', /^# Backup proofs: shop\n/],
  ['pretty', /^✓ PROVED/],
])('is printed as %s', async (format, start) => {
  expect((await ask(shop(), '--format', format)).stdout).toMatch(start);
});

test('is printed in Japanese', async () => {
  expect((await ask(shop(), '--language', 'ja')).stdout).toContain('shop：すべて証明済み');
});

test('shows what proved answers are made of when asked', async () => {
  expect((await ask(shop())).stdout).not.toContain('made of');
  expect((await ask(shop(), '--verbose')).stdout).toMatch(/three: each surely exists for +68 h +computed/);
});

test.each([
  [
    [],
    '--objectives: must be given; write what backups have to achieve into a file, and name it: nothing is asked by default [OptionMissing]',
  ],
  [
    ['--objectives', 'none.yaml'],
    'none.yaml: must be a readable file; name objectives that exist [BackupObjectivesNotFound]',
  ],
  [
    ['--objectives', 'backups.yaml', '--format', 'html'],
    "--format: must be pretty, json, csv, md, got 'html'; name one of them [OptionValueUnknown]",
  ],
  [
    ['--objectives', 'backups.yaml', '--objectives', 'backups.yaml'],
    "--objectives: must be given once, got 'backups.yaml backups.yaml'; remove all but one [OptionRepeated]",
  ],
  [
    ['--objective', 'backups.yaml'],
    '--objective: must be an option of the command; did you mean --objectives? [OptionUnknown]',
  ],
] as const)('%j ends with 2 and one line', async (args, message) => {
  folder.write('shop.yaml', shop());
  folder.write('backups.yaml', OBJECTIVES);
  const { exitCode, stdout, stderr } = await backups('shop.yaml', ...args);
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr.replaceAll(`${folder.cwd}${path.sep}`, '')).toBe(`${message}\n`);
});

test('a resource that is not there ends with 2, with its line', async () => {
  folder.write('shop.yaml', shop());
  folder.write('backups.yaml', OBJECTIVES.replace('id:Database', 'id:Databas'));
  const { exitCode, stderr } = await backups('shop.yaml', '--objectives', 'backups.yaml');
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/backups\.yaml:3:26 protects\.database\.resources\[0\]: .+did you mean 'id:Database'\?/);
});

describe.each(['backups.md', 'backups.ja.md'])('docs/%s', (page) => {
  const read = (name: string) => readFileSync(path.join(__dirname, '../../docs', name), 'utf8');

  test('shows objectives that can be read', () => {
    const [, text = ''] = /```yaml\n(name: shop\n[^]*?)```/.exec(read(page)) ?? [];
    const { objectives } = readObjectives(path.join(folder.cwd, folder.write('shown.yaml', text)));
    expect(Object.keys(objectives.protects)).toEqual(['database', 'system']);
  });

  test('names every option, format, check and fact', async () => {
    const help = (await backups('--help')).stdout;
    const options = [...help.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, name = '']) => name);
    const words = [
      ...options.filter((name) => name !== '--help'),
      ...['pretty', 'json', 'csv', 'md'].map((name) => `\`${name}\``),
      ...Object.keys(FACTS),
    ];
    expect(options.length).toBeGreaterThan(4);
    expect(words.filter((word) => !read(page).includes(word))).toEqual([]);
  });

  test('has the same parts in both languages', () => {
    const parts = (text: string) => [...text.matchAll(/^(#+|```\w*$)/gm)].map(([, mark]) => mark);
    expect(parts(read(page))).toEqual(parts(read('backups.md')));
  });
});

test('templates of two Regions are read together', async () => {
  folder.write(`${TOKYO}.yaml`, shop());
  folder.write(`${OSAKA}.yaml`, 'Resources: {Table: {Type: AWS::DynamoDB::Table}}');
  folder.write('backups.yaml', OBJECTIVES);
  const { exitCode, stdout } = await backups(`${TOKYO}.yaml`, `${OSAKA}.yaml`, '--objectives', 'backups.yaml');
  expect(exitCode).toBe(1);
  expect(stdout).toContain('keeps data and no plan selects it');
});
