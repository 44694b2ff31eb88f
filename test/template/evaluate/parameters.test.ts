import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  createEvaluator,
  itemsOf,
  loadTemplates,
  modelOfTemplate,
  resourcesOfType,
  targetOf,
  type JsonObject,
  type JsonValue,
} from '../../../lib/template';
import { evaluateIn, modelFor, requireStack } from '../support/evaluate-in';

const PARAMETERS: JsonObject = {
  Open: { Type: 'String', Default: '10.0.0.0/8', AllowedPattern: '[0-9./]+', MinLength: 1 },
  Env: { Type: 'String', AllowedValues: ['dev', 'prod'] },
  Port: { Type: 'Number', MinValue: 1, MaxValue: 65535 },
  Subnets: { Type: 'List<AWS::EC2::Subnet::Id>' },
  Image: { Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', Default: '/images/base' },
  SsmParameterValueimagesotherC96584B6F00A464EAD1953AFF4B05118Parameter: {
    Type: 'AWS::SSM::Parameter::Value<String>',
    Default: '/images/other',
  },
};
const STORE = {
  Base: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/images/base', Value: 'ami-base' } },
  Other: { Type: 'AWS::SSM::Parameter', Properties: { Name: { 'Fn::Sub': '/images/${x}' }, Value: 'ami-other' } },
};
const SECTIONS: JsonObject = { Parameters: PARAMETERS, Resources: STORE };
const ref = (name: string) => ({ Ref: name });

test('a parameter without given value is one unknown that knows its rules', () => {
  expect(evaluateIn(SECTIONS, ref('Open'))).toEqual({
    kind: 'symbol',
    id: 'param:Stack/Open',
    type: 'String',
    label: 'Open',
    constraints: { allowedPattern: '[0-9./]+', minLength: 1, default: { kind: 'known', value: '10.0.0.0/8' } },
  });
});

test.each<[string, JsonObject]>([
  ['Env', { allowedValues: ['dev', 'prod'] }],
  ['Port', { minValue: 1, maxValue: 65535 }],
  ['Subnets', {}],
])('%s keeps its rules', (name, constraints) => {
  expect(evaluateIn(SECTIONS, ref(name))).toMatchObject({ kind: 'symbol', constraints });
});

test.each<[string, JsonValue, JsonValue]>([
  ['Open', '10.1.0.0/16', '10.1.0.0/16'],
  ['Port', 443, 443],
  ['Subnets', 'subnet-a, subnet-b', ['subnet-a', 'subnet-b']],
  ['Subnets', ['subnet-a'], ['subnet-a']],
  ['Image', '/images/base', 'ami-base'],
])('%s takes the value %j', (name, value, expected) => {
  expect(evaluateIn(SECTIONS, ref(name), { parameters: { [name]: value } })).toEqual({
    kind: 'known',
    value: expected,
  });
});

test('defaults are taken where that is assumed, and told', () => {
  const model = modelFor(SECTIONS, ref('Open'));
  const evaluator = createEvaluator(model, { assumeDefaults: true });
  const probe = requireStack(model).byLogicalId.get('Probe');
  expect(probe && evaluator.property(probe, 'Value')).toEqual({ kind: 'known', value: '10.0.0.0/8' });
  expect(evaluator.assumptions).toEqual(['Stack/Open=10.0.0.0/8']);
});

test('the default of a name in the Parameter Store is what is held there', () => {
  expect(evaluateIn(SECTIONS, ref('Image'))).toMatchObject({
    kind: 'symbol',
    type: 'AWS::EC2::Image::Id',
    constraints: { default: { kind: 'known', value: 'ami-base' } },
  });
});

test('a parameter that CDK makes for the Parameter Store is followed', () => {
  const name = 'SsmParameterValueimagesotherC96584B6F00A464EAD1953AFF4B05118Parameter';
  expect(evaluateIn(SECTIONS, ref(name))).toMatchObject({
    kind: 'symbol',
    id: 'ssm:111111111111/ap-northeast-1//images/other',
  });
});

test.each<[JsonObject, RegExp]>([
  [{ Env: 'test' }, /Stack\.Env: must be one of dev, prod, got "test"; .+ \[TemplateParameterNotAllowed\]/],
  [{ Open: 'any' }, /must match \[0-9\.\/\]\+, got "any"/],
  [{ Nothing: 'x' }, /Stack\.Nothing: must be a parameter of the stack; .+ \[TemplateParameterUnknown\]/],
])('refuses %j', (parameters, message) => {
  expect(() => modelOfTemplate({ ...SECTIONS }, { parameters: parameters as Record<string, JsonValue> })).toThrow(
    message,
  );
});

test.each<[JsonValue, JsonObject]>([
  ['{{resolve:ssm:/images/base}}', { kind: 'known', value: 'ami-base' }],
  ['arn:{{resolve:ssm:/images/base}}:x', { kind: 'known', value: 'arn:ami-base:x' }],
  ['{{resolve:ssm:/images/base:3}}', { kind: 'symbol', id: 'ssm:111111111111/ap-northeast-1//images/base:3' }],
  ['{{resolve:ssm:/nowhere}}', { kind: 'symbol', id: 'ssm:111111111111/ap-northeast-1//nowhere' }],
  ['{{resolve:secretsmanager:db:SecretString:password}}', { kind: 'symbol', type: 'Secret' }],
  ['{{resolve:ssm-secure:/images/base}}', { kind: 'symbol', type: 'Secret' }],
  [{ 'Fn::Sub': '{{resolve:ssm:${Env}}}' }, { kind: 'unknown' }],
])('follows %j', (expression, value) => {
  expect(evaluateIn(SECTIONS, expression)).toMatchObject(value);
});

test('a parameter that the program adds by name is found whatever the name is made of', () => {
  const sections = {
    Resources: {
      P: { Type: 'AWS::SSM::Parameter', Properties: { Name: { 'Fn::Join': ['/', ['', 'a']] }, Value: 'v' } },
    },
  };
  expect(evaluateIn(sections, '{{resolve:ssm:/a}}')).toEqual({ kind: 'known', value: 'v' });
});

test('the rule of a list is about its items, not about the list', () => {
  const sections = { Parameters: { List: { Type: 'CommaDelimitedList', AllowedValues: ['a', 'b'] } } };
  expect(evaluateIn(sections, ref('List'))).toMatchObject({ kind: 'symbol', constraints: {} });
  expect(evaluateIn(sections, ref('List'))).not.toHaveProperty('constraints.allowedValues');
  expect(() => evaluateIn(sections, ref('List'), { parameters: { List: 'a,c' } })).toThrow(/must be one of a, b/);
});

test.each<[string, JsonValue, readonly string[]]>([
  ['joined with commas', { 'Fn::Join': [',', [ref('One'), ref('Two')]] }, ['One', 'Two']],
  ['joined with commas and blanks', { 'Fn::Sub': '${One}, ${Two}' }, ['One', 'Two']],
  ['alone', ref('One'), ['One']],
])('a nested stack reads a list of identifiers that is %s', (_, passed, expected) => {
  const subnet = { Type: 'AWS::EC2::Subnet', Properties: { VpcId: 'vpc-1', CidrBlock: '10.0.0.0/24' } };
  const directory = mkdtempSync(path.join(tmpdir(), 'honmaru-nested-'));
  const write = (name: string, template: JsonObject) => {
    writeFileSync(path.join(directory, name), JSON.stringify(template));
    return path.join(directory, name);
  };
  write('inner.json', {
    Parameters: { Subnets: { Type: 'List<AWS::EC2::Subnet::Id>' } },
    Resources: { Probe: { Type: 'Test::Probe', Properties: { Value: ref('Subnets') } } },
  });
  const outer = write('outer.json', {
    Resources: {
      One: subnet,
      Two: subnet,
      Inner: {
        Type: 'AWS::CloudFormation::Stack',
        Properties: { TemplateURL: './inner.json', Parameters: { Subnets: passed } },
      },
    },
  });
  const model = loadTemplates([outer], { region: 'ap-northeast-1' });
  rmSync(directory, { recursive: true });
  const [probe] = resourcesOfType(model, 'Test::Probe');
  const items = probe === undefined ? undefined : itemsOf(createEvaluator(model).property(probe, 'Value'));
  expect(items?.map((item) => targetOf(item)?.logicalId)).toEqual(expected);
});
