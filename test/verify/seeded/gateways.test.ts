import { ICMP } from '../../../lib/verify/address';
import { tcp } from '../../../lib/verify';
import {
  delivers,
  group,
  instance,
  nat,
  ref,
  resource,
  subnet,
  tcpRule,
  verifierOf,
  vpc,
  type Resources,
} from '../engine/templates';

const OPEN = [{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }];
const IGW = { GatewayId: ref('VIgw') };

/** SG-01 of the register: a rule is about what it names. */
test('a rule for one type of ICMP lets in no other', () => {
  const echo = { IpProtocol: 'icmp', FromPort: 8, ToPort: -1, CidrIp: '10.0.0.0/16' };
  const verifier = verifierOf([
    vpc('V', '10.0.0.0/16'),
    subnet('S', 'V', '10.0.0.0/24'),
    group('G', 'V', [echo]),
    instance('A', 'S', ['G']),
    instance('B', 'S', ['G']),
  ]);
  expect(delivers(verifier, 'A', 'B', { protocol: ICMP, icmp: { type: 8 } })).toBe('yes');
  expect(delivers(verifier, 'A', 'B', { protocol: ICMP, icmp: { type: 13 } })).toBe('no');
});

/** RT-05 of the register: what leads to a gateway that is not attached still wins. */
test('a longer route to a gateway that is not attached goes before the default route', () => {
  const verifier = verifierOf([
    vpc('V', '10.0.0.0/16'),
    { Loose: resource('AWS::EC2::InternetGateway', {}) },
    subnet('S', 'V', '10.0.0.0/24', { '0.0.0.0/0': IGW, '203.0.113.0/24': { GatewayId: ref('Loose') } }),
    group('G', 'V', []),
    instance('I', 'S', ['G'], true),
  ]);
  expect(delivers(verifier, 'I', 'internet:198.51.100.9', tcp(443))).toBe('yes');
  expect(delivers(verifier, 'I', 'internet:203.0.113.9', tcp(443))).toBe('no');
});

/** NAT-01 of the register. */
test('a NAT gateway takes no connection from the internet', () => {
  const verifier = verifierOf([
    vpc('V', '10.0.0.0/16'),
    subnet('S', 'V', '10.0.0.0/24', { '0.0.0.0/0': IGW }),
    nat('Nat', 'S'),
  ]);
  expect(delivers(verifier, 'internet', 'Nat', tcp(443))).toBe('no');
});

/** IGW-04 of the register. */
test('answers to connections of the internet do not leave through an egress-only gateway', () => {
  const verifier = verifierOf([
    vpc('V', '10.0.0.0/16'),
    { V6: resource('AWS::EC2::VPCCidrBlock', { VpcId: ref('V'), Ipv6CidrBlock: '2001:db8::/56' }) },
    { Out: resource('AWS::EC2::EgressOnlyInternetGateway', { VpcId: ref('V') }) },
    subnet('S', 'V', '10.0.0.0/24', { '::/0': { EgressOnlyInternetGatewayId: ref('Out') } }, 'ap-northeast-1a', {
      Ipv6CidrBlock: '2001:db8::/64',
      AssignIpv6AddressOnCreation: true,
    }),
    group('G', 'V', [tcpRule(22, { CidrIpv6: '::/0' })]),
    instance('I', 'S', ['G']),
  ]);
  expect(delivers(verifier, 'I', 'internet', tcp(443), 'session')).toBe('yes');
  expect(delivers(verifier, 'internet', 'I', tcp(22), 'session')).toBe('no');
});

/** A VPC whose packets for elsewhere come over a transit gateway into another one, with a route there. */
function overTransit(route: Record<string, string | object>, more: readonly Resources[]): readonly Resources[] {
  const attachment = (of: string, inSubnet: string) =>
    resource('AWS::EC2::TransitGatewayVpcAttachment', {
      TransitGatewayId: ref('T'),
      VpcId: ref(of),
      SubnetIds: [ref(inSubnet)],
    });
  return [
    vpc('X', '10.9.0.0/16', false),
    vpc('V', '10.0.0.0/16', false),
    { T: resource('AWS::EC2::TransitGateway', { DefaultRouteTableAssociation: 'disable' }) },
    { TX: attachment('X', 'A'), TV: attachment('V', 'B') },
    {
      RT: resource('AWS::EC2::TransitGatewayRouteTable', { TransitGatewayId: ref('T') }),
      Associated: resource('AWS::EC2::TransitGatewayRouteTableAssociation', {
        TransitGatewayAttachmentId: ref('TX'),
        TransitGatewayRouteTableId: ref('RT'),
      }),
      ToV: resource('AWS::EC2::TransitGatewayRoute', {
        TransitGatewayAttachmentId: ref('TV'),
        TransitGatewayRouteTableId: ref('RT'),
        DestinationCidrBlock: '0.0.0.0/0',
      }),
    },
    subnet('A', 'X', '10.9.0.0/24', { '0.0.0.0/0': { TransitGatewayId: ref('T') } }),
    subnet('B', 'V', '10.0.0.0/24'),
    { Onward: resource('AWS::EC2::Route', { RouteTableId: ref('BTable'), ...(route as Record<string, string>) }) },
    group('GX', 'X', []),
    group('GV', 'V', []),
    instance('Far', 'A', ['GX']),
    instance('Near', 'B', ['GV']),
    ...more,
  ];
}

/**
 * PCX-01 of the register.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html "Edge to edge routing"
 */
test('a peering connection carries what its VPC sends, and not what comes through it', () => {
  const verifier = verifierOf(
    overTransit({ DestinationCidrBlock: '10.1.0.0/16', VpcPeeringConnectionId: ref('P') }, [
      vpc('W', '10.1.0.0/16', false),
      { P: resource('AWS::EC2::VPCPeeringConnection', { VpcId: ref('V'), PeerVpcId: ref('W') }) },
      subnet('C', 'W', '10.1.0.0/24'),
      group('GW', 'W', OPEN),
      instance('Peer', 'C', ['GW']),
    ]),
  );
  expect(delivers(verifier, 'Near', 'Peer', tcp(443))).toBe('yes');
  expect(delivers(verifier, 'Far', 'Peer', tcp(443))).toBe('no');
});

const ENDPOINT: Resources = {
  E: resource('AWS::EC2::VPCEndpoint', {
    VpcId: ref('V'),
    ServiceName: { 'Fn::Sub': 'com.amazonaws.${AWS::Region}.s3' },
    RouteTableIds: [ref('BTable')],
  }),
};

/** @see https://github.com/aws-samples/amazon-s3-gateway-endpoint-proxy read 2026-11-26: it cannot be extended out of a VPC */
test('a gateway endpoint is for its own VPC, before a default route that leads nowhere', () => {
  const verifier = verifierOf(
    overTransit({ DestinationCidrBlock: '0.0.0.0/0', TransitGatewayId: ref('T') }, [ENDPOINT]),
  );
  expect(delivers(verifier, 'Near', 'E', tcp(443))).toBe('yes');
  expect(delivers(verifier, 'Far', 'E', tcp(443))).toBe('no');
});
