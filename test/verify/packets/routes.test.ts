import {
  answer,
  asked,
  group,
  instance,
  openGroup,
  ref,
  resource,
  route,
  rule,
  subnet,
  vpc,
  worldOf,
  type Resources,
} from './support/net';
import type { JsonObject } from '../../../lib/template';

const NET = {
  ...vpc('Vpc', 0),
  ...openGroup('Open', 'Vpc'),
  ...subnet('A', 'Vpc', '10.0.1.0/24'),
  ...subnet('B', 'Vpc', '10.0.2.0/24'),
};
const PAIR = { ...instance('From', 'A', ['Open']), ...instance('To', 'B', ['Open']) };
const PEER = {
  ...vpc('Other', 1),
  ...openGroup('OtherOpen', 'Other'),
  ...subnet('C', 'Other', '10.1.1.0/24'),
  ...instance('There', 'C', ['OtherOpen']),
  Pcx: resource('EC2::VPCPeeringConnection', { VpcId: ref('Vpc'), PeerVpcId: ref('Other') }),
};
const OUT = route('There1', 'ATable', '10.1.0.0/16', { VpcPeeringConnectionId: ref('Pcx') });
const BACK = route('Back1', 'CTable', '10.0.0.0/16', { VpcPeeringConnectionId: ref('Pcx') });
const world = (more: Resources): ReturnType<typeof worldOf> => worldOf({ ...NET, ...PAIR, ...more });

describe('routes', () => {
  test('are local in a VPC, in each of its blocks', () => {
    const two = world({
      Second: resource('EC2::VPCCidrBlock', { VpcId: ref('Vpc'), CidrBlock: '10.9.0.0/16' }),
      ...subnet('D', 'Vpc', '10.9.1.0/24'),
      ...instance('Far', 'D', ['Open']),
    });
    expect(answer(two, 'From > To tcp/80')).toBe('yes/yes');
    expect(answer(two, 'From > Far tcp/80')).toBe('yes/yes');
  });

  test('lead nowhere else without a route', () => {
    expect(answer(world(PEER), 'From > There tcp/80')).toBe('no/no');
  });

  test('need both directions for a session', () => {
    expect(answer(world({ ...PEER, ...OUT }), 'From > There tcp/80')).toBe('yes/no');
    expect(answer(world({ ...PEER, ...OUT, ...BACK }), 'From > There tcp/80')).toBe('yes/yes');
  });

  test('take the longest prefix', () => {
    const wide = route('Wide', 'ATable', '0.0.0.0/0', { VpcPeeringConnectionId: ref('Pcx') });
    const narrow = route('Narrow', 'ATable', '10.1.0.0/16', { GatewayId: ref('VpcIgw') });
    expect(answer(world({ ...PEER, ...wide, ...BACK }), 'From > There tcp/80')).toBe('yes/yes');
    expect(answer(world({ ...PEER, ...wide, ...narrow, ...BACK }), 'From > There tcp/80')).toBe('no/no');
  });

  test('leave open what an unknown target takes', () => {
    const unknown = route('Unknown', 'ATable', '10.1.0.0/16', { CoreNetworkArn: 'arn' });
    expect(answer(world({ ...PEER, ...unknown }), 'From > There tcp/80')).toBe('unknown/unknown');
  });

  test('may send what goes to a subnet through an interface that does not check addresses', () => {
    const middle = (check: boolean): Resources => ({
      ...subnet('M', 'Vpc', '10.0.3.0/24'),
      ...instance('Middle', 'M', ['Open'], { SourceDestCheck: check }),
      ...route('Via', 'ATable', '10.0.2.0/24', { InstanceId: ref('Middle') }),
    });
    expect(answer(world(middle(true)), 'From > To tcp/80')).toBe('no/no');
    expect(answer(world(middle(false)), 'From > To tcp/80')).toBe('unknown/unknown');
  });

  test('use the main table, with the local route alone, where a subnet has no other', () => {
    const main = worldOf({
      ...NET,
      M: resource('EC2::Subnet', { VpcId: ref('Vpc'), CidrBlock: '10.0.4.0/24' }),
      ...instance('From', 'M', ['Open']),
      ...instance('To', 'B', ['Open']),
    });
    expect(answer(main, 'From > To tcp/80')).toBe('yes/yes');
    expect(answer(main, 'From > internet tcp/80')).toBe('no/no');
  });
});

describe('peering connections', () => {
  test('count groups of the other VPC in one Region', () => {
    const named = world({
      ...PEER,
      ...OUT,
      ...BACK,
      ...group('ByGroup', 'Other', [rule('tcp/80', { SourceSecurityGroupId: ref('Open') })]),
      ...instance('There', 'C', ['ByGroup']),
    });
    expect(answer(named, 'From > There tcp/80')).toBe('yes/yes');
  });

  test('carry nothing to a third VPC', () => {
    const three = world({
      ...PEER,
      ...route('There2', 'ATable', '10.2.0.0/16', { VpcPeeringConnectionId: ref('Pcx') }),
      ...vpc('Third', 2),
      ...openGroup('ThirdOpen', 'Third'),
      ...subnet('E', 'Third', '10.2.1.0/24'),
      ...instance('End', 'E', ['ThirdOpen']),
      Pcx2: resource('EC2::VPCPeeringConnection', { VpcId: ref('Other'), PeerVpcId: ref('Third') }),
      ...route('On', 'CTable', '10.2.0.0/16', { VpcPeeringConnectionId: ref('Pcx2') }),
    });
    expect(asked(three, 'From > End tcp/80')).toMatchObject({ delivers: 'no' });
    expect(answer(three, 'There > End tcp/80')).toBe('yes/no');
  });

  test('carry nothing through the internet gateway or the NAT gateway of the other side', () => {
    const edge = world({
      ...PEER,
      ...route('Edge', 'ATable', '0.0.0.0/0', { VpcPeeringConnectionId: ref('Pcx') }),
      ...route('EdgeOut', 'CTable', '0.0.0.0/0', { GatewayId: ref('OtherIgw') }),
    });
    expect(answer(edge, 'From > internet tcp/80')).toBe('no/no');
  });

  test('lead somewhere unknown when the other VPC is not of the assembly', () => {
    const lost = world({
      Pcx: resource('EC2::VPCPeeringConnection', { VpcId: ref('Vpc'), PeerVpcId: 'vpc-1234' }),
      ...OUT,
    });
    expect(answer(lost, 'From > internet:10.1.1.1 tcp/80')).toBe('unknown/unknown');
  });
});

describe('running networks', () => {
  const shown = (name: string, type: string, metadata: JsonObject): Resources => ({
    [name]: { ...resource(type, { VpcId: ref('Vpc') }), Metadata: metadata } as Resources[string],
  });
  const BARE: Resources = {
    ...vpc('Vpc', 0),
    ...openGroup('Open', 'Vpc'),
    S: resource('EC2::Subnet', { VpcId: ref('Vpc'), CidrBlock: '10.0.4.0/24', MapPublicIpOnLaunch: true }),
    T: resource('EC2::Subnet', { VpcId: ref('Vpc'), CidrBlock: '10.0.5.0/24' }),
    ...instance('From', 'S', ['Open']),
    ...instance('To', 'T', ['Open']),
  };

  test('show their main route tables', () => {
    const out = route('Out', 'Main', '0.0.0.0/0', { GatewayId: ref('VpcIgw') });
    const main = worldOf({ ...BARE, ...shown('Main', 'EC2::RouteTable', { Main: true }), ...out });
    expect(answer(main, 'From > internet tcp/80')).toBe('yes/yes');
    const other = worldOf({ ...BARE, ...shown('Main', 'EC2::RouteTable', {}), ...out });
    expect(answer(other, 'From > internet tcp/80')).toBe('no/no');
  });

  test('show their default network ACLs and groups', () => {
    const shut = worldOf({ ...BARE, ...shown('Acl', 'EC2::NetworkAcl', { Default: true }) });
    expect(answer(shut, 'From > To tcp/80')).toBe('no/no');
    const group = worldOf({
      ...BARE,
      ...shown('Group', 'EC2::SecurityGroup', { Default: true }),
      To: resource('EC2::Instance', { SubnetId: ref('T') }),
    });
    expect(answer(group, 'From > To tcp/80')).toBe('no/no');
  });
});
