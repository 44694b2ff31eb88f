import { recreate } from '../../../lib/local/localize/recreate';
import type { JsonObject, JsonValue } from '../../../lib/template';
import { frozen } from './support/stacks';

/** The value of a property after the resource `Nat` was made again. */
function followed(value: JsonValue): unknown {
  const template = recreate({ Resources: { Nat: { Type: 'T' }, Other: { Properties: { value } } } }, ['Nat']);
  return (template as { Resources: { Other: { Properties: { value: unknown } } } }).Resources.Other.Properties.value;
}

test('a resource that is made again has another logical id, at the same place', () => {
  const nat = { Type: 'AWS::EC2::NatGateway', Properties: { SubnetId: { Ref: 'Subnet' } }, DeletionPolicy: 'Delete' };
  const { Resources } = recreate({ Resources: { Vpc: {}, Nat: nat, Subnet: {} } }, ['Nat']);
  expect(Object.entries(Resources as JsonObject)).toStrictEqual([
    ['Vpc', {}],
    ['NatAgain', nat],
    ['Subnet', {}],
  ]);
});

test.each<[string, JsonValue, JsonValue]>([
  ['Ref', { Ref: 'Nat' }, { Ref: 'NatAgain' }],
  ['Fn::GetAtt', { 'Fn::GetAtt': ['Nat', 'Id'] }, { 'Fn::GetAtt': ['NatAgain', 'Id'] }],
  ['Fn::GetAtt as text', { 'Fn::GetAtt': 'Nat.Deep.Id' }, { 'Fn::GetAtt': 'NatAgain.Deep.Id' }],
  ['Fn::Sub', { 'Fn::Sub': 'a/${Nat}/${Nat.Id}/${Other}' }, { 'Fn::Sub': 'a/${NatAgain}/${NatAgain.Id}/${Other}' }],
  [
    'Fn::Sub with values',
    { 'Fn::Sub': ['${Nat.Id}/${Name}', { Name: { Ref: 'Nat' } }] },
    { 'Fn::Sub': ['${NatAgain.Id}/${Name}', { Name: { Ref: 'NatAgain' } }] },
  ],
  [
    'references deep inside',
    { 'Fn::Join': ['', ['x', { 'Fn::Select': [0, [{ Ref: 'Nat' }]] }]] },
    { 'Fn::Join': ['', ['x', { 'Fn::Select': [0, [{ Ref: 'NatAgain' }]] }]] },
  ],
])('follows %s', (_, before, after) => {
  expect(followed(before)).toStrictEqual(after);
});

test.each<[string, JsonValue]>([
  ['a text that happens to be the id', 'Nat'],
  ['a list of texts', ['Nat', 'Nat.Id']],
  ['a key', { Nat: 'x', 'Nat.Id': true }],
  ['an id that begins with it', { Ref: 'NatOther' }],
  ['an attribute of another resource', { 'Fn::GetAtt': ['Other', 'Nat'] }],
  ['such an attribute as text', { 'Fn::GetAtt': 'Other.Nat' }],
  ['an id in Fn::Sub that begins or ends with it', { 'Fn::Sub': 'Nat ${NatOther} ${OtherNat} ${Other.Nat}' }],
  ['a literal of Fn::Sub', { 'Fn::Sub': '${!Nat} ${!Nat.Id}' }],
  ['a value of Fn::Sub of that name', { 'Fn::Sub': ['${Nat}', { Nat: 'x' }] }],
  ['numbers, booleans and what is null', [0, false, null]],
  ['an import', { 'Fn::ImportValue': 'Nat' }],
  ['a condition', { 'Fn::If': ['Nat', 'a', 'b'] }],
])('leaves %s', (_, value) => {
  expect(followed(value)).toStrictEqual(value);
});

test.each<[string | string[], string | string[]]>([
  ['Nat', 'NatAgain'],
  [
    ['Other', 'Nat'],
    ['Other', 'NatAgain'],
  ],
  ['Other', 'Other'],
])('follows the dependency on %p', (before, after) => {
  const { Resources } = recreate({ Resources: { Nat: {}, Route: { DependsOn: before } } }, ['Nat']);
  expect(Resources).toMatchObject({ Route: { DependsOn: after } });
});

test('outputs keep their names and follow the resource', () => {
  const Export = { Name: 'Network:Nat' };
  const Outputs = { Nat: { Value: { Ref: 'Nat' }, Export } };
  expect(recreate({ Resources: { Nat: {} }, Outputs }, ['Nat'])['Outputs']).toStrictEqual({
    Nat: { Value: { Ref: 'NatAgain' }, Export },
  });
});

test('parameters, conditions and the construct path stay', () => {
  const template = {
    Parameters: { Nat: { Type: 'String', Default: 'Nat' } },
    Conditions: { Nat: { 'Fn::Equals': ['Nat', { Ref: 'AWS::Region' }] } },
    Resources: { Lost: { Metadata: { 'aws:cdk:path': 'Site/Lost' } } },
  };
  expect(recreate(template, ['Lost'])).toStrictEqual({
    ...template,
    Resources: { LostAgain: template.Resources.Lost },
  });
});

test('several resources that refer to each other are made again together', () => {
  const Resources = { A: { DependsOn: 'B' }, B: { Properties: { Of: { Ref: 'C' } } }, C: {} };
  expect(recreate({ Resources }, ['A', 'B'])['Resources']).toStrictEqual({
    AAgain: { DependsOn: 'BAgain' },
    BAgain: { Properties: { Of: { Ref: 'C' } } },
    C: {},
  });
});

test('without a lost resource the template is the same', () => {
  const template = { Resources: { Nat: { DependsOn: ['Vpc'] }, Vpc: {} }, Outputs: { A: { Value: { Ref: 'Nat' } } } };
  expect(recreate(template, [])).toStrictEqual(template);
});

test('changes nothing in what it is given', () => {
  const template = frozen({
    Resources: { Nat: {}, Route: { DependsOn: ['Nat'], Properties: { To: { Ref: 'Nat' } } } },
  });
  expect(() => recreate(template, ['Nat'])).not.toThrow();
});
