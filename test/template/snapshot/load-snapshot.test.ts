import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createEvaluator, describeValue, type JsonObject, type TemplateModel } from '../../../lib/template';
import { ANSWERS } from './answers';
import { loadAnswers } from './write-snapshot';

const SCRATCH = mkdtempSync(path.join(os.tmpdir(), 'honmaru-snapshot-'));
let directories = 0;

afterAll(() => {
  rmSync(SCRATCH, { recursive: true, force: true });
});

function load(answers: Readonly<Record<string, JsonObject>>, folder?: string): TemplateModel {
  return loadAnswers(path.join(SCRATCH, String((directories += 1))), answers, folder);
}
const model = load(ANSWERS);

function find(of: TemplateModel, id: string) {
  const resource = of.resources.find(({ logicalId }) => logicalId === id);
  if (resource === undefined) {
    throw new Error(`no resource ${id}`);
  }
  return resource;
}

const value = (id: string, ...names: string[]) => createEvaluator(model).property(find(model, id), ...names);

test('makes resources of the types of templates', () => {
  const counts = Object.fromEntries(
    [...model.byType].map(([type, resources]) => [type.replace('AWS::', ''), resources.length]),
  );
  expect(counts).toEqual({
    'EC2::VPC': 1,
    'EC2::VPCCidrBlock': 2,
    'EC2::Subnet': 2,
    'EC2::RouteTable': 2,
    'EC2::Route': 3,
    'EC2::SubnetRouteTableAssociation': 1,
    'EC2::GatewayRouteTableAssociation': 1,
    'EC2::VPNGatewayRoutePropagation': 1,
    'EC2::SecurityGroup': 2,
    'EC2::NetworkAcl': 1,
    'EC2::NetworkAclEntry': 2,
    'EC2::SubnetNetworkAclAssociation': 1,
    'EC2::InternetGateway': 1,
    'EC2::VPCGatewayAttachment': 1,
    'EC2::VPNGateway': 1,
    'EC2::NatGateway': 1,
    'EC2::EIP': 3,
    'EC2::EIPAssociation': 2,
    'EC2::VPCEndpoint': 1,
    'EC2::NetworkInterface': 1,
    'EC2::NetworkInterfaceAttachment': 1,
    'EC2::Instance': 1,
    'ElasticLoadBalancingV2::LoadBalancer': 1,
    'ElasticLoadBalancingV2::TargetGroup': 1,
    'ElasticLoadBalancingV2::Listener': 1,
    'ElasticLoadBalancingV2::ListenerRule': 1,
    'RDS::DBCluster': 1,
    'RDS::DBInstance': 1,
    'RDS::DBSubnetGroup': 1,
    'NetworkFirewall::Firewall': 1,
    'NetworkFirewall::FirewallPolicy': 1,
  });
});

test('is complete, of one account and Region, and says that it was observed', () => {
  expect(model.findings).toEqual([]);
  expect(model.stacks).toMatchObject([
    { name: 'eu-west-1', region: 'eu-west-1', account: '111111111111', observed: true, tainted: [] },
  ]);
});

test.each<[string, readonly string[], string]>([
  ['subnet-a', ['VpcId'], '${vpc-1.Ref}'],
  ['subnet-a', ['AvailabilityZone'], 'eu-west-1a'],
  ['vpc-1-cidr-0', ['CidrBlock'], '10.1.0.0/16'],
  ['vpc-1-cidr6-0', ['Ipv6CidrBlock'], '2001:db8::/56'],
  ['rtb-a-route-1', ['GatewayId'], '${igw-1.Ref}'],
  ['rtb-a-route-2', ['VpcEndpointId'], '${arn:aws:network-firewall:eu-west-1:111111111111:firewall/fw.EndpointId[1]}'],
  ['rtb-a-route-3', ['NatGatewayId'], '${nat-1.Ref}'],
  ['rtbassoc-1', ['SubnetId'], '${subnet-a.Ref}'],
  ['rtbassoc-2', ['GatewayId'], '${igw-1.Ref}'],
  ['nat-1', ['AllocationId'], '${eipalloc-1.AllocationId}'],
  ['vpce-s3', ['RouteTableIds'], '${rtb-a.Ref}'],
  ['eni-1', ['GroupSet'], '${sg-web.Ref}'],
  ['eni-1-attachment', ['InstanceId'], '${i-1.Ref}'],
  ['eni-1-address-association', ['AllocationId'], '${eni-1-address.AllocationId}'],
  ['eni-1-address-association', ['NetworkInterfaceId'], '${eni-1.Ref}'],
  ['i-1', ['NetworkInterfaces', '0', 'NetworkInterfaceId'], '${eni-1.Ref}'],
  ['cluster-main', ['DBSubnetGroupName'], '${subnet-group-data.Ref}'],
  ['instance-main-1', ['DBClusterIdentifier'], '${cluster-main.Ref}'],
  ['subnet-group-data', ['SubnetIds'], '${subnet-a.Ref},${subnet-b.Ref}'],
])('%s names in %j %s', (id, names, text) => {
  expect(describeValue(value(id, ...names))).toBe(text);
});

test.each<[string, JsonObject]>([
  [
    'sg-web',
    {
      SecurityGroupIngress: [
        { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0' },
        { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '10.0.0.0/8' },
        { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIpv6: '::/0' },
        { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, SourcePrefixListId: 'pl-1' },
        { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, SourceSecurityGroupId: 'sg-default' },
      ],
      SecurityGroupEgress: [
        { IpProtocol: '-1', CidrIp: '0.0.0.0/0' },
        { IpProtocol: '-1', DestinationSecurityGroupId: 'sg-web' },
      ],
    },
  ],
  [
    'sg-default',
    {
      SecurityGroupIngress: [],
      SecurityGroupEgress: [{ IpProtocol: 'icmp', FromPort: 252, ToPort: 86, CidrIp: '255.255.255.255/32' }],
    },
  ],
  ['acl-1-in-100', { Protocol: 6, RuleAction: 'allow', Egress: false, PortRange: { From: 443, To: 443 } }],
  ['acl-1-out-110', { Protocol: 1, Egress: true, Icmp: { Type: 8, Code: -1 } }],
  ['vpce-s3', { PolicyDocument: { Statement: [] }, VpcEndpointType: 'Gateway' }],
  ['i-1', { AvailabilityZone: 'eu-west-1a', NetworkInterfaces: [{ NetworkInterfaceId: 'eni-1', DeviceIndex: '0' }] }],
  ['eipalloc-2', { Address: '192.0.2.2' }],
])('%s has the properties of its type', (id, properties) => {
  expect(find(model, id).properties).toMatchObject(properties as Record<string, unknown>);
});

test('a load balancer, its listener, rule and targets hang together', () => {
  const arn = 'arn:aws:elasticloadbalancing:eu-west-1:111111111111';
  const names = (id: string, ...path: string[]) => describeValue(value(id, ...path));
  expect([
    names(`${arn}:loadbalancer/app/web/1`, 'SubnetMappings', '1', 'SubnetId'),
    names(`${arn}:loadbalancer/app/web/1`, 'SecurityGroups'),
    names(`${arn}:listener/app/web/1/2`, 'DefaultActions', '0', 'TargetGroupArn'),
    names(`${arn}:listener-rule/app/web/1/2/3`, 'ListenerArn'),
    names(`${arn}:targetgroup/web/1`, 'Targets', '0', 'Id'),
  ]).toEqual([
    '${subnet-b.Ref}',
    '${sg-web.Ref}',
    `\${${arn}:targetgroup/web/1.Ref}`,
    `\${${arn}:listener/app/web/1/2.Ref}`,
    '${i-1.Ref}',
  ]);
});

test.each<[string, JsonObject]>([
  ['rtb-main', { Main: true }],
  ['sg-default', { Default: true }],
  ['acl-1', { Default: true }],
  ['rtb-a-route-2', { State: 'blackhole' }],
])('%s keeps what no property tells', (id, metadata) => {
  expect(find(model, id).metadata).toEqual(metadata);
});

test('tables, groups and ACLs that are not the default are not said to be', () => {
  expect(['rtb-a', 'sg-web'].map((id) => find(model, id).metadata)).toEqual([{}, {}]);
});
