import { balancer, forwards, targets, world } from './support/balanced';
import { acl, answer, group, instance, ref, resource, rule } from './support/net';

describe('application load balancers', () => {
  test('answer at their listeners only', () => {
    const lb = world(balancer('application'));
    expect(answer(lb, 'internet > Lb tcp/443')).toBe('yes/yes');
    expect(
      answer(world({ ...balancer('application', { SecurityGroups: [ref('Open')] }) }), 'internet > Lb tcp/80'),
    ).toBe('no/no');
  });

  test('send from their own addresses to targets in every zone', () => {
    expect(forwards(world(balancer('application')), 'Lb@Pa')).toEqual(['AppA yes/yes', 'AppB yes/yes']);
    expect(answer(world(balancer('application')), 'Lb > AppA tcp/8080')).toBe('yes/yes');
    expect(answer(world(balancer('application')), 'internet > AppA tcp/8080')).toBe('no/no');
  });

  test('send nothing on for answers that are fixed', () => {
    const fixed = world({
      ...balancer('application'),
      Listener: resource('ElasticLoadBalancingV2::Listener', {
        LoadBalancerArn: ref('Lb'),
        Port: 443,
        Protocol: 'HTTPS',
        DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }],
      }),
    });
    expect(forwards(fixed, 'Lb@Pa')).toEqual([]);
  });

  test('send to the targets of their rules as well', () => {
    const ruled = world({
      ...balancer('application'),
      ...instance('Other', 'A', ['Back']),
      More: resource('ElasticLoadBalancingV2::TargetGroup', { Port: 8080, Targets: [{ Id: ref('Other') }] }),
      Rule: resource('ElasticLoadBalancingV2::ListenerRule', {
        ListenerArn: ref('Listener'),
        Priority: 1,
        Actions: [{ Type: 'forward', ForwardConfig: { TargetGroups: [{ TargetGroupArn: ref('More') }] } }],
      }),
    });
    expect(forwards(ruled, 'Lb@Pa')).toEqual(['AppA yes/yes', 'AppB yes/yes', 'Other yes/yes']);
  });

  test('are not on the internet when they are internal', () => {
    const internal = world(balancer('application', { Scheme: 'internal' }));
    expect(answer(internal, 'internet > Lb tcp/443')).toBe('no/no');
    expect(answer(internal, 'AppA > Lb tcp/443')).toBe('yes/yes');
  });

  test('have the default group when none is named', () => {
    const bare = world(balancer('application', { SecurityGroups: [] }));
    expect(answer(bare, 'internet > Lb tcp/443')).toBe('no/no');
  });

  test('send to members of an Auto Scaling group', () => {
    const scaled = world({
      ...balancer('application'),
      ...targets({ Targets: [] }),
      Template: resource('EC2::LaunchTemplate', {
        LaunchTemplateData: { SecurityGroupIds: [ref('Back')], ImageId: 'ami-1' },
      }),
      Group: resource('AutoScaling::AutoScalingGroup', {
        VPCZoneIdentifier: [ref('A'), ref('B')],
        LaunchTemplate: { LaunchTemplateId: ref('Template'), Version: '1' },
        TargetGroupARNs: [ref('Targets')],
        MinSize: '1',
        MaxSize: '2',
      }),
    });
    expect(forwards(scaled, 'Lb@Pb')).toEqual(['Group yes/yes', 'Group yes/yes']);
  });
});

describe('zones of load balancers', () => {
  test('get nothing where they are not enabled', () => {
    const one = world(balancer('application', { Subnets: [ref('Pa')] }));
    expect(forwards(one, 'Lb@Pa')).toEqual(['AppA yes/yes']);
  });

  test('are kept apart when a group of targets says so', () => {
    const apart = { TargetGroupAttributes: [{ Key: 'load_balancing.cross_zone.enabled', Value: 'false' }] };
    expect(forwards(world({ ...balancer('application'), ...targets(apart) }), 'Lb@Pb')).toEqual(['AppB yes/yes']);
  });
});

describe('network load balancers', () => {
  const NLB = balancer('network', {}, 'TCP');

  test('send to targets of their own zone, unless they cross zones', () => {
    const admits = group('Back', 'Vpc', [rule('tcp/8080', '0.0.0.0/0')]);
    expect(forwards(world({ ...NLB, ...targets({ Protocol: 'TCP' }), ...admits }), 'Lb@Pa')).toEqual(['AppA yes/yes']);
    const crossing = balancer(
      'network',
      { LoadBalancerAttributes: [{ Key: 'load_balancing.cross_zone.enabled', Value: 'true' }] },
      'TCP',
    );
    expect(forwards(world({ ...crossing, ...targets({ Protocol: 'TCP' }), ...admits }), 'Lb@Pa')).toEqual([
      'AppA yes/yes',
      'AppB yes/yes',
    ]);
  });

  test.each([
    ['keep the address of the client for instances', {}, '198.51.100.0/24', 'yes/yes'],
    ['do not send from an address of their own then', {}, '10.0.0.0/16', 'no/no'],
    [
      'do not keep it when told so',
      { TargetGroupAttributes: [{ Key: 'preserve_client_ip.enabled', Value: 'false' }] },
      '10.0.0.0/16',
      'yes/yes',
    ],
  ])('%s', (_name, more, cidr, expected) => {
    const net = { ...NLB, ...targets({ Protocol: 'TCP', ...more }), ...group('Back', 'Vpc', [rule('tcp/8080', cidr)]) };
    expect(forwards(world(net), 'Lb@Pa')).toEqual([`AppA ${expected}`]);
  });

  test("are admitted by their group though the address is the client's", () => {
    expect(forwards(world({ ...NLB, ...targets({ Protocol: 'TCP' }) }), 'Lb@Pa')).toEqual(['AppA yes/yes']);
  });

  test('take answers back without a route to the client, past the network ACLs', () => {
    const shut = acl('Acl', 'Vpc', 'A', ['1 in allow all 0.0.0.0/0', '1 out allow all 10.0.0.0/16']);
    expect(forwards(world({ ...NLB, ...targets({ Protocol: 'TCP' }), ...shut }), 'Lb@Pa')).toEqual(['AppA yes/no']);
  });

  test('filter nothing without groups', () => {
    const bare = world({
      ...balancer('network', { SecurityGroups: undefined }, 'TCP'),
      ...targets({ Protocol: 'TCP' }),
    });
    expect(answer(bare, 'internet > Lb tcp/443')).toBe('yes/yes');
    expect(answer(bare, 'internet > Lb tcp/444')).toBe('no/no');
    const closed = world({ ...balancer('network', { SecurityGroups: [ref('Back')] }, 'TCP'), ...targets() });
    expect(answer(closed, 'internet > Lb tcp/443')).toBe('no/no');
  });

  test('hear UDP where they are told to', () => {
    const udp = world({
      ...balancer('network', { SecurityGroups: [ref('Open')] }, 'TCP_UDP'),
      ...targets({ Protocol: 'TCP_UDP' }),
    });
    expect(answer(udp, 'internet > Lb udp/443')).toBe('yes/yes');
    expect(
      answer(world({ ...balancer('network', { SecurityGroups: [ref('Open')] }, 'TCP') }), 'internet > Lb udp/443'),
    ).toBe('no/no');
  });
});
