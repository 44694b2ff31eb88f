import {
  ANYWHERE,
  ANYWHERE_6,
  att,
  group,
  instance,
  internetGateway,
  ref,
  resource,
  route,
  rule,
  subnet,
  table,
  template,
  vpc,
  ZONE_A,
  type JsonObject,
  type Template,
} from './builders';
import type { Pair } from './pair';
import { publicServer } from './worlds';

const GROUP_PAGE = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ec2-securitygroup.html';
const STRANGER = 'internet:198.51.100.7';
const OFFICE = '203.0.113.0/24';

/** Pairs about security groups. */
export const GROUP_PAIRS: readonly Pair[] = [
  {
    id: 'separate-egress',
    title: 'a rule out that is a resource of its own may leave the rule that lets everything out',
    source: { url: GROUP_PAGE, read: '2026-11-25' },
    policy: {
      says: 'The server sends no HTTPS out.',
      from: 'Server',
      to: 'internet',
      services: ['tcp/443'],
      relation: 'isolate',
    },
    bad: {
      template: template([
        ...publicServer([]),
        resource('ServerOut', 'AWS::EC2::SecurityGroupEgress', {
          GroupId: att('ServerGroup', 'GroupId'),
          DestinationSecurityGroupId: att('ServerGroup', 'GroupId'),
          IpProtocol: 'tcp',
          FromPort: 443,
          ToPort: 443,
        }),
      ]),
      verdict: 'UNDETERMINED',
      because:
        'a group made without rules out gets one for everything; whether it is gone once the separate rule is there, the page does not say',
    },
    good: {
      template: template(publicServer([], [rule('tcp/443', '10.0.0.0/16')])),
      verdict: 'PROVED',
      because: 'the group is made with a rule out, so it gets no other, and that one stays in the VPC',
    },
  },
  {
    id: 'prefix-list-of-everything',
    title: 'a prefix list that holds 0.0.0.0/0 beside the office',
    source: { url: 'https://docs.aws.amazon.com/vpc/latest/userguide/managed-prefix-lists.html', read: '2026-11-25' },
    policy: {
      says: 'A stranger opens no SSH.',
      from: STRANGER,
      to: 'Server',
      services: ['tcp/22'],
      relation: 'isolate',
    },
    bad: {
      template: behindList([OFFICE, ANYWHERE]),
      verdict: 'REFUTED',
      because: 'an entry of the list holds every address',
    },
    good: {
      template: behindList([OFFICE]),
      verdict: 'PROVED',
      because: 'the stranger is in no entry of the list',
    },
  },
  {
    id: 'everything-in-two-halves',
    title: 'two ranges that look narrow to whoever looks for 0.0.0.0/0',
    source: { url: GROUP_PAGE, read: '2026-11-25' },
    policy: {
      says: 'A stranger opens no SSH.',
      from: STRANGER,
      to: 'Server',
      services: ['tcp/22'],
      relation: 'isolate',
    },
    bad: {
      template: template(publicServer([rule('tcp/22', '0.0.0.0/1'), rule('tcp/22', '128.0.0.0/1')])),
      verdict: 'REFUTED',
      because: 'the halves together are every address',
    },
    good: {
      template: template(publicServer([rule('tcp/22', '0.0.0.0/1')])),
      verdict: 'PROVED',
      because: 'the stranger is in the other half',
    },
  },
  {
    id: 'ports-beside-every-protocol',
    title: 'ports in a rule for every protocol, where EC2 does not look at them',
    source: {
      url: 'https://docs.aws.amazon.com/sdk-for-kotlin/api/latest/ec2/aws.sdk.kotlin.services.ec2.model/-ip-permission/ip-protocol.html',
      read: '2026-11-25',
    },
    policy: {
      says: 'The internet opens no SSH.',
      from: 'internet',
      to: 'Server',
      services: ['tcp/22'],
      relation: 'isolate',
    },
    bad: {
      template: template(publicServer([{ IpProtocol: '-1', FromPort: 443, ToPort: 443, CidrIp: ANYWHERE }])),
      verdict: 'REFUTED',
      because: 'protocol -1 lets every port in, whatever ports stand beside it',
    },
    good: {
      template: template(publicServer([{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: ANYWHERE }])),
      verdict: 'PROVED',
      because: 'no rule lets port 22 in',
    },
  },
  {
    id: 'default-group',
    title: 'instances without a group meet in the default group of the VPC',
    source: {
      url: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html',
      read: '2026-11-25',
    },
    policy: {
      says: 'The client opens no SSH to the server.',
      from: 'Client',
      to: 'Server',
      services: ['tcp/22'],
      relation: 'isolate',
    },
    bad: {
      template: neighbours(false),
      verdict: 'REFUTED',
      because: 'the default group lets its members in on every port',
    },
    good: {
      template: neighbours(true),
      verdict: 'PROVED',
      because: 'each has a group of its own, and that of the server lets nothing in',
    },
  },
  {
    id: 'open-to-ipv6',
    title: 'IPv6 is open while IPv4 is closed',
    source: {
      url: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcIpv6CidrBlockAssociation.html',
      read: '2026-11-25',
    },
    policy: {
      says: 'The internet opens no SSH.',
      from: 'internet',
      to: 'Server',
      services: ['tcp/22'],
      relation: 'isolate',
    },
    bad: {
      template: withIpv6([rule('tcp/443', ANYWHERE_6), rule('tcp/22', ANYWHERE_6)]),
      verdict: 'REFUTED',
      because:
        'addresses of a block of Amazon are public, the subnet has a route, and the group lets port 22 in from ::/0',
    },
    good: {
      template: withIpv6([rule('tcp/443', ANYWHERE_6)]),
      verdict: 'PROVED',
      because: 'no rule of either family lets port 22 in',
    },
  },
];

function neighbours(ownGroups: boolean): Template {
  return template([
    vpc('Vpc', '10.0.0.0/16'),
    subnet('ClientSubnet', 'Vpc', '10.0.1.0/24'),
    subnet('ServerSubnet', 'Vpc', '10.0.2.0/24'),
    ...(ownGroups ? [group('ClientGroup', 'Vpc'), group('ServerGroup', 'Vpc')] : []),
    instance('Client', 'ClientSubnet', ownGroups ? ['ClientGroup'] : []),
    instance('Server', 'ServerSubnet', ownGroups ? ['ServerGroup'] : []),
  ]);
}

function behindList(ranges: readonly string[]): Template {
  return template([
    ...publicServer([rule('tcp/22', { SourcePrefixListId: att('Trusted', 'PrefixListId') })]),
    resource('Trusted', 'AWS::EC2::PrefixList', {
      PrefixListName: 'trusted',
      AddressFamily: 'IPv4',
      MaxEntries: 5,
      Entries: ranges.map((Cidr) => ({ Cidr })),
    }),
  ]);
}

/** A server without a public address of IPv4, but with an address of IPv6. */
function withIpv6(ingress: readonly JsonObject[]): Template {
  return template([
    vpc('Vpc', '10.0.0.0/16'),
    resource('VpcBlock6', 'AWS::EC2::VPCCidrBlock', { VpcId: ref('Vpc'), AmazonProvidedIpv6CidrBlock: true }),
    internetGateway('Vpc'),
    table('Public', 'Vpc'),
    route('PublicRoute6', 'Public', ANYWHERE_6, { GatewayId: ref('Igw') }),
    resource(
      'PublicA',
      'AWS::EC2::Subnet',
      {
        VpcId: ref('Vpc'),
        CidrBlock: '10.0.1.0/24',
        AvailabilityZone: ZONE_A,
        Ipv6CidrBlock: {
          'Fn::Select': [0, { 'Fn::Cidr': [{ 'Fn::Select': [0, att('Vpc', 'Ipv6CidrBlocks')] }, 1, '64'] }],
        },
      },
      { DependsOn: 'VpcBlock6' },
    ),
    resource('PublicAAssociation', 'AWS::EC2::SubnetRouteTableAssociation', {
      SubnetId: ref('PublicA'),
      RouteTableId: ref('Public'),
    }),
    group('ServerGroup', 'Vpc', ingress),
    instance('Server', 'PublicA', ['ServerGroup'], { Ipv6AddressCount: 1 }),
  ]);
}
