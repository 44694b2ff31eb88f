import { TREATMENTS } from '../../../lib/local/localize';
import { localizeStack } from '../../../lib/local/localize/localize-stack';
import type { JsonObject } from '../../../lib/template';
import { frozen, OPTIONS, stackOf } from './support/stacks';

function localized(template: JsonObject): JsonObject {
  return localizeStack(stackOf(template), OPTIONS).template;
}

function resourcesOf(resources: JsonObject): JsonObject {
  return localized({ Resources: resources })['Resources'] as JsonObject;
}

const SERVICE_TOKEN = {
  'Fn::Sub': 'arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:honmaru-local-provider',
};

const ADDRESS = { Type: 'AWS::EC2::EIP', Properties: { Domain: 'vpc' } };
const VPC = { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16', EnableDnsSupport: true } };

test('leaves a native resource as it is', () => {
  const vpc = { ...VPC, DeletionPolicy: 'Retain', Metadata: { 'aws:cdk:path': 'Site/Vpc' } };
  expect(resourcesOf({ Vpc: vpc })).toStrictEqual({ Vpc: vpc });
});

test('sends the calls of a function to watched services through the gateway, and leaves all else', () => {
  const Environment = { Variables: { SITE: 'starter' } };
  const { Check } = resourcesOf({ Check: { Type: 'AWS::Lambda::Function', Properties: { Timeout: 45, Environment } } });
  const services = [
    ...['ACM', 'ARC_ZONAL_SHIFT', 'BACKUP', 'CLOUDFRONT', 'CLOUDTRAIL', 'CLOUDWATCH', 'CLOUDWATCH_LOGS', 'DYNAMODB'],
    ...['EC2', 'ELASTIC_LOAD_BALANCING_V2', 'KMS', 'LAMBDA', 'RDS', 'S3', 'SITE', 'SNS', 'WAFV2'],
  ];
  const endpoints = services.map((service) => [`AWS_ENDPOINT_URL_${service}`, OPTIONS.functionEndpoint]);
  expect(Check).toStrictEqual({
    Type: 'AWS::Lambda::Function',
    Properties: {
      Timeout: 45,
      Environment: { Variables: { SITE: 'starter', ...(Object.fromEntries(endpoints) as object) } },
    },
  });
});

test('a translated resource becomes a custom resource that carries type and properties', () => {
  expect(resourcesOf({ Address: ADDRESS })).toStrictEqual({
    Address: {
      Type: 'Custom::LocalAWSEC2EIP',
      Properties: {
        ServiceToken: SERVICE_TOKEN,
        ServiceTimeout: '60',
        Type: 'AWS::EC2::EIP',
        Properties: { Domain: 'vpc' },
        Kinds: {},
      },
    },
  });
});

test('a translated resource keeps its dependencies, its condition and its metadata', () => {
  const kept = { DependsOn: ['Attachment'], Condition: 'IsWanted', Metadata: { 'aws:cdk:path': 'Site/Address' } };
  expect(resourcesOf({ Address: { ...ADDRESS, ...kept } })['Address']).toMatchObject(kept);
});

test('a recorded resource answers by the table alone', () => {
  const policy = { Type: 'AWS::NetworkFirewall::FirewallPolicy', Properties: { FirewallPolicyName: 'egress' } };
  const { Policy } = resourcesOf({ Policy: policy }) as {
    Policy: { Properties: { Reference: { 'Fn::Sub': string } } };
  };
  const arn = Policy.Properties.Reference['Fn::Sub'];
  expect(arn).toMatch(
    /^arn:\$\{AWS::Partition\}:network-firewall:\$\{AWS::Region\}:\$\{AWS::AccountId\}:firewall-policy\/[0-9a-f]{16}$/,
  );
  expect(Policy).toStrictEqual({
    Type: 'Custom::LocalAWSNetworkFirewallFirewallPolicy',
    Properties: {
      ServiceToken: SERVICE_TOKEN,
      ServiceTimeout: '60',
      Type: 'AWS::NetworkFirewall::FirewallPolicy',
      Properties: { FirewallPolicyName: 'egress' },
      Kinds: {},
      Reference: { 'Fn::Sub': arn },
      Attributes: { FirewallPolicyArn: { 'Fn::Sub': arn } },
    },
  });
});

test('ids of recorded resources differ by stack and logical id, and by nothing else', () => {
  const document = { Type: 'AWS::SSM::Document', Properties: {} };
  const idsIn = (name: string): readonly unknown[] => {
    const stack = stackOf({ Resources: { One: document, Other: document } }, { name });
    const resources = localizeStack(stack, OPTIONS).template['Resources'] as Record<string, { Properties: JsonObject }>;
    return Object.values(resources).map(({ Properties }) => Properties['Reference']);
  };
  expect(idsIn('A')).toStrictEqual(idsIn('A'));
  expect(new Set([...idsIn('A'), ...idsIn('B')].map((id) => JSON.stringify(id))).size).toBe(4);
});

test('refuses a type without a treatment, and says where it is', () => {
  expect(() => resourcesOf({ Vpc: VPC, Mesh: { Type: 'AWS::AppMesh::Mesh' } })).toThrow(
    /^Site-Network\.Mesh: must have a type .*, got AWS::AppMesh::Mesh at Site\/Mesh\/Resource; see "Adding a resource type" .* \[LocalTypeUnknown\]$/,
  );
});

test.each(['constructor', 'toString', ''])('the type %p has no treatment', (type) => {
  expect(() => resourcesOf({ Odd: { Type: type } })).toThrow(/\[LocalTypeUnknown\]$/);
});

test('names every fault of a stack', () => {
  const faulty = { Mesh: { Type: 'AWS::AppMesh::Mesh' }, Route: { Type: 'AWS::AppMesh::Route' } };
  expect(() => resourcesOf(faulty)).toThrow(/Site-Network\.Mesh: [^\n]+\nSite-Network\.Route: [^\n]+$/);
});

const ROUTE = (value: JsonObject) => ({ Type: 'AWS::EC2::Route', Properties: { RouteTableId: value } });
const DOCUMENT = { Type: 'AWS::SSM::Document', Properties: {} };

test.each<[string, JsonObject]>([
  ['Fn::GetAtt', { 'Fn::GetAtt': ['Document', 'Arn'] }],
  ['Fn::GetAtt as text', { 'Fn::GetAtt': 'Document.Arn' }],
  ['Fn::Sub', { 'Fn::Sub': 'x/${Document.Arn}' }],
  ['Fn::Sub with values', { 'Fn::Sub': ['${Document.Arn}/${Name}', { Name: 'x' }] }],
])('refuses an attribute of a recorded resource that nobody can tell, read by %s', (_, value) => {
  expect(() => resourcesOf({ Document: DOCUMENT, Route: ROUTE(value) })).toThrow(
    /^Site-Network\.Document\.Arn: must be an attribute .*, got read from Site\/Document\/Resource; .* \[LocalAttributeUnknown\]$/,
  );
});

test('refuses such an attribute in an output too', () => {
  const Outputs = { Arn: { Value: { 'Fn::GetAtt': ['Document', 'Arn'] } } };
  expect(() => localized({ Resources: { Document: DOCUMENT }, Outputs })).toThrow(/\[LocalAttributeUnknown\]$/);
});

test('answers an attribute that the table knows', () => {
  const list = { Type: 'AWS::Route53Resolver::FirewallDomainList', Properties: {} };
  expect(() => resourcesOf({ List: list, Route: ROUTE({ 'Fn::GetAtt': ['List', 'Id'] }) })).not.toThrow();
});

test('an Auto Scaling group gets its instances, made after it', () => {
  const group = {
    Type: 'AWS::AutoScaling::AutoScalingGroup',
    Properties: {
      MinSize: '2',
      MaxSize: '4',
      DesiredCapacity: '3',
      VPCZoneIdentifier: [{ Ref: 'SubnetA' }, { Ref: 'SubnetB' }],
      LaunchTemplate: { LaunchTemplateId: { Ref: 'Template' }, Version: '1' },
      TargetGroupARNs: [{ Ref: 'Targets' }],
    },
  };
  expect(resourcesOf({ Group: group })).toStrictEqual({
    Group: group,
    GroupLocalInstances: {
      Type: 'Custom::LocalHonmaruLocalInstances',
      DependsOn: ['Group'],
      Properties: {
        ServiceToken: SERVICE_TOKEN,
        ServiceTimeout: '60',
        Type: 'Honmaru::Local::Instances',
        Properties: {
          AutoScalingGroupName: { Ref: 'Group' },
          Subnets: [{ Ref: 'SubnetA' }, { Ref: 'SubnetB' }],
          DesiredCapacity: '3',
          LaunchTemplateId: { Ref: 'Template' },
          TargetGroupArns: [{ Ref: 'Targets' }],
        },
        Kinds: {},
      },
    },
  });
});

test('a group that names no desired capacity starts with its smallest size', () => {
  const group = { Type: 'AWS::AutoScaling::AutoScalingGroup', Properties: { MinSize: '2', MaxSize: '4' } };
  const { GroupLocalInstances } = resourcesOf({ Group: group });
  expect(GroupLocalInstances).toMatchObject({
    Properties: { Properties: { DesiredCapacity: '2', TargetGroupArns: [] } },
  });
});

const EVERYTHING = {
  Parameters: {
    Image: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/aws/service/ami-amazon-linux-latest/x' },
  },
  Resources: {
    Vpc: VPC,
    Address: { ...ADDRESS, DeletionPolicy: 'Snapshot' },
    Document: DOCUMENT,
    Group: { Type: 'AWS::AutoScaling::AutoScalingGroup', Properties: { MinSize: '1' } },
    Check: { Type: 'AWS::Lambda::Function', Properties: {} },
    Route: ROUTE({ 'Fn::GetStackOutput': { Region: 'us-east-1', StackName: 'Edge', OutputName: 'Id' } }),
  },
  Outputs: { Vpc: { Value: { Ref: 'Vpc' } } },
};

test('changes nothing in what it is given', () => {
  expect(() => localized(frozen(structuredClone(EVERYTHING)))).not.toThrow();
});

test('the same template gives the same text', () => {
  expect(JSON.stringify(localized(EVERYTHING))).toBe(JSON.stringify(localized(structuredClone(EVERYTHING))));
});

test('leaves everything but parameters and resources as it is', () => {
  const { Outputs } = localized(EVERYTHING);
  expect(Outputs).toStrictEqual(EVERYTHING.Outputs);
  expect(localized({ Resources: { Vpc: VPC } })).toStrictEqual({ Resources: { Vpc: VPC } });
});

test('counts the resources of the template, and none that was added', () => {
  const { counted } = localizeStack(stackOf(EVERYTHING), OPTIONS);
  expect(counted.map(({ stack, type, treatment: { kind } }) => [stack, type, kind])).toStrictEqual([
    ['Site-Network', 'AWS::EC2::VPC', 'native'],
    ['Site-Network', 'AWS::EC2::EIP', 'translated'],
    ['Site-Network', 'AWS::SSM::Document', 'recorded'],
    ['Site-Network', 'AWS::AutoScaling::AutoScalingGroup', 'native'],
    ['Site-Network', 'AWS::Lambda::Function', 'native'],
    ['Site-Network', 'AWS::EC2::Route', 'native'],
  ]);
  expect(counted[0]?.treatment).toBe(TREATMENTS['AWS::EC2::VPC']);
});
