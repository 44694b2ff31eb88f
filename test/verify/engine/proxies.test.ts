import { tcp, type ServiceRange } from '../../../lib/verify';
import { at, att, group, instance, ref, resource, subnet, tcpRule, verifierOf, vpc, type Resources } from './templates';

const ANYWHERE = { CidrIp: '0.0.0.0/0' };

function balanced(
  properties: object,
  balancerRules: readonly object[],
  serverRules: readonly object[],
  more: readonly Resources[] = [],
): readonly Resources[] {
  return [
    vpc('V', '10.0.0.0/16'),
    subnet('Front', 'V', '10.0.0.0/24', { '0.0.0.0/0': { GatewayId: ref('VIgw') } }),
    subnet('Back', 'V', '10.0.1.0/24'),
    group('LbGroup', 'V', balancerRules as never),
    group('ServerGroup', 'V', serverRules as never),
    instance('Server', 'Back', ['ServerGroup']),
    {
      Lb: resource('AWS::ElasticLoadBalancingV2::LoadBalancer', {
        Scheme: 'internet-facing',
        Subnets: [ref('Front')],
        SecurityGroups: [att('LbGroup', 'GroupId')],
        ...properties,
      }),
      Targets: resource('AWS::ElasticLoadBalancingV2::TargetGroup', {
        VpcId: ref('V'),
        Port: 8080,
        Protocol: 'Type' in properties ? 'TCP' : 'HTTP',
        Targets: [{ Id: ref('Server') }],
      }),
      Listener: resource('AWS::ElasticLoadBalancingV2::Listener', {
        LoadBalancerArn: ref('Lb'),
        Port: 443,
        Protocol: 'Type' in properties ? 'TCP' : 'HTTPS',
        DefaultActions: [{ Type: 'forward', TargetGroupArn: ref('Targets') }],
      }),
    },
    ...more,
  ];
}

const FROM_LB = { SourceSecurityGroupId: att('LbGroup', 'GroupId') };

function isolated(
  resources: readonly Resources[],
  from: string,
  to: string,
  level: 'direct' | 'via-proxies' | 'via-compute',
  service?: ServiceRange,
) {
  const verifier = verifierOf(resources);
  return verifier.isolate({
    from: at(verifier, from),
    to: at(verifier, to),
    level,
    ...(service === undefined ? {} : { services: [service] }),
  });
}

describe('an application load balancer', () => {
  const site = balanced({}, [{ IpProtocol: '-1', ...ANYWHERE }], [tcpRule(8080, FROM_LB)]);

  test('takes packets on its listeners only', () => {
    expect(isolated(site, 'internet', 'Lb', 'direct', tcp(443)).verdict).toBe('REFUTED');
    expect(isolated(site, 'internet', 'Lb', 'direct', tcp(80)).verdict).toBe('PROVED');
  });

  test('passes requests on to its targets, on their port', () => {
    expect(isolated(site, 'internet', 'Server', 'direct').verdict).toBe('PROVED');
    expect(isolated(site, 'internet', 'Server', 'via-proxies', tcp(8080)).verdict).toBe('REFUTED');
    expect(isolated(site, 'internet', 'Server', 'via-proxies', tcp(22)).verdict).toBe('PROVED');
  });

  test('tells both connections in the witness', () => {
    const { witness } = isolated(site, 'internet', 'Server', 'via-proxies', tcp(8080));
    expect(witness).toMatchObject({
      packet: { destinationPort: 8080 },
      before: [{ from: { id: 'internet' }, packet: { destinationPort: 443 } }],
    });
  });

  test('whose servers do not let it in passes nothing on', () => {
    expect(isolated(balanced({}, [tcpRule(443, ANYWHERE)], []), 'internet', 'Server', 'via-proxies').verdict).toBe(
      'PROVED',
    );
  });
});

describe('a network load balancer', () => {
  const network = { Type: 'network' };

  test('keeps the address of the client, whom the server must let in', () => {
    const bare = (rules: readonly object[]) =>
      isolated(balanced({ ...network, SecurityGroups: [] }, [], rules), 'internet', 'Server', 'via-proxies', tcp(8080))
        .verdict;
    expect(bare([tcpRule(8080, ANYWHERE)])).toBe('REFUTED');
    expect(bare([tcpRule(8080, { CidrIp: '10.0.0.0/24' })])).not.toBe('REFUTED');
  });

  test('is let in by a rule on its own group', () => {
    expect(
      isolated(
        balanced(network, [tcpRule(443, ANYWHERE)], [tcpRule(8080, FROM_LB)]),
        'internet',
        'Server',
        'via-proxies',
      ).verdict,
    ).toBe('REFUTED');
  });
});

describe('CloudFront', () => {
  const origin = (listRule: object): readonly Resources[] => [
    ...balanced({ Scheme: 'internal' }, [listRule], [tcpRule(8080, FROM_LB)]),
    {
      Origin: resource('AWS::CloudFront::VpcOrigin', {
        VpcOriginEndpointConfig: { Arn: ref('Lb'), Name: 'o', OriginProtocolPolicy: 'https-only', HTTPSPort: 443 },
      }),
      Edge: resource('AWS::CloudFront::Distribution', {
        DistributionConfig: {
          Enabled: true,
          Origins: [
            { Id: 'o', DomainName: att('Lb', 'DNSName'), VpcOriginConfig: { VpcOriginId: att('Origin', 'Id') } },
          ],
        },
      }),
    },
  ];

  test('gets to a private load balancer, and through it to its targets', () => {
    const resources = origin(tcpRule(443, { SourcePrefixListId: 'pl-58a04531' }));
    expect(isolated(resources, 'internet', 'Lb', 'direct').verdict).toBe('PROVED');
    expect(isolated(resources, 'internet', 'Lb', 'via-proxies', tcp(443)).verdict).toBe('REFUTED');
    expect(isolated(resources, 'internet', 'Server', 'via-proxies').verdict).toBe('REFUTED');
    expect(isolated(resources, 'internet', 'Lb', 'via-proxies', tcp(80)).verdict).toBe('PROVED');
  });

  test('does not without a rule that lets it in', () => {
    expect(
      isolated(origin(tcpRule(80, { SourcePrefixListId: 'pl-58a04531' })), 'internet', 'Lb', 'via-proxies').verdict,
    ).toBe('PROVED');
  });
});

describe('levels', () => {
  const chain = balanced(
    {},
    [tcpRule(443, ANYWHERE)],
    [tcpRule(8080, FROM_LB)],
    [
      group('DbGroup', 'V', [tcpRule(5432, { SourceSecurityGroupId: att('ServerGroup', 'GroupId') })]),
      instance('Db', 'Back', ['DbGroup']),
    ],
  );

  test('a database behind a server is reached only by way of the server', () => {
    expect(isolated(chain, 'internet', 'Db', 'via-proxies').verdict).toBe('PROVED');
    expect(isolated(chain, 'internet', 'Db', 'via-compute', tcp(5432)).verdict).toBe('REFUTED');
  });

  test('a function that anyone may call enters the network at every level', () => {
    const called: Resources = {
      Fn: resource('AWS::Lambda::Function', {
        Code: {},
        Role: 'r',
        VpcConfig: { SubnetIds: [ref('Back')], SecurityGroupIds: [att('ServerGroup', 'GroupId')] },
      }),
      FnUrl: resource('AWS::Lambda::Url', { TargetFunctionArn: att('Fn', 'Arn'), AuthType: 'NONE' }),
    };
    expect(isolated([...chain, called], 'internet', 'Db', 'direct', tcp(5432)).verdict).toBe('REFUTED');
  });

  test('a function takes nothing through its interface', () => {
    const quiet: Resources = {
      Fn: resource('AWS::Lambda::Function', {
        Code: {},
        Role: 'r',
        VpcConfig: { SubnetIds: [ref('Back')], SecurityGroupIds: [att('LbGroup', 'GroupId')] },
      }),
    };
    expect(isolated([...chain, quiet], 'Server', 'Fn', 'direct').verdict).toBe('PROVED');
  });
});

describe('databases', () => {
  const database = (properties: object): readonly Resources[] => [
    vpc('V', '10.0.0.0/16'),
    subnet('S', 'V', '10.0.0.0/24', { '0.0.0.0/0': { GatewayId: ref('VIgw') } }),
    group('G', 'V', [tcpRule(3306, ANYWHERE)]),
    {
      Subnets: resource('AWS::RDS::DBSubnetGroup', { DBSubnetGroupDescription: 'd', SubnetIds: [ref('S')] }),
      Db: resource('AWS::RDS::DBInstance', {
        Engine: 'mysql',
        DBSubnetGroupName: ref('Subnets'),
        VPCSecurityGroups: [att('G', 'GroupId')],
        ...properties,
      }),
    },
  ];

  test.each([
    [{ PubliclyAccessible: true }, 'REFUTED'],
    [{ PubliclyAccessible: false }, 'PROVED'],
    [{}, 'UNDETERMINED'],
  ] as const)('%j from the internet', (properties, expected) => {
    expect(isolated(database(properties), 'internet', 'Db', 'direct', tcp(3306)).verdict).toBe(expected);
  });
});
