import type { JsonObject } from '../../../../lib/template';
import { ask, both } from './ask';
import {
  att,
  internetGateway,
  part,
  publicServer,
  ref,
  route,
  server,
  subnet,
  vpc,
  without,
  type Parts,
} from './parts';

/** Prefix list of CloudFront in us-east-1. */
const EDGE = 'pl-3b927c52';

/** A distribution that asks one server: as a VPC origin over HTTP at port 80, or by its public name. */
function distribution(origin: 'inside' | 'outside', config: JsonObject = {}): Parts {
  const ports = { HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: 'http-only' };
  const own =
    origin === 'inside' ? { VpcOriginConfig: { VpcOriginId: att('Origin', 'Id') } } : { CustomOriginConfig: ports };
  return {
    Cdn: part('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        Enabled: true,
        Origins: [{ Id: 'one', DomainName: att('One', 'PublicDnsName'), ...own }],
        ...config,
      },
    }),
    Origin: part('AWS::CloudFront::VpcOrigin', {
      VpcOriginEndpointConfig: {
        Name: 'one',
        Arn: { 'Fn::Sub': 'arn:aws:ec2:us-east-1:111122223333:instance/${One}' },
        ...ports,
      },
    }),
  };
}

function group(ingress: readonly JsonObject[]): Parts {
  return {
    Group: part('AWS::EC2::SecurityGroup', {
      GroupDescription: 'group',
      VpcId: ref('Vpc'),
      SecurityGroupIngress: ingress,
    }),
  };
}

const base: Parts = {
  ...vpc('Vpc', '10.0.0.0/16'),
  ...internetGateway('Vpc'),
  ...subnet('Here', 'Vpc', '10.0.0.0/24', [route('0.0.0.0/0', { GatewayId: ref('Igw') })]),
};
const inGroup = { SecurityGroupIds: [att('Group', 'GroupId')] };
const every: JsonObject = { IpProtocol: '-1', CidrIp: '0.0.0.0/0' };

/** A network ACL of a subnet: what it denies, and then everything. */
function acl(of: string, denied: readonly JsonObject[]): Parts {
  const entries = [
    ...denied.map((entry, index) => ({ RuleNumber: 10 + index, RuleAction: 'deny', Protocol: -1, ...entry })),
    ...[true, false].map((Egress) => ({
      RuleNumber: 100,
      RuleAction: 'allow',
      Protocol: -1,
      Egress,
      CidrBlock: '0.0.0.0/0',
    })),
  ];
  return {
    Acl: part('AWS::EC2::NetworkAcl', { VpcId: ref('Vpc') }),
    AclUses: part('AWS::EC2::SubnetNetworkAclAssociation', { SubnetId: ref(of), NetworkAclId: ref('Acl') }),
    ...Object.fromEntries(
      entries.map((entry, index) => [
        `AclEntry${index}`,
        part('AWS::EC2::NetworkAclEntry', { NetworkAclId: ref('Acl'), ...entry }),
      ]),
    ),
  };
}

describe('a distribution', () => {
  const inside = { ...base, ...server('One', 'Vpc', 'Here', '10.0.0.20', inGroup), ...distribution('inside') };
  const asked = { from: 'Cdn', to: 'One' } as const;

  test('asks its origins at their ports, and nobody else (CF-01)', () => {
    const parts = { ...inside, ...group([every]), ...server('Other', 'Vpc', 'Here', '10.0.0.21') };
    expect(ask(parts, asked)).toEqual(both('yes/yes'));
    expect(ask(parts, { ...asked, port: 443 })).toEqual(both('no/no'));
    expect(ask(parts, { ...asked, protocol: 17 })).toEqual(both('no/no'));
    expect(ask(parts, { ...asked, to: 'Other' })).toEqual(both('no/no'));
  });

  test('accepts no viewers when it is disabled (CF-01)', () => {
    const viewer = { from: 'internet:203.0.113.5', to: 'Cdn', port: 443 };
    const parts = (Enabled: boolean) => ({ ...inside, ...group([every]), ...distribution('inside', { Enabled }) });
    expect(ask(parts(true), viewer)).toEqual(both('yes/yes'));
    expect(ask(parts(true), { ...viewer, port: 22 })).toEqual(both('no/no'));
    expect(ask(parts(false), viewer)).toEqual(both('no/no'));
  });

  test('is let in by rules on its list, and perhaps by others (CF-02)', () => {
    const from = (rule: JsonObject) => ask({ ...inside, ...group([{ IpProtocol: '-1', ...rule }]) }, asked);
    expect(from({ SourcePrefixListId: EDGE })).toEqual(both('yes/yes'));
    expect(from({ CidrIp: '203.0.113.0/24' })).toEqual({ engine: 'unknown/unknown', packets: 'no/no' });
    expect(from({ CidrIp: '10.0.0.0/16' })).toEqual({ engine: 'unknown/unknown', packets: 'yes/yes' });
  });

  test('is perhaps let in by a list of blocks of the VPC (CF-02)', () => {
    const list = part('AWS::EC2::PrefixList', {
      PrefixListName: 'own',
      AddressFamily: 'IPv4',
      MaxEntries: 1,
      Entries: [{ Cidr: '10.0.0.0/16' }],
    });
    const parts = { ...inside, List: list, ...group([{ IpProtocol: '-1', SourcePrefixListId: ref('List') }]) };
    expect(ask(parts, asked)).toEqual({ engine: 'unknown/unknown', packets: 'yes/yes' });
  });

  describe.each(['10.0.0.0/8', '10.0.0.128/25', '10.0.0.20/32'])('behind a network ACL that denies %s', (CidrBlock) => {
    test.each([
      ['in', false, 'unknown/unknown'],
      ['out', true, 'yes/unknown'],
    ])('is perhaps kept %s (CF-03)', (_way, Egress, answers) => {
      const parts = { ...inside, ...group([every]), ...acl('Here', [{ Egress, CidrBlock }]) };
      expect(ask(parts, asked)).toEqual(both(answers));
    });
  });

  test('needs an internet gateway in the VPC of an origin, though nothing goes through it', () => {
    const parts = { ...inside, ...group([every]) };
    expect(ask(without(parts, 'IgwUses'), asked)).toEqual(both('unknown/unknown'));
  });

  test('is not what has a public address of the VPC (CF-02)', () => {
    const parts = {
      ...base,
      ...publicServer('One', 'Vpc', 'Here', '10.0.0.20'),
      ...publicServer('Two', 'Vpc', 'Here', '10.0.0.21'),
      ...distribution('outside'),
      VpcOpen: part('AWS::EC2::SecurityGroup', {
        GroupDescription: 'group',
        VpcId: ref('Vpc'),
        SecurityGroupIngress: [{ IpProtocol: '-1', SourcePrefixListId: EDGE }],
      }),
    };
    expect(ask(parts, { ...asked, door: 'public' })).toEqual(both('yes/yes'));
    expect(ask(parts, { from: 'Two', to: 'One', door: 'public' })).toEqual(both('no/no'));
  });
});

describe('a network load balancer that keeps the address of its client', () => {
  const balancer = (targets: JsonObject, more: Parts = {}): Parts => ({
    ...base,
    ...subnet('Behind', 'Vpc', '10.0.1.0/24'),
    Nlb: part('AWS::ElasticLoadBalancingV2::LoadBalancer', {
      Type: 'network',
      Scheme: 'internal',
      Subnets: [ref('Here')],
      SecurityGroups: [att('VpcOpen', 'GroupId')],
    }),
    Listener: part('AWS::ElasticLoadBalancingV2::Listener', {
      LoadBalancerArn: ref('Nlb'),
      Port: 80,
      Protocol: 'TCP',
      DefaultActions: [{ Type: 'forward', TargetGroupArn: ref('Targets') }],
    }),
    Targets: part('AWS::ElasticLoadBalancingV2::TargetGroup', {
      VpcId: ref('Vpc'),
      Port: 80,
      Protocol: 'TCP',
      ...targets,
    }),
    ...server('Client', 'Vpc', 'Here', '10.0.0.30', { SecurityGroupIds: [att('OfClients', 'GroupId')] }),
    OfClients: part('AWS::EC2::SecurityGroup', { GroupDescription: 'clients', VpcId: ref('Vpc') }),
    ...server('One', 'Vpc', 'Behind', '10.0.1.20', inGroup),
    ...more,
  });
  const instance = { Targets: [{ Id: ref('One') }] };
  const kept = { from: 'Nlb', to: 'One', client: 'Client' } as const;

  test.each([
    ['the client', { CidrIp: '10.0.0.30/32' }, 'yes/yes'],
    ['the group of the load balancer', { SourceSecurityGroupId: att('VpcOpen', 'GroupId') }, 'yes/yes'],
    ['the group of the client', { SourceSecurityGroupId: att('OfClients', 'GroupId') }, 'no/no'],
    ['somebody else', { CidrIp: '10.0.0.31/32' }, 'no/no'],
  ])('is let in by rules on %s as they say (LB-03)', (_whom, peer, answers) => {
    expect(ask(balancer(instance, group([{ IpProtocol: '-1', ...peer }])), kept)).toEqual(both(answers));
  });

  test('gets no answers that a network ACL denies (ACL-02)', () => {
    const parts = (Egress: boolean) =>
      balancer(instance, { ...group([every]), ...acl('Behind', [{ Egress, CidrBlock: '10.0.0.30/32' }]) });
    expect(ask(parts(true), kept)).toEqual(both('yes/no'));
    expect(ask(parts(false), kept)).toEqual(both('no/no'));
  });

  test('keeps it for an application load balancer as well, and not for addresses (LB-03)', () => {
    const other = {
      ...group([every]),
      ...subnet('Third', 'Vpc', '10.0.2.0/24', [], { AvailabilityZone: 'us-east-1b' }),
      Alb: part('AWS::ElasticLoadBalancingV2::LoadBalancer', {
        Type: 'application',
        Scheme: 'internal',
        Subnets: [ref('Behind'), ref('Third')],
        SecurityGroups: [att('VpcOpen', 'GroupId')],
      }),
      AlbListener: part('AWS::ElasticLoadBalancingV2::Listener', {
        LoadBalancerArn: ref('Alb'),
        Port: 80,
        Protocol: 'HTTP',
        DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '200' } }],
      }),
    };
    const chained = balancer({ TargetType: 'alb', Targets: [{ Id: ref('Alb') }] }, other);
    expect(ask(chained, { ...kept, to: 'Alb@Behind' })).toEqual(both('yes/yes'));
    const plain = balancer({ TargetType: 'ip', Targets: [{ Id: '10.0.1.20' }] }, group([every]));
    expect(ask(plain, kept)).toEqual(both('no/no'));
    expect(ask(plain, { from: 'Nlb', to: 'One' })).toEqual(both('yes/yes'));
  });
});

test('a source that is forged may arrive, and is left open (INT-02)', () => {
  const parts = {
    ...base,
    ...publicServer('One', 'Vpc', 'Here', '10.0.0.20'),
    ...server('Two', 'Vpc', 'Here', '10.0.0.21'),
  };
  const packet = {
    from: 'internet:203.0.113.5',
    to: 'One',
    door: 'public',
    source: '10.0.0.21',
    isForged: true,
  } as const;
  expect(ask(parts, packet)).toEqual({ engine: 'unknown/no', packets: 'unknown/no' });
});
