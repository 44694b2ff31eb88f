import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { loadTemplates, readTemplateText, type JsonValue } from '../../../lib/template';

const SCRATCH = mkdtempSync(path.join(os.tmpdir(), 'honmaru-plain-'));

afterAll(() => {
  rmSync(SCRATCH, { recursive: true, force: true });
});

const yaml = (value: string): JsonValue | undefined =>
  readTemplateText('t.yaml', `Value: ${value}\n`).template['Value'];

test.each<[string, JsonValue]>([
  ['!Ref Vpc', { Ref: 'Vpc' }],
  ['!Condition Yes', { Condition: 'Yes' }],
  ['!GetAtt Db.Endpoint.Port', { 'Fn::GetAtt': ['Db', 'Endpoint.Port'] }],
  ['!GetAtt [Db, Endpoint.Port]', { 'Fn::GetAtt': ['Db', 'Endpoint.Port'] }],
  ['!Sub "${A}-b"', { 'Fn::Sub': '${A}-b' }],
  ['!Sub ["${A}", {A: !Ref B}]', { 'Fn::Sub': ['${A}', { A: { Ref: 'B' } }] }],
  ['!Join [",", [a, !Ref B]]', { 'Fn::Join': [',', ['a', { Ref: 'B' }]] }],
  ["!Select [0, !GetAZs '']", { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] }],
  ['!Split [",", a]', { 'Fn::Split': [',', 'a'] }],
  ['!If [C, 1, !Ref AWS::NoValue]', { 'Fn::If': ['C', 1, { Ref: 'AWS::NoValue' }] }],
  ['!Cidr [10.0.0.0/16, 2, 8]', { 'Fn::Cidr': ['10.0.0.0/16', 2, 8] }],
  ['!FindInMap [M, a, b]', { 'Fn::FindInMap': ['M', 'a', 'b'] }],
  ['!ImportValue x', { 'Fn::ImportValue': 'x' }],
  ['!Equals [a, b]', { 'Fn::Equals': ['a', 'b'] }],
  ['!Not [!Condition C]', { 'Fn::Not': [{ Condition: 'C' }] }],
  ['!And [!Condition C]', { 'Fn::And': [{ Condition: 'C' }] }],
  ['!Or [!Condition C]', { 'Fn::Or': [{ Condition: 'C' }] }],
  ['!Transform {Name: X}', { 'Fn::Transform': { Name: 'X' } }],
  ['!Base64\n  Fn::Sub: x', { 'Fn::Base64': { 'Fn::Sub': 'x' } }],
  ['!Length [a]', { 'Fn::Length': ['a'] }],
  ['!ToJsonString {a: 1}', { 'Fn::ToJsonString': { a: 1 } }],
  ['!!str 80', '80'],
  ['{}', {}],
  ['[]', []],
  ['&a [1]\nOther: *a', [1]],
])('reads %s', (text, value) => {
  expect(yaml(text)).toEqual(value);
});

test.each<[string, JsonValue]>([
  ['yes', true],
  ['On', true],
  ['no', false],
  ['true', true],
  ['"true"', 'true'],
  ["'80'", '80'],
  ['80', 80],
  ['-1', -1],
  ['+1', 1],
  ['1_000', 1000],
  ['0o17', '0o17'],
  ['017', 15],
  ['0x1F', 31],
  ['0b101', 5],
  ['1.5', 1.5],
  ['1e3', 1000],
  ['012345678901', '012345678901'],
  ['123456789012', 123456789012],
  ['12345678901234567890', '12345678901234567890'],
  ['2010-09-09', '2010-09-09'],
  ['22:22', 1342],
  ['10.0.0.0/16', '10.0.0.0/16'],
  ['1.2.3', '1.2.3'],
  ['y', 'y'],
  ['-', '-'],
])('takes %s for what CloudFormation takes it for', (text, value) => {
  expect(text === '-' ? '-' : yaml(text)).toEqual(value);
});

test.each(['~', 'null', ''])('takes %j for nothing', (text) => {
  expect(yaml(text)).toBeNull();
});

test('merges what is written out over what is merged in', () => {
  const text = 'A: &a {x: 1, y: 1}\nB: &b {y: 2, z: 2}\nC:\n  <<: [*a, *b]\n  x: 3\n';
  expect(readTemplateText('t.yaml', text).template['C']).toEqual({ x: 3, y: 1, z: 2 });
});

test('an alias stands for a value with its tags', () => {
  expect(readTemplateText('t.yaml', 'A: &a !Ref X\nB: *a\n').template['B']).toEqual({ Ref: 'X' });
});

test.each([
  ['t.yaml', 'Resources:\n  A: {Type: x\n', /t\.yaml:\d+:\d+: must be readable YAML, got .+ \[TemplateUnreadable\]/],
  ['t.yaml', 'Resources:\n  A: 1\n\tB: 2\n', /t\.yaml:[23]:\d+: must be readable YAML, got .+ab/],
  ['t.yaml', 'A: 1\nA: 2\n', /t\.yaml:[12]:1: must be readable YAML, got .*unique/],
  [
    't.yaml',
    'Resources:\n  A:\n    Type: !Reff x\n',
    /t\.yaml:3:\d+: must be a tag of CloudFormation, got !Reff; .+ \[TemplateTagUnknown\]/,
  ],
  ['t.yaml', '? [a, b]\n: 1\n', /t\.yaml:1:3: must have a plain text as key; .+ \[TemplateKeyNoText\]/],
  ['t.yaml', '- a\n', /t\.yaml:1:1: must hold a template, which is an object; .+ \[TemplateNoObject\]/],
  ['t.yaml', '', /\[TemplateNoObject\]/],
  ['t.json', '{\n  "A": 1,\n}', /t\.json:3:1: must be readable JSON, got .+ \[TemplateUnreadable\]/],
  ['t.json', '{"A": ', /t\.json:1:\d: must be readable JSON/],
  ['t.json', '[1]', /t\.json:1:1: must hold a template/],
  [
    't.json',
    '{"Resources": {\n "A": {"Type": "x"},\n "A": {"Type": "y"}}}',
    /t\.json:3:2: must name each resource once, got A; .+ \[TemplateResourceRepeated\]/,
  ],
])('refuses %s %j', (file, text, message) => {
  expect(() => readTemplateText(file, text)).toThrow(message);
});

function write(name: string, text: string): string {
  const file = path.join(SCRATCH, name);
  writeFileSync(file, text);
  return file;
}

test.each([
  ['none.yaml', undefined, /none\.yaml: must be a readable file; .+ \[TemplateNotFound\]/],
  ['empty.yaml', 'Outputs: {}', /empty\.yaml: must have an object Resources; .+ \[TemplateWithoutResources\]/],
  [
    'untyped.yaml',
    'Resources:\n  A: {Type: x}\n  B: {}\n',
    /untyped\.yaml:3: must give B a Type; .+ \[TemplateResourceWithoutType\]/,
  ],
])('does not load %s', (name, text, message) => {
  const file = text === undefined ? path.join(SCRATCH, name) : write(name, text);
  expect(() => loadTemplates([file])).toThrow(message);
});

test('tells the line of each resource, in YAML and in JSON', () => {
  const yamlFile = write('lines.yaml', 'Resources:\n  A:\n    Type: x\n  B: {Type: y}\n');
  const jsonFile = write(
    'lines2.json',
    '{\n "Parameters": {"P": {"Type": "}"}},\n "Resources": {\n  "A": {"Type": "x"},\n  "B": {"Properties": {"C": {}}, "Type": "y"}\n }\n}',
  );
  const lines = (file: string) =>
    loadTemplates([file]).resources.map(({ logicalId, place }) => [logicalId, place?.line]);
  expect(lines(yamlFile)).toEqual([
    ['A', 2],
    ['B', 4],
  ]);
  expect(lines(jsonFile)).toEqual([
    ['A', 4],
    ['B', 5],
  ]);
});

test('names stacks after their files, and after their environment where the name is taken', () => {
  const file = write('web.template.yaml', 'Resources: {A: {Type: x}}');
  const model = loadTemplates(
    [
      { file, account: '111111111111' },
      { file, account: '222222222222' },
    ],
    { region: 'eu-west-1' },
  );
  expect(model.stacks.map(({ constructPath, name, account }) => [constructPath, name, account])).toEqual([
    ['222222222222/eu-west-1/web', 'web', '222222222222'],
    ['web', 'web', '111111111111'],
  ]);
  expect(() => loadTemplates([file, file])).toThrow(/\[TemplateStackRepeated\]/);
});

test('a template may not nest itself', () => {
  const file = write(
    'loop.yaml',
    'Resources: {A: {Type: "AWS::CloudFormation::Stack", Properties: {TemplateURL: ./loop.yaml}}}',
  );
  expect(() => loadTemplates([file])).toThrow(/must nest at most 10 deep; .+ \[TemplateNestedTooDeep\]/);
});

test('keeps what could not be read as the cause', () => {
  expect(() => readTemplateText('t.json', '{')).toThrow(
    expect.objectContaining({ name: 'HonmaruError', cause: expect.any(SyntaxError) as unknown }) as Error,
  );
});
