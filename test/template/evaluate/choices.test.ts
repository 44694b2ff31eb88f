import { createEvaluator, describeValue, type JsonObject, type JsonValue, type Value } from '../../../lib/template';
import { codesOf, evaluateIn, modelFor, requireStack } from '../support/evaluate-in';

const SECTIONS: JsonObject = {
  Parameters: {
    Env: { Type: 'String', AllowedValues: ['dev', 'prod'] },
    Any: { Type: 'String' },
  },
  Mappings: {
    ByEnv: {
      dev: { cidr: '10.0.0.0/16', size: 1 },
      prod: { cidr: '10.1.0.0/16', size: 1 },
      old: { cidr: 'x', size: 9 },
    },
    ByRegion: { 'ap-northeast-1': { ami: 'ami-t' }, 'us-east-1': { ami: 'ami-v' } },
  },
  Conditions: {
    Yes: { 'Fn::Equals': ['a', 'a'] },
    Number: { 'Fn::Equals': [1, '1'] },
    No: { 'Fn::Not': [{ Condition: 'Yes' }] },
    Here: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'ap-northeast-1'] },
    Prod: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] },
    Impossible: { 'Fn::Equals': [{ Ref: 'Env' }, 'test'] },
    Same: { 'Fn::Equals': [{ Ref: 'Any' }, { Ref: 'Any' }] },
    Both: { 'Fn::And': [{ Condition: 'Prod' }, { Condition: 'No' }] },
    Either: { 'Fn::Or': [{ Condition: 'Prod' }, { Condition: 'Yes' }] },
    Open: { 'Fn::Or': [{ Condition: 'Prod' }, { Condition: 'No' }] },
    Loop: { Condition: 'Loop' },
  },
};
const choose = (name: string): JsonValue => ({ 'Fn::If': [name, 'then', 'else'] });

function truth(name: string, options: Parameters<typeof modelFor>[2] = {}) {
  const model = modelFor(SECTIONS, 'x', options);
  return createEvaluator(model).condition(requireStack(model), name);
}

test.each<[string, boolean | undefined]>([
  ['Yes', true],
  ['Number', true],
  ['No', false],
  ['Here', true],
  ['Prod', undefined],
  ['Impossible', false],
  ['Same', true],
  ['Both', false],
  ['Either', true],
  ['Open', undefined],
  ['Loop', undefined],
  ['Missing', undefined],
])('%s is %s', (name, expected) => {
  expect(truth(name)).toBe(expected);
});

test('a condition is decided by the value of its parameter', () => {
  expect([truth('Prod', { parameters: { Env: 'prod' } }), truth('Prod', { parameters: { Env: 'dev' } })]).toEqual([
    true,
    false,
  ]);
});

test.each([
  ['Yes', 'then'],
  ['No', 'else'],
])('takes the branch of %s', (name, value) => {
  expect(evaluateIn(SECTIONS, choose(name))).toEqual({ kind: 'known', value });
});

function alternatives(value: Value): readonly string[] {
  return value.kind === 'one-of'
    ? value.alternatives.map((one) => `${describeValue(one.value)} when ${one.when}`)
    : [value.kind];
}

test('takes both branches of an open condition, with what decides', () => {
  expect(alternatives(evaluateIn(SECTIONS, choose('Prod')))).toEqual([
    'then when Stack/Prod',
    'else when not Stack/Prod',
  ]);
});

test('takes equal branches for one value', () => {
  expect(evaluateIn(SECTIONS, { 'Fn::If': ['Prod', 'a', 'a'] })).toEqual({ kind: 'known', value: 'a' });
});

test('decides one condition the same way wherever it stands in a value', () => {
  const value = evaluateIn(SECTIONS, { 'Fn::Join': ['-', [choose('Prod'), choose('Prod')]] });
  expect(alternatives(value).map((text) => text.split(' ')[0])).toEqual(['then-then', 'else-else']);
});

test('combines choices of different conditions', () => {
  const value = evaluateIn(SECTIONS, { 'Fn::Join': ['-', [choose('Prod'), choose('Open')]] });
  expect(alternatives(value)).toHaveLength(4);
});

test('leaves out what may be absent', () => {
  const value = evaluateIn(SECTIONS, { 'Fn::If': ['Prod', 'a', { Ref: 'AWS::NoValue' }] });
  expect(value.kind === 'one-of' && value.alternatives.map((one) => one.value.kind)).toEqual(['known', 'absent']);
});

test('a choice with a branch that may be anything may be anything', () => {
  expect(evaluateIn(SECTIONS, { 'Fn::If': ['Prod', 'a', { 'Fn::Select': [{ Ref: 'Any' }, ['a']] }] }).kind).toBe(
    'unknown',
  );
});

test('widens more than 64 alternatives', () => {
  const conditions = Object.fromEntries(
    Array.from({ length: 7 }, (_, i) => [`C${i}`, { 'Fn::Equals': [{ Ref: 'Any' }, `v${i}`] }]),
  );
  const join = (count: number) => ({
    'Fn::Join': ['', Array.from({ length: count }, (_, i) => ({ 'Fn::If': [`C${i}`, 'a', `b${i}`] }))],
  });
  const sections = { ...SECTIONS, Conditions: conditions };
  expect(alternatives(evaluateIn(sections, join(6)))).toHaveLength(64);
  expect(evaluateIn(sections, join(7)).kind).toBe('unknown');
});

const find = (...path: JsonValue[]) => ({ 'Fn::FindInMap': path });

test.each<[string, JsonValue, JsonValue]>([
  ['by known keys', find('ByRegion', { Ref: 'AWS::Region' }, 'ami'), 'ami-t'],
  ['by an open key that does not matter', find('ByEnv', { Ref: 'Env' }, 'size'), 1],
  ['the default of a key that is not there', find('ByEnv', 'x', 'cidr', { DefaultValue: 'none' }), 'none'],
])('finds in a map %s', (_name, expression, value) => {
  expect(evaluateIn(SECTIONS, expression)).toEqual({ kind: 'known', value });
});

test('an open key may be each of those that it is allowed to be', () => {
  expect(alternatives(evaluateIn(SECTIONS, find('ByEnv', { Ref: 'Env' }, 'cidr')))).toEqual([
    '10.0.0.0/16 when param:Stack/Env is dev',
    '10.1.0.0/16 when param:Stack/Env is prod',
  ]);
});

test('an open key of another map may be each of its keys, or none of them where there is a default', () => {
  expect(
    alternatives(evaluateIn(SECTIONS, find('ByRegion', { Ref: 'Any' }, 'ami', { DefaultValue: 'd' }))),
  ).toHaveLength(3);
});

test('a key that is not there is told', () => {
  expect(codesOf(modelFor(SECTIONS, find('ByEnv', 'x', 'cidr')))).toEqual(['INVALID_INTRINSIC']);
});

test('a condition that is not there is told', () => {
  expect(codesOf(modelFor(SECTIONS, choose('Missing')))).toEqual(['REFERENCE_TO_NOTHING']);
});

test('a resource is made as its condition says', () => {
  const resources = Object.fromEntries(
    ['Yes', 'No', 'Prod'].map((name) => [name, { Type: 'AWS::SNS::Topic', Condition: name }]),
  );
  const model = modelFor({ ...SECTIONS, Resources: resources }, 'x');
  const evaluator = createEvaluator(model);
  expect(model.resources.map((resource) => evaluator.exists(resource))).toEqual(['yes', 'no', 'unknown', 'yes']);
});

test('inside a branch its condition is decided', () => {
  const nested = { 'Fn::If': ['Prod', choose('Prod'), { 'Fn::If': ['Prod', 'never', 'other'] }] };
  expect(alternatives(evaluateIn(SECTIONS, nested))).toEqual(['then when Stack/Prod', 'other when not Stack/Prod']);
});

test('conditions of conditions are decided inside a branch', () => {
  const conditions = { ...(SECTIONS['Conditions'] as JsonObject), NotProd: { 'Fn::Not': [{ Condition: 'Prod' }] } };
  const value = evaluateIn({ ...SECTIONS, Conditions: conditions }, { 'Fn::If': ['Prod', choose('NotProd'), 'x'] });
  expect(alternatives(value)).toEqual(['else when Stack/Prod', 'x when not Stack/Prod']);
});

test('what may be absent moves what comes after it', () => {
  const maybe = { 'Fn::If': ['Prod', 'a', { Ref: 'AWS::NoValue' }] };
  expect(alternatives(evaluateIn(SECTIONS, { 'Fn::Select': [0, [maybe, 'b']] }))).toEqual([
    'a when Stack/Prod',
    'b when not Stack/Prod',
  ]);
});

test('a branch that may be anything beside one that is absent may still be absent', () => {
  const maybe = { 'Fn::If': ['Prod', { 'Fn::Base64': { Ref: 'Any' } }, { Ref: 'AWS::NoValue' }] };
  expect(
    evaluateIn({ ...SECTIONS, Transform: 'AWS::LanguageExtensions' }, { 'Fn::Length': [maybe, 'b'] }),
  ).toMatchObject({
    kind: 'one-of',
    alternatives: [{ value: { value: 2 } }, { value: { value: 1 } }],
  });
});

test('two widened choices are not taken for one', () => {
  const maybe = (name: string) => ({ 'Fn::If': [name, { 'Fn::Base64': { Ref: 'Any' } }, { Ref: 'AWS::NoValue' }] });
  const value = evaluateIn(SECTIONS, { 'Fn::Length': [maybe('Prod'), maybe('Prod')] });
  expect(alternatives(value).map((text) => text.split(' ')[0])).toEqual(['2', '1', '0']);
});
