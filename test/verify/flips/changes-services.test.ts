import type { JsonObject, TemplateModel } from '../../../lib/template';
import { createVerifier, tcp } from '../../../lib/verify';
import { editModel, smallestChanges } from '../../../lib/verify/flips';
import {
  ANYWHERE,
  att,
  group,
  instance,
  internetGateway,
  natGateway,
  ref,
  resource,
  rule,
  subnet,
  table,
  template,
  vpc,
  type Resources,
} from '../pairs/builders';
import { modelOf } from './small-network';

/** The English words of the changes that let one place reach another on a port, each tried. */
function openings(model: TemplateModel, from: string, to: string, port: number): readonly string[] {
  const verifier = createVerifier(model);
  const placed = (at: typeof verifier, name: string) => (name === 'internet' ? [at.internet] : at.place(name));
  const question = {
    kind: 'reach',
    from: placed(verifier, from),
    to: placed(verifier, to),
    services: [tcp(port)],
  } as const;
  const changes = smallestChanges(model, question, verifier.reach(question));
  for (const { edits } of changes) {
    const changed = createVerifier(editModel(model, edits));
    const again = { ...question, from: placed(changed, from), to: placed(changed, to) };
    expect(changed.reach(again).verdict).toBe('PROVED');
  }
  return changes.map(({ says }) => says.en);
}

function balanced(): Resources {
  return template([
    vpc('Vpc', '10.0.0.0/16'),
    ...(['A', 'C'] as const).map((zone, index) =>
      subnet(`Front${zone}`, 'Vpc', `10.0.${String(index)}.0/24`, `ap-northeast-1${zone.toLowerCase()}`),
    ),
    group('ClientGroup', 'Vpc', [], [rule('tcp', '10.0.0.0/16')]),
    group('BalancerGroup', 'Vpc', [rule('tcp', '10.0.0.0/16')], [rule('tcp', '10.0.0.0/16')]),
    instance('Client', 'FrontA', ['ClientGroup']),
    resource('Balancer', 'AWS::ElasticLoadBalancingV2::LoadBalancer', {
      Scheme: 'internal',
      Type: 'application',
      Subnets: [ref('FrontA'), ref('FrontC')],
      SecurityGroups: [att('BalancerGroup', 'GroupId')],
    }),
    resource('Targets', 'AWS::ElasticLoadBalancingV2::TargetGroup', {
      Protocol: 'HTTP',
      Port: 8080,
      VpcId: ref('Vpc'),
      Targets: [{ Id: ref('Client') }],
    }),
    resource('Listener', 'AWS::ElasticLoadBalancingV2::Listener', {
      LoadBalancerArn: ref('Balancer'),
      Port: 80,
      Protocol: 'HTTP',
      DefaultActions: [{ Type: 'forward', TargetGroupArn: ref('Targets') }],
    }),
  ]).Resources;
}

test('a port on which nobody listens gets a listener', () => {
  expect(openings(modelOf(balanced()), 'Client', 'Balancer', 8080)).toEqual(['let Balancer listen on 8080']);
});

function guarded(): Resources {
  const header: JsonObject = {
    Protocol: 'TCP',
    Source: 'ANY',
    SourcePort: 'ANY',
    Direction: 'FORWARD',
    Destination: 'ANY',
    DestinationPort: 'ANY',
  };
  const endpoint = { 'Fn::Select': [1, { 'Fn::Split': [':', { 'Fn::Select': [0, att('Firewall', 'EndpointIds')] }] }] };
  return template([
    vpc('Vpc', '10.0.0.0/16'),
    internetGateway('Vpc'),
    table('ServerTable', 'Vpc', [[ANYWHERE, { VpcEndpointId: endpoint }]]),
    table('FirewallTable', 'Vpc', [[ANYWHERE, { NatGatewayId: ref('Nat') }]]),
    table('NatTable', 'Vpc', [
      [ANYWHERE, { GatewayId: ref('Igw') }],
      ['10.0.1.0/24', { VpcEndpointId: endpoint }],
    ]),
    subnet('Server', 'Vpc', '10.0.1.0/24', undefined, 'ServerTable'),
    subnet('Guard', 'Vpc', '10.0.2.0/24', undefined, 'FirewallTable'),
    subnet('Out', 'Vpc', '10.0.3.0/24', undefined, 'NatTable'),
    natGateway('Nat', 'Out'),
    group('Group', 'Vpc', [], [rule('tcp/443', ANYWHERE)]),
    instance('App', 'Server', ['Group']),
    resource('Rules', 'AWS::NetworkFirewall::RuleGroup', {
      Type: 'STATEFUL',
      Capacity: 10,
      RuleGroupName: 'rules',
      RuleGroup: {
        StatefulRuleOptions: { RuleOrder: 'STRICT_ORDER' },
        RulesSource: {
          StatefulRules: [{ Action: 'DROP', Header: header, RuleOptions: [{ Keyword: 'sid', Settings: ['1'] }] }],
        },
      },
    } as never),
    resource('Policy', 'AWS::NetworkFirewall::FirewallPolicy', {
      FirewallPolicyName: 'policy',
      FirewallPolicy: {
        StatelessDefaultActions: ['aws:forward_to_sfe'],
        StatelessFragmentDefaultActions: ['aws:forward_to_sfe'],
        StatefulEngineOptions: { RuleOrder: 'STRICT_ORDER' },
        StatefulDefaultActions: ['aws:drop_strict'],
        StatefulRuleGroupReferences: [{ Priority: 1, ResourceArn: ref('Rules') }],
      },
    }),
    resource('Firewall', 'AWS::NetworkFirewall::Firewall', {
      FirewallName: 'firewall',
      FirewallPolicyArn: ref('Policy'),
      VpcId: ref('Vpc'),
      SubnetMappings: [{ SubnetId: ref('Guard') }],
    }),
  ]).Resources;
}

test('a firewall that stops a service passes it before its other rules', () => {
  expect(openings(modelOf(guarded()), 'App', 'internet', 443)).toEqual([
    'let Rules pass tcp/443 before its other rules',
  ]);
});
