import type { Reach } from '../../../../lib/verify';
import {
  at,
  att,
  group,
  instance,
  ref,
  resource,
  subnet,
  tcpRule,
  verifierOf,
  vpc,
  type Resources,
} from '../templates';

const PREFIXES = ['192.168.0.0/16', '64:ff9b::/96'];

/** A VPC with a VPN to a site, and a static route to some of what the site declares. */
const withSite = (route: string): readonly Resources[] => [
  vpc('V', '10.0.0.0/16', false),
  {
    V6: resource('AWS::EC2::VPCCidrBlock', { VpcId: ref('V'), AmazonProvidedIpv6CidrBlock: true }),
    Vgw: resource('AWS::EC2::VPNGateway', { Type: 'ipsec.1' }),
    Attachment: resource('AWS::EC2::VPCGatewayAttachment', { VpcId: ref('V'), VpnGatewayId: ref('Vgw') }),
    Cgw: resource('AWS::EC2::CustomerGateway', { Type: 'ipsec.1', BgpAsn: 65000, IpAddress: '198.51.100.1' }),
    Vpn: resource('AWS::EC2::VPNConnection', {
      Type: 'ipsec.1',
      CustomerGatewayId: ref('Cgw'),
      VpnGatewayId: ref('Vgw'),
      StaticRoutesOnly: true,
    }),
    VpnRoute: resource('AWS::EC2::VPNConnectionRoute', { VpnConnectionId: ref('Vpn'), DestinationCidrBlock: route }),
  },
];

/** Rules that let one server out to anything, and another that nothing is sent from: it only names a block. */
const naming = (named: string | undefined): readonly Resources[] => [
  group('G', 'V', [], [tcpRule(443, { CidrIp: '0.0.0.0/0' }), tcpRule(443, { CidrIpv6: '::/0' })]),
  ...(named === undefined
    ? []
    : [group('Naming', 'V', [tcpRule(443, named.includes(':') ? { CidrIpv6: named } : { CidrIp: named })])]),
  instance('I', 'S', ['G']),
];

function toSite(resources: readonly Resources[]): Pick<Reach, 'may' | 'some' | 'every'> {
  const sites = [{ customerGateway: 'Cgw', prefixes: PREFIXES }];
  const verifier = verifierOf(resources, {}, { sites });
  const [[from], [to]] = [at(verifier, 'I'), at(verifier, 'site:Cgw')];
  if (from === undefined || to === undefined) {
    throw new Error('nobody to ask about');
  }
  const { may, some, every } = verifier.between(from, to);
  return { may, some, every };
}

describe('what gets to a site of which a VPN has a route to a part', () => {
  const ways = subnet('S', 'V', '10.0.0.0/24', { '192.168.0.0/16': { GatewayId: ref('Vgw') } });

  test.each([
    ['nothing else names the part', '192.168.5.0/24', undefined],
    ['a rule names the part', '192.168.5.0/24', '192.168.5.0/24'],
    ['a rule names some of the part', '192.168.5.0/24', '192.168.5.7/32'],
    ['a rule names more than the part', '192.168.5.0/24', '192.168.4.0/23'],
  ])('gets to the part, and not to the rest, when %s', (_name, route, named) => {
    expect(toSite([...withSite(route), ways, ...naming(named)])).toEqual({
      may: ['tcp/443'],
      some: ['tcp/443'],
      every: [],
    });
  });

  test('gets to nothing when the route leads elsewhere', () => {
    const found = toSite([...withSite('192.169.0.0/24'), ways, ...naming('192.168.5.0/24')]);
    expect(found).toEqual({ may: [], some: [], every: [] });
  });
});

describe('what a NAT gateway translates for a site', () => {
  const ways = [
    subnet('S', 'V', '10.0.0.0/24', { '64:ff9b::/96': { NatGatewayId: ref('Nat') } }, 'ap-northeast-1a', {
      Ipv6CidrBlock: { 'Fn::Select': [0, { 'Fn::Cidr': [att('V', 'Ipv6CidrBlocks'), 4, '64'] }] },
      AssignIpv6AddressOnCreation: true,
    }),
    subnet('P', 'V', '10.0.1.0/24', { '192.168.0.0/16': { GatewayId: ref('Vgw') } }),
    { Nat: resource('AWS::EC2::NatGateway', { SubnetId: ref('P'), ConnectivityType: 'private' }) },
  ];

  test('surely gets to the one host that a rule names, though the rule is of nobody who sends', () => {
    const found = toSite([...withSite('192.168.0.0/16'), ...ways, ...naming('64:ff9b::c0a8:507/128')]);
    expect(found).toEqual({ may: ['tcp/443'], some: ['tcp/443'], every: [] });
  });

  test('may get anywhere when no host is named', () => {
    const found = toSite([...withSite('192.168.0.0/16'), ...ways, ...naming(undefined)]);
    expect(found).toEqual({ may: ['tcp/443'], some: [], every: [] });
  });
});

describe('a rule of the sender that lets out to a part', () => {
  const between = (cidr: string, to: 'B' | 'internet') => {
    const verifier = verifierOf([
      vpc('V', '10.0.0.0/16'),
      subnet('S', 'V', '10.0.0.0/24', { '0.0.0.0/0': { GatewayId: ref('VIgw') } }),
      subnet('T', 'V', '10.0.1.0/24'),
      group('G', 'V', [], [tcpRule(443, { CidrIp: cidr })]),
      group('H', 'V', [tcpRule(443, { CidrIp: '0.0.0.0/0' })]),
      instance('A', 'S', ['G'], true),
      instance('B', 'T', ['H']),
    ]);
    const [[from], [receiver]] = [at(verifier, 'A'), at(verifier, to)];
    if (from === undefined || receiver === undefined) {
      throw new Error('nobody to ask about');
    }
    const { may, some, every } = verifier.between(from, receiver);
    return { may, some, every };
  };

  test.each<[string, 'B' | 'internet']>([
    ['10.0.1.32/28', 'B'],
    ['10.0.1.0/25', 'B'],
    ['203.0.113.0/24', 'internet'],
    ['198.51.100.7/32', 'internet'],
  ])('%s lets out to it, and not to the rest of %s', (cidr, to) => {
    expect(between(cidr, to)).toEqual({ may: ['tcp/443'], some: ['tcp/443'], every: [] });
  });
});
