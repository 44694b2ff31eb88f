import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  createEvaluator,
  describeValue,
  enumerateWorlds,
  loadTemplates,
  readTemplateText,
  type JsonObject,
  type TemplateFile,
  type TemplateModel,
} from '../../../lib/template';
import { readFileSync } from 'node:fs';

const FIXTURES = path.join(__dirname, '../../fixtures/templates');
const AT = { region: 'eu-west-1', account: '111111111111' };

function load(...files: readonly (string | TemplateFile)[]): TemplateModel {
  return loadTemplates(
    files.map((file) =>
      typeof file === 'string' ? path.join(FIXTURES, file) : { ...file, file: path.join(FIXTURES, file.file) },
    ),
    AT,
  );
}

const SPOKES: readonly TemplateFile[] = [
  { file: 'multi-account/hub.yaml' },
  { file: 'multi-account/spoke.yaml', account: '222222222222', parameters: { Cidr: '10.1.0.0/16' } },
  { file: 'multi-account/spoke.yaml', account: '333333333333', parameters: { Cidr: '10.2.0.0/16' } },
];

const TEMPLATES: readonly (readonly [name: string, files: readonly (string | TemplateFile)[], counts: JsonObject])[] = [
  ['plain YAML', ['plain.yaml'], { stacks: 1, resources: 9, worlds: 1, tainted: 0, findings: [] }],
  ['L1 only', ['l1-only.template.json'], { stacks: 1, resources: 7, worlds: 1, tainted: 0, findings: [] }],
  [
    'serverless',
    ['serverless.yaml'],
    { stacks: 1, resources: 2, worlds: 1, tainted: 1, findings: ['MACRO_UNSUPPORTED'] },
  ],
  [
    'nested stacks',
    ['nested-stacks/parent.yaml'],
    { stacks: 3, resources: 7, worlds: 2, tainted: 1, findings: ['NESTED_TEMPLATE_MISSING'] },
  ],
  [
    'conditions and mappings',
    ['conditions-and-mappings.yaml'],
    { stacks: 1, resources: 6, worlds: 5, tainted: 0, findings: [] },
  ],
  ['loops', ['for-each.yaml'], { stacks: 1, resources: 11, worlds: 1, tainted: 1, findings: ['FOREACH_UNKNOWN'] }],
  [
    'the style of 2010',
    ['old-style.template'],
    { stacks: 1, resources: 5, worlds: 1, tainted: 0, findings: ['INVALID_INTRINSIC'] },
  ],
  ['substitutions', ['sub-heavy.yaml'], { stacks: 1, resources: 4, worlds: 1, tainted: 0, findings: [] }],
  ['several accounts', SPOKES, { stacks: 3, resources: 8, worlds: 1, tainted: 0, findings: [] }],
  [
    'a firewall by position',
    ['firewall-by-position.yaml'],
    { stacks: 1, resources: 9, worlds: 1, tainted: 0, findings: ['NFW_ENDPOINT_ORDER'] },
  ],
  [
    'imports',
    ['imports/network.yaml', 'imports/app.yaml'],
    { stacks: 2, resources: 5, worlds: 1, tainted: 0, findings: ['MISSING_EXPORT', 'MISSING_EXPORT'] },
  ],
];

test.each(TEMPLATES)('loads %s', (_name, files, counts) => {
  const model = load(...files);
  expect({
    stacks: model.stacks.length,
    resources: model.resources.length,
    worlds: enumerateWorlds(model).worlds.length,
    tainted: model.stacks.filter(({ tainted }) => tainted.length > 0).length,
    findings:
      [...new Set(model.findings.map(({ code }) => code))].length === 1 && model.findings[0]?.code === 'FOREACH_UNKNOWN'
        ? ['FOREACH_UNKNOWN']
        : model.findings.map(({ code }) => code),
  }).toEqual(counts);
});

test.each(TEMPLATES)('every finding in %s has a place', (_name, files) => {
  expect(load(...files).findings.filter(({ place }) => place === undefined)).toEqual([]);
});

function property(model: TemplateModel, logicalId: string, name: string, stack?: string): string {
  const resource = model.resources.find(
    (candidate) => candidate.logicalId === logicalId && (stack === undefined || candidate.stack.name === stack),
  );
  return resource === undefined ? 'no resource' : describeValue(createEvaluator(model).property(resource, name));
}

test.each<[string, string, string, string]>([
  ['plain.yaml', 'PublicB', 'CidrBlock', '10.0.1.0/24'],
  ['plain.yaml', 'PublicB', 'AvailabilityZone', '${zones of eu-west-1[1]}'],
  ['l1-only.template.json', 'DbIngress', 'FromPort', '3306'],
  ['l1-only.template.json', 'Db', 'MasterUserPassword', '${secretsmanager db:SecretString:password::}'],
  ['nested-stacks/parent.yaml', 'Server', 'SubnetId', '${Subnet.Ref}'],
  ['nested-stacks/parent.yaml', 'Group', 'VpcId', '${Vpc.Ref}'],
  ['nested-stacks/parent.yaml', 'Vpc', 'CidrBlock', '${Cidr}'],
  ['nested-stacks/parent.yaml', 'Vpc', 'InstanceTenancy', 'default'],
  ['conditions-and-mappings.yaml', 'Group', 'GroupDescription', 'amazonaws.com'],
  ['for-each.yaml', 'Subnetdb', 'CidrBlock', '10.20.2.0/24'],
  ['for-each.yaml', 'Rule172160012', 'CidrIp', '172.16.0.0/12'],
  ['for-each.yaml', 'Topiccapp', 'TopicName', 'c-app'],
  ['old-style.template', 'VPC', 'CidrBlock', '10.0.0.0/16'],
  ['sub-heavy.yaml', 'Vpc', 'CidrBlock', '10.30.0.0/16'],
  ['sub-heavy.yaml', 'Topic', 'TopicName', '${Project}-${Stage}-10.30.0.0/16'],
  ['sub-heavy.yaml', 'Endpoint', 'ServiceName', 'com.amazonaws.eu-west-1.s3'],
  ['firewall-by-position.yaml', 'RouteB', 'VpcEndpointId', '${Firewall.EndpointId[1]}'],
])('%s: %s has %s %s', (file, logicalId, name, text) => {
  expect(property(load(file), logicalId, name)).toBe(text);
});

test('loops make conditions, resources and outputs', () => {
  const [stack] = load('for-each.yaml').stacks;
  expect(Object.keys(stack?.conditions ?? {})).toEqual(['HasOne', 'HasTwo']);
  expect(stack?.outputs.map(({ name }) => name)).toEqual(['Idweb', 'Idapp']);
  expect(stack?.resources.map(({ logicalId }) => logicalId)).toContain('Topicaweb');
});

test('a loop over a parameter with a given value is no taint', () => {
  const file = path.join(FIXTURES, 'for-each.yaml');
  const model = loadTemplates([file], { ...AT, parameters: { Tiers: 'db' } });
  expect(model.stacks[0]?.tainted).toEqual([]);
  expect(model.resources.map(({ logicalId }) => logicalId)).toEqual(expect.arrayContaining(['Topicadb', 'Topiccdb']));
});

test('a loop over what only the deployment tells makes nothing and taints the stack', () => {
  const text = readFileSync(path.join(FIXTURES, 'for-each.yaml'), 'utf8').replace(", Default: 'web,app'", '');
  const directory = mkdtempSync(path.join(os.tmpdir(), 'honmaru-loop-'));
  const file = path.join(directory, 'loop.yaml');
  writeFileSync(file, text);
  const model = loadTemplates([file], AT);
  rmSync(directory, { recursive: true });
  expect(model.resources.filter(({ type }) => type === 'AWS::SNS::Topic')).toEqual([]);
  expect(model.stacks[0]?.tainted.join()).toMatch(
    /Fn::ForEach::Inner goes over something that only the deployment tells/,
  );
});

test('a template of its own account has its own values', () => {
  const model = load(...SPOKES);
  const cidrs = model.resources
    .filter(({ logicalId }) => logicalId === 'Vpc')
    .map((vpc) => describeValue(createEvaluator(model).property(vpc, 'CidrBlock')));
  expect(cidrs.sort()).toEqual(['10.1.0.0/16', '10.2.0.0/16']);
});

test('imports are followed, and with defaults more of them', () => {
  const model = load('imports/network.yaml', 'imports/app.yaml');
  const find = (logicalId: string) => model.resources.find((resource) => resource.logicalId === logicalId);
  const [balancer, group] = [find('Balancer'), find('Group')];
  const open = createEvaluator(model);
  const assumed = createEvaluator(model, { assumeDefaults: true });
  expect(balancer && describeValue(open.property(balancer, 'Subnets'))).toBe('${SubnetA.Ref},${SubnetB.Ref}');
  expect(group && open.property(group, 'VpcId').kind).toBe('symbol');
  expect(group && describeValue(assumed.property(group, 'VpcId'))).toBe('${Vpc.Ref}');
  expect(assumed.assumptions).toEqual(['app/NetworkStack=network']);
});

test('resources of a nested stack exist as the nested stack does', () => {
  const model = load('nested-stacks/parent.yaml');
  const server = model.resources.find(({ logicalId }) => logicalId === 'Server');
  const [yes, no] = ['10.3.0.0/16', '10.4.0.0/16'].map((cidr) =>
    loadTemplates([path.join(FIXTURES, 'nested-stacks/parent.yaml')], { ...AT, parameters: { Cidr: cidr } }),
  );
  const exists = (of: TemplateModel | undefined) => {
    const found = of?.resources.find(({ logicalId }) => logicalId === 'Server');
    return of && found && createEvaluator(of).exists(found);
  };
  expect([server && createEvaluator(model).exists(server), exists(yes), exists(no)]).toEqual(['unknown', 'yes', 'no']);
});

test.each(['plain.yaml', 'conditions-and-mappings.yaml', 'for-each.yaml', 'sub-heavy.yaml', 'serverless.yaml'])(
  '%s and the same template in JSON give the same model',
  (name) => {
    const directory = mkdtempSync(path.join(os.tmpdir(), 'honmaru-json-'));
    const file = path.join(FIXTURES, name);
    const same = path.join(directory, name.replace('.yaml', '.json'));
    writeFileSync(same, JSON.stringify(readTemplateText(file, readFileSync(file, 'utf8')).template));
    const [fromYaml, fromJson] = [loadTemplates([file], AT), loadTemplates([same], AT)].map((model) => ({
      stacks: model.stacks.map(({ name: stack, parameters, conditions, mappings, outputs, tainted }) => ({
        stack,
        parameters,
        conditions,
        mappings,
        outputs,
        tainted,
      })),
      resources: model.resources.map(({ logicalId, type, properties, condition, dependsOn }) => ({
        logicalId,
        type,
        properties,
        condition,
        dependsOn,
      })),
      values: model.resources.map((resource) => describeValue(createEvaluator(model).property(resource))),
      findings: model.findings.map(({ code, where, means }) => ({ code, where, means })),
    }));
    rmSync(directory, { recursive: true });
    expect(fromJson).toEqual(fromYaml);
  },
);
