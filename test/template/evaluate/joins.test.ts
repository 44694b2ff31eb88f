import {
  buildModel,
  createEvaluator,
  describeValue,
  modelOfTemplate,
  type JsonObject,
  type JsonValue,
} from '../../../lib/template';
import { codesOf, requireStack } from '../support/evaluate-in';

function source(path: string, account: string, region: string, template: JsonObject) {
  const name = path.split('/').at(-1) ?? path;
  return {
    name,
    constructPath: path,
    region,
    account,
    templateFile: `${name}.json`,
    template,
    tags: {},
    constructPaths: {},
  };
}

const producer = (value: string): JsonObject => ({
  Outputs: { Out: { Value: value, Export: { Name: { 'Fn::Sub': '${AWS::StackName}-out' } } } },
});

function consumer(expression: JsonValue) {
  return buildModel({
    directory: '/',
    missingContext: [],
    stacks: [
      source('a/Shared', '111111111111', 'eu-west-1', producer('of 111')),
      source('b/Shared', '222222222222', 'eu-west-1', producer('of 222')),
      source('c/Shared', '222222222222', 'us-east-1', producer('of us-east-1')),
      source('User', '222222222222', 'eu-west-1', {
        Parameters: { Name: { Type: 'String' } },
        Resources: { Probe: { Type: 'Test::Probe', Properties: { Value: expression } } },
      }),
    ],
  });
}

function valueOf(expression: JsonValue): string {
  const model = consumer(expression);
  return describeValue(createEvaluator(model).value(requireStack(model, 'User'), expression));
}

const output = (more: JsonObject = {}) => ({
  'Fn::GetStackOutput': { StackName: 'Shared', OutputName: 'Out', ...more },
});

test.each<[string, JsonValue, string]>([
  ['an import of the own account and Region', { 'Fn::ImportValue': 'Shared-out' }, 'of 222'],
  ['an output of the own account and Region', output(), 'of 222'],
  ['an output of another Region', output({ Region: 'us-east-1' }), 'of us-east-1'],
  ['an output of the account of a role', output({ RoleArn: 'arn:aws:iam::111111111111:role/reader' }), 'of 111'],
  ['an output of a Region without the stack', output({ Region: 'eu-north-1' }), '${output Shared.Out}'],
  ['an export that nobody has', { 'Fn::ImportValue': 'none' }, '${export none}'],
  ['an export of an open name', { 'Fn::ImportValue': { 'Fn::Sub': '${Name}-out' } }, '${export ${Name}-out}'],
])('finds %s', (_name, expression, text) => {
  expect(valueOf(expression)).toBe(text);
});

test('an export of a name of which nothing is known may be anything', () => {
  const expression = { 'Fn::ImportValue': { 'Fn::Base64': { Ref: 'Name' } } };
  const model = consumer(expression);
  expect(createEvaluator(model).value(requireStack(model, 'User'), expression).kind).toBe('unknown');
});

test.each<[JsonValue, string]>([
  [{ 'Fn::ImportValue': 'none' }, 'MISSING_EXPORT'],
  [output({ Region: 'eu-north-1' }), 'MISSING_OUTPUT'],
])('tells that %j is missing', (expression, code) => {
  expect(codesOf(consumer(expression))).toEqual([code]);
});

test('an export that stands for itself is told', () => {
  const loop: JsonObject = { Outputs: { Out: { Value: { 'Fn::ImportValue': 'loop' }, Export: { Name: 'loop' } } } };
  const model = buildModel({
    directory: '/',
    missingContext: [],
    stacks: [source('Loop', '111111111111', 'eu-west-1', loop)],
  });
  expect(codesOf(model)).toEqual(['CIRCULAR_REFERENCE']);
});

test('a function that nobody knows is unknown, and a transform taints the stack', () => {
  const model = consumer({ 'Fn::Transform': { Name: 'MyMacro' } });
  expect(codesOf(model)).toEqual(['MACRO_UNSUPPORTED']);
  expect(requireStack(model, 'User').tainted.join()).toMatch(/^MyMacro rewrites the template/);
  expect(requireStack(model, 'a/Shared').tainted).toEqual([]);
});

test('a model of a plain object needs no options', () => {
  expect(modelOfTemplate({ Resources: {} }).stacks[0]).toMatchObject({ name: 'Stack', region: undefined });
});
