import { ask, both } from './ask';
import { att, part, ref, route, server, subnet, vpc } from './parts';

const base = {
  ...vpc('Vpc', '10.0.0.0/16'),
  ...subnet('Here', 'Vpc', '10.0.0.0/24'),
  ...server('One', 'Vpc', 'Here', '10.0.0.20'),
};

function balancer(type: 'network' | 'application', more: Parameters<typeof part>[1] = {}) {
  return {
    ...subnet('Other', 'Vpc', '10.0.1.0/24', [], { AvailabilityZone: 'us-east-1b' }),
    Balancer: part('AWS::ElasticLoadBalancingV2::LoadBalancer', {
      Type: type,
      Scheme: 'internal',
      Subnets: [ref('Here'), ref('Other')],
      SecurityGroups: [att('VpcOpen', 'GroupId')],
      ...more,
    }),
    Listener: part('AWS::ElasticLoadBalancingV2::Listener', {
      LoadBalancerArn: ref('Balancer'),
      Port: 80,
      Protocol: type === 'network' ? 'TCP' : 'HTTP',
      DefaultActions: [{ Type: 'forward', TargetGroupArn: ref('Targets') }],
    }),
    Targets: part('AWS::ElasticLoadBalancingV2::TargetGroup', {
      VpcId: ref('Vpc'),
      Port: 8080,
      Protocol: type === 'network' ? 'TCP' : 'HTTP',
      TargetType: 'ip',
      Targets: [{ Id: '10.0.0.21' }],
    }),
    ...server('Target', 'Vpc', 'Here', '10.0.0.21'),
    ...server('Stranger', 'Vpc', 'Here', '10.0.0.22'),
  };
}

describe('a load balancer', () => {
  const parts = { ...base, ...balancer('application') };
  const from = 'Balancer@Here';

  test('whose targets are written as addresses leads to these interfaces', () => {
    expect(ask(parts, { from, to: 'Target', port: 8080 })).toEqual(both('yes/yes'));
    expect(ask(parts, { from, to: 'Stranger', port: 8080 })).toEqual(both('no/no'));
  });

  test('takes what its listeners take, and perhaps ICMP (LB-01)', () => {
    expect(ask(parts, { from: 'One', to: from })).toEqual(both('yes/yes'));
    expect(ask(parts, { from: 'One', to: from, port: 81 })).toEqual(both('no/no'));
    expect(ask(parts, { from: 'One', to: from, protocol: 1, icmp: { type: 8, code: 0 } })).toEqual(
      both('unknown/unknown'),
    );
  });
});

test('behind a NAT gateway nobody sees the groups of a load balancer (SG-03)', () => {
  const targets = (routes: readonly ReturnType<typeof route>[]) => ({
    ...vpc('Vpc', '10.0.0.0/16'),
    ...balancer('application'),
    ...subnet('Here', 'Vpc', '10.0.0.0/24', routes),
    ...subnet('Middle', 'Vpc', '10.0.2.0/24'),
    ...subnet('There', 'Vpc', '10.0.3.0/24'),
    Nat: part('AWS::EC2::NatGateway', { SubnetId: ref('Middle'), ConnectivityType: 'private' }),
    Only: part('AWS::EC2::SecurityGroup', {
      GroupDescription: 'what carries the group of the load balancer',
      VpcId: ref('Vpc'),
      SecurityGroupIngress: [{ IpProtocol: '-1', SourceSecurityGroupId: att('VpcOpen', 'GroupId') }],
    }),
    ...server('Target', 'Vpc', 'There', '10.0.3.20', { SecurityGroupIds: [att('Only', 'GroupId')] }),
    Targets: part('AWS::ElasticLoadBalancingV2::TargetGroup', {
      VpcId: ref('Vpc'),
      Port: 8080,
      Protocol: 'HTTP',
      TargetType: 'ip',
      Targets: [{ Id: '10.0.3.20' }],
    }),
  });
  const packet = { from: 'Balancer@Here', to: 'Target', port: 8080 };
  const throughNat = route('10.0.3.0/24', { NatGatewayId: ref('Nat') });
  expect(ask(targets([]), packet)).toEqual(both('yes/yes'));
  expect(ask(targets([throughNat]), packet)).toEqual(both('no/no'));
});

test('a function sends TCP and UDP, and nothing else (IF-03)', () => {
  const parts = {
    ...base,
    Function: part('AWS::Lambda::Function', {
      VpcConfig: { SubnetIds: [ref('Here')], SecurityGroupIds: [att('VpcOpen', 'GroupId')] },
    }),
  };
  expect(ask(parts, { from: 'Function', to: 'One' })).toEqual(both('yes/yes'));
  expect(ask(parts, { from: 'Function', to: 'One', protocol: 1, icmp: { type: 8, code: 0 } })).toEqual(both('no/no'));
  expect(ask(parts, { from: 'Function', to: 'One', protocol: 50 })).toEqual(both('no/no'));
});

test('an interface endpoint has the families of its type', () => {
  const endpoint = (IpAddressType: string) => ({
    ...vpc('Vpc', '10.0.0.0/16'),
    Block: part('AWS::EC2::VPCCidrBlock', { VpcId: ref('Vpc'), Ipv6CidrBlock: '2001:db8:77::/56', Ipv6Pool: 'pool' }),
    ...subnet('Here', 'Vpc', '10.0.0.0/24', [], { Ipv6CidrBlock: '2001:db8:77::/64' }),
    ...server('One', 'Vpc', 'Here', '10.0.0.20', { Ipv6Addresses: [{ Ipv6Address: '2001:db8:77::20' }] }),
    Endpoint: part('AWS::EC2::VPCEndpoint', {
      VpcId: ref('Vpc'),
      VpcEndpointType: 'Interface',
      ServiceName: 'com.amazonaws.us-east-1.sqs',
      SubnetIds: [ref('Here')],
      SecurityGroupIds: [att('VpcOpen', 'GroupId')],
      IpAddressType,
    }),
  });
  const packet = { from: 'One', to: 'Endpoint', port: 443 };
  expect(ask(endpoint('ipv4'), packet)).toEqual(both('yes/yes'));
  expect(ask(endpoint('dualstack'), { ...packet, door: 'v6' })).toEqual(both('yes/yes'));
  expect(() => ask(endpoint('ipv4'), { ...packet, door: 'v6' })).toThrow('no such packet');
});
