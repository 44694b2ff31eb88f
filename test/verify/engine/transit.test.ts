import { tcp, udp } from '../../../lib/verify';
import {
  delivers,
  group,
  instance,
  ref,
  resource,
  subnet,
  tcpRule,
  verifierOf,
  vpc,
  type Resources,
} from './templates';

const OPEN = [{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }];

describe('transit gateways', () => {
  const hub = (properties: object, more: readonly Resources[] = []) => [
    vpc('V', '10.0.0.0/16', false),
    vpc('W', '10.1.0.0/16', false),
    { T: resource('AWS::EC2::TransitGateway', properties as never) },
    subnet('A', 'V', '10.0.0.0/24', { '10.1.0.0/16': { TransitGatewayId: ref('T') } }),
    subnet('B', 'W', '10.1.0.0/24', { '10.0.0.0/16': { TransitGatewayId: ref('T') } }),
    {
      TA: resource('AWS::EC2::TransitGatewayVpcAttachment', {
        TransitGatewayId: ref('T'),
        VpcId: ref('V'),
        SubnetIds: [ref('A')],
      }),
    },
    {
      TB: resource('AWS::EC2::TransitGatewayVpcAttachment', {
        TransitGatewayId: ref('T'),
        VpcId: ref('W'),
        SubnetIds: [ref('B')],
      }),
    },
    group('GA', 'V', OPEN),
    group('GB', 'W', OPEN),
    instance('IA', 'A', ['GA']),
    instance('IB', 'B', ['GB']),
    ...more,
  ];
  const CLOSED = { DefaultRouteTableAssociation: 'disable', DefaultRouteTablePropagation: 'disable' };

  test('join everything by default', () => {
    expect(delivers(verifierOf(hub({})), 'IA', 'IB', tcp(80), 'session')).toBe('yes');
  });

  test('join nothing without tables', () => {
    expect(delivers(verifierOf(hub(CLOSED)), 'IA', 'IB', tcp(80))).toBe('no');
  });

  const table = (propagated: readonly string[]): Resources => ({
    RT: resource('AWS::EC2::TransitGatewayRouteTable', { TransitGatewayId: ref('T') }),
    ...Object.fromEntries(
      ['TA', 'TB'].map((each) => [
        `Assoc${each}`,
        resource('AWS::EC2::TransitGatewayRouteTableAssociation', {
          TransitGatewayAttachmentId: ref(each),
          TransitGatewayRouteTableId: ref('RT'),
        }),
      ]),
    ),
    ...Object.fromEntries(
      propagated.map((each) => [
        `Prop${each}`,
        resource('AWS::EC2::TransitGatewayRouteTablePropagation', {
          TransitGatewayAttachmentId: ref(each),
          TransitGatewayRouteTableId: ref('RT'),
        }),
      ]),
    ),
  });

  test('with propagation one way the packet arrives and no answer comes', () => {
    const verifier = verifierOf(hub(CLOSED, [table(['TB'])]));
    expect(delivers(verifier, 'IA', 'IB', tcp(80))).toBe('yes');
    expect(delivers(verifier, 'IA', 'IB', tcp(80), 'session')).toBe('no');
  });

  test('a black hole goes before what is propagated', () => {
    const hole: Resources = {
      Hole: resource('AWS::EC2::TransitGatewayRoute', {
        DestinationCidrBlock: '10.1.0.0/16',
        Blackhole: true,
        TransitGatewayRouteTableId: ref('RT'),
      }),
    };
    expect(delivers(verifierOf(hub(CLOSED, [table(['TA', 'TB']), hole])), 'IA', 'IB', tcp(80))).toBe('no');
  });

  test('a sender in a zone without attachment loses it', () => {
    const far: readonly Resources[] = [
      subnet('C', 'V', '10.0.2.0/24', { '10.1.0.0/16': { TransitGatewayId: ref('T') } }, 'ap-northeast-1c'),
      instance('IC', 'C', ['GA']),
    ];
    expect(delivers(verifierOf(hub({}, far)), 'IC', 'IB', tcp(80))).toBe('no');
  });
});

describe('sites', () => {
  const line = (id: string, properties: object, routes: readonly string[]): Resources => ({
    [id]: resource('AWS::EC2::CustomerGateway', { BgpAsn: 65000, IpAddress: '203.0.113.1', Type: 'ipsec.1' }),
    [`${id}Vpn`]: resource('AWS::EC2::VPNConnection', {
      CustomerGatewayId: ref(id),
      Type: 'ipsec.1',
      ...(properties as object),
    }),
    ...Object.fromEntries(
      routes.map((cidr, index) => [
        `${id}Route${index}`,
        resource('AWS::EC2::VPNConnectionRoute', { DestinationCidrBlock: cidr, VpnConnectionId: ref(`${id}Vpn`) }),
      ]),
    ),
  });
  const lines = (ingress: object) => [
    vpc('V', '10.0.0.0/16', false),
    {
      G: resource('AWS::EC2::VPNGateway', { Type: 'ipsec.1' }),
      GA: resource('AWS::EC2::VPCGatewayAttachment', { VpcId: ref('V'), VpnGatewayId: ref('G') }),
    },
    line('X', { VpnGatewayId: ref('G'), StaticRoutesOnly: true }, ['192.168.1.0/24']),
    line('Y', { VpnGatewayId: ref('G'), StaticRoutesOnly: true }, ['192.168.2.0/24']),
    subnet('S', 'V', '10.0.0.0/24', { '192.168.0.0/16': { GatewayId: ref('G') } }),
    group('SG', 'V', [ingress as never]),
    instance('I', 'S', ['SG']),
  ];

  test('are reached by what their static routes name', () => {
    const verifier = verifierOf(
      lines(tcpRule(80, { CidrIp: '192.168.1.0/24' })),
      {},
      { sites: [{ customerGateway: 'X', prefixes: ['192.168.1.0/24'], relaysTo: [] }] },
    );
    expect(delivers(verifier, 'I', 'site:X', tcp(8443), 'session')).toBe('yes');
    expect(delivers(verifier, 'site:X', 'I', tcp(80), 'session')).toBe('yes');
    expect(delivers(verifier, 'site:X', 'I', tcp(81))).toBe('no');
  });

  test('on one gateway may reach each other', () => {
    expect(delivers(verifierOf(lines(tcpRule(80, { CidrIp: '192.168.1.0/24' }))), 'site:X', 'site:Y', tcp(80))).toBe(
      'unknown',
    );
  });

  test('on a transit gateway with one table surely do', () => {
    const verifier = verifierOf(
      [
        { T: resource('AWS::EC2::TransitGateway', {}) },
        line('X', { TransitGatewayId: ref('T') }, []),
        line('Y', { TransitGatewayId: ref('T') }, []),
      ],
      {},
      {
        sites: [
          { customerGateway: 'X', prefixes: ['192.168.1.0/24'] },
          { customerGateway: 'Y', prefixes: ['192.168.2.0/24'] },
        ],
      },
    );
    expect(delivers(verifier, 'site:X', 'site:Y', udp(53))).toBe('yes');
  });
});
