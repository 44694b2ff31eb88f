import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadForVerify } from '../../../lib/verify/policy';
import { codesOf, faultsOf } from './support/faults';

const FIXTURES = path.join(__dirname, '../../fixtures');
const FOREIGN = path.join(FIXTURES, 'foreign');
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'honmaru-load-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function made(name: string, files: Readonly<Record<string, string>>): string {
  for (const [file, text] of Object.entries(files)) {
    const full = path.join(folder, name, file);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, text);
  }
  return path.join(folder, name);
}

const TEMPLATE = 'Resources:\n  V: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }\n';

test('an assembly is read, by its folder or its manifest', () => {
  const loaded = loadForVerify(path.join(FOREIGN, 'cdk-l1'));
  expect(loaded.kind).toBe('assembly');
  expect(loaded.templates).toHaveLength(loaded.model.stacks.length);
  const [first] = loaded.templates;
  const text = readFileSync(path.join(FOREIGN, 'cdk-l1', first?.file ?? ''));
  expect(first?.sha256).toBe(createHash('sha256').update(text).digest('hex'));
  expect(loadForVerify(path.join(FOREIGN, 'cdk-l1', 'manifest.json')).templates).toEqual(loaded.templates);
});

test('an assembly is found in the folder of an app', () => {
  const app = made('app', { 'package.json': '{"name":"app"}' });
  cpSync(path.join(FOREIGN, 'cdk-l1'), path.join(app, 'cdk.out'), { recursive: true });
  expect(loadForVerify(app).kind).toBe('assembly');
});

test('templates are read, one or several', () => {
  const one = path.join(made('one', { 'net.yaml': TEMPLATE }), 'net.yaml');
  expect(loadForVerify(one)).toMatchObject({ kind: 'templates', templates: [{ stack: 'net', file: one }] });
  const two = path.join(made('two', { 'app.yaml': TEMPLATE }), 'app.yaml');
  expect(loadForVerify([one, two]).templates.map(({ stack }) => stack)).toEqual(['app', 'net']);
});

test('a folder of templates is read without its other files, and nested ones as what they are', () => {
  const several = made('several', {
    'a.yaml': TEMPLATE,
    'b.json': JSON.stringify({ Resources: { T: { Type: 'AWS::SNS::Topic' } } }),
    'values.json': '{"name":"x"}',
    'notes.txt': 'Resources:',
  });
  expect(loadForVerify(several).templates.map(({ stack }) => stack)).toEqual(['a', 'b']);
  const nested = loadForVerify(path.join(FOREIGN, 'nested')).templates.map(({ stack }) => stack);
  expect(nested.filter((stack) => !stack.includes('/'))).toEqual(['root']);
});

test('a snapshot of a running network is read', () => {
  const describe = { Vpcs: [{ VpcId: 'vpc-1', CidrBlock: '10.0.0.0/16', OwnerId: '111122223333' }] };
  const snapshot = made('snapshot', { 'aws_configs/ap-northeast-1/Vpcs.json': JSON.stringify(describe) });
  const loaded = loadForVerify(snapshot);
  expect(loaded.kind).toBe('snapshot');
  expect(loaded.templates).toHaveLength(1);
  expect(loadForVerify(path.join(snapshot, 'aws_configs')).kind).toBe('snapshot');
});

test('values of parameters go to the stacks that they name', () => {
  const text = `Parameters: { Cidr: { Type: String } }\n${TEMPLATE.replace('10.0.0.0/16', '!Ref Cidr')}`;
  const files = ['left', 'right'].map((name) => path.join(made(name, { [`${name}.yaml`]: text }), `${name}.yaml`));
  const given = (parameters: Readonly<Record<string, Readonly<Record<string, string>>>>) =>
    loadForVerify(files, { region: 'ap-northeast-1', parameters }).model.stacks.map(
      ({ parameterValues }) => parameterValues,
    );
  expect(given({ left: { Cidr: '10.1.0.0/16' } })).toEqual([{ Cidr: '10.1.0.0/16' }, {}]);
  expect(given({ '*': { Cidr: '10.2.0.0/16' } })).toEqual([{ Cidr: '10.2.0.0/16' }, { Cidr: '10.2.0.0/16' }]);
  expect(codesOf(faultsOf(() => given({ middle: { Cidr: '10.1.0.0/16' } })))).toEqual([
    'VerifyStackUnknown parameters.middle',
  ]);
});

describe('what cannot be verified is refused', () => {
  test('nothing', () => {
    expect(codesOf(faultsOf(() => loadForVerify([])))).toEqual(['VerifyInputMissing input']);
  });

  test('every path that is not there', () => {
    expect(codesOf(faultsOf(() => loadForVerify(['/nowhere/a', '/nowhere/b'])))).toEqual([
      'VerifyInputNotFound /nowhere/a',
      'VerifyInputNotFound /nowhere/b',
    ]);
  });

  test('a folder without anything to read', () => {
    const empty = made('empty', { 'README.md': '# nothing' });
    const [fault] = faultsOf(() => loadForVerify(empty));
    expect(fault).toMatchObject({ code: 'VerifyInputUnknown', path: empty });
    expect(fault?.hint).toContain('manifest.json, templates, or aws_configs');
  });

  test('a folder among several files', () => {
    const file = path.join(made('among', { 'net.yaml': TEMPLATE }), 'net.yaml');
    expect(codesOf(faultsOf(() => loadForVerify([file, folder])))).toEqual([`VerifyInputUnknown ${folder}`]);
  });

  test('a file that is no template', () => {
    const file = path.join(made('none', { 'net.yaml': 'name: x\n' }), 'net.yaml');
    expect(faultsOf(() => loadForVerify(file))[0]?.path).toContain('net.yaml');
  });
});
