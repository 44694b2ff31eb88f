import type { JsonObject } from '../../../../lib/template';
import { acl, att, group, instance, ref, resource, tcpRule, type Resources } from '../templates';
import { balancer, firewall, transit, vpn } from './joints';
import { A, areTwins, B, database, networkInterface, networkOf, server } from './network';

/** An image of Windows, which opens connections from other ports. */
const WINDOWS = '{{resolve:ssm:/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-Base}}';

const eip = (id: string): Resources => ({ [`${id}Address`]: resource('AWS::EC2::EIP', { InstanceId: ref(id) }) });
const hostOf = (id: string): JsonObject => ({ 'Fn::Sub': `\${${id}Address}/32` });

/** Two servers with Elastic IP addresses. */
const WITH_ADDRESSES = [A, B, eip('A'), eip('B')];

describe('interfaces are twins', () => {
  test.each<[string, readonly Resources[]]>([
    ['servers of one subnet with the same groups', [A, B]],
    ['whatever the order of their groups is', [A, instance('B', 'S', ['H', 'G'])]],
    [
      'with public addresses of which nothing else tells',
      [instance('A', 'S', ['G'], true), instance('B', 'S', ['G'], true)],
    ],
    ['with Elastic IP addresses that nothing names', WITH_ADDRESSES],
    ['databases that listen on one port', [database('A'), database('B')]],
    ['interfaces that no server has', [networkInterface('A'), networkInterface('B')]],
  ])('%s', (_name, resources) => {
    expect(areTwins(networkOf(...resources))).toBe(true);
  });
});

describe('servers are told apart by', () => {
  test.each<[string, readonly Resources[]]>([
    ['their subnet', [A, instance('B', 'T', ['G', 'H'])]],
    ['a group', [A, instance('B', 'S', ['G', 'I'])]],
    ['groups that only the deployment tells', [A, server('B', {}, { GroupSet: ref('Groups') })]],
    ['a group of which no template tells', [A, server('B', {}, { GroupSet: [ref('Group')] })]],
    [
      'fixed addresses',
      [server('A', {}, { PrivateIpAddress: '10.0.0.20' }), server('B', {}, { PrivateIpAddress: '10.0.0.21' })],
    ],
    ['an IPv6 address', [A, server('B', {}, { Ipv6AddressCount: 1 })]],
    ['a public address', [A, instance('B', 'S', ['G', 'H'], true)]],
    ['the check of sources and destinations', [A, server('B', { SourceDestCheck: false })]],
    ['the ports of their system', [A, server('B', { ImageId: WINDOWS })]],
    ['a property that is not modelled', [A, server('B', { NoSuchProperty: true })]],
    ['being an interface only', [A, networkInterface('B')]],
    ['whether the internet gets to them', [database('A'), database('B', { PubliclyAccessible: true })]],
  ])('%s', (_name, resources) => {
    expect(areTwins(networkOf(...resources))).toBe(false);
  });
});

describe('servers with the same addresses are told apart when something leads to one of them:', () => {
  test.each<[string, readonly Resources[]]>([
    [
      'a route',
      [
        A,
        B,
        {
          Route: resource('AWS::EC2::Route', {
            RouteTableId: ref('TTable'),
            DestinationCidrBlock: '192.168.0.0/16',
            InstanceId: ref('B'),
          }),
        },
      ],
    ],
    ['a load balancer', [A, B, balancer({ TargetType: 'instance', Targets: [{ Id: ref('B') }] })]],
    [
      'an instance that has the interface',
      [
        networkInterface('A'),
        networkInterface('B'),
        {
          Route: resource('AWS::EC2::Route', {
            RouteTableId: ref('TTable'),
            DestinationCidrBlock: '192.168.0.0/16',
            NetworkInterfaceId: ref('B'),
          }),
        },
      ],
    ],
    [
      'a database proxy',
      [
        database('A'),
        database('B'),
        {
          Proxy: resource('AWS::RDS::DBProxy', {
            DBProxyName: 'p',
            EngineFamily: 'MYSQL',
            VpcSubnetIds: [ref('S')],
            VpcSecurityGroupIds: [att('G', 'GroupId')],
            RoleArn: 'r',
            Auth: [],
          }),
          Target: resource('AWS::RDS::DBProxyTargetGroup', {
            DBProxyName: ref('Proxy'),
            TargetGroupName: 'default',
            DBInstanceIdentifiers: [ref('B')],
          }),
        },
      ],
    ],
  ])('%s', (_name, resources) => {
    expect(areTwins(networkOf(...resources))).toBe(false);
  });
});

describe('servers with Elastic IP addresses are told apart when one of these is named', () => {
  test.each<[string, Resources]>([
    ['in a rule of a group that lets in', group('Other', 'V', [tcpRule(22, { CidrIp: hostOf('B') })])],
    ['in a rule of a group that lets out', group('Other', 'V', [], [tcpRule(22, { CidrIp: hostOf('B') })])],
    [
      'in a list that a rule names',
      {
        List: resource('AWS::EC2::PrefixList', {
          PrefixListName: 'list',
          AddressFamily: 'IPv4',
          MaxEntries: 1,
          Entries: [{ Cidr: hostOf('B') }],
        }),
        ...group('Other', 'V', [tcpRule(22, { SourcePrefixListId: ref('List') })]),
      },
    ],
    ['in a network ACL', acl('Acl', 'V', ['T'], [{ number: 100, cidr: hostOf('B') }])],
    [
      'in a route',
      {
        Route: resource('AWS::EC2::Route', {
          RouteTableId: ref('TTable'),
          DestinationCidrBlock: hostOf('B'),
          GatewayId: ref('VIgw'),
        }),
      },
    ],
    [
      'in a route of a transit gateway',
      transit({
        TgwRoute: resource('AWS::EC2::TransitGatewayRoute', {
          TransitGatewayRouteTableId: ref('TgwTable'),
          DestinationCidrBlock: hostOf('B'),
          TransitGatewayAttachmentId: ref('OnTgw'),
        }),
      }),
    ],
    [
      'in a static route of a VPN',
      vpn({
        VpnRoute: resource('AWS::EC2::VPNConnectionRoute', {
          VpnConnectionId: ref('Vpn'),
          DestinationCidrBlock: hostOf('B'),
        }),
      }),
    ],
    ['in a rule of a firewall', firewall(hostOf('B'))],
  ])('%s', (_name, naming) => {
    expect(areTwins(networkOf(...WITH_ADDRESSES, naming))).toBe(false);
  });
});

test('what others than servers refer to has no twins', () => {
  const endpoint = (id: string): Resources => ({
    [id]: resource('AWS::EC2::VPCEndpoint', {
      VpcId: ref('V'),
      VpcEndpointType: 'Interface',
      ServiceName: 'com.amazonaws.ap-northeast-1.ssm',
      SubnetIds: [ref('S')],
      SecurityGroupIds: [att('G', 'GroupId')],
    }),
  });
  const gateway = (id: string): Resources => ({
    [id]: resource('AWS::EC2::NatGateway', { SubnetId: ref('S'), ConnectivityType: 'private' }),
  });
  const lambda = (id: string): Resources => ({
    [id]: resource('AWS::Lambda::Function', {
      Role: 'r',
      Code: { ZipFile: '' },
      VpcConfig: { SubnetIds: [ref('S')], SecurityGroupIds: [att('G', 'GroupId')] },
    }),
  });
  for (const make of [endpoint, gateway, lambda]) {
    expect(areTwins(networkOf(make('A'), make('B')))).toBe(false);
  }
});
