import { ask, both } from './ask';
import { internetGateway, part, peering, publicServer, ref, route, server, subnet, transitGateway, vpc } from './parts';

const ABROAD = 'internet:93.184.216.34';

test('a peering connection carries no packets of a third VPC (PCX-01)', () => {
  const toTransit = { TransitGatewayId: ref('Tgw') };
  const toPeering = { VpcPeeringConnectionId: ref('Peering') };
  const parts = {
    ...vpc('A', '10.0.0.0/16'),
    ...vpc('B', '10.1.0.0/16'),
    ...vpc('C', '10.2.0.0/16'),
    ...peering('Peering', 'A', 'C'),
    ...transitGateway(['B', 'OfB'], ['C', 'OfC']),
    TgwRoute: part('AWS::EC2::TransitGatewayRouteTable', { TransitGatewayId: ref('Tgw') }),
    TgwUse: part('AWS::EC2::TransitGatewayRouteTableAssociation', {
      TransitGatewayAttachmentId: ref('TgwB'),
      TransitGatewayRouteTableId: ref('TgwRoute'),
    }),
    TgwTo: part('AWS::EC2::TransitGatewayRoute', {
      TransitGatewayRouteTableId: ref('TgwRoute'),
      DestinationCidrBlock: '10.0.0.0/16',
      TransitGatewayAttachmentId: ref('TgwC'),
    }),
    ...subnet('OfA', 'A', '10.0.0.0/24', [route('10.1.0.0/16', toPeering), route('10.2.0.0/16', toPeering)]),
    ...subnet('OfB', 'B', '10.1.0.0/24', [route('10.0.0.0/16', toTransit)]),
    ...subnet('OfC', 'C', '10.2.0.0/24', [route('10.0.0.0/16', toPeering), route('10.1.0.0/16', toTransit)]),
    ...server('InA', 'A', 'OfA', '10.0.0.20'),
    ...server('InB', 'B', 'OfB', '10.1.0.20'),
    ...server('InC', 'C', 'OfC', '10.2.0.20'),
  };
  expect(ask(parts, { from: 'InC', to: 'InA' })).toEqual(both('yes/yes'));
  expect(ask(parts, { from: 'InB', to: 'InA' })).toEqual(both('no/no'));
});

test('an internet gateway carries no packets of another VPC', () => {
  const parts = {
    ...vpc('A', '10.0.0.0/16'),
    ...vpc('B', '10.1.0.0/16'),
    ...internetGateway('A'),
    ...transitGateway(['A', 'OfA'], ['B', 'OfB']),
    TgwTable: part('AWS::EC2::TransitGatewayRouteTable', { TransitGatewayId: ref('Tgw') }),
    TgwUse: part('AWS::EC2::TransitGatewayRouteTableAssociation', {
      TransitGatewayAttachmentId: ref('TgwB'),
      TransitGatewayRouteTableId: ref('TgwTable'),
    }),
    TgwTo: part('AWS::EC2::TransitGatewayRoute', {
      TransitGatewayRouteTableId: ref('TgwTable'),
      DestinationCidrBlock: '0.0.0.0/0',
      TransitGatewayAttachmentId: ref('TgwA'),
    }),
    ...subnet('OfA', 'A', '10.0.0.0/24', [
      route('0.0.0.0/0', { GatewayId: ref('Igw') }),
      route('10.1.0.0/16', { TransitGatewayId: ref('Tgw') }),
    ]),
    ...subnet('OfB', 'B', '10.1.0.0/24', [route('0.0.0.0/0', { TransitGatewayId: ref('Tgw') })]),
    ...publicServer('InA', 'A', 'OfA', '10.0.0.20'),
    ...server('InB', 'B', 'OfB', '10.1.0.20'),
  };
  expect(ask(parts, { from: 'InA', to: ABROAD })).toEqual(both('yes/yes'));
  expect(ask(parts, { from: 'InB', to: ABROAD })).toEqual(both('no/no'));
});

test('a transit gateway route that may have the destination does not matter when the packet is dropped either way', () => {
  const parts = {
    ...vpc('A', '10.0.0.0/16'),
    ...internetGateway('A'),
    ...transitGateway(['A', 'OfA']),
    TgwTable: part('AWS::EC2::TransitGatewayRouteTable', { TransitGatewayId: ref('Tgw') }),
    TgwUse: part('AWS::EC2::TransitGatewayRouteTableAssociation', {
      TransitGatewayAttachmentId: ref('TgwA'),
      TransitGatewayRouteTableId: ref('TgwTable'),
    }),
    TgwTo: part('AWS::EC2::TransitGatewayRoute', {
      TransitGatewayRouteTableId: ref('TgwTable'),
      DestinationCidrBlock: '192.0.2.0/25',
      Blackhole: true,
    }),
    ...subnet('OfA', 'A', '10.0.0.0/24', [route('0.0.0.0/0', { TransitGatewayId: ref('Tgw') })]),
    ...subnet('Open', 'A', '10.0.1.0/24', [route('0.0.0.0/0', { GatewayId: ref('Igw') })]),
    ...server('InA', 'A', 'OfA', '10.0.0.20'),
    ...publicServer('Public', 'A', 'Open', '10.0.1.20'),
  };
  expect(ask(parts, { from: 'InA', to: 'Public', door: 'public' })).toEqual(both('no/no'));
});

describe('a site with VPN connections to two gateways', () => {
  const gateway = (of: string) => ({
    [`${of}Gateway`]: part('AWS::EC2::VPNGateway', { Type: 'ipsec.1' }),
    [`${of}Attached`]: part('AWS::EC2::VPCGatewayAttachment', { VpcId: ref(of), VpnGatewayId: ref(`${of}Gateway`) }),
    [`${of}Vpn`]: part('AWS::EC2::VPNConnection', {
      Type: 'ipsec.1',
      CustomerGatewayId: ref('Site'),
      VpnGatewayId: ref(`${of}Gateway`),
      StaticRoutesOnly: true,
    }),
    [`${of}VpnRoute`]: part('AWS::EC2::VPNConnectionRoute', {
      DestinationCidrBlock: '172.16.0.0/16',
      VpnConnectionId: ref(`${of}Vpn`),
    }),
    ...vpc(of, '10.0.0.0/16'),
    ...subnet(`Of${of}`, of, '10.0.0.0/24', [route('172.16.0.0/16', { GatewayId: ref(`${of}Gateway`) })]),
  });
  const site = {
    Site: part('AWS::EC2::CustomerGateway', { Type: 'ipsec.1', BgpAsn: 65000, IpAddress: '203.0.113.50' }),
  };
  const sites = { Site: ['172.16.0.0/16'] };

  test('prefers one of them, and nobody tells which (VPN-04)', () => {
    const parts = { ...site, ...gateway('A'), ...gateway('B'), ...server('InA', 'A', 'OfA', '10.0.0.20') };
    const { engine } = ask(parts, { from: 'site:Random/Site', to: 'InA', source: '172.16.0.9' }, sites);
    expect(engine).toBe('unknown/unknown');
  });

  test('has no choice with one', () => {
    const parts = { ...site, ...gateway('A'), ...server('InA', 'A', 'OfA', '10.0.0.20') };
    const packet = { from: 'site:Random/Site', to: 'InA', source: '172.16.0.9' };
    expect(ask(parts, packet, sites)).toEqual(both('yes/yes'));
  });
});
