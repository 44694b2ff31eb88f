import { tcp } from '../../../lib/verify';
import {
  acl,
  at,
  att,
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
} from './templates';

const ANYWHERE = { CidrIp: '0.0.0.0/0' };
const PUBLIC = { '0.0.0.0/0': { GatewayId: ref('VIgw') } };

/** A private server that lets SSH in from anywhere, and has no public address. */
function server(more: readonly Resources[] = []): readonly Resources[] {
  return [
    vpc('V', '10.0.0.0/16'),
    subnet('S', 'V', '10.0.0.0/24', PUBLIC),
    group('Open', 'V', [tcpRule(22, ANYWHERE)]),
    instance('I', 'S', ['Open']),
    ...more,
  ];
}

/** Servers that a launch template makes. */
function launched(data: Resources[string]): readonly Resources[] {
  return [
    ...server(),
    { T: resource('AWS::EC2::LaunchTemplate', { LaunchTemplateData: data }) },
    {
      A: resource('AWS::AutoScaling::AutoScalingGroup', {
        MinSize: '1',
        MaxSize: '1',
        VPCZoneIdentifier: [ref('S')],
        LaunchTemplate: { LaunchTemplateId: ref('T'), Version: '1' },
      }),
    },
  ];
}

describe('an Elastic IP address', () => {
  const association = (instanceId: Resources[string] | string): Resources => ({
    E: resource('AWS::EC2::EIP', { Domain: 'vpc' }),
    EA: resource('AWS::EC2::EIPAssociation', { AllocationId: att('E', 'AllocationId'), InstanceId: instanceId }),
  });
  const more = { Parameters: { Which: { Type: 'String' } } };

  test('of a known instance makes it public', () => {
    expect(delivers(verifierOf(server()), 'internet', 'I', tcp(22))).toBe('no');
    expect(delivers(verifierOf(server([association(ref('I'))])), 'internet', 'I', tcp(22))).toBe('yes');
  });

  test('of an instance that only the deployment tells may be of any', () => {
    expect(delivers(verifierOf(server([association(ref('Which'))]), more), 'internet', 'I', tcp(22))).toBe('unknown');
  });
});

describe('a property that nobody reviewed', () => {
  const data = { ImageId: 'ami-1', SecurityGroupIds: [att('Open', 'GroupId')] };

  test('is none in a template as AWS documents it', () => {
    const verifier = verifierOf(launched(data));
    expect(delivers(verifier, 'internet', 'A', tcp(22))).toBe('no');
    expect(verifier.coverage.types['AWS::EC2::LaunchTemplate']).toMatchObject({ treated: 'exact' });
  });

  test.each([
    ['of a launch template', launched({ ...data, Novelty: true })],
    [
      'of an interface in a launch template',
      launched({
        ImageId: 'ami-1',
        NetworkInterfaces: [{ DeviceIndex: 0, Groups: [att('Open', 'GroupId')], Novelty: 1 }],
      }),
    ],
  ])('%s leaves open what its servers are', (_where, resources) => {
    const verifier = verifierOf(resources);
    expect(delivers(verifier, 'internet', 'A', tcp(22))).toBe('unknown');
    expect(verifier.coverage.types['AWS::EC2::LaunchTemplate']).toMatchObject({ treated: 'approximated' });
  });

  test('of a distribution leaves it open', () => {
    const config = { Enabled: true, Origins: [], DefaultCacheBehavior: { TargetOriginId: 'x' } };
    const of = (more: Resources[string]) =>
      verifierOf([...server(), { D: resource('AWS::CloudFront::Distribution', { DistributionConfig: more }) }]).coverage
        .types['AWS::CloudFront::Distribution'];
    expect(of(config)).toMatchObject({ treated: 'exact' });
    expect(of({ ...config, Novelty: true })).toMatchObject({ treated: 'approximated' });
  });
});

describe('the order of firewall rules', () => {
  test('is not guessed', () => {
    const policy = {
      StatelessDefaultActions: ['aws:forward_to_sfe'],
      StatelessFragmentDefaultActions: ['aws:forward_to_sfe'],
      StatefulEngineOptions: { RuleOrder: ref('Order') },
      StatefulDefaultActions: ['aws:drop_strict'],
    };
    const endpoint = {
      VpcEndpointId: { 'Fn::Select': [1, { 'Fn::Split': [':', { 'Fn::Select': [0, att('F', 'EndpointIds')] }] }] },
    };
    const verifier = verifierOf(
      [
        vpc('V', '10.0.0.0/16'),
        subnet('S', 'V', '10.0.0.0/24', { '0.0.0.0/0': endpoint }),
        subnet('E', 'V', '10.0.1.0/24', { '0.0.0.0/0': { NatGatewayId: ref('N') } }),
        subnet('P', 'V', '10.0.2.0/24', PUBLIC),
        nat('N', 'P'),
        group('Open', 'V', []),
        instance('I', 'S', ['Open']),
        {
          F: resource('AWS::NetworkFirewall::Firewall', {
            FirewallName: 'f',
            VpcId: ref('V'),
            FirewallPolicyArn: ref('Policy'),
            SubnetMappings: [{ SubnetId: ref('E') }],
          }),
          Policy: resource('AWS::NetworkFirewall::FirewallPolicy', { FirewallPolicyName: 'p', FirewallPolicy: policy }),
        },
      ],
      { Parameters: { Order: { Type: 'String' } } },
    );
    expect(delivers(verifier, 'I', 'internet', tcp(443))).toBe('unknown');
  });
});

test('a route to a gateway that is not attached drops packets, and still goes before a wider one', () => {
  const verifier = verifierOf([
    vpc('V', '10.0.0.0/16'),
    { Lost: resource('AWS::EC2::VPNGateway', { Type: 'ipsec.1' }) },
    subnet('S', 'V', '10.0.0.0/24', { ...PUBLIC, '203.0.113.0/24': { GatewayId: ref('Lost') } }),
    group('Open', 'V', []),
    instance('I', 'S', ['Open'], true),
  ]);
  expect(delivers(verifier, 'I', 'internet:198.51.100.9', tcp(443))).toBe('yes');
  const verdict = verifier.isolate({ from: at(verifier, 'I'), to: at(verifier, 'internet:203.0.113.9') });
  expect(verdict.verdict).toBe('PROVED');
  expect(verdict.rules).toContain('RT-05');
});

test('an entry of an ACL of which only the deployment tells the number may come first', () => {
  const verifier = verifierOf(
    [
      ...server(),
      subnet('C', 'V', '10.0.1.0/24'),
      group('Any', 'V', []),
      instance('J', 'C', ['Any']),
      acl('Acl', 'V', ['S'], [{ number: 100 }, { number: 100, egress: true }]),
      {
        Odd: resource('AWS::EC2::NetworkAclEntry', {
          NetworkAclId: ref('Acl'),
          RuleNumber: ref('Number'),
          RuleAction: 'deny',
          CidrBlock: '10.0.1.0/24',
          Protocol: -1,
        }),
      },
    ],
    { Parameters: { Number: { Type: 'Number' } } },
  );
  expect(delivers(verifier, 'J', 'I', tcp(22))).toBe('unknown');
});
