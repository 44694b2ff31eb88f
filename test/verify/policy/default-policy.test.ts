import { defaultPolicy, parsePolicy, runPolicy, verifierFor, type ProofResult } from '../../../lib/verify/policy';
import {
  att,
  group,
  instance,
  modelOf,
  ref,
  resource,
  subnet,
  tcpRule,
  vpc,
  type Resources,
} from '../engine/templates';
import { ANYBODY, balancer, database, fromGroup, shop } from './support/shop';

/** Results of the default policy by rule. */
function verdicts(resources: readonly Resources[]): Readonly<Record<string, boolean>> {
  const grouped = new Map<string, boolean>();
  for (const { rule, holds } of resultsOf(resources)) {
    grouped.set(rule, (grouped.get(rule) ?? true) && holds);
  }
  return Object.fromEntries(grouped);
}

function resultsOf(resources: readonly Resources[]): readonly ProofResult[] {
  const verifier = verifierFor(modelOf(resources));
  return runPolicy(verifier, defaultPolicy(verifier));
}

const GOOD = {
  'internet-to-data': true,
  'internet-directly-to-private-interfaces': true,
  'load-balancers-to-data': true,
  'data-stays': true,
  'strangers-to-administration': true,
};

test('a shop as it should be holds', () => {
  expect(verdicts(shop())).toEqual(GOOD);
});

test('the default policy is one that could be written in a file', () => {
  const policy = defaultPolicy(verifierFor(modelOf(shop())));
  expect(parsePolicy(JSON.parse(JSON.stringify(policy)))).toEqual(policy);
});

test('segments are found by what the network shows', () => {
  expect(defaultPolicy(verifierFor(modelOf(shop()))).segments).toEqual({
    data: ['kind:database'],
    'load balancers': ['id:Net/Balancer'],
    'behind load balancers': ['id:Net/Web'],
    'private interfaces': ['id:Net/Web'],
    strangers: ['internet:192.0.2.201'],
    administered: ['kind:database', 'kind:instance'],
  });
});

test('a database that a load balancer forwards to is reached by the internet', () => {
  const published = balancer(
    'Leak',
    ['PublicA'],
    'BalancerGroup',
    { id: 'Web', port: 5432 },
    { Protocol: 'HTTP', Port: 443 },
  );
  published['LeakTargets'] = resource('AWS::ElasticLoadBalancingV2::TargetGroup', {
    Protocol: 'TCP',
    Port: 5432,
    TargetType: 'ip',
    VpcId: ref('V'),
    Targets: [{ Id: '10.0.4.10', Port: 5432 }],
  });
  const open = shop({ databaseIngress: [tcpRule(5432, fromGroup('BalancerGroup'))], more: [published] });
  expect(verdicts(open)).toMatchObject({ 'internet-to-data': false, 'load-balancers-to-data': false });
});

test('a public database is reached directly', () => {
  const open = [
    ...shop({ databaseIngress: [tcpRule(5432, ANYBODY)] }),
    {
      DataARoute: resource('AWS::EC2::Route', {
        RouteTableId: ref('DataATable'),
        DestinationCidrBlock: '0.0.0.0/0',
        GatewayId: ref('VIgw'),
      }),
    },
    database('Database', 'DatabaseGroup', { PubliclyAccessible: true }),
  ];
  expect(verdicts(open)).toMatchObject({ 'internet-to-data': false, 'strangers-to-administration': false });
});

test('data that has a way out is a warning', () => {
  const open = [
    ...shop(),
    group('DatabaseGroup', 'V', [tcpRule(5432, fromGroup('WebGroup'))]),
    {
      DataARoute: resource('AWS::EC2::Route', {
        RouteTableId: ref('DataATable'),
        DestinationCidrBlock: '0.0.0.0/0',
        NatGatewayId: ref('Nat'),
      }),
    },
  ];
  const failing = resultsOf(open).filter(({ holds }) => !holds);
  expect(failing.map(({ rule, severity }) => [rule, severity])).toEqual([['data-stays', 'warning']]);
});

describe('what is administered', () => {
  const bastion = (cidr: string, port = 22) => [
    group('BastionGroup', 'V', [tcpRule(port, { CidrIp: cidr })]),
    instance('Bastion', 'PublicA', ['BastionGroup'], true),
  ];

  test.each([
    ['open to everybody', '0.0.0.0/0', false],
    ['open to everybody in halves', '128.0.0.0/1', false],
    ['open to an office', '203.0.113.0/24', true],
    ['open to the first address of strangers', '192.0.2.0/24', true],
  ])('%s', (_what, cidr, holds) => {
    expect(verdicts(shop({ more: bastion(cidr) }))['strangers-to-administration']).toBe(holds);
  });

  test('may serve what is meant for everybody', () => {
    expect(verdicts(shop({ more: bastion('0.0.0.0/0', 443) }))['strangers-to-administration']).toBe(true);
  });
});

test('a server in a private subnet that is behind no load balancer is not reached through one', () => {
  const worker = [
    group('WorkerGroup', 'V', [tcpRule(9000, fromGroup('BalancerGroup'))]),
    instance('Worker', 'PrivateA', ['WorkerGroup']),
  ];
  expect(verdicts(shop({ more: worker }))['internet-to-internal']).toBe(true);
});

describe('a function that anybody may call', () => {
  const callable = (more: Resources = {}): readonly Resources[] => [
    group('FunctionGroup', 'V', []),
    {
      Function: resource('AWS::Lambda::Function', {
        Role: 'arn:aws:iam::111122223333:role/f',
        Code: { ZipFile: '' },
        VpcConfig: { SubnetIds: [ref('PrivateA')], SecurityGroupIds: [att('FunctionGroup', 'GroupId')] },
      }),
      Url: resource('AWS::Lambda::Url', { TargetFunctionArn: att('Function', 'Arn'), AuthType: 'NONE' }),
      ...more,
    },
  ];
  const databaseIngress = [tcpRule(5432, fromGroup('FunctionGroup'))];

  test('is what the internet may come to data by', () => {
    const results = resultsOf(shop({ databaseIngress, more: callable() })).filter(
      ({ rule }) => rule === 'internet-to-data',
    );
    expect(results.map(({ kind, holds }) => [kind, holds])).toEqual([['pass-through', true]]);
  });

  test('excuses no other way', () => {
    const open = [
      ...shop({ databaseIngress: [...databaseIngress, tcpRule(5432, ANYBODY)], more: callable() }),
      {
        DataARoute: resource('AWS::EC2::Route', {
          RouteTableId: ref('DataATable'),
          DestinationCidrBlock: '0.0.0.0/0',
          GatewayId: ref('VIgw'),
        }),
      },
      database('Database', 'DatabaseGroup', { PubliclyAccessible: true }),
    ];
    expect(verdicts(open)['internet-to-data']).toBe(false);
  });
});

describe('partners', () => {
  const partner = (id: string, network: string, isStatic: boolean): Resources => ({
    [id]: resource('AWS::EC2::CustomerGateway', { BgpAsn: 65000, IpAddress: '198.51.100.1', Type: 'ipsec.1' }),
    [`${id}Line`]: resource('AWS::EC2::VPNConnection', {
      Type: 'ipsec.1',
      StaticRoutesOnly: isStatic,
      CustomerGatewayId: ref(id),
      TransitGatewayId: ref('Hub'),
    }),
    [`${id}Route`]: resource('AWS::EC2::TransitGatewayRoute', {
      TransitGatewayRouteTableId: ref('Table'),
      TransitGatewayAttachmentId: att(`${id}Line`, 'Id'),
      DestinationCidrBlock: network,
    }),
  });
  const hub = (associate: string): readonly Resources[] => [
    vpc('V', '10.0.0.0/16', false),
    subnet('App', 'V', '10.0.0.0/24', { '192.168.0.0/16': { TransitGatewayId: ref('Hub') } }),
    group('G', 'V', []),
    instance('Server', 'App', ['G']),
    partner('Ticket', '192.168.1.0/24', associate === 'disable'),
    partner('Settlement', '192.168.2.0/24', associate === 'disable'),
    {
      Hub: resource('AWS::EC2::TransitGateway', {
        DefaultRouteTableAssociation: associate,
        DefaultRouteTablePropagation: associate,
      }),
      Table: resource('AWS::EC2::TransitGatewayRouteTable', { TransitGatewayId: ref('Hub') }),
    },
  ];

  test('that share no table do not come to each other, every ordered pair', () => {
    const results = resultsOf(hub('disable')).filter(({ rule }) => rule === 'site-to-site');
    expect(results.map(({ from, to }) => [from, to])).toEqual([
      ['site Ticket', 'site Settlement'],
      ['site Settlement', 'site Ticket'],
    ]);
    expect(results.every(({ holds }) => holds)).toBe(true);
  });

  test('that speak BGP and share the default table come to each other', () => {
    const results = resultsOf(hub('enable'));
    const of = (name: string) => results.filter(({ rule }) => rule === name).map(({ holds }) => holds);
    expect(of('site-to-site')).toEqual([false, false]);
    expect(of('internet-to-sites')).toEqual([true]);
  });
});
