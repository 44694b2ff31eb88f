import { tcp } from '../../../lib/verify';
import { at, att, delivers, group, instance, ref, resource, subnet, tcpRule, verifierOf, vpc } from './templates';

const IGW = { GatewayId: ref('VIgw') };

describe('IPv6', () => {
  const dual = (route: Record<string, object>, ingress: object) => [
    vpc('V', '10.0.0.0/16'),
    { V6: resource('AWS::EC2::VPCCidrBlock', { VpcId: ref('V'), AmazonProvidedIpv6CidrBlock: true }) },
    { Eigw: resource('AWS::EC2::EgressOnlyInternetGateway', { VpcId: ref('V') }) },
    subnet('S', 'V', '10.0.0.0/24', route as never, 'ap-northeast-1a', {
      Ipv6CidrBlock: {
        'Fn::Select': [0, { 'Fn::Cidr': [{ 'Fn::Select': [0, att('V', 'Ipv6CidrBlocks')] }, 4, '64'] }],
      },
      AssignIpv6AddressOnCreation: true,
    }),
    group('G', 'V', [ingress as never]),
    instance('I', 'S', ['G']),
  ];

  test('is open while IPv4 is closed', () => {
    const verifier = verifierOf(dual({ '::/0': IGW }, tcpRule(22, { CidrIpv6: '::/0' })));
    expect(delivers(verifier, 'internet', 'I', tcp(22), 'session')).toBe('yes');
  });

  test('an IPv4 rule does not open it', () => {
    const verifier = verifierOf(dual({ '::/0': IGW }, tcpRule(22, { CidrIp: '0.0.0.0/0' })));
    expect(delivers(verifier, 'internet', 'I', tcp(22))).toBe('no');
  });

  test('without a way back the packet may arrive and no session stands', () => {
    const verifier = verifierOf(dual({}, tcpRule(22, { CidrIpv6: '::/0' })));
    // No page says what becomes of it in a subnet without a route to the internet gateway.
    expect(delivers(verifier, 'internet', 'I', tcp(22))).toBe('unknown');
    expect(delivers(verifier, 'internet', 'I', tcp(22), 'session')).toBe('no');
  });

  test('an egress-only gateway lets out', () => {
    const verifier = verifierOf(
      dual({ '::/0': { EgressOnlyInternetGatewayId: ref('Eigw') } }, tcpRule(22, { CidrIpv6: 'fc00::/7' })),
    );
    expect(delivers(verifier, 'I', 'internet', tcp(443), 'session')).toBe('yes');
    expect(delivers(verifier, 'internet', 'I', tcp(443))).toBe('no');
  });
});

describe('peering', () => {
  const peered = [
    vpc('V', '10.0.0.0/16'),
    vpc('W', '10.1.0.0/16'),
    { P: resource('AWS::EC2::VPCPeeringConnection', { VpcId: ref('V'), PeerVpcId: ref('W') }) },
    subnet('A', 'V', '10.0.0.0/24', {
      '10.1.0.0/16': { VpcPeeringConnectionId: ref('P') },
      '0.0.0.0/0': { VpcPeeringConnectionId: ref('P') },
    }),
    group('GA', 'V', []),
    instance('IA', 'A', ['GA']),
  ];
  const other = (routes: Record<string, object>, peer: object) => [
    subnet('B', 'W', '10.1.0.0/24', routes as never),
    group('GB', 'W', [tcpRule(80, peer as never)]),
    instance('IB', 'B', ['GB']),
  ];

  test('carries packets into the other VPC, and answers by its route', () => {
    const verifier = verifierOf([
      ...peered,
      ...other(
        { '10.0.0.0/16': { VpcPeeringConnectionId: ref('P') } },
        { SourceSecurityGroupId: att('GA', 'GroupId') },
      ),
    ]);
    expect(delivers(verifier, 'IA', 'IB', tcp(80), 'session')).toBe('yes');
  });

  test('without a route back no session stands', () => {
    const verifier = verifierOf([...peered, ...other({}, { CidrIp: '10.0.0.0/16' })]);
    expect(delivers(verifier, 'IA', 'IB', tcp(80))).toBe('yes');
    expect(delivers(verifier, 'IA', 'IB', tcp(80), 'session')).toBe('no');
  });

  test("does not lead out of the peer's internet gateway", () => {
    const verifier = verifierOf([
      ...peered,
      ...other({ '0.0.0.0/0': { GatewayId: ref('WIgw') } }, { CidrIp: '0.0.0.0/0' }),
    ]);
    expect(delivers(verifier, 'IA', 'internet', tcp(443))).toBe('no');
  });
});

describe('gateway endpoints', () => {
  const withEndpoint = (policy?: object) => [
    vpc('V', '10.0.0.0/16'),
    subnet('S', 'V', '10.0.0.0/24'),
    group('G', 'V', [], [tcpRule(443, { DestinationPrefixListId: 'pl-61a54008' })]),
    instance('I', 'S', ['G']),
    {
      E: resource('AWS::EC2::VPCEndpoint', {
        VpcId: ref('V'),
        ServiceName: { 'Fn::Sub': 'com.amazonaws.${AWS::Region}.s3' },
        RouteTableIds: [ref('STable')],
        ...(policy === undefined ? {} : { PolicyDocument: policy as never }),
      }),
    },
  ];

  test('lead to their service, and nowhere else', () => {
    const verifier = verifierOf(withEndpoint());
    expect(delivers(verifier, 'I', 'E', tcp(443), 'session')).toBe('yes');
    expect(delivers(verifier, 'I', 'E', tcp(80))).toBe('no');
    expect(delivers(verifier, 'I', 'internet', tcp(443))).toBe('no');
  });

  test('without a policy they are the internet, for everyone behind them', () => {
    const verifier = verifierOf(withEndpoint());
    expect(verifier.isolate({ from: at(verifier, 'I'), to: at(verifier, 'internet') }).verdict).toBe('REFUTED');
  });

  test.each([
    ['what is asked for', { 'aws:ResourceAccount': '111122223333' }, 'PROVED'],
    // Whoever is known may still write to a bucket of a stranger.
    ['who asks', { 'aws:PrincipalAccount': '111122223333' }, 'UNDETERMINED'],
    ['whatever', { 'aws:ResourceAccount': '*' }, 'UNDETERMINED'],
  ])('with a policy that binds %s', (_what, condition, verdict) => {
    const statement = {
      Effect: 'Allow',
      Principal: '*',
      Action: '*',
      Resource: '*',
      Condition: { StringEquals: condition },
    };
    const verifier = verifierOf(withEndpoint({ Statement: [statement] }));
    expect(verifier.isolate({ from: at(verifier, 'I'), to: at(verifier, 'internet') }).verdict).toBe(verdict);
  });
});
