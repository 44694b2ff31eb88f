import { tcp } from '../../../lib/verify';
import {
  at,
  att,
  delivers,
  group,
  instance,
  nat,
  ref,
  resource,
  subnet,
  verifierOf,
  vpc,
  type Resources,
} from './templates';

const OUTSIDE = 'internet:2001:db8:ffff::7';
const BOTH = { '0.0.0.0/0': { GatewayId: ref('VIgw') }, '::/0': { GatewayId: ref('VIgw') } };
const EVERYONE: readonly Resources[string][] = [
  { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0' },
  { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIpv6: '::/0' },
];

/** Subnets of both families with routes to the internet, and what stands in them. */
function dual(more: readonly Resources[]): readonly Resources[] {
  return [
    vpc('V', '10.0.0.0/16'),
    {
      V6: resource('AWS::EC2::VPCCidrBlock', {
        VpcId: ref('V'),
        Ipv6CidrBlock: '2001:db8:1:1a00::/56',
        Ipv6Pool: 'ipv6pool-ec2-1',
      }),
    },
    subnet('A', 'V', '10.0.0.0/24', BOTH, 'ap-northeast-1a', { Ipv6CidrBlock: '2001:db8:1:1a00::/64' }),
    subnet('C', 'V', '10.0.1.0/24', BOTH, 'ap-northeast-1c', { Ipv6CidrBlock: '2001:db8:1:1a01::/64' }),
    group('Open', 'V', EVERYONE),
    ...more,
  ];
}

function balancer(properties: Resources[string]): readonly Resources[] {
  return dual([
    {
      Alb: resource('AWS::ElasticLoadBalancingV2::LoadBalancer', {
        IpAddressType: 'dualstack',
        Subnets: [ref('A'), ref('C')],
        SecurityGroups: [att('Open', 'GroupId')],
        ...properties,
      }),
      Listener: resource('AWS::ElasticLoadBalancingV2::Listener', {
        LoadBalancerArn: ref('Alb'),
        Protocol: 'HTTPS',
        Port: 443,
        DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '200' } }],
      }),
    },
  ]);
}

const denyAll = (value: string) => ({
  LoadBalancerAttributes: [{ Key: 'ipv6.deny_all_igw_traffic', Value: value }],
});

describe('a load balancer of both families', () => {
  test.each([
    ['that faces the internet is reached over both', { Scheme: 'internet-facing' }, 'yes', 'yes'],
    ['that is internal is reached over neither', { Scheme: 'internal' }, 'no', 'no'],
    [
      'that is told to let the internet in is reached over IPv6',
      { Scheme: 'internal', ...denyAll('false') },
      'yes',
      'no',
    ],
    ['that is told to keep the internet out is not', { Scheme: 'internet-facing', ...denyAll('true') }, 'no', 'yes'],
    [
      'without public IPv4 addresses is reached over IPv6',
      { Scheme: 'internet-facing', IpAddressType: 'dualstack-without-public-ipv4' },
      'yes',
      'no',
    ],
  ] as const)('%s', (_what, properties, over6, over4) => {
    const verifier = verifierOf(balancer(properties));
    expect(delivers(verifier, OUTSIDE, 'Alb', tcp(443))).toBe(over6);
    expect(delivers(verifier, 'internet:203.0.113.9', 'Alb', tcp(443))).toBe(over4);
  });
});

describe('a server with IPv6 alone', () => {
  const verifier = verifierOf([
    vpc('V', '10.0.0.0/16'),
    {
      V6: resource('AWS::EC2::VPCCidrBlock', {
        VpcId: ref('V'),
        Ipv6CidrBlock: '2001:db8:1:1a00::/56',
        Ipv6Pool: 'ipv6pool-ec2-1',
      }),
    },
    subnet('P', 'V', '10.0.0.0/24', { '0.0.0.0/0': { GatewayId: ref('VIgw') } }),
    nat('N', 'P'),
    {
      S: resource('AWS::EC2::Subnet', {
        VpcId: ref('V'),
        Ipv6Native: true,
        Ipv6CidrBlock: '2001:db8:1:1a00::/64',
        AssignIpv6AddressOnCreation: true,
        AvailabilityZone: 'ap-northeast-1a',
      }),
      T: resource('AWS::EC2::RouteTable', { VpcId: ref('V') }),
      TS: resource('AWS::EC2::SubnetRouteTableAssociation', { SubnetId: ref('S'), RouteTableId: ref('T') }),
      R: resource('AWS::EC2::Route', {
        RouteTableId: ref('T'),
        DestinationIpv6CidrBlock: '64:ff9b::/96',
        NatGatewayId: ref('N'),
      }),
    },
    group('Any', 'V', []),
    instance('I', 'S', ['Any']),
  ]);

  test('gets to IPv4 addresses through a NAT gateway', () => {
    expect(delivers(verifier, 'I', 'internet:64:ff9b::cb00:7109', tcp(443), 'session')).toBe('yes');
    expect(delivers(verifier, 'I', 'internet:64:ff9b::a00:5', tcp(443))).toBe('no');
    expect(delivers(verifier, 'I', OUTSIDE, tcp(443))).toBe('no');
  });

  test('is not proved to be cut off', () => {
    const verdict = verifier.isolate({ from: at(verifier, 'I'), to: at(verifier, 'internet'), services: [tcp(443)] });
    expect(verdict.verdict).not.toBe('PROVED');
  });
});
