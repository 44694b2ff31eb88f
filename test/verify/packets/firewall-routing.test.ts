import { endpoint, firewalled as world, policy } from './support/firewalled';
import {
  answer,
  asked,
  att,
  group,
  instance,
  openGroup,
  ref,
  resource,
  route,
  rule,
  subnet,
  vpc,
  type Resources,
} from './support/net';
import type { JsonObject } from '../../../lib/template';

describe('routes through network firewalls', () => {
  test('need the answer to pass the same endpoint', () => {
    const oneWay = world({ ...policy({}), EdgeRoute: resource('EC2::EIP') });
    expect(answer(oneWay, 'Host > internet tcp/443')).toBe('yes/no');
    const otherZone = world({
      ...policy({}),
      ...route('EdgeRoute', 'EdgeTable', '10.0.1.0/24', { VpcEndpointId: endpoint('eu-west-1b') }),
    });
    expect(answer(otherZone, 'Host > internet tcp/443')).toBe('yes/no');
  });

  test('leave open which endpoint a position in the list means', () => {
    const first = { 'Fn::Select': [1, { 'Fn::Split': [':', { 'Fn::Select': [0, att('Firewall', 'EndpointIds')] }] }] };
    const positional = world({ ...policy({}), ...route('PDefault', 'PTable', '0.0.0.0/0', { VpcEndpointId: first }) });
    expect(asked(positional, 'Host > internet tcp/443')).toMatchObject({ delivers: 'yes', session: 'unknown' });
  });

  test('keep groups of the other side from counting', () => {
    const between = (peer: string | JsonObject): Resources => ({
      ...policy({}),
      ...subnet('Q', 'Vpc', '10.0.2.0/24'),
      ...group('Named', 'Vpc', [rule('tcp/80', peer)]),
      ...instance('There', 'Q', ['Named']),
      ...route('PQ', 'PTable', '10.0.2.0/24', { VpcEndpointId: endpoint('eu-west-1a') }),
      ...route('QP', 'QTable', '10.0.1.0/24', { VpcEndpointId: endpoint('eu-west-1a') }),
    });
    expect(answer(world(between('10.0.1.0/24')), 'Host > There tcp/80')).toBe('yes/yes');
    expect(answer(world(between({ SourceSecurityGroupId: ref('Open') })), 'Host > There tcp/80')).toBe('no/no');
  });

  test('leave open what goes on through a peering connection, which they do not support', () => {
    const peered = world({
      ...policy({}),
      ...vpc('Other', 1),
      ...openGroup('OtherOpen', 'Other'),
      ...subnet('C', 'Other', '10.1.1.0/24'),
      ...instance('There', 'C', ['OtherOpen']),
      Pcx: resource('EC2::VPCPeeringConnection', { VpcId: ref('Vpc'), PeerVpcId: ref('Other') }),
      ...route('FOut', 'FTable', '10.1.0.0/16', { VpcPeeringConnectionId: ref('Pcx') }),
    });
    expect(asked(peered, 'Host > There tcp/80').delivers).toBe('unknown');
  });

  test('stick to one zone of an inspection VPC in appliance mode only', () => {
    const hub = (mode: string): Resources => ({
      Tgw: resource('EC2::TransitGateway', {
        DefaultRouteTableAssociation: 'disable',
        DefaultRouteTablePropagation: 'disable',
      }),
      ...spoke('One', 1, 'a'),
      ...spoke('Two', 2, 'b'),
      ...subnet('Ta', 'Vpc', '10.0.20.0/28', 'a'),
      ...subnet('Tb', 'Vpc', '10.0.21.0/28', 'b'),
      ...route('TaIn', 'TaTable', '0.0.0.0/0', { VpcEndpointId: endpoint('eu-west-1a') }),
      ...route('TbIn', 'TbTable', '0.0.0.0/0', { VpcEndpointId: endpoint('eu-west-1b') }),
      ...route('FBack', 'FTable', '10.0.0.0/8', { TransitGatewayId: ref('Tgw') }),
      ...route('GBack', 'GTable', '10.0.0.0/8', { TransitGatewayId: ref('Tgw') }),
      HubAttachment: resource('EC2::TransitGatewayAttachment', {
        TransitGatewayId: ref('Tgw'),
        VpcId: ref('Vpc'),
        SubnetIds: [ref('Ta'), ref('Tb')],
        Options: { ApplianceModeSupport: mode },
      }),
      Spokes: resource('EC2::TransitGatewayRouteTable', { TransitGatewayId: ref('Tgw') }),
      Hub: resource('EC2::TransitGatewayRouteTable', { TransitGatewayId: ref('Tgw') }),
      ...joined('Spokes', 'One'),
      ...joined('Spokes', 'Two'),
      ...joined('Hub', 'Hub'),
      Default: resource('EC2::TransitGatewayRoute', {
        TransitGatewayRouteTableId: ref('Spokes'),
        DestinationCidrBlock: '0.0.0.0/0',
        TransitGatewayAttachmentId: ref('HubAttachment'),
      }),
      ...learned('One'),
      ...learned('Two'),
      ...policy({}),
    });
    expect(answer(world(hub('disable')), 'OneHost > TwoHost tcp/80')).toBe('yes/no');
    expect(answer(world(hub('enable')), 'OneHost > TwoHost tcp/80')).toBe('yes/yes');
  });
});

function spoke(name: string, n: number, zone: string): Resources {
  return {
    ...vpc(name, n, false),
    ...openGroup(`${name}Open`, name),
    ...subnet(`${name}S`, name, `10.${n}.1.0/24`, zone),
    ...route(`${name}Out`, `${name}STable`, '10.0.0.0/8', { TransitGatewayId: ref('Tgw') }),
    ...instance(`${name}Host`, `${name}S`, [`${name}Open`]),
    [`${name}Attachment`]: resource('EC2::TransitGatewayAttachment', {
      TransitGatewayId: ref('Tgw'),
      VpcId: ref(name),
      SubnetIds: [ref(`${name}S`)],
    }),
  };
}

function joined(table: string, name: string): Resources {
  return {
    [`${table}${name}`]: resource('EC2::TransitGatewayRouteTableAssociation', {
      TransitGatewayRouteTableId: ref(table),
      TransitGatewayAttachmentId: ref(`${name}Attachment`),
    }),
  };
}

function learned(name: string): Resources {
  return {
    [`Learn${name}`]: resource('EC2::TransitGatewayRouteTablePropagation', {
      TransitGatewayRouteTableId: ref('Hub'),
      TransitGatewayAttachmentId: ref(`${name}Attachment`),
    }),
  };
}
