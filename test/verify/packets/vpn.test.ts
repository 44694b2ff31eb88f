import { answer, instance, openGroup, ref, resource, route, subnet, vpc, worldOf, type Resources } from './support/net';
import type { WorldOptions } from '../../../lib/verify/packets';

const NET: Resources = {
  ...vpc('Vpc', 0),
  ...openGroup('Open', 'Vpc'),
  ...subnet('A', 'Vpc', '10.0.1.0/24'),
  ...instance('Host', 'A', ['Open']),
  Vgw: resource('EC2::VPNGateway', { Type: 'ipsec.1' }),
  VgwAttachment: resource('EC2::VPCGatewayAttachment', { VpcId: ref('Vpc'), VpnGatewayId: ref('Vgw') }),
};

function site(name: string, gateway: object, isStatic = true, cidr?: string): Resources {
  return {
    [name]: resource('EC2::CustomerGateway', { Type: 'ipsec.1', IpAddress: '203.0.113.1', BgpAsn: 65000 }),
    [`${name}Vpn`]: resource('EC2::VPNConnection', {
      Type: 'ipsec.1',
      CustomerGatewayId: ref(name),
      StaticRoutesOnly: isStatic,
      ...gateway,
    }),
    ...(cidr === undefined
      ? {}
      : {
          [`${name}Route`]: resource('EC2::VPNConnectionRoute', {
            VpnConnectionId: ref(`${name}Vpn`),
            DestinationCidrBlock: cidr,
          }),
        }),
  };
}

const ON_VGW = { VpnGatewayId: ref('Vgw') };
const PROPAGATED: Resources = {
  Propagation: resource('EC2::VPNGatewayRoutePropagation', {
    VpnGatewayId: ref('Vgw'),
    RouteTableIds: [ref('ATable')],
  }),
};
const world = (more: Resources, options?: WorldOptions): ReturnType<typeof worldOf> =>
  worldOf({ ...NET, ...more }, options);

describe('virtual private gateways', () => {
  test('join a site with static routes, both ways, when the routes are propagated', () => {
    const joined = world({ ...site('Site', ON_VGW, true, '192.168.0.0/16'), ...PROPAGATED });
    expect(answer(joined, 'Host > site:Site tcp/443')).toBe('yes/yes');
    expect(answer(joined, 'site:Site > Host tcp/443')).toBe('yes/yes');
  });

  test('deliver to the VPC without a route back', () => {
    const half = world(site('Site', ON_VGW, true, '192.168.0.0/16'));
    expect(answer(half, 'Host > site:Site tcp/443')).toBe('no/no');
    expect(answer(half, 'site:Site > Host tcp/443')).toBe('yes/no');
  });

  test('drop what no VPN connection has a route for', () => {
    const lost = world({
      ...site('Site', ON_VGW, true, '192.168.0.0/16'),
      ...route('Wide', 'ATable', '172.16.0.0/12', { GatewayId: ref('Vgw') }),
    });
    expect(answer(lost, 'Host > internet:172.16.1.1 tcp/443')).toBe('no/no');
  });

  test('leave open what a site advertises over BGP, unless it is told', () => {
    const bgp = { ...site('Site', ON_VGW, false), ...PROPAGATED };
    expect(answer(world(bgp), 'Host > site:Site tcp/443')).toBe('unknown/unknown');
    expect(answer(world(bgp), 'site:Site > Host tcp/443')).toBe('yes/unknown');
    const told = world(bgp, { sites: { Site: { prefixes: ['192.168.0.0/16'] } } });
    expect(answer(told, 'Host > site:Site tcp/443')).toBe('yes/yes');
    expect(answer(told, 'site:Site > Host tcp/443')).toBe('yes/yes');
  });

  test('may carry packets from site to site', () => {
    const two = world({ ...site('One', ON_VGW, false), ...site('Two', ON_VGW, false) });
    expect(answer(two, 'site:One > site:Two tcp/443')).toBe('unknown/unknown');
    const apart = world({
      ...site('One', ON_VGW, true, '192.168.1.0/24'),
      OtherVgw: resource('EC2::VPNGateway', { Type: 'ipsec.1' }),
      ...site('Two', { VpnGatewayId: ref('OtherVgw') }, true, '192.168.2.0/24'),
    });
    expect(answer(apart, 'site:One > site:Two tcp/443')).toBe('no/no');
  });

  test('take the VPN connection with the longest prefix, and a static one before BGP', () => {
    const two = {
      ...site('Wide', ON_VGW, true, '192.168.0.0/16'),
      ...site('Narrow', ON_VGW, true, '192.168.1.0/24'),
      ...route('ToSites', 'ATable', '192.168.0.0/16', { GatewayId: ref('Vgw') }),
    };
    expect(answer(world(two), 'Host > site:Narrow tcp/443')).toBe('yes/yes');
    expect(answer(world(two), 'Host > site:Wide tcp/443')).toBe('yes/yes');
    const equal = { ...two, ...site('Wide', ON_VGW, false), ...site('Narrow', ON_VGW, true, '192.168.1.0/24') };
    const told = world(equal, { sites: { Wide: { prefixes: ['192.168.1.0/24'] } } });
    expect(answer(told, 'Host > site:Wide tcp/443')).toBe('no/no');
    expect(answer(told, 'Host > site:Narrow tcp/443')).toBe('yes/yes');
  });

  test('carry nothing from a site out to the internet', () => {
    const joined = world({
      ...site('Site', ON_VGW, true, '192.168.0.0/16'),
      ...PROPAGATED,
      ...route('Default', 'ATable', '0.0.0.0/0', { GatewayId: ref('VpcIgw') }),
    });
    expect(answer(joined, 'site:Site > internet tcp/443')).toBe('no/no');
  });

  test('never let propagated routes override the local one', () => {
    const inside = world({
      ...site('Site', ON_VGW, true, '10.0.2.0/24'),
      ...PROPAGATED,
      ...subnet('B', 'Vpc', '10.0.2.0/24'),
      ...instance('Other', 'B', ['Open']),
    });
    expect(answer(inside, 'Host > Other tcp/443')).toBe('yes/yes');
  });

  test('prefer a static route to a propagated one for the same block', () => {
    const both = world({
      ...site('Site', ON_VGW, true, '192.168.0.0/16'),
      ...PROPAGATED,
      ...route('Static', 'ATable', '192.168.0.0/16', { GatewayId: ref('VpcIgw') }),
    });
    expect(answer(both, 'Host > site:Site tcp/443')).toBe('no/no');
  });

  test('are black holes when they are not attached', () => {
    const off = world({
      VgwAttachment: resource('EC2::EIP'),
      ...site('Site', ON_VGW, true, '192.168.0.0/16'),
      ...route('ToSite', 'ATable', '192.168.0.0/16', { GatewayId: ref('Vgw') }),
    });
    expect(answer(off, 'Host > site:Site tcp/443')).toBe('no/no');
    expect(answer(off, 'site:Site > Host tcp/443')).toBe('no/no');
  });

  test('send what comes in by their own route table', () => {
    const middle = (check: boolean): Resources => ({
      ...site('Site', ON_VGW, true, '192.168.0.0/16'),
      ...PROPAGATED,
      ...subnet('M', 'Vpc', '10.0.5.0/24'),
      ...instance('Middle', 'M', ['Open'], { SourceDestCheck: check }),
      EdgeTable: resource('EC2::RouteTable', { VpcId: ref('Vpc') }),
      ...route('Via', 'EdgeTable', '10.0.1.0/24', { InstanceId: ref('Middle') }),
      Edge: resource('EC2::GatewayRouteTableAssociation', { GatewayId: ref('Vgw'), RouteTableId: ref('EdgeTable') }),
    });
    expect(answer(world(middle(true)), 'site:Site > Host tcp/443')).toBe('no/no');
    expect(answer(world(middle(false)), 'site:Site > Host tcp/443')).toBe('unknown/unknown');
  });
});

describe('VPN connections of a transit gateway', () => {
  const TGW: Resources = {
    Tgw: resource('EC2::TransitGateway'),
    ...subnet('T', 'Vpc', '10.0.9.0/28'),
    VpcAttachment: resource('EC2::TransitGatewayAttachment', {
      TransitGatewayId: ref('Tgw'),
      VpcId: ref('Vpc'),
      SubnetIds: [ref('T')],
    }),
    ...route('Out', 'ATable', '192.168.0.0/16', { TransitGatewayId: ref('Tgw') }),
  };
  const ON_TGW = { TransitGatewayId: ref('Tgw') };

  test('join a site by its static routes', () => {
    const joined = world({ ...TGW, ...site('Site', ON_TGW, true, '192.168.0.0/16') });
    expect(answer(joined, 'Host > site:Site tcp/443')).toBe('yes/yes');
    expect(answer(joined, 'site:Site > Host tcp/443')).toBe('yes/yes');
  });

  test('join two sites in one table', () => {
    const two = world({
      ...TGW,
      ...site('One', ON_TGW, true, '192.168.1.0/24'),
      ...site('Two', ON_TGW, true, '192.168.2.0/24'),
    });
    expect(answer(two, 'site:One > site:Two tcp/443')).toBe('yes/yes');
  });

  test('leave open what a site advertises, unless it is told', () => {
    const bgp = { ...TGW, ...site('Site', ON_TGW, false) };
    expect(answer(world(bgp), 'site:Site > Host tcp/443')).toBe('yes/unknown');
    const told = world(bgp, { sites: { Site: { prefixes: ['192.168.7.0/24'] } } });
    expect(answer(told, 'Host > site:Site tcp/443')).toBe('yes/yes');
  });
});
