import { ask, both } from './ask';
import { internetGateway, part, ref, route, server, subnet, vpc, without } from './parts';

describe('IPv6', () => {
  const v6 = (id: string, block: string) => ({
    [`${id}V6`]: part('AWS::EC2::VPCCidrBlock', { VpcId: ref(id), Ipv6CidrBlock: `${block}::/56`, Ipv6Pool: 'pool' }),
  });
  const own = (address: string) => ({ Ipv6Addresses: [{ Ipv6Address: address }] });
  const [of, outside] = ['2001:db8:77', 'internet:2606:2800:220:1:248:1893:25c8:1946'];
  const joined = (Options: Record<string, string>) => ({
    ...vpc('A', '10.0.0.0/16'),
    ...v6('A', of),
    ...internetGateway('A'),
    ...vpc('B', '10.1.0.0/16'),
    ...v6('B', '2001:db8:99'),
    Lone: part('AWS::EC2::InternetGateway', {}),
    LoneUses: part('AWS::EC2::VPCGatewayAttachment', { VpcId: ref('B'), InternetGatewayId: ref('Lone') }),
    Tgw: part('AWS::EC2::TransitGateway', {
      DefaultRouteTableAssociation: 'disable',
      DefaultRouteTablePropagation: 'disable',
    }),
    ...Object.fromEntries(
      ['A', 'B'].map((id) => [
        `Tgw${id}`,
        part('AWS::EC2::TransitGatewayAttachment', {
          TransitGatewayId: ref('Tgw'),
          VpcId: ref(id),
          SubnetIds: [ref(`Of${id}`)],
          Options,
        }),
      ]),
    ),
    TgwTable: part('AWS::EC2::TransitGatewayRouteTable', { TransitGatewayId: ref('Tgw') }),
    ...Object.fromEntries(
      ['A', 'B'].flatMap((id) => [
        [
          `Tgw${id}Uses`,
          part('AWS::EC2::TransitGatewayRouteTableAssociation', {
            TransitGatewayAttachmentId: ref(`Tgw${id}`),
            TransitGatewayRouteTableId: ref('TgwTable'),
          }),
        ],
        [
          `Tgw${id}Tells`,
          part('AWS::EC2::TransitGatewayRouteTablePropagation', {
            TransitGatewayAttachmentId: ref(`Tgw${id}`),
            TransitGatewayRouteTableId: ref('TgwTable'),
          }),
        ],
      ]),
    ),
    TgwOut: part('AWS::EC2::TransitGatewayRoute', {
      TransitGatewayRouteTableId: ref('TgwTable'),
      DestinationCidrBlock: '::/0',
      TransitGatewayAttachmentId: ref('TgwA'),
    }),
    ...subnet(
      'OfA',
      'A',
      '10.0.0.0/24',
      [route('::/0', { GatewayId: ref('Igw') }), route('2001:db8:99::/56', { TransitGatewayId: ref('Tgw') })],
      { Ipv6CidrBlock: `${of}::/64` },
    ),
    ...subnet('OfB', 'B', '10.1.0.0/24', [route('::/0', { TransitGatewayId: ref('Tgw') })], {
      Ipv6CidrBlock: '2001:db8:99::/64',
    }),
    ...server('InA', 'A', 'OfA', '10.0.0.20', own(`${of}::20`)),
    ...server('InB', 'B', 'OfB', '10.1.0.20', own('2001:db8:99::20')),
  });

  test('goes over a transit gateway that is told to carry it', () => {
    const packet = { from: 'InB', to: 'InA', door: 'v6' } as const;
    expect(ask(joined({ Ipv6Support: 'enable' }), packet)).toEqual(both('yes/yes'));
    expect(ask(joined({ ApplianceModeSupport: 'disable' }), packet)).toEqual(both('unknown/unknown'));
  });

  test('of another VPC is carried by no internet gateway: addresses are not translated (IGW-03)', () => {
    const parts = joined({ Ipv6Support: 'enable' });
    expect(ask(parts, { from: 'InA', to: outside, door: 'v6' })).toEqual(both('yes/yes'));
    expect(ask(parts, { from: 'InB', to: outside, door: 'v6' })).toEqual(both('no/no'));
  });

  test('may come back another way than it went: addresses are the same on the internet', () => {
    const all = joined({ Ipv6Support: 'enable' });
    const parts = {
      ...all,
      ...subnet('OfB', 'B', '10.1.0.0/24', [route('::/0', { GatewayId: ref('Lone') })], {
        Ipv6CidrBlock: '2001:db8:99::/64',
      }),
    };
    expect(ask(all, { from: 'InB', to: 'InA', door: 'v6' })).toEqual(both('yes/yes'));
    expect(ask(parts, { from: 'InA', to: 'InB', door: 'v6' })).toEqual(both('yes/unknown'));
    expect(ask(without(all, 'OfARoute1'), { from: 'InB', to: 'InA', door: 'v6' })).toEqual(both('yes/unknown'));
  });

  test('of the internet surely enters a subnet only that leads out by the same gateway (IGW-02)', () => {
    const parts = joined({ Ipv6Support: 'enable' });
    expect(ask(parts, { from: outside, to: 'InA', door: 'v6' })).toEqual(both('yes/yes'));
    expect(ask(parts, { from: outside, to: 'InB', door: 'v6' })).toEqual(both('unknown/no'));
  });

  test('for IPv4 is translated: TCP and UDP surely, ICMP perhaps (NAT-02)', () => {
    const parts = {
      ...vpc('A', '10.0.0.0/16'),
      ...v6('A', of),
      ...internetGateway('A'),
      Address: part('AWS::EC2::EIP', { Domain: 'vpc' }),
      Nat: part('AWS::EC2::NatGateway', {
        SubnetId: ref('Edge'),
        AllocationId: { 'Fn::GetAtt': ['Address', 'AllocationId'] },
      }),
      ...subnet('Edge', 'A', '10.0.9.0/24', [route('0.0.0.0/0', { GatewayId: ref('Igw') })]),
      ...subnet(
        'OfA',
        'A',
        '10.0.0.0/24',
        [route('64:ff9b::/96', { NatGatewayId: ref('Nat') }), route('2001:db8:1::/48', { NatGatewayId: ref('Nat') })],
        { Ipv6CidrBlock: `${of}::/64` },
      ),
      ...server('InA', 'A', 'OfA', '10.0.0.20', own(`${of}::20`)),
    };
    const packet = { from: 'InA', to: 'internet:64:ff9b::cb00:7105', door: 'v6' } as const;
    expect(ask(parts, packet)).toEqual(both('yes/yes'));
    expect(ask(parts, { ...packet, protocol: 17 })).toEqual(both('yes/yes'));
    expect(ask(parts, { ...packet, protocol: 58, icmp: { type: 128, code: 0 } })).toEqual(both('unknown/unknown'));
    expect(ask(parts, { ...packet, protocol: 50 })).toEqual(both('no/no'));
    expect(ask(parts, { ...packet, to: 'internet:2001:db8:1::5' })).toEqual(both('no/no'));
  });
});
