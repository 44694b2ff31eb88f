import { createVerifier } from '../../../lib/verify';
import { flipsOf, Rechecker, rulesOf } from '../../../lib/verify/flips';
import {
  ANYWHERE,
  att,
  fromGroup,
  group,
  instance,
  internetGateway,
  publicInstance,
  ref,
  resource,
  route,
  rule,
  subnet,
  table,
  template,
  vpc,
} from '../pairs/builders';
import { answersOf } from './answers';
import { modelOf } from './small-network';

/** A server behind a firewall, and a load balancer behind a distribution that forwards to one of two others. */
const model = modelOf(
  template([
    vpc('Vpc', '10.0.0.0/16'),
    internetGateway('Vpc'),
    table('GuardedTable', 'Vpc'),
    route('Guarded', 'GuardedTable', ANYWHERE, {
      VpcEndpointId: {
        'Fn::Select': [1, { 'Fn::Split': [':', { 'Fn::Select': [0, att('Firewall', 'EndpointIds')] }] }],
      },
    }),
    table('FirewallTable', 'Vpc', [[ANYWHERE, { GatewayId: ref('Igw') }]]),
    table('BackTable', 'Vpc'),
    subnet('Front', 'Vpc', '10.0.1.0/24', undefined, 'GuardedTable'),
    subnet('Between', 'Vpc', '10.0.2.0/24', undefined, 'FirewallTable'),
    subnet('Back', 'Vpc', '10.0.3.0/24', undefined, 'BackTable'),
    group('WebGroup', 'Vpc', [rule('tcp/443', ANYWHERE)], [rule('tcp/443-8443', ANYWHERE)]),
    group('BalancerGroup', 'Vpc', [rule('tcp/8443', fromGroup('WebGroup'))], [rule('tcp/8443', '10.0.3.0/24')]),
    group('AppGroup', 'Vpc', [rule('tcp/8443', fromGroup('BalancerGroup'))]),
    group('OtherGroup', 'Vpc', [rule('tcp/8443', '10.0.0.0/16')]),
    publicInstance('Web', 'Front', 'WebGroup'),
    instance('App', 'Back', ['AppGroup']),
    instance('Other', 'Back', ['OtherGroup']),
    resource('Firewall', 'AWS::NetworkFirewall::Firewall', {
      FirewallName: 'firewall',
      VpcId: ref('Vpc'),
      SubnetMappings: [{ SubnetId: ref('Between') }],
      FirewallPolicyArn: ref('FirewallPolicy'),
    }),
    resource('FirewallPolicy', 'AWS::NetworkFirewall::FirewallPolicy', {
      FirewallPolicyName: 'policy',
      FirewallPolicy: {
        StatelessDefaultActions: ['aws:forward_to_sfe'],
        StatelessFragmentDefaultActions: ['aws:drop'],
        StatefulEngineOptions: { RuleOrder: 'STRICT_ORDER' },
        StatefulDefaultActions: ['aws:drop_strict'],
        StatefulRuleGroupReferences: [{ Priority: 1, ResourceArn: ref('Passes') }],
      },
    }),
    resource('Passes', 'AWS::NetworkFirewall::RuleGroup', {
      RuleGroupName: 'passes',
      Capacity: 10,
      Type: 'STATEFUL',
      RuleGroup: {
        RulesSource: { RulesString: 'pass tcp 10.0.1.0/24 any -> any 443 (sid:1;)' },
        StatefulRuleOptions: { RuleOrder: 'STRICT_ORDER' },
      },
    }),
    resource('Balancer', 'AWS::ElasticLoadBalancingV2::LoadBalancer', {
      Scheme: 'internal',
      Type: 'application',
      Subnets: [ref('Back')],
      SecurityGroups: [att('BalancerGroup', 'GroupId')],
    }),
    ...['App', 'Other'].map((name) =>
      resource(`To${name}`, 'AWS::ElasticLoadBalancingV2::TargetGroup', {
        Port: 8443,
        Protocol: 'HTTPS',
        VpcId: ref('Vpc'),
        TargetType: 'instance',
        Targets: [{ Id: ref(name) }],
      }),
    ),
    resource('Origin', 'AWS::CloudFront::VpcOrigin', {
      VpcOriginEndpointConfig: {
        Arn: ref('Balancer'),
        Name: 'origin',
        HTTPSPort: 8443,
        OriginProtocolPolicy: 'https-only',
      },
    }),
    resource('Site', 'AWS::CloudFront::Distribution', {
      DistributionConfig: {
        Enabled: true,
        Origins: [
          { Id: 'main', DomainName: att('Balancer', 'DNSName'), VpcOriginConfig: { VpcOriginId: att('Origin', 'Id') } },
        ],
        DefaultCacheBehavior: { TargetOriginId: 'main', ViewerProtocolPolicy: 'https-only' },
      },
    }),
    resource('Listener', 'AWS::ElasticLoadBalancingV2::Listener', {
      LoadBalancerArn: ref('Balancer'),
      Port: 8443,
      Protocol: 'HTTPS',
      DefaultActions: [{ Type: 'forward', TargetGroupArn: ref('ToApp') }],
    }),
  ]).Resources,
);
const rechecker = new Rechecker(model);
const before = answersOf(rechecker.verifier);
const flips = rulesOf(model).flatMap(flipsOf);

test('the network has a firewall and a load balancer, and some changes of each are told by the answers', () => {
  expect(before).toEqual(answersOf(createVerifier(model)));
  const told = flips.filter((flip) => answersOf(createVerifier(flip.apply(model))).join() !== before.join());
  expect(told.map(({ id }) => id)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^Small\/Passes#/),
      'Small/Listener#DefaultActions[0]: other-target ToOther',
    ]),
  );
});

test.each(flips)('answers as a whole verifier does after $id', (flip) => {
  const flipped = flip.apply(model);
  expect(answersOf(rechecker.of(flipped))).toEqual(answersOf(createVerifier(flipped)));
});
