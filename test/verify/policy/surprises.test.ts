import type { JsonObject } from '../../../lib/template';
import { findFindings, verifierFor } from '../../../lib/verify/policy';
import {
  group,
  instance,
  modelOf,
  nat,
  ref,
  resource,
  subnet,
  tcpRule,
  vpc,
  type Resources,
} from '../engine/templates';
import { found } from './support/found';
import { ANYBODY, balancer, shop } from './support/shop';

test('a shop as it should be has none', () => {
  expect(found(shop(), /./)).toEqual([]);
});

test('every finding is told in both languages, and differently', () => {
  const all = findFindings(
    verifierFor(
      modelOf(shop({ balancerIngress: [tcpRule(443, ANYBODY), tcpRule(443, ANYBODY), tcpRule(444, ANYBODY)] })),
    ),
  );
  expect(all.length).toBeGreaterThan(1);
  for (const { says } of all) {
    expect(says.ja).toMatch(/[ぁ-ん]/);
    expect(says.en).not.toMatch(/[ぁ-ん]/);
  }
});

describe('surprises', () => {
  test('default tables of a transit gateway', () => {
    const spoke = (id: string, cidr: string): readonly Resources[] => [
      vpc(id, cidr, false),
      subnet(`${id}Sub`, id, cidr),
      {
        [`${id}Attachment`]: resource('AWS::EC2::TransitGatewayVpcAttachment', {
          TransitGatewayId: ref('Hub'),
          VpcId: ref(id),
          SubnetIds: [ref(`${id}Sub`)],
        }),
      },
    ];
    const all = [...spoke('A', '10.1.0.0/16'), ...spoke('B', '10.2.0.0/16')];
    expect(found([...all, { Hub: resource('AWS::EC2::TransitGateway', {}) }], /^TGW/)).toEqual([
      'TGW_DEFAULT_TABLE warning Net/Hub',
    ]);
    expect(
      found(
        [...all, { Hub: resource('AWS::EC2::TransitGateway', { DefaultRouteTableAssociation: 'disable' }) }],
        /^TGW/,
      ),
    ).toEqual([]);
  });

  test('a NAT gateway that another zone uses', () => {
    const far = subnet(
      'PrivateC',
      'V',
      '10.0.3.0/24',
      { '0.0.0.0/0': { NatGatewayId: ref('Nat') } },
      'ap-northeast-1c',
    );
    expect(found(shop({ more: [far] }), /NAT/)).toEqual(['NAT_SHARED warning Net/Nat']);
    const own = subnet(
      'PrivateC',
      'V',
      '10.0.3.0/24',
      { '0.0.0.0/0': { NatGatewayId: ref('NatC') } },
      'ap-northeast-1c',
    );
    expect(found(shop({ more: [own, nat('NatC', 'PublicC')] }), /NAT/)).toEqual([]);
  });

  test('a listener without encryption that is open to everybody', () => {
    const plain = (listener: JsonObject, ingress: JsonObject = ANYBODY) =>
      found(
        [
          ...shop({ balancerIngress: [tcpRule(80, ingress)] }),
          balancer(
            'Balancer',
            ['PublicA', 'PublicC'],
            'BalancerGroup',
            { id: 'Web', port: 8080 },
            { Protocol: 'HTTP', Port: 80, ...listener },
          ),
        ],
        /LISTENER/,
      );
    expect(plain({})).toEqual(['LISTENER_PLAINTEXT_OPEN warning Net/BalancerListener']);
    expect(plain({}, { CidrIp: '203.0.113.0/24' })).toEqual([]);
    expect(plain({ Protocol: 'HTTPS' })).toEqual([]);
    expect(
      plain({ DefaultActions: [{ Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', StatusCode: 'HTTP_301' } }] }),
    ).toEqual([]);
  });

  test('a listener of a classic load balancer without encryption', () => {
    const classic = (protocol: string) => ({
      Classic: resource('AWS::ElasticLoadBalancing::LoadBalancer', {
        Scheme: 'internet-facing',
        Subnets: [ref('PublicA')],
        SecurityGroups: [{ 'Fn::GetAtt': ['BalancerGroup', 'GroupId'] }],
        Instances: [ref('Web')],
        Listeners: [{ LoadBalancerPort: '443', InstancePort: '8080', Protocol: protocol }],
      }),
    });
    expect(found(shop({ more: [classic('http')] }), /LISTENER/)).toEqual([
      'LISTENER_PLAINTEXT_OPEN warning Net/Classic',
    ]);
    expect(found(shop({ more: [classic('https')] }), /LISTENER/)).toEqual([]);
  });

  test('a database that may be public by default', () => {
    const silent = (more: JsonObject) => ({
      Database: resource('AWS::RDS::DBInstance', {
        Engine: 'postgres',
        DBInstanceClass: 'db.t4g.micro',
        DBSubnetGroupName: ref('DatabaseSubnets'),
        VPCSecurityGroups: [{ 'Fn::GetAtt': ['DatabaseGroup', 'GroupId'] }],
        ...more,
      }),
    });
    expect(found([...shop(), silent({})], /DATABASE/)).toEqual(['DATABASE_PUBLIC_BY_DEFAULT warning Net/Database']);
    expect(found([...shop(), silent({ PubliclyAccessible: false })], /DATABASE/)).toEqual([]);
  });

  test('the default security group', () => {
    const careless = { Careless: resource('AWS::EC2::Instance', { ImageId: 'ami-1', SubnetId: ref('PrivateA') }) };
    expect(found(shop({ more: [careless] }), /DEFAULT_GROUP/)).toEqual(['DEFAULT_GROUP_USED warning Net/Careless']);
  });

  test('a firewall endpoint chosen by its position', () => {
    const position = {
      'Fn::Select': [1, { 'Fn::Split': [':', { 'Fn::Select': [0, { 'Fn::GetAtt': ['Firewall', 'EndpointIds'] }] }] }],
    };
    const by = (subnets: readonly string[]): readonly Resources[] => [
      ...shop(),
      {
        Firewall: resource('AWS::NetworkFirewall::Firewall', {
          FirewallName: 'f',
          VpcId: ref('V'),
          SubnetMappings: subnets.map((id) => ({ SubnetId: ref(id) })),
          FirewallPolicyArn: ref('Policy'),
        }),
        Policy: resource('AWS::NetworkFirewall::FirewallPolicy', {
          FirewallPolicyName: 'p',
          FirewallPolicy: {
            StatelessDefaultActions: ['aws:forward_to_sfe'],
            StatelessFragmentDefaultActions: ['aws:drop'],
          },
        }),
        Route: resource('AWS::EC2::Route', {
          RouteTableId: ref('DataATable'),
          DestinationCidrBlock: '0.0.0.0/0',
          VpcEndpointId: position,
        }),
      },
    ];
    expect(found(by(['PublicA', 'PublicC']), /NFW/)).toEqual(['NFW_ENDPOINT_ORDER error Net/Route']);
    expect(found(by(['PublicA']), /NFW/)).toEqual([]);
  });

  test('IPv6 that is open where IPv4 is closed', () => {
    const ipv6 = (peer: JsonObject): readonly Resources[] => [
      vpc('V', '10.0.0.0/16'),
      { Six: resource('AWS::EC2::VPCCidrBlock', { VpcId: ref('V'), AmazonProvidedIpv6CidrBlock: true }) },
      subnet(
        'Public',
        'V',
        '10.0.0.0/24',
        { '0.0.0.0/0': { GatewayId: ref('VIgw') }, '::/0': { GatewayId: ref('VIgw') } },
        'ap-northeast-1a',
        {
          AssignIpv6AddressOnCreation: true,
          Ipv6CidrBlock: {
            'Fn::Select': [
              0,
              { 'Fn::Cidr': [{ 'Fn::Select': [0, { 'Fn::GetAtt': ['V', 'Ipv6CidrBlocks'] }] }, 1, 64] },
            ],
          },
        },
      ),
      group('G', 'V', [
        tcpRule(443, ANYBODY),
        tcpRule(443, { CidrIpv6: '::/0' }),
        tcpRule(22, { CidrIp: '203.0.113.0/24' }),
        tcpRule(22, peer),
      ]),
      instance('Server', 'Public', ['G'], true),
    ];
    expect(found(ipv6({ CidrIpv6: '::/0' }), /IPV6/)).toEqual(['IPV6_OPEN_IPV4_CLOSED error Net/Server']);
    expect(found(ipv6({ CidrIpv6: '2001:db8::/32' }), /IPV6/)).toEqual([]);
  });

  test('templates without anything in a network', () => {
    expect(found([{ Topic: resource('AWS::SNS::Topic', {}) }], /./)).toEqual(['NOTHING_TO_VERIFY warning -']);
  });
});
