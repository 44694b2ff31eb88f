import { ask, both } from './ask';
import { internetGateway, part, peering, publicServer, ref, route, server, subnet, transitGateway, vpc } from './parts';

describe('a virtual private gateway', () => {
  const site = (id: string, BgpAsn: number) => ({
    [id]: part('AWS::EC2::CustomerGateway', { Type: 'ipsec.1', BgpAsn, IpAddress: '203.0.113.50' }),
    [`${id}Vpn`]: part('AWS::EC2::VPNConnection', {
      Type: 'ipsec.1',
      CustomerGatewayId: ref(id),
      VpnGatewayId: ref('Vgw'),
      StaticRoutesOnly: false,
    }),
  });
  const gateway = {
    Vgw: part('AWS::EC2::VPNGateway', { Type: 'ipsec.1' }),
    VgwUses: part('AWS::EC2::VPCGatewayAttachment', { VpcId: ref('A'), VpnGatewayId: ref('Vgw') }),
    ...vpc('A', '10.0.0.0/16'),
  };
  const sites = { One: ['172.16.1.0/24'], Two: ['172.16.2.0/24'] };

  test('takes what its VPC has into the VPC, and to no other site (RT-02)', () => {
    const parts = { ...gateway, ...site('One', 65000), ...site('Two', 65001) };
    const packet = { from: 'site:Random/One', to: 'site:Random/Two', source: '172.16.1.9' };
    const has = { ...sites, Two: ['172.16.2.0/24', '10.0.200.0/24'] };
    expect(ask(parts, { ...packet, destination: '172.16.2.9' }, has)).toEqual(both('yes/yes'));
    expect(ask(parts, { ...packet, destination: '10.0.200.9' }, has)).toEqual(both('no/no'));
  });

  test('tells sites the networks of each other when each has a number of its own (VPN-03)', () => {
    const between = (asn: number) =>
      ask(
        { ...gateway, ...site('One', 65000), ...site('Two', asn) },
        { from: 'site:Random/One', to: 'site:Random/Two', source: '172.16.1.9', destination: '172.16.2.9' },
        sites,
      );
    expect(between(65001)).toEqual(both('yes/yes'));
    expect(between(65000)).toEqual(both('unknown/unknown'));
  });

  test('perhaps carries what comes through its VPC from another one (VPN-01)', () => {
    const toTransit = { TransitGatewayId: ref('Tgw') };
    const parts = {
      ...gateway,
      ...site('One', 65000),
      ...vpc('B', '10.1.0.0/16'),
      ...transitGateway(['A', 'OfA'], ['B', 'OfB']),
      TgwTable: part('AWS::EC2::TransitGatewayRouteTable', { TransitGatewayId: ref('Tgw') }),
      TgwUse: part('AWS::EC2::TransitGatewayRouteTableAssociation', {
        TransitGatewayAttachmentId: ref('TgwB'),
        TransitGatewayRouteTableId: ref('TgwTable'),
      }),
      TgwTo: part('AWS::EC2::TransitGatewayRoute', {
        TransitGatewayRouteTableId: ref('TgwTable'),
        DestinationCidrBlock: '172.16.1.0/24',
        TransitGatewayAttachmentId: ref('TgwA'),
      }),
      ...subnet('OfA', 'A', '10.0.0.0/24', [route('172.16.1.0/24', { GatewayId: ref('Vgw') })]),
      ...subnet('OfB', 'B', '10.1.0.0/24', [route('172.16.1.0/24', toTransit)]),
      ...server('InA', 'A', 'OfA', '10.0.0.20'),
      ...server('InB', 'B', 'OfB', '10.1.0.20'),
    };
    const to = { to: 'site:Random/One', destination: '172.16.1.9' };
    expect(ask(parts, { from: 'InA', ...to }, sites)).toEqual(both('yes/yes'));
    expect(ask(parts, { from: 'InB', ...to }, sites)).toEqual(both('unknown/no'));
  });
});

test('whoever gets what was meant for another has no session for it', () => {
  // Which address AWS gives is not told: it may be one that the site has, too.
  const parts = {
    ...vpc('A', '10.0.0.0/16'),
    ...internetGateway('A'),
    Vgw: part('AWS::EC2::VPNGateway', { Type: 'ipsec.1' }),
    VgwUses: part('AWS::EC2::VPCGatewayAttachment', { VpcId: ref('A'), VpnGatewayId: ref('Vgw') }),
    Site: part('AWS::EC2::CustomerGateway', { Type: 'ipsec.1', BgpAsn: 65000, IpAddress: '203.0.113.50' }),
    Vpn: part('AWS::EC2::VPNConnection', {
      Type: 'ipsec.1',
      CustomerGatewayId: ref('Site'),
      VpnGatewayId: ref('Vgw'),
      StaticRoutesOnly: false,
    }),
    ...subnet('Here', 'A', '10.0.0.0/24', [
      route('0.0.0.0/0', { GatewayId: ref('Igw') }),
      route('198.51.100.0/24', { GatewayId: ref('Vgw') }),
    ]),
    ...subnet('There', 'A', '10.0.1.0/24'),
    ...publicServer('One', 'A', 'Here', '10.0.0.20'),
    ...publicServer('Two', 'A', 'There', '10.0.1.20'),
  };
  const packet = { from: 'One', to: 'Two', door: 'public' } as const;
  expect(ask(parts, packet, { Site: ['198.51.100.0/24'] })).toEqual(both('unknown/no'));
});

describe('a private NAT gateway of a hub', () => {
  const toTransit = { TransitGatewayId: ref('Tgw') };
  const hub = (back: Parameters<typeof route>[1], more: Parameters<typeof part>[1] = {}) => ({
    ...vpc('Hub', '10.0.0.0/16'),
    ...vpc('Spoke', '10.1.0.0/16'),
    ...vpc('Other', '10.2.0.0/16'),
    ...transitGateway(['Hub', 'Entry'], ['Spoke', 'OfSpoke']),
    TgwTable: part('AWS::EC2::TransitGatewayRouteTable', { TransitGatewayId: ref('Tgw') }),
    TgwUse: part('AWS::EC2::TransitGatewayRouteTableAssociation', {
      TransitGatewayAttachmentId: ref('TgwSpoke'),
      TransitGatewayRouteTableId: ref('TgwTable'),
    }),
    TgwTo: part('AWS::EC2::TransitGatewayRoute', {
      TransitGatewayRouteTableId: ref('TgwTable'),
      DestinationCidrBlock: '0.0.0.0/0',
      TransitGatewayAttachmentId: ref('TgwHub'),
    }),
    ...peering('ToOther', 'Hub', 'Other'),
    ...peering('ToSpoke', 'Hub', 'Spoke'),
    Nat: part('AWS::EC2::NatGateway', {
      SubnetId: ref('Middle'),
      ConnectivityType: 'private',
      PrivateIpAddress: '10.0.1.9',
    }),
    ...subnet('Entry', 'Hub', '10.0.0.0/24', [route('0.0.0.0/0', { NatGatewayId: ref('Nat') })]),
    ...subnet('Middle', 'Hub', '10.0.1.0/24', [
      route('10.2.0.0/16', { VpcPeeringConnectionId: ref('ToOther') }),
      route('10.1.0.0/16', back),
    ]),
    ...subnet('OfSpoke', 'Spoke', '10.1.0.0/24', [route('0.0.0.0/0', toTransit)]),
    ...subnet('OfOther', 'Other', '10.2.0.0/24', [route('10.0.0.0/16', { VpcPeeringConnectionId: ref('ToOther') })]),
    ...server('InSpoke', 'Spoke', 'OfSpoke', '10.1.0.20'),
    ...server('InOther', 'Other', 'OfOther', '10.2.0.20'),
    Storage: part('AWS::EC2::VPCEndpoint', {
      VpcId: ref('Hub'),
      ServiceName: 'com.amazonaws.us-east-1.s3',
      RouteTableIds: [ref('MiddleTable')],
      ...more,
    }),
  });
  const packet = { from: 'InSpoke', to: 'InOther' };

  const site = {
    Site: part('AWS::EC2::CustomerGateway', { Type: 'ipsec.1', BgpAsn: 65000, IpAddress: '203.0.113.50' }),
  };
  const line = {
    Vpn: part('AWS::EC2::VPNConnection', {
      Type: 'ipsec.1',
      CustomerGatewayId: ref('Site'),
      TransitGatewayId: ref('Tgw'),
      StaticRoutesOnly: false,
    }),
    VpnUse: part('AWS::EC2::TransitGatewayRouteTableAssociation', {
      TransitGatewayAttachmentId: ref('Vpn'),
      TransitGatewayRouteTableId: ref('TgwTable'),
    }),
  };

  test('brings answers back over a transit gateway, and not over peering (PCX-01)', () => {
    expect(ask(hub(toTransit), packet)).toEqual(both('yes/yes'));
    expect(ask(hub({ VpcPeeringConnectionId: ref('ToSpoke') }), packet)).toEqual(both('yes/no'));
  });

  test('stands beside an endpoint that serves no site, whatever its packets say of their source (EP-01)', () => {
    const parts = { ...hub(toTransit, { RouteTableIds: [ref('EntryTable')] }), ...site, ...line };
    const from = { from: 'site:Random/Site', to: 'Storage', port: 443, source: '10.0.200.9' };
    expect(ask(parts, from, { Site: ['10.0.200.0/24'] })).toEqual(both('no/no'));
  });

  test('sends answers back to a site by the routes of its own subnet', () => {
    const from = { from: 'site:Random/Site', to: 'InOther', source: '172.16.0.9' };
    const sites = { Site: ['172.16.0.0/16'] };
    const parts = { ...hub(toTransit), ...site, ...line };
    expect(ask(parts, from, sites)).toEqual(both('yes/no'));
    const back = part('AWS::EC2::Route', { RouteTableId: ref('MiddleTable'), ...route('172.16.0.0/16', toTransit) });
    expect(ask({ ...parts, Back: back }, from, sites)).toEqual(both('yes/yes'));
  });

  test('gets the answers of a service that a gateway endpoint of its VPC leads to (EP-01)', () => {
    expect(ask(hub(toTransit), { from: 'InSpoke', to: 'Storage', port: 443 })).toEqual(both('yes/yes'));
    const elsewhere = hub(toTransit, { RouteTableIds: [ref('EntryTable')] });
    expect(ask(elsewhere, { from: 'InSpoke', to: 'Storage', port: 443 })).toEqual(both('no/no'));
  });
});
