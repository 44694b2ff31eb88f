import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CfnOutput, NestedStack, ReferenceStrength, Stack, Stage, Tags } from 'aws-cdk-lib';
import { CfnVPC } from 'aws-cdk-lib/aws-ec2';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { loadAssembly, resolve, resourcesOfType, textOf, type TemplateModel } from '../../lib/template';
import { testApp } from '../support/test-app';

const SCRATCH = mkdtempSync(path.join(os.tmpdir(), 'honmaru-template-'));
let model: TemplateModel;

beforeAll(() => {
  const app = testApp({ outdir: path.join(SCRATCH, 'out') });
  const producer = new Stack(app, 'Producer', { env: { region: 'ap-northeast-1', account: '111111111111' } });
  const vpc = new CfnVPC(producer, 'Vpc', { cidrBlock: '10.0.0.0/16' });
  const nested = new NestedStack(producer, 'Nested');
  const inner = new Topic(nested, 'Inner', { displayName: vpc.ref });
  new CfnOutput(producer, 'InnerArn', { value: inner.topicArn });
  const strong = new Stack(app, 'Strong', { env: { region: 'ap-northeast-1', account: '111111111111' } });
  new CfnOutput(strong, 'VpcId', { value: vpc.ref });
  const weak = new Stack(app, 'Weak', { env: { region: 'us-east-1', account: '111111111111' } });
  new CfnOutput(weak, 'VpcId', { value: Stack.consumeReference(vpc.ref, ReferenceStrength.WEAK) });
  const anywhere = new Stack(app, 'Anywhere', { tags: { owner: 'platform' } });
  Tags.of(new Topic(anywhere, 'Topic')).add('site', 'demo');
  new Topic(new Stack(new Stage(app, 'Prod'), 'Inside', { env: { region: 'eu-west-1' } }), 'Topic');
  app.synth();
  model = loadAssembly(path.join(SCRATCH, 'out'));
});

afterAll(() => {
  rmSync(SCRATCH, { recursive: true, force: true });
});

function requireStack(constructPath: string) {
  const stack = model.stacks.find((candidate) => candidate.constructPath === constructPath);
  if (stack === undefined) {
    throw new Error(`no stack ${constructPath}`);
  }
  return stack;
}

test('reads stacks of stages and nested stacks', () => {
  const names = model.stacks.map(({ name }) => name.replace(/NestedNestedStack\w+/, 'NestedStack'));
  expect(names).toEqual(['Anywhere', 'Prod-Inside', 'Producer', 'Producer/NestedStack', 'Strong', 'Weak']);
});

test('leaves Region and account open where the stack does', () => {
  const { region, account, tags } = requireStack('Anywhere');
  expect({ region, account, tags }).toEqual({ region: undefined, account: undefined, tags: { owner: 'platform' } });
});

test('names the construct of a resource', () => {
  expect(resourcesOfType(model, 'AWS::EC2::VPC').map(({ constructPath }) => constructPath)).toEqual(['Producer/Vpc']);
});

test('follows a strong reference to its resource', () => {
  const stack = requireStack('Strong');
  expect(resolve(model, stack, stack.outputs[0]?.value)).toMatchObject({
    kind: 'reference',
    attribute: 'Ref',
    resource: { type: 'AWS::EC2::VPC', stack: { name: 'Producer' } },
  });
});

test('follows a weak reference into another Region', () => {
  const stack = requireStack('Weak');
  expect(resolve(model, stack, stack.outputs[0]?.value)).toMatchObject({ resource: { type: 'AWS::EC2::VPC' } });
});

test('follows an output of a nested stack, and a parameter handed to it', () => {
  const producer = requireStack('Producer');
  const output = producer.outputs.find(({ name }) => name === 'InnerArn');
  const inner = resolve(model, producer, output?.value);
  expect(inner).toMatchObject({ kind: 'reference', resource: { type: 'AWS::SNS::Topic' } });
  const topic = inner.kind === 'reference' ? inner.resource : undefined;
  expect(textOf(resolve(model, topic?.stack ?? producer, topic?.properties['DisplayName']))).toBe('${Vpc.Ref}');
});

describe('a directory that is no assembly', () => {
  function directory(name: string, files: Readonly<Record<string, string>>): string {
    const found = path.join(SCRATCH, name);
    mkdirSync(found, { recursive: true });
    Object.entries(files).forEach(([file, text]) => {
      writeFileSync(path.join(found, file), text);
    });
    return found;
  }
  const stack = (properties: object) =>
    JSON.stringify({ artifacts: { A: { type: 'aws:cloudformation:stack', properties } } });

  test.each([
    ['nothing', {}, /must be a cloud assembly; .+ \[AssemblyNotFound\]/],
    ['no-json', { 'manifest.json': '{' }, /must be readable JSON; .+ \[AssemblyUnreadable\]/],
    ['no-object', { 'manifest.json': '[]' }, /must hold a JSON object; .+ \[AssemblyUnreadable\]/],
    ['no-stacks', { 'manifest.json': '{"artifacts":{}}' }, /must hold at least one stack; .+ \[AssemblyEmpty\]/],
    ['no-template', { 'manifest.json': stack({ templateFile: 'A.json' }) }, /A\.json: must be readable JSON/],
    [
      'nested-without-template',
      {
        'manifest.json': stack({ templateFile: 'A.json' }),
        'A.json': '{"Resources":{"N":{"Type":"AWS::CloudFormation::Stack"}}}',
      },
      /A\.N: must name the template of the nested stack; .+ \[NestedTemplateMissing\]/,
    ],
  ])('is refused: %s', (name, files, message) => {
    expect(() => loadAssembly(directory(name, files))).toThrow(message);
  });

  test('keeps what could not be read as the cause', () => {
    expect(() => loadAssembly(directory('cause', { 'manifest.json': '{' }))).toThrow(
      expect.objectContaining({ name: 'HonmaruError', cause: expect.any(SyntaxError) as unknown }) as Error,
    );
  });

  test('look-ups that are missing are told', () => {
    const files = {
      'manifest.json': `${stack({ templateFile: 'A.json' }).slice(0, -1)},"missing":[{"key":"availability-zones"}]}`,
      'A.json': '{}',
    };
    expect(loadAssembly(directory('missing', files)).missingContext).toEqual(['availability-zones']);
  });

  test('values that the manifest gives to parameters are taken', () => {
    const properties = { templateFile: 'A.json', parameters: { Size: 'large' } };
    const template = { Parameters: { Size: { Type: 'String' } }, Outputs: { Size: { Value: { Ref: 'Size' } } } };
    const model = loadAssembly(
      directory('given', { 'manifest.json': stack(properties), 'A.json': JSON.stringify(template) }),
    );
    const [only] = model.stacks;
    expect(only?.parameterValues).toEqual({ Size: 'large' });
    expect(only && textOf(resolve(model, only, only.outputs[0]?.value))).toBe('large');
  });

  test('a nested stack whose template lies elsewhere taints the stack around it', () => {
    const nested = { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://example.com/a.yaml' } };
    const template = JSON.stringify({ Resources: { N: nested } });
    const model = loadAssembly(
      directory('remote', { 'manifest.json': stack({ templateFile: 'A.json' }), 'A.json': template }),
    );
    expect(model.stacks.map(({ tainted }) => tainted.length)).toEqual([1]);
    expect(model.findings).toMatchObject([{ code: 'NESTED_TEMPLATE_MISSING', where: 'A/N' }]);
  });
});
