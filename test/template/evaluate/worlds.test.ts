import { createEvaluator, enumerateWorlds, type JsonObject, type World } from '../../../lib/template';
import { codesOf, modelFor, requireStack } from '../support/evaluate-in';

const equals = (name: string, value: string) => ({ 'Fn::Equals': [{ Ref: name }, value] });
const when = (...names: string[]) => names.map((name) => ({ 'Fn::If': [name, `${name}!`, `no ${name}`] }));

function worldsOf(parameters: JsonObject, conditions: JsonObject, used: readonly string[]) {
  return enumerateWorlds(modelFor({ Parameters: parameters, Conditions: conditions }, when(...used)));
}

function truths(worlds: readonly World[]): readonly string[] {
  return worlds.map(({ conditions }) => [...conditions.values()].map((truth) => (truth ? 'T' : 'F')).join('')).sort();
}

const STRING = { Type: 'String' };

test('without an open condition there is one world', () => {
  const { complete, worlds } = worldsOf({}, { A: { 'Fn::Equals': ['a', 'a'] } }, ['A']);
  expect({ complete, truths: truths(worlds) }).toEqual({ complete: true, truths: [''] });
});

test('independent conditions take every valuation', () => {
  const { worlds } = worldsOf({ X: STRING, Y: STRING }, { A: equals('X', 'a'), B: equals('Y', 'b') }, ['A', 'B']);
  expect(truths(worlds)).toEqual(['FF', 'FT', 'TF', 'TT']);
});

test('a parameter is not two values at once', () => {
  const { worlds } = worldsOf({ X: STRING }, { A: equals('X', 'a'), B: equals('X', 'b') }, ['A', 'B']);
  expect(truths(worlds)).toEqual(['FF', 'FT', 'TF']);
});

test('a parameter is one of the values that it is allowed to be', () => {
  const parameters = { X: { Type: 'String', AllowedValues: ['a', 'b'] } };
  const { worlds } = worldsOf(parameters, { A: equals('X', 'a'), B: equals('X', 'b') }, ['A', 'B']);
  expect(truths(worlds)).toEqual(['FT', 'TF']);
});

test('conditions of conditions follow', () => {
  const conditions = {
    A: equals('X', 'a'),
    B: { 'Fn::Not': [{ Condition: 'A' }] },
    C: { 'Fn::And': [{ Condition: 'A' }, { Condition: 'D' }] },
    D: { 'Fn::Or': [{ Condition: 'A' }, equals('Y', 'y')] },
  };
  const { worlds } = worldsOf({ X: STRING, Y: STRING }, conditions, ['A', 'B', 'C', 'D']);
  expect(truths(worlds)).toEqual(['FTFF', 'FTFT', 'TFTT']);
});

test('comparisons of two parameters are true or false', () => {
  const conditions = {
    A: { 'Fn::Equals': [{ Ref: 'X' }, { Ref: 'Y' }] },
    B: { 'Fn::Equals': [{ Ref: 'Y' }, { Ref: 'X' }] },
  };
  expect(truths(worldsOf({ X: STRING, Y: STRING }, conditions, ['A', 'B']).worlds)).toEqual(['FF', 'TT']);
});

test('a condition that nothing uses decides nothing', () => {
  expect(worldsOf({ X: STRING }, { A: equals('X', 'a') }, []).unknownConditions).toEqual([]);
});

test('a condition of CDK about its own metadata decides nothing', () => {
  const resources = { M: { Type: 'AWS::CDK::Metadata', Condition: 'A' } };
  const model = modelFor({ Resources: resources, Parameters: { X: STRING }, Conditions: { A: equals('X', 'a') } }, 'x');
  expect(enumerateWorlds(model).unknownConditions).toEqual([]);
});

test('conditions of resources count', () => {
  const resources = { T: { Type: 'AWS::SNS::Topic', Condition: 'A' } };
  const model = modelFor({ Resources: resources, Parameters: { X: STRING }, Conditions: { A: equals('X', 'a') } }, 'x');
  expect(enumerateWorlds(model).unknownConditions).toEqual(['Stack/A']);
});

test.each([
  [12, true, 2 ** 12],
  [13, false, 0],
])('of %i open conditions the worlds are complete: %s', (count, complete, number) => {
  const names = Array.from({ length: count }, (_, index) => `P${index}`);
  const parameters = Object.fromEntries(names.map((name) => [name, STRING]));
  const conditions = Object.fromEntries(names.map((name) => [`C${name}`, equals(name, 'x')]));
  const model = modelFor({ Parameters: parameters, Conditions: conditions }, when(...Object.keys(conditions)));
  const found = enumerateWorlds(model);
  expect([found.complete, found.worlds.length]).toEqual([complete, number]);
  expect(codesOf(model)).toEqual(complete ? [] : ['TOO_MANY_CONDITIONS']);
});

describe('in a world', () => {
  const model = modelFor({ Parameters: { X: STRING, Y: STRING }, Conditions: { A: equals('X', 'a') } }, [
    ...when('A'),
    { Ref: 'X' },
    { Ref: 'Y' },
  ]);
  const probe = requireStack(model).byLogicalId.get('Probe');
  const values = enumerateWorlds(model).worlds.map((world) => {
    const value = probe && createEvaluator(model, { world }).property(probe, 'Value');
    return value?.kind === 'list' ? value.items.map((item) => (item.kind === 'known' ? item.value : item.kind)) : [];
  });

  test('choices are made, and a parameter is what the world says', () => {
    expect(values).toContainEqual(['A!', 'a', 'symbol']);
    expect(values).toContainEqual(['no A', 'symbol', 'symbol']);
    expect(values).toHaveLength(2);
  });
});

test('what two merged worlds disagree about stays open', () => {
  const conditions = { A: { 'Fn::Or': [equals('X', 'a'), equals('X', 'b')] } };
  const model = modelFor({ Parameters: { X: STRING }, Conditions: conditions }, [...when('A'), { Ref: 'X' }]);
  expect(enumerateWorlds(model).worlds.map(({ symbols }) => [...symbols])).toEqual([[], []]);
});

test('a parameter is never a value that it is not allowed to be', () => {
  const parameters = { X: { Type: 'String', AllowedValues: ['a', 'b'] } };
  const conditions = { A: equals('X', 'a'), N: { 'Fn::Or': [{ Condition: 'A' }, equals('X', 'c')] } };
  expect(truths(worldsOf(parameters, conditions, ['A', 'N']).worlds)).toEqual(['FF', 'TT']);
});
