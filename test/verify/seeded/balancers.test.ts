import { tcp, type ServiceRange } from '../../../lib/verify';
import {
  at,
  att,
  group,
  instance,
  ref,
  resource,
  subnet,
  tcpRule,
  verifierOf,
  vpc,
  type Resources,
} from '../engine/templates';

const FROM_BALANCER = { SourceSecurityGroupId: att('LbGroup', 'GroupId') };

/** An internal load balancer that listens on ports 80 and 443, and answers itself. */
function listening(more: readonly Resources[]): readonly Resources[] {
  const listener = (port: number, protocol: string) =>
    resource('AWS::ElasticLoadBalancingV2::Listener', {
      LoadBalancerArn: ref('Lb'),
      Port: port,
      Protocol: protocol,
      DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }],
    });
  return [
    vpc('V', '10.0.0.0/16'),
    subnet('Front', 'V', '10.0.0.0/24', { '0.0.0.0/0': { GatewayId: ref('VIgw') } }),
    subnet('Back', 'V', '10.0.1.0/24'),
    group('LbGroup', 'V', [
      { IpProtocol: 'tcp', FromPort: 0, ToPort: 65535, SourcePrefixListId: 'pl-58a04531' },
      { IpProtocol: 'tcp', FromPort: 443, ToPort: 444, CidrIp: '10.0.0.0/16' },
    ]),
    group('ServerGroup', 'V', [tcpRule(8080, FROM_BALANCER)]),
    instance('Server', 'Back', ['ServerGroup']),
    instance('Client', 'Back', ['ServerGroup']),
    {
      Lb: resource('AWS::ElasticLoadBalancingV2::LoadBalancer', {
        Scheme: 'internal',
        Subnets: [ref('Front')],
        SecurityGroups: [att('LbGroup', 'GroupId')],
      }),
      Http: listener(80, 'HTTP'),
      Https: listener(443, 'HTTPS'),
    },
    ...more,
  ];
}

function isolated(resources: readonly Resources[], from: string, to: string, service: ServiceRange) {
  const verifier = verifierOf(resources);
  const ends = { from: at(verifier, from), to: at(verifier, to) };
  return verifier.isolate({ ...ends, level: 'via-proxies', services: [service] }).verdict;
}

/**
 * A distribution asks a VPC origin with the protocols that the policy of the origin names.
 *
 * @see https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_VpcOriginEndpointConfig.html
 * `OriginProtocolPolicy`, read 2026-11-26
 */
test.each([
  ['https-only', 443, 'REFUTED'],
  ['https-only', 80, 'PROVED'],
  ['http-only', 443, 'PROVED'],
  ['http-only', 80, 'REFUTED'],
] as const)('a distribution whose origin is %s, on port %i', (policy, port, verdict) => {
  const edge: Resources = {
    Origin: resource('AWS::CloudFront::VpcOrigin', {
      VpcOriginEndpointConfig: { Arn: ref('Lb'), Name: 'o', OriginProtocolPolicy: policy },
    }),
    Edge: resource('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        Enabled: true,
        Origins: [{ Id: 'o', DomainName: att('Lb', 'DNSName'), VpcOriginConfig: { VpcOriginId: att('Origin', 'Id') } }],
      },
    }),
  };
  expect(isolated(listening([edge]), 'internet', 'Lb', tcp(port))).toBe(verdict);
});

/**
 * A rule of a listener forwards where the default action does not.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html read 2026-11-26
 */
test.each([
  ['without a rule', false, 'PROVED'],
  ['with a rule', true, 'REFUTED'],
] as const)('a listener whose default action is an answer of its own, %s', (_says, hasRule, verdict) => {
  const targets: Resources = {
    Targets: resource('AWS::ElasticLoadBalancingV2::TargetGroup', {
      VpcId: ref('V'),
      Port: 8080,
      Protocol: 'HTTP',
      Targets: [{ Id: ref('Server') }],
    }),
  };
  const rule: Resources = {
    Rule: resource('AWS::ElasticLoadBalancingV2::ListenerRule', {
      ListenerArn: ref('Https'),
      Priority: 1,
      Conditions: [{ Field: 'path-pattern', Values: ['/api/*'] }],
      Actions: [{ Type: 'forward', TargetGroupArn: ref('Targets') }],
    }),
  };
  const resources = listening(hasRule ? [targets, rule] : [targets]);
  expect(isolated(resources, 'Client', 'Server', tcp(8080))).toBe(verdict);
});

/** LB-01 of the register. */
test.each([
  [443, 'REFUTED'],
  [444, 'PROVED'],
] as const)('a load balancer that listens on port 443, on port %i', (port, verdict) => {
  expect(isolated(listening([]), 'Client', 'Lb', tcp(port))).toBe(verdict);
});
