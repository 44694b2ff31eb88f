import {
  acl,
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

function spoke(name: string, n: number): Resources {
  return {
    ...vpc(name, n),
    ...openGroup(`${name}Open`, name),
    ...subnet(`${name}S`, name, `10.${n}.1.0/24`),
    ...subnet(`${name}T`, name, `10.${n}.9.0/28`),
    ...route(`${name}Out`, `${name}STable`, '10.0.0.0/8', { TransitGatewayId: ref('Tgw') }),
    ...instance(`${name}Host`, `${name}S`, [`${name}Open`]),
    [`${name}Attachment`]: attachment(name, [`${name}T`]),
  };
}

function attachment(name: string, subnets: readonly string[], options: JsonObject = {}): Resources[string] {
  return resource('EC2::TransitGatewayAttachment', {
    TransitGatewayId: ref('Tgw'),
    VpcId: ref(name),
    SubnetIds: subnets.map(ref),
    Options: options,
  });
}

const OFF = { DefaultRouteTableAssociation: 'disable', DefaultRouteTablePropagation: 'disable' };
const TGW = (properties: JsonObject = {}): Resources => ({ Tgw: resource('EC2::TransitGateway', properties) });
const TWO = { ...spoke('One', 1), ...spoke('Two', 2) };

function table(name: string, associated: readonly string[], learned: readonly string[]): Resources {
  const about = (attachmentName: string): JsonObject => ({
    TransitGatewayRouteTableId: ref(name),
    TransitGatewayAttachmentId: ref(`${attachmentName}Attachment`),
  });
  return {
    [name]: resource('EC2::TransitGatewayRouteTable', { TransitGatewayId: ref('Tgw') }),
    ...Object.fromEntries(
      associated.map((to) => [`${name}For${to}`, resource('EC2::TransitGatewayRouteTableAssociation', about(to))]),
    ),
    ...Object.fromEntries(
      learned.map((to) => [`${name}From${to}`, resource('EC2::TransitGatewayRouteTablePropagation', about(to))]),
    ),
  };
}

function staticRoute(name: string, tableName: string, cidr: string, to: string | undefined): Resources {
  return {
    [name]: resource('EC2::TransitGatewayRoute', {
      TransitGatewayRouteTableId: ref(tableName),
      DestinationCidrBlock: cidr,
      ...(to === undefined ? { Blackhole: true } : { TransitGatewayAttachmentId: ref(`${to}Attachment`) }),
    }),
  };
}

describe('transit gateways', () => {
  test('join everything by default', () => {
    expect(answer(worldOf({ ...TGW(), ...TWO }), 'OneHost > TwoHost tcp/80')).toBe('yes/yes');
  });

  test('join nothing without association, or without routes', () => {
    expect(answer(worldOf({ ...TGW(OFF), ...TWO }), 'OneHost > TwoHost tcp/80')).toBe('no/no');
    const alone = worldOf({ ...TGW(OFF), ...TWO, ...table('Table', ['One', 'Two'], []) });
    expect(answer(alone, 'OneHost > TwoHost tcp/80')).toBe('no/no');
  });

  test('use the table of the attachment that a packet comes from', () => {
    const oneWay = worldOf({
      ...TGW(OFF),
      ...TWO,
      ...table('ForOne', ['One'], ['Two']),
      ...table('ForTwo', ['Two'], []),
    });
    expect(answer(oneWay, 'OneHost > TwoHost tcp/80')).toBe('yes/no');
    expect(answer(oneWay, 'TwoHost > OneHost tcp/80')).toBe('no/no');
  });

  test('prefer longer prefixes, then static routes, and drop at black holes', () => {
    const net = { ...TGW(OFF), ...TWO, ...table('Table', ['One', 'Two'], ['One', 'Two']) };
    expect(answer(worldOf(net), 'OneHost > TwoHost tcp/80')).toBe('yes/yes');
    const hole = worldOf({ ...net, ...staticRoute('Hole', 'Table', '10.2.0.0/16', undefined) });
    expect(answer(hole, 'OneHost > TwoHost tcp/80')).toBe('no/no');
    const wide = worldOf({ ...net, ...staticRoute('Hole', 'Table', '10.0.0.0/8', undefined) });
    expect(answer(wide, 'OneHost > TwoHost tcp/80')).toBe('yes/yes');
    const elsewhere = worldOf({ ...net, ...staticRoute('Odd', 'Table', '10.2.1.0/24', 'One') });
    expect(answer(elsewhere, 'OneHost > TwoHost tcp/80')).toBe('no/no');
  });

  test('take what comes from zones of the attachment only', () => {
    const zones = worldOf({
      ...TGW(),
      ...TWO,
      ...subnet('OneB', 'One', '10.1.2.0/24', 'b'),
      ...route('OneBOut', 'OneBTable', '10.0.0.0/8', { TransitGatewayId: ref('Tgw') }),
      ...instance('InB', 'OneB', ['OneOpen']),
    });
    expect(answer(zones, 'InB > TwoHost tcp/80')).toBe('no/no');
    expect(answer(zones, 'TwoHost > InB tcp/80')).toBe('yes/no');
    expect(answer(zones, 'OneHost > TwoHost tcp/80')).toBe('yes/yes');
  });

  test('look at the network ACL of the attachment on the way in by its source', () => {
    const entries = ['1 in deny all 10.1.1.0/24', '2 in allow all 0.0.0.0/0', '1 out allow all 0.0.0.0/0'];
    const shut = worldOf({ ...TGW(), ...TWO, ...acl('Acl', 'One', 'OneT', entries) });
    expect(answer(shut, 'OneHost > TwoHost tcp/80')).toBe('no/no');
    const far = worldOf({ ...TGW(), ...TWO, ...acl('Acl', 'Two', 'TwoT', entries) });
    expect(answer(far, 'OneHost > TwoHost tcp/80')).toBe('yes/yes');
  });

  test('look at the network ACL of the attachment on the way out of it by its destination', () => {
    const entries = ['1 in allow all 0.0.0.0/0', '1 out deny all 10.2.1.0/24', '2 out allow all 0.0.0.0/0'];
    expect(
      answer(worldOf({ ...TGW(), ...TWO, ...acl('Acl', 'Two', 'TwoT', entries) }), 'OneHost > TwoHost tcp/80'),
    ).toBe('no/no');
    expect(
      answer(worldOf({ ...TGW(), ...TWO, ...acl('Acl', 'One', 'OneT', entries) }), 'OneHost > TwoHost tcp/80'),
    ).toBe('yes/yes');
  });

  test('skip the network ACL for what comes out in the subnet of the attachment', () => {
    const shared = {
      ...TGW(),
      ...TWO,
      ...instance('Inside', 'TwoT', ['TwoOpen']),
      ...acl('Acl', 'Two', 'TwoT', ['1 out allow all 0.0.0.0/0']),
      ...route('TwoTOut', 'TwoTTable', '10.0.0.0/8', { TransitGatewayId: ref('Tgw') }),
    };
    expect(asked(worldOf(shared), 'OneHost > Inside tcp/80').delivers).toBe('yes');
    expect(asked(worldOf(shared), 'Inside > OneHost tcp/80').delivers).toBe('no');
  });

  test.each([
    ['disable', 'enable', 'no/no'],
    ['enable', 'enable', 'yes/yes'],
    ['enable', 'disable', 'no/no'],
  ])('count groups of other VPCs when both sides support it (%s, %s)', (gateway, side, expected) => {
    const named = worldOf({
      ...TGW({ SecurityGroupReferencingSupport: gateway }),
      ...TWO,
      OneAttachment: attachment('One', ['OneT'], { SecurityGroupReferencingSupport: side }),
      ...group('ByGroup', 'Two', [rule('tcp/80', { SourceSecurityGroupId: ref('OneOpen') })]),
      ...instance('TwoHost', 'TwoS', ['ByGroup']),
    });
    expect(answer(named, 'OneHost > TwoHost tcp/80')).toBe(expected);
  });

  test('let a VPC out through the NAT gateway of another one', () => {
    const egress = worldOf({
      ...TGW(OFF),
      ...TWO,
      ...route('OneDefault', 'OneSTable', '0.0.0.0/0', { TransitGatewayId: ref('Tgw') }),
      ...subnet('TwoP', 'Two', '10.2.3.0/24'),
      ...route('TwoPDefault', 'TwoPTable', '0.0.0.0/0', { GatewayId: ref('TwoIgw') }),
      ...route('TwoPBack', 'TwoPTable', '10.1.0.0/16', { TransitGatewayId: ref('Tgw') }),
      Nat: resource('EC2::NatGateway', { SubnetId: ref('TwoP') }),
      ...route('TwoTDefault', 'TwoTTable', '0.0.0.0/0', { NatGatewayId: ref('Nat') }),
      ...table('ForOne', ['One'], []),
      ...staticRoute('Default', 'ForOne', '0.0.0.0/0', 'Two'),
      ...table('ForTwo', ['Two'], ['One']),
    });
    expect(answer(egress, 'OneHost > internet tcp/443')).toBe('yes/yes');
    expect(answer(egress, 'internet > OneHost tcp/443')).toBe('no/no');
  });

  test('are left open when a table learns from something unknown', () => {
    const peered = worldOf({
      ...TGW(),
      ...TWO,
      PeerAttachment: resource('EC2::TransitGatewayPeeringAttachment', { TransitGatewayId: ref('Tgw') }),
    });
    expect(answer(peered, 'OneHost > TwoHost tcp/80')).toBe('yes/yes');
    expect(asked(peered, 'OneHost > internet:10.7.7.7 tcp/80').delivers).toBe('unknown');
  });
});
