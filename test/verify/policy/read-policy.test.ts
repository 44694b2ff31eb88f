import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { definePolicy, readPolicy, type Policy } from '../../../lib/verify/policy';
import { codesOf, faultsOfPromise } from './support/faults';

const POLICY: Policy = {
  name: 'shop',
  segments: { web: 'id:Web' },
  rules: [{ id: 'closed', kind: 'isolate', from: 'internet', to: 'web' }],
};
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'honmaru-policy-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

const YAML = `# What must hold of the shop.
name: shop
segments:
  web: id:Web
rules:
  - id: closed
    kind: isolate
    from: internet
    to: web
`;

test.each([
  ['policy.yaml', YAML],
  ['policy.yml', YAML],
  ['policy.json', JSON.stringify({ $schema: './policy.schema.json', ...POLICY })],
  ['indented.json', JSON.stringify(POLICY, undefined, '\t')],
  ['policy.cjs', `exports.policy = ${JSON.stringify(POLICY)};`],
  ['default.cjs', `module.exports = ${JSON.stringify(POLICY)};`],
  ['default.js', `exports.default = ${JSON.stringify(POLICY)};`],
  ['policy.ts', `export const policy: { name: string } & object = ${JSON.stringify(POLICY)};`],
])('a policy is read from %s', async (name, text) => {
  await expect(readPolicy(write(name, text))).resolves.toEqual(POLICY);
});

test('definePolicy returns what it is given', () => {
  expect(definePolicy(POLICY)).toBe(POLICY);
});

test('a fault in YAML is told with line and column', async () => {
  const file = write(
    'wrong.yaml',
    YAML.replace('to: web', 'to: wbe\n    levle: direct').concat('  - id: closed\n    kind: symmetric\n'),
  );
  expect(codesOf(await faultsOfPromise(readPolicy(file)))).toEqual([
    `PolicyFieldUnknown ${file}:10:5 rules[0].levle`,
    `PolicySegmentUnknown ${file}:9:5 rules[0].to`,
    `PolicyRuleRepeated ${file}:11:5 rules[1].id`,
  ]);
});

test('a field that is missing is told where its rule begins', async () => {
  const file = write('missing.yaml', YAML.replace('    to: web\n', ''));
  expect(codesOf(await faultsOfPromise(readPolicy(file)))).toEqual([`PolicyFieldMissing ${file}:6:5 rules[0].to`]);
});

test('a fault in JSON is told with line and column', async () => {
  const file = write('wrong.json', JSON.stringify({ ...POLICY, segments: { web: 'ids:Web' } }, undefined, 2));
  expect(codesOf(await faultsOfPromise(readPolicy(file)))).toEqual([`PolicySelectorInvalid ${file}:4:5 segments.web`]);
});

test('text that is no YAML is refused with its place', async () => {
  const file = write('broken.yaml', 'name: shop\nrules:\n  - id: "a\n');
  const [fault] = await faultsOfPromise(readPolicy(file));
  expect(fault?.code).toBe('PolicyUnreadable');
  expect(fault?.path).toMatch(/broken\.yaml:[34]:\d+$/);
});

test('a field that stands twice is refused', async () => {
  const file = write('twice.yaml', `${YAML}name: other\n`);
  expect(codesOf(await faultsOfPromise(readPolicy(file)))).toEqual([`PolicyUnreadable ${file}:10:1`]);
});

test.each([
  ['a file that is not there', 'nowhere.yaml', undefined, 'PolicyNotFound'],
  ['a module that is not there', 'nowhere.ts', undefined, 'PolicyNotFound'],
  ['a file of another format', 'policy.toml', 'name = "shop"', 'PolicyFormatUnknown'],
  ['a module without a policy', 'other.cjs', 'exports.polciy = {};', 'PolicyExportMissing'],
  ['a module that throws', 'throws.cjs', 'throw new Error("no network");', 'PolicyModuleFails'],
  ['a module with a wrong policy', 'wrong.cjs', 'exports.policy = { name: "a" };', 'PolicyFieldMissing'],
])('%s is refused', async (_what, name, text, code) => {
  const file = text === undefined ? path.join(folder, name) : write(name, text);
  const faults = await faultsOfPromise(readPolicy(file));
  expect(faults.map((fault) => fault.code)).toEqual([code]);
  expect(faults[0]?.path).toContain(name);
});

test('a policy under a name like that of the export is found by its reader', async () => {
  const [fault] = await faultsOfPromise(readPolicy(write('near.cjs', 'exports.polciy = {};')));
  expect(fault).toMatchObject({ got: "'polciy'", hint: "rename 'polciy' to 'policy'" });
});
