import { CfnOutput, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { starterSite, testSite } from '../support/test-site';
import { synthNetwork, type Resource } from './synth-network';

const site = testSite();
const standard = synthNetwork(site);
const starter = synthNetwork(starterSite());
const { network, template } = standard;

test('makes one VPC of the declared range with DNS', () => {
  expect(standard.only('AWS::EC2::VPC')).toMatchObject({
    CidrBlock: '10.0.0.0/16',
    EnableDnsHostnames: true,
    EnableDnsSupport: true,
  });
});

test('closes the default security group', () => {
  expect(standard.only('Custom::VpcRestrictDefaultSG')['DefaultSecurityGroupId']).toEqual({
    'Fn::GetAtt': [expect.any(String), 'DefaultSecurityGroup'],
  });
});

test('keeps what the function that closes it logs in an encrypted group that exists before the function', () => {
  const [handler] = standard.ofType('AWS::Lambda::Function');
  const { LogGroup: logGroup } = handler?.Properties['LoggingConfig'] as { LogGroup: { Ref: string } };
  expect(standard.resources[logGroup.Ref]).toMatchObject({
    Type: 'AWS::Logs::LogGroup',
    Properties: {
      LogGroupName: '/test-site/functions/restrict-default-security-group',
      KmsKeyId: expect.anything(),
      RetentionInDays: site.operations.logRetentionDays,
    },
  });
  expect(standard.ofType('AWS::Lambda::Function')).toHaveLength(1);
});

test.each([
  ['standard', standard],
  ['starter', starter],
] as const)('builds the planned subnets of %s, with literal zones and without public addresses', (_name, synth) => {
  const built = synth.ofType('AWS::EC2::Subnet').map(({ Properties }) => Properties);
  const roles = ['attachment', ...(synth === starter ? ['firewall'] : [])];
  const planned = synth.site.network.subnets.filter(({ role }) => !roles.includes(role));
  expect(built.map((subnet) => [subnet['AvailabilityZone'], subnet['CidrBlock']]).sort()).toEqual(
    planned.map(({ availabilityZone, cidr }) => [availabilityZone, cidr]).sort(),
  );
  expect(built.filter((subnet) => subnet['MapPublicIpOnLaunch'] !== false)).toEqual([]);
});

test('tags each subnet with its segment and its name', () => {
  const tags = standard.ofType('AWS::EC2::Subnet').map(({ Properties }) => {
    const list = Properties['Tags'] as { readonly Key: string; readonly Value: string }[];
    return Object.fromEntries(list.map(({ Key, Value }) => [Key, Value]));
  });
  const segmentOf = (role: string) =>
    tags.find((tag) => tag['Name'] === `test-site-${role}-ap-northeast-1a`)?.['segment'];
  expect(['barrier-entry', 'barrier-egress', 'firewall', 'dmz', 'internal', 'data'].map(segmentOf)).toEqual([
    'barrier',
    'barrier',
    'barrier',
    'dmz',
    'internal',
    'data',
  ]);
});

test('gives every subnet a route table of its own', () => {
  const associations = standard.ofType('AWS::EC2::SubnetRouteTableAssociation').map(({ Properties }) => Properties);
  const tables = new Set(associations.map(({ RouteTableId }) => JSON.stringify(RouteTableId)));
  expect(tables.size).toBe(standard.ofType('AWS::EC2::Subnet').length);
});

test.each(['AWS::EC2::EIP', 'AWS::EC2::NatGateway'])('makes %s in every zone after the attachment', (type) => {
  const attachment = Object.entries(standard.resources).find(
    ([, { Type }]) => Type === 'AWS::EC2::VPCGatewayAttachment',
  );
  const found = standard.ofType(type);
  expect(found).toHaveLength(3);
  expect(found.map(({ DependsOn }) => DependsOn)).toEqual(Array(3).fill([attachment?.[0]]));
});

test('makes routes to the internet gateway after its attachment', () => {
  const routes = standard.ofType('AWS::EC2::Route').filter(({ Properties }) => Properties['GatewayId'] !== undefined);
  expect(routes).toHaveLength(3);
  expect(routes.filter(({ DependsOn }) => DependsOn?.length !== 1)).toEqual([]);
});

test('exposes subnets sorted by zone, and none for roles that are not built', () => {
  const zones = ['ap-northeast-1a', 'ap-northeast-1c', 'ap-northeast-1d'];
  expect(network.subnets.dmz.map(({ availabilityZone }) => availabilityZone)).toEqual(zones);
  expect(network.subnets.attachment).toEqual([]);
  expect(starter.network.subnets.firewall).toEqual([]);
  expect(starter.network.firewallName).toBeUndefined();
  expect(starter.network.interfaceEndpointIds).toEqual([]);
});

test('leaves every resource of a zone alone when another zone is added', () => {
  const two = {
    primary: {
      region: 'ap-northeast-1',
      availabilityZones: ['ap-northeast-1a', 'ap-northeast-1d'],
      fewerZones: { reason: 'a small site for the test' },
    },
  };
  const before = synthNetwork(testSite({ regions: two })).resources;
  const shared = ['AWS::NetworkFirewall::Firewall', 'AWS::NetworkFirewall::RuleGroup', 'AWS::EC2::VPCEndpoint'];
  const own = Object.entries(before).filter(([, { Type }]) => !shared.includes(Type));
  const after = Object.fromEntries(own.map(([id]) => [id, standard.resources[id]])) as Record<string, Resource>;
  expect(after).toEqual(Object.fromEntries(own));
});

test('makes the same template twice', () => {
  expect(synthNetwork(testSite()).template.toJSON()).toEqual(template.toJSON());
});

describe('for other stacks', () => {
  const consumer = synthNetwork(site, (used, stack) => {
    const other = new Stack(stack.node.root, 'Other', { env: { region: stack.region } });
    new CfnOutput(other, 'Topology', { value: other.toJsonString(used.topology) });
    new CfnOutput(other, 'Zones', { value: other.toJsonString(used.zones) });
  });
  const outputs = Object.values(consumer.template.toJSON()['Outputs'] as Record<string, { Value: object }>);

  test('exports each firewall endpoint by its zone and never the list, whose order may change', () => {
    const values = outputs.map(({ Value }) => JSON.stringify(Value)).filter((value) => value.includes('EndpointIds'));
    expect(values.filter((value) => value.includes('"Fn::Select"'))).toHaveLength(3);
    expect(values.filter((value) => !value.includes('"Fn::Select"'))).toEqual([]);
  });

  test('describes every route table with its routes', () => {
    const { routeTables } = consumer.network.topology;
    expect(routeTables).toHaveLength(18);
    const routes = (role: string) =>
      routeTables
        .filter((table) => table.role === role)
        .map((table) => table.routes.map(({ destination }) => destination));
    expect(routes('data')).toEqual([[], [], []]);
    expect(routes('barrier-entry')).toEqual([[], [], []]);
    expect(routes('dmz')).toEqual([['0.0.0.0/0'], ['0.0.0.0/0'], ['0.0.0.0/0']]);
    expect(routes('barrier-egress')[0]).toEqual(['0.0.0.0/0', '10.0.8.0/22', '10.0.0.0/21']);
  });

  test('names NAT gateways, firewall endpoints and API endpoints of every zone', () => {
    const { topology } = consumer.network;
    expect(topology.natGateways).toHaveLength(3);
    expect(topology.firewallEndpoints).toHaveLength(3);
    expect(topology.interfaceEndpoints.map(({ subnets }) => subnets.length)).toEqual(Array(6).fill(3));
    expect(starter.network.topology.firewallEndpoints).toEqual([]);
  });
});

describe('metrics', () => {
  test.each([
    ['metricNatPortErrors', 'AWS/NATGateway', 'ErrorPortAllocation'],
    ['metricNatDroppedPackets', 'AWS/NATGateway', 'PacketsDropCount'],
    ['metricFirewallDroppedPackets', 'AWS/NetworkFirewall', 'DroppedPackets'],
    ['metricFirewallRejectedPackets', 'AWS/NetworkFirewall', 'RejectedPackets'],
  ] as const)('%s counts %s %s of a zone', (method, namespace, metricName) => {
    const metric = network[method]('ap-northeast-1c');
    expect(metric).toMatchObject({ namespace, metricName, statistic: 'Sum' });
    expect(Object.keys(metric.dimensions ?? {}).sort()).toEqual(
      namespace === 'AWS/NATGateway' ? ['NatGatewayId'] : ['AvailabilityZone', 'Engine', 'FirewallName'],
    );
  });

  test('counts the names nobody expects apart from those a healthy instance is refused', () => {
    const metric = network.metricUnexpectedDnsNames();
    expect(metric).toMatchObject({ namespace: 'AWS/Route53Resolver', metricName: 'FirewallRuleQueryVolume' });
    const list = standard.stack.resolve(metric.dimensions?.['FirewallDomainListId']) as {
      'Fn::GetAtt': [string, string];
    };
    expect(standard.resources[list['Fn::GetAtt'][0]]?.Properties['Domains']).toEqual(['*']);
  });

  test('refuses a zone the site does not use', () => {
    expect(() => network.metricNatPortErrors('ap-northeast-1b')).toThrow('no NAT gateway in ap-northeast-1b');
    expect(() => starter.network.metricFirewallDroppedPackets('ap-northeast-1a')).toThrow('egress is not inspected');
  });
});

test('needs an internet gateway for VPC origins, attached', () => {
  Template.fromStack(starter.stack).resourceCountIs('AWS::EC2::VPCGatewayAttachment', 1);
});
