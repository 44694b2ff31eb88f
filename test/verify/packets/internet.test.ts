import {
  acl,
  answer,
  att,
  group,
  instance,
  openGroup,
  publicSubnet,
  ref,
  resource,
  route,
  rule,
  subnet,
  vpc,
  worldOf,
  type Resources,
} from './support/net';

const NET = { ...vpc('Vpc', 0), ...openGroup('Open', 'Vpc'), ...publicSubnet('P', 'Vpc', '10.0.1.0/24') };
const NAT: Resources = {
  Eip: resource('EC2::EIP', { Domain: 'vpc' }),
  Nat: resource('EC2::NatGateway', { SubnetId: ref('P'), AllocationId: att('Eip', 'AllocationId') }),
  ...subnet('Q', 'Vpc', '10.0.2.0/24'),
  ...route('QDefault', 'QTable', '0.0.0.0/0', { NatGatewayId: ref('Nat') }),
  ...instance('App', 'Q', ['Open']),
};
const world = (more: Resources): ReturnType<typeof worldOf> => worldOf({ ...NET, ...more });

describe('internet gateways', () => {
  test('carry both directions for an interface with a public address', () => {
    const web = world(instance('Web', 'P', ['Open']));
    expect(answer(web, 'internet > Web tcp/80')).toBe('yes/yes');
    expect(answer(web, 'Web > internet tcp/443')).toBe('yes/yes');
  });

  test('drop what has no public address', () => {
    const web = world(
      instance('Web', 'P', [], {
        SubnetId: undefined,
        SecurityGroupIds: undefined,
        NetworkInterfaces: [
          { DeviceIndex: '0', SubnetId: ref('P'), GroupSet: [ref('Open')], AssociatePublicIpAddress: false },
        ],
      }),
    );
    expect(answer(web, 'internet > Web tcp/80')).toBe('no/no');
    expect(answer(web, 'Web > internet tcp/443')).toBe('no/no');
  });

  test('deliver without a route back, but there is no session then', () => {
    const web = world({
      ...subnet('Q', 'Vpc', '10.0.2.0/24', 'a', { MapPublicIpOnLaunch: true }),
      ...instance('Web', 'Q', ['Open']),
    });
    expect(answer(web, 'internet > Web tcp/80')).toBe('yes/no');
    expect(answer(web, 'Web > internet tcp/443')).toBe('no/no');
  });

  test('carry nothing when they are not attached', () => {
    const web = worldOf({ ...NET, VpcIgwAttachment: resource('EC2::EIP'), ...instance('Web', 'P', ['Open']) });
    expect(answer(web, 'internet > Web tcp/80')).toBe('no/no');
    expect(answer(web, 'Web > internet tcp/443')).toBe('no/no');
  });

  test('take an elastic address as a public one', () => {
    const web = world({
      ...subnet('Q', 'Vpc', '10.0.2.0/24'),
      ...route('QDefault', 'QTable', '0.0.0.0/0', { GatewayId: ref('VpcIgw') }),
      ...instance('Web', 'Q', ['Open']),
      ...instance('Other', 'Q', ['Open']),
      Eip: resource('EC2::EIP', { InstanceId: ref('Web') }),
    });
    expect(answer(web, 'internet > Web tcp/80')).toBe('yes/yes');
    expect(answer(web, 'internet > Other tcp/80')).toBe('no/no');
  });

  test('do not let groups of the other side count', () => {
    const web = world({
      ...group('Own', 'Vpc', [rule('tcp/80', { SourceSecurityGroupId: ref('Own') })]),
      ...instance('Web', 'P', ['Own']),
    });
    expect(answer(web, 'internet > Web tcp/80')).toBe('no/no');
  });

  test('may be blocked for the whole account', () => {
    const blocked = {
      Block: resource('EC2::VPCBlockPublicAccessOptions', { InternetGatewayBlockMode: 'block-bidirectional' }),
    };
    expect(answer(world({ ...instance('Web', 'P', ['Open']), ...blocked }), 'internet > Web tcp/80')).toBe(
      'unknown/unknown',
    );
  });
});

describe('IPv6', () => {
  const V6: Resources = {
    V6: resource('EC2::VPCCidrBlock', { VpcId: ref('Vpc'), AmazonProvidedIpv6CidrBlock: true }),
    ...subnet('S', 'Vpc', '10.0.5.0/24', 'a', {
      Ipv6CidrBlock: {
        'Fn::Select': [0, { 'Fn::Cidr': [{ 'Fn::Select': [0, att('Vpc', 'Ipv6CidrBlocks')] }, 4, 64] }],
      },
      AssignIpv6AddressOnCreation: true,
    }),
    ...instance('Six', 'S', ['Open']),
  };

  test('makes an interface public with a route alone', () => {
    const open = world({ ...V6, ...route('Default6', 'STable', '::/0', { GatewayId: ref('VpcIgw') }) });
    expect(answer(open, 'internet > Six tcp/80')).toBe('yes/yes');
    expect(answer(open, 'Six > internet tcp/443')).toBe('yes/yes');
  });

  test('is open while IPv4 is closed', () => {
    const six = world({
      ...V6,
      ...route('Default6', 'STable', '::/0', { GatewayId: ref('VpcIgw') }),
      ...group('Only6', 'Vpc', [rule('tcp/80', '::/0')]),
      ...instance('Six', 'S', ['Only6']),
    });
    expect(answer(six, 'internet > Six tcp/80')).toBe('yes/yes');
    expect(answer(six, 'internet:198.51.100.1 > Six tcp/80')).toBe('no/no');
  });

  test('leaves through an egress-only gateway and does not come in', () => {
    const out = world({
      ...V6,
      Eigw: resource('EC2::EgressOnlyInternetGateway', { VpcId: ref('Vpc') }),
      ...route('Default6', 'STable', '::/0', { EgressOnlyInternetGatewayId: ref('Eigw') }),
    });
    expect(answer(out, 'Six > internet tcp/443')).toBe('yes/yes');
    // Whether the internet gateway of the same VPC delivers to it, no page says.
    expect(answer(out, 'internet > Six tcp/80')).toBe('unknown/no');
  });

  test('goes nowhere without a route', () => {
    expect(answer(world(V6), 'Six > internet tcp/443')).toBe('no/no');
  });
});

describe('NAT gateways', () => {
  test('let a private subnet out and nobody in', () => {
    const private_ = world(NAT);
    expect(answer(private_, 'App > internet tcp/443')).toBe('yes/yes');
    expect(answer(private_, 'internet > App tcp/443')).toBe('no/no');
    expect(answer(private_, 'internet > Nat tcp/443')).toBe('no/no');
  });

  test('take TCP, UDP and ICMP only', () => {
    const private_ = world(NAT);
    expect(answer(private_, 'App > internet udp/53')).toBe('yes/yes');
    expect(answer(private_, 'App > internet icmp')).toBe('yes/yes');
    expect(answer(private_, 'App > internet 50')).toBe('no/no');
  });

  test('get nowhere in a subnet whose default route is the NAT gateway itself', () => {
    const loop = world({ ...NAT, ...route('PDefault', 'PTable', '0.0.0.0/0', { NatGatewayId: ref('Nat') }) });
    expect(answer(loop, 'App > internet tcp/443')).toBe('no/no');
  });

  test('get nowhere when they are private', () => {
    const isolated = world({
      ...NAT,
      Nat: resource('EC2::NatGateway', { SubnetId: ref('P'), ConnectivityType: 'private' }),
    });
    expect(answer(isolated, 'App > internet tcp/443')).toBe('no/no');
  });

  test.each([
    ['1024-65535', 'yes/yes'],
    ['1024-2000', 'yes/unknown'],
    ['1-1000', 'yes/no'],
  ])('need the network ACL of their subnet to let answers in at %s', (ports, expected) => {
    const entries = [
      `1 in allow tcp 10.0.0.0/16 0-65535`,
      `2 in allow tcp 0.0.0.0/0 ${ports}`,
      '1 out allow all 0.0.0.0/0',
    ];
    expect(answer(world({ ...NAT, ...acl('Acl', 'Vpc', 'P', entries) }), 'App > internet tcp/443')).toBe(expected);
  });

  test('serve every zone when they are regional, and need the internet gateway', () => {
    const regional: Resources = {
      ...openGroup('Open', 'Vpc'),
      ...subnet('Q', 'Vpc', '10.0.2.0/24', 'b'),
      ...route('QDefault', 'QTable', '0.0.0.0/0', { NatGatewayId: ref('Nat') }),
      ...instance('App', 'Q', ['Open']),
      Nat: resource('EC2::NatGateway', { VpcId: ref('Vpc'), AvailabilityMode: 'regional' }),
    };
    expect(answer(worldOf({ ...vpc('Vpc', 0), ...regional }), 'App > internet tcp/443')).toBe('yes/yes');
    expect(answer(worldOf({ ...vpc('Vpc', 0), ...regional }), 'internet > App tcp/443')).toBe('no/no');
    expect(answer(worldOf({ ...vpc('Vpc', 0, false), ...regional }), 'App > internet tcp/443')).toBe('no/no');
  });

  test('do not answer for what they did not see', () => {
    const odd = world({ ...NAT, Q: resource('EC2::Subnet', { ...NAT['Q']?.Properties, MapPublicIpOnLaunch: true }) });
    expect(answer(odd, 'internet > App tcp/80')).toBe('yes/no');
  });
});
