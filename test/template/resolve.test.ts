import {
  buildModel,
  findTarget,
  literalText,
  resolve,
  resolveItems,
  textOf,
  type JsonObject,
  type JsonValue,
  type TemplateModel,
  type TemplateStack,
} from '../../lib/template';

function source(name: string, region: string | undefined, template: JsonObject) {
  return {
    name,
    constructPath: name,
    region,
    account: undefined,
    templateFile: `${name}.json`,
    template,
    tags: {},
    constructPaths: {},
  };
}

const model: TemplateModel = buildModel({
  directory: '/',
  missingContext: [],
  stacks: [
    source('A', 'ap-northeast-1', {
      Resources: { Topic: { Type: 'AWS::SNS::Topic' }, Firewall: { Type: 'AWS::NetworkFirewall::Firewall' } },
      Outputs: {
        Out: { Value: { Ref: 'Topic' }, Export: { Name: 'A:Topic' } },
        List: {
          Value: { 'Fn::Join': ['||', [{ Ref: 'Topic' }, 'literal']] },
          Export: { Name: { 'Fn::Join': [':', ['A', 'List']] } },
        },
        Loop: { Value: { 'Fn::ImportValue': 'A:Loop' }, Export: { Name: 'A:Loop' } },
      },
    }),
    source('B', undefined, {}),
  ],
});

function stackNamed(name: string): TemplateStack {
  const found = model.stacks.find((stack) => stack.name === name);
  if (found === undefined) {
    throw new Error(name);
  }
  return found;
}
const a = stackNamed('A');

test.each<[string, JsonValue, string]>([
  ['a literal', 'x', 'x'],
  ['a resource', { Ref: 'Topic' }, '${Topic.Ref}'],
  ['an attribute', { 'Fn::GetAtt': ['Topic', 'TopicName'] }, '${Topic.TopicName}'],
  ['an attribute in one string', { 'Fn::GetAtt': 'Topic.TopicName' }, '${Topic.TopicName}'],
  ['a parameter', { Ref: 'Size' }, '${Size}'],
  ['the Region', { Ref: 'AWS::Region' }, 'ap-northeast-1'],
  ['the partition and suffix', { 'Fn::Sub': '${AWS::Partition} ${AWS::URLSuffix}' }, 'aws amazonaws.com'],
  ['the account', { Ref: 'AWS::AccountId' }, '${AWS::AccountId}'],
  ['a join', { 'Fn::Join': [':', ['arn', { Ref: 'AWS::Partition' }, { Ref: 'Topic' }]] }, 'arn:aws:${Topic.Ref}'],
  ['a substitution', { 'Fn::Sub': ['${Topic}-${x}-${!y}', { x: 'z' }] }, '${Topic.Ref}-z-${y}'],
  ['an attribute in a substitution', { 'Fn::Sub': '${Topic.TopicName}' }, '${Topic.TopicName}'],
  ['an item of a list', { 'Fn::Select': [1, ['a', 'b']] }, 'b'],
  ['an item that is a resource', { 'Fn::Select': ['0', [{ Ref: 'Topic' }]] }, '${Topic.Ref}'],
  ['an item of a text', { 'Fn::Select': [1, { 'Fn::Split': ['/', 'a/b/c'] }] }, 'b'],
  ['an item beyond the end', { 'Fn::Select': [7, ['a']] }, '${Fn::Select}'],
  ['an import', { 'Fn::ImportValue': 'A:Topic' }, '${Topic.Ref}'],
  [
    'a list that is imported',
    { 'Fn::Select': [0, { 'Fn::Split': ['||', { 'Fn::ImportValue': 'A:List' }] }] },
    '${Topic.Ref}',
  ],
  ['an import of nothing', { 'Fn::ImportValue': 'Z:Topic' }, '${export Z:Topic}'],
  ['a condition', { 'Fn::If': ['C', 'a', 'b'] }, '${Fn::If}'],
  ['a value that refers to itself', { 'Fn::ImportValue': 'A:Loop' }, '${circular reference}'],
  [
    'an output of another Region',
    { 'Fn::GetStackOutput': { StackName: 'A', OutputName: 'Out', Region: 'us-east-1' } },
    '${output A.Out}',
  ],
  [
    'an output',
    { 'Fn::GetStackOutput': { StackName: 'A', OutputName: 'Out', Region: 'ap-northeast-1' } },
    '${Topic.Ref}',
  ],
])('resolves %s', (_name, value, text) => {
  expect(textOf(resolve(model, a, value))).toBe(text);
});

test('keeps pseudo parameters open in a stack that fits every Region', () => {
  expect(textOf(resolve(model, stackNamed('B'), { 'Fn::Sub': '${AWS::Region}/${AWS::Partition}' }))).toBe(
    '${AWS::Region}/${AWS::Partition}',
  );
});

test('does not take a text with an unknown part for a literal', () => {
  expect(literalText(model, a, { 'Fn::Join': ['', ['a', { Ref: 'Size' }]] })).toBeUndefined();
});

test('takes empty parts of a join for nothing', () => {
  expect(resolve(model, a, { 'Fn::Join': ['', ['', { Ref: 'Topic' }, '']] })).toMatchObject({ kind: 'reference' });
});

test('finds the resource an ARN is written around', () => {
  expect(findTarget(model, a, { 'Fn::Join': ['', ['arn:', { Ref: 'Topic' }, ':*']] })?.logicalId).toBe('Topic');
});

test('finds no resource in a text with two', () => {
  expect(findTarget(model, a, { 'Fn::Join': ['', [{ Ref: 'Topic' }, { Ref: 'Firewall' }]] })).toBeUndefined();
});

test.each<[string, JsonValue | undefined, number | undefined]>([
  ['nothing', undefined, 0],
  ['literals', ['a', 'b'], 2],
  ['resources', [{ Ref: 'Topic' }, 'b'], 2],
  ['a list of another stack', { 'Fn::Split': ['||', { 'Fn::ImportValue': 'A:List' }] }, 2],
  ['one value where a list is wanted', { Ref: 'Topic' }, 1],
  ['a list only known at deployment', { 'Fn::GetAtt': ['Firewall', 'EndpointIds'] }, undefined],
  ['a parameter', { Ref: 'Subnets' }, undefined],
])('counts the items of %s', (_name, value, length) => {
  expect(resolveItems(model, a, value)?.length).toBe(length);
});
