import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CfnParameter, CfnResource, Stack } from 'aws-cdk-lib';
import { CfnSubnet, CfnVPC, Vpc } from 'aws-cdk-lib/aws-ec2';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { App } from 'aws-cdk-lib';
import flags from 'aws-cdk-lib/recommended-feature-flags.json';
import { createEvaluator, describeValue, loadAssembly, type TemplateModel, type Value } from '../../lib/template';

const SCRATCH = mkdtempSync(path.join(os.tmpdir(), 'honmaru-cross-region-'));
const TOKYO = { region: 'ap-northeast-1', account: '111111111111' };
const VIRGINIA = { region: 'us-east-1', account: '111111111111' };
let model: TemplateModel;

function build(strength: 'strong' | 'weak', directory: string): TemplateModel {
  const app = new App({
    outdir: path.join(SCRATCH, directory),
    context: {
      ...flags,
      '@aws-cdk/core:defaultCrossStackReferences': strength,
      '@aws-cdk/core:validateAgainstDefaultRules': false,
    },
    builtinCloudFormationValidation: false,
  });
  const network = new Stack(app, 'Network', { env: TOKYO, crossRegionReferences: true });
  const vpc = new CfnVPC(network, 'Vpc', { cidrBlock: '10.0.0.0/16' });
  const subnet = new CfnSubnet(network, 'Subnet', {
    vpcId: vpc.ref,
    cidrBlock: '10.0.1.0/24',
    availabilityZone: 'ap-northeast-1a',
  });
  const edge = new Stack(app, 'Edge', { env: VIRGINIA, crossRegionReferences: true });
  probe(edge, { Vpc: vpc.ref, Cidr: subnet.attrCidrBlock });
  const compute = new Stack(app, 'Compute', { env: TOKYO, crossRegionReferences: true });
  probe(compute, {
    Vpc: vpc.ref,
    Zone: subnet.attrAvailabilityZone,
    FromStore: StringParameter.valueForStringParameter(compute, '/network/vpc'),
  });
  new StringParameter(network, 'VpcParameter', { parameterName: '/network/vpc', stringValue: vpc.ref });
  app.synth();
  return loadAssembly(path.join(SCRATCH, directory));
}

function probe(stack: Stack, properties: Record<string, unknown>): void {
  new CfnResource(stack, 'Probe', { type: 'Test::Probe', properties });
}

function value(of: TemplateModel, stack: string, property: string): Value {
  const found = of.resources.find((resource) => resource.stack.name === stack && resource.logicalId === 'Probe');
  return found === undefined ? { kind: 'absent' } : createEvaluator(of).property(found, property);
}

beforeAll(() => {
  model = build('strong', 'strong');
});

afterAll(() => {
  rmSync(SCRATCH, { recursive: true, force: true });
});

test('CDK exports to another Region with a writer and a reader', () => {
  const types = [...model.byType.keys()];
  expect(types).toEqual(expect.arrayContaining(['Custom::CrossRegionExportWriter', 'Custom::CrossRegionExportReader']));
});

test.each([
  ['Edge', 'Vpc', '${Vpc.Ref}'],
  ['Edge', 'Cidr', '10.0.1.0/24'],
  ['Compute', 'Vpc', '${Vpc.Ref}'],
  ['Compute', 'Zone', 'ap-northeast-1a'],
  ['Compute', 'FromStore', '${Vpc.Ref}'],
])('%s reads %s of another stack', (stack, property, text) => {
  expect(describeValue(value(model, stack, property))).toBe(text);
});

test('what is read is the very resource of the other stack', () => {
  const found = value(model, 'Edge', 'Vpc');
  expect(found.kind === 'reference' && found.resource).toBe(
    model.resources.find(({ logicalId, stack }) => logicalId === 'Vpc' && stack.name === 'Network'),
  );
});

test('nothing is found missing', () => {
  expect(model.findings).toEqual([]);
});

test('weak references are followed the same way', () => {
  const weak = build('weak', 'weak');
  expect(['Vpc', 'Cidr'].map((property) => describeValue(value(weak, 'Edge', property)))).toEqual([
    '${Vpc.Ref}',
    '10.0.1.0/24',
  ]);
  expect(weak.findings).toEqual([]);
});

test('each resource names the line that made it', () => {
  const vpc = model.resources.find(({ logicalId, stack }) => logicalId === 'Vpc' && stack.name === 'Network');
  expect(vpc?.place?.file).toBe(__filename);
  expect(vpc?.place?.line).toBeGreaterThan(10);
});

test('look-ups that were not made leave no identifiers', () => {
  const app = new App({
    outdir: path.join(SCRATCH, 'lookup'),
    context: { ...flags, '@aws-cdk/core:validateAgainstDefaultRules': false },
    builtinCloudFormationValidation: false,
  });
  const stack = new Stack(app, 'Lookup', { env: TOKYO });
  const vpc = Vpc.fromLookup(stack, 'Vpc', { vpcId: 'vpc-real' });
  probe(stack, { Vpc: vpc.vpcId, Zones: stack.availabilityZones });
  app.synth();
  const found = loadAssembly(path.join(SCRATCH, 'lookup'));
  expect(value(found, 'Lookup', 'Vpc').kind).toBe('unknown');
  expect(value(found, 'Lookup', 'Zones')).toMatchObject({
    kind: 'list',
    items: [{ kind: 'symbol' }, { kind: 'symbol' }, { kind: 'symbol' }],
  });
  expect(new Set(found.findings.map(({ code }) => code))).toEqual(new Set(['CONTEXT_NOT_RESOLVED']));
});

test('parameters are overridden by what is given', () => {
  const app = new App({
    outdir: path.join(SCRATCH, 'given'),
    context: { ...flags, '@aws-cdk/core:validateAgainstDefaultRules': false },
    builtinCloudFormationValidation: false,
  });
  const stack = new Stack(app, 'Given', { env: TOKYO });
  const cidr = new CfnParameter(stack, 'Cidr', { default: '10.0.0.0/8' });
  probe(stack, { Cidr: cidr.valueAsString });
  app.synth();
  const directory = path.join(SCRATCH, 'given');
  const given = loadAssembly(directory, { parameters: { Given: { Cidr: '10.1.0.0/16' } } });
  expect([value(loadAssembly(directory), 'Given', 'Cidr').kind, value(given, 'Given', 'Cidr')]).toEqual([
    'symbol',
    { kind: 'known', value: '10.1.0.0/16' },
  ]);
  expect(() => loadAssembly(directory, { parameters: { Nobody: {} } })).toThrow(
    /parameters\.Nobody: .+ \[TemplateStackUnknown\]/,
  );
});
