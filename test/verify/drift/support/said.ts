import { modelOfTemplate, type JsonObject, type JsonValue, type TemplateModel } from '../../../../lib/template';
import type { IdOf } from '../../../../lib/verify/drift/names';

export const REGION = 'ap-northeast-1';
export const ACCOUNT = '111122223333';
export const STACK = 'Net';

const ref = (logicalId: string): JsonObject => ({ Ref: logicalId });
const resource = (type: string, properties: JsonObject = {}): JsonObject => ({
  Type: `AWS::${type}`,
  Properties: properties,
});
const arn = (service: string, name: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${name}`;

/** What CDK writes for a group that has no rule of its own. */
export const SENTINEL = { IpProtocol: 'icmp', FromPort: 252, ToPort: 86, CidrIp: '255.255.255.255/32' };

/** A policy that lets no stranger carry anything. */
export const POLICY = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: '*',
      Action: '*',
      Resource: '*',
      Condition: { StringEquals: { 's3:ResourceAccount': ACCOUNT } },
    },
  ],
};

/** A small site: two subnets, a load balancer before a group of servers, a database, endpoints and a function. */
export const RESOURCES: Readonly<Record<string, JsonObject>> = {
  Vpc: resource('EC2::VPC', { CidrBlock: '10.0.0.0/16' }),
  Igw: resource('EC2::InternetGateway'),
  IgwAttachment: resource('EC2::VPCGatewayAttachment', { VpcId: ref('Vpc'), InternetGatewayId: ref('Igw') }),
  SubnetA: subnet('10.0.0.0/24', 'a'),
  SubnetB: subnet('10.0.1.0/24', 'c'),
  TableA: resource('EC2::RouteTable', { VpcId: ref('Vpc') }),
  TableB: resource('EC2::RouteTable', { VpcId: ref('Vpc') }),
  TableOfA: association('TableA', 'SubnetA'),
  TableOfB: association('TableB', 'SubnetB'),
  RouteA: route('TableA', { GatewayId: ref('Igw') }),
  RouteB: route('TableB', { NatGatewayId: ref('Nat') }),
  Eip: resource('EC2::EIP', { Domain: 'vpc' }),
  Nat: resource('EC2::NatGateway', {
    SubnetId: ref('SubnetA'),
    AllocationId: { 'Fn::GetAtt': ['Eip', 'AllocationId'] },
  }),
  Acl: resource('EC2::NetworkAcl', { VpcId: ref('Vpc') }),
  AclIn: entry({ RuleNumber: 100, Protocol: 6, CidrBlock: '10.0.0.0/16', PortRange: { From: 8443, To: 8443 } }),
  AclPing: entry({ RuleNumber: 110, Protocol: 1, CidrBlock: '10.0.0.0/16', Icmp: { Type: 8, Code: -1 } }),
  AclOut: entry({ RuleNumber: 100, Protocol: -1, CidrBlock: '0.0.0.0/0', Egress: true }),
  AclOfB: resource('EC2::SubnetNetworkAclAssociation', { NetworkAclId: ref('Acl'), SubnetId: ref('SubnetB') }),
  Web: resource('EC2::SecurityGroup', {
    ...{ VpcId: ref('Vpc'), GroupDescription: 'web', SecurityGroupEgress: [SENTINEL] },
    SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '10.0.0.0/16' }],
  }),
  App: resource('EC2::SecurityGroup', {
    ...{ VpcId: ref('Vpc'), GroupDescription: 'app', SecurityGroupEgress: [SENTINEL] },
  }),
  WebToApp: resource('EC2::SecurityGroupEgress', {
    ...{ GroupId: group('Web'), DestinationSecurityGroupId: group('App') },
    ...{ IpProtocol: 'tcp', FromPort: 8443, ToPort: 8443 },
  }),
  AppFromWeb: resource('EC2::SecurityGroupIngress', {
    ...{ GroupId: group('App'), SourceSecurityGroupId: group('Web') },
    ...{ IpProtocol: 'tcp', FromPort: 8443, ToPort: 8443 },
  }),
  Balancer: resource('ElasticLoadBalancingV2::LoadBalancer', {
    ...{ Scheme: 'internal', Type: 'application', SecurityGroups: [group('Web')] },
    Subnets: [ref('SubnetA'), ref('SubnetB')],
  }),
  Listener: resource('ElasticLoadBalancingV2::Listener', {
    ...{ LoadBalancerArn: ref('Balancer'), Port: 443, Protocol: 'HTTPS' },
    DefaultActions: [{ Type: 'forward', TargetGroupArn: ref('Targets') }],
  }),
  Targets: resource('ElasticLoadBalancingV2::TargetGroup', { Port: 8443, Protocol: 'HTTPS', VpcId: ref('Vpc') }),
  Launch: resource('EC2::LaunchTemplate', { LaunchTemplateData: { SecurityGroupIds: [group('App')] } }),
  Servers: resource('AutoScaling::AutoScalingGroup', {
    ...{ MinSize: '1', MaxSize: '2', VPCZoneIdentifier: [ref('SubnetB')], TargetGroupARNs: [ref('Targets')] },
    LaunchTemplate: {
      LaunchTemplateId: ref('Launch'),
      Version: { 'Fn::GetAtt': ['Launch', 'LatestVersionNumber'] },
    },
  }),
  S3: resource('EC2::VPCEndpoint', {
    ...{ VpcId: ref('Vpc'), ServiceName: `com.amazonaws.${REGION}.s3`, VpcEndpointType: 'Gateway' },
    ...{ RouteTableIds: [ref('TableB')], PolicyDocument: POLICY },
  }),
  Ssm: resource('EC2::VPCEndpoint', {
    ...{ VpcId: ref('Vpc'), ServiceName: `com.amazonaws.${REGION}.ssm`, VpcEndpointType: 'Interface' },
    ...{ SubnetIds: [ref('SubnetB')], SecurityGroupIds: [group('App')], PolicyDocument: POLICY },
  }),
  DataSubnets: resource('RDS::DBSubnetGroup', { SubnetIds: [ref('SubnetA'), ref('SubnetB')] }),
  Database: resource('RDS::DBCluster', {
    ...{ Engine: 'aurora-postgresql', Port: 5433, DBSubnetGroupName: ref('DataSubnets') },
    VpcSecurityGroupIds: [group('App')],
  }),
  Writer: resource('RDS::DBInstance', {
    ...{ Engine: 'aurora-postgresql', DBClusterIdentifier: ref('Database'), PubliclyAccessible: false },
  }),
  Probe: resource('Lambda::Function', {
    VpcConfig: { SubnetIds: [ref('SubnetB')], SecurityGroupIds: [group('App')] },
  }),
};

/** Identifiers that the deployment gave the resources. */
export const IDS: Readonly<Record<string, string>> = {
  Vpc: 'vpc-1',
  Igw: 'igw-1',
  SubnetA: 'subnet-a',
  SubnetB: 'subnet-b',
  TableA: 'rtb-a',
  TableB: 'rtb-b',
  Eip: '192.0.2.1',
  Nat: 'nat-1',
  Acl: 'acl-1',
  Web: 'sg-web',
  App: 'sg-app',
  Balancer: arn('elasticloadbalancing', 'loadbalancer/app/web/1'),
  Listener: arn('elasticloadbalancing', 'listener/app/web/1/2'),
  Targets: arn('elasticloadbalancing', 'targetgroup/app/1'),
  Launch: 'lt-1',
  Servers: 'servers',
  S3: 'vpce-s3',
  Ssm: 'vpce-ssm',
  DataSubnets: 'data',
  Database: 'database',
  Writer: 'writer',
  Probe: 'probe',
};

/** Names the resources of the stack as the deployment did. */
export const idOf: IdOf = ({ logicalId }) => IDS[logicalId];

/** The templates of the site, or of other resources. */
export function said(resources: Readonly<Record<string, JsonObject>> = RESOURCES): TemplateModel {
  return modelOfTemplate({ Resources: resources }, { region: REGION, account: ACCOUNT, stackName: STACK });
}

function subnet(CidrBlock: string, zone: string): JsonObject {
  return resource('EC2::Subnet', { VpcId: ref('Vpc'), CidrBlock, AvailabilityZone: `${REGION}${zone}` });
}

function association(table: string, of: string): JsonObject {
  return resource('EC2::SubnetRouteTableAssociation', { RouteTableId: ref(table), SubnetId: ref(of) });
}

function route(table: string, target: JsonObject): JsonObject {
  return resource('EC2::Route', { RouteTableId: ref(table), DestinationCidrBlock: '0.0.0.0/0', ...target });
}

function entry(properties: JsonObject): JsonObject {
  return resource('EC2::NetworkAclEntry', { NetworkAclId: ref('Acl'), RuleAction: 'allow', ...properties });
}

function group(logicalId: string): JsonValue {
  return { 'Fn::GetAtt': [logicalId, 'GroupId'] };
}
