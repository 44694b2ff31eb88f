import { tcp, type Path } from '../../../lib/verify';
import { at, att, group, instance, ref, resource, subnet, tcpRule, verifierOf, vpc, type Resources } from './templates';

const PUBLIC = { '0.0.0.0/0': { GatewayId: ref('VIgw') } };

/** A public load balancer on port 443 before a private server on port 8443; each admits what it is told. */
function site(balancerAdmits: Resources[string], serverAdmits: Resources[string]): readonly Resources[] {
  return [
    vpc('V', '10.0.0.0/16'),
    subnet('Front', 'V', '10.0.0.0/24', PUBLIC),
    subnet('Side', 'V', '10.0.1.0/24', PUBLIC, 'ap-northeast-1c'),
    subnet('Back', 'V', '10.0.2.0/24'),
    group('Entry', 'V', [tcpRule(443, balancerAdmits)]),
    group('Inner', 'V', [tcpRule(8443, serverAdmits)]),
    instance('Web', 'Back', ['Inner']),
    {
      Alb: resource('AWS::ElasticLoadBalancingV2::LoadBalancer', {
        Scheme: 'internet-facing',
        Subnets: [ref('Front'), ref('Side')],
        SecurityGroups: [att('Entry', 'GroupId')],
      }),
      Targets: resource('AWS::ElasticLoadBalancingV2::TargetGroup', {
        VpcId: ref('V'),
        Protocol: 'HTTPS',
        Port: 8443,
        Targets: [{ Id: ref('Web') }],
      }),
      Listener: resource('AWS::ElasticLoadBalancingV2::Listener', {
        LoadBalancerArn: ref('Alb'),
        Protocol: 'HTTPS',
        Port: 443,
        DefaultActions: [{ Type: 'forward', TargetGroupArn: ref('Targets') }],
      }),
    },
  ];
}

const FROM_ENTRY = { SourceSecurityGroupId: att('Entry', 'GroupId') };

function pathToWeb(resources: readonly Resources[], level?: 'direct'): Path {
  const verifier = verifierOf(resources);
  const [from, to] = [at(verifier, 'internet')[0], at(verifier, 'Web')[0]];
  if (from === undefined || to === undefined) {
    throw new Error('nobody there');
  }
  return verifier.path(from, to, tcp(8443), level);
}

test('a path leads through a load balancer, connection by connection', () => {
  const path = pathToWeb(site({ CidrIp: '0.0.0.0/0' }, FROM_ENTRY));
  expect(path.works).toBe('yes');
  expect(path.blocking).toEqual([]);
  expect(path.before?.map(({ from, to, packet }) => [from.id, to.label, packet?.destinationPort])).toEqual([
    ['internet', 'Alb in Front', 443],
  ]);
  expect([path.from.label, path.packet?.destinationPort]).toEqual(['Alb in Front', 8443]);
});

test('a path that two rules stop names them both', () => {
  const path = pathToWeb(site({ CidrIp: '10.9.0.0/16' }, { CidrIp: '192.0.2.0/24' }));
  expect(path.works).toBe('no');
  expect(path.blocking.map(({ kind, origin }) => [kind, origin.label])).toEqual([
    ['group-in', 'Alb'],
    ['group-in', 'Web'],
  ]);
});

test('a direct path goes through nothing', () => {
  const path = pathToWeb(site({ CidrIp: '0.0.0.0/0' }, FROM_ENTRY), 'direct');
  expect(path.works).toBe('no');
  expect(path.before).toBeUndefined();
});

describe('over all worlds', () => {
  const resources = [
    ...site({ CidrIp: '0.0.0.0/0' }, FROM_ENTRY),
    {
      Ssh: resource(
        'AWS::EC2::SecurityGroupIngress',
        { GroupId: att('Inner', 'GroupId'), ...tcpRule(22, FROM_ENTRY) },
        { Condition: 'Open' },
      ),
    },
    group('Peer', 'V', []),
    instance('Client', 'Back', ['Entry', 'Peer']),
  ];
  const verifier = verifierOf(resources, {
    Parameters: { Mode: { Type: 'String' } },
    Conditions: { Open: { 'Fn::Equals': [ref('Mode'), 'open'] } },
  });
  const groups = { client: at(verifier, 'Client'), web: at(verifier, 'Web') };

  test('a matrix tells what gets through in any, and what in each', () => {
    expect(verifier.worlds).toHaveLength(2);
    const cell = verifier.matrix(groups).find(({ from }) => from === 'client');
    expect(cell).toMatchObject({ may: ['tcp/22', 'tcp/8443'], some: ['tcp/8443'], every: ['tcp/8443'] });
  });

  test('so does exposure', () => {
    const [client] = groups.client;
    const reached = client === undefined ? [] : verifier.exposure(client);
    expect(reached.find(({ to }) => to.label === 'Web in Back')).toMatchObject({
      may: ['tcp/22', 'tcp/8443'],
      some: ['tcp/8443'],
    });
  });
});
