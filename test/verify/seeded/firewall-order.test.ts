import { tcp } from '../../../lib/verify';
import { delivers, group, instance, ref, resource, subnet, verifierOf, vpc, type Resources } from '../engine/templates';

const ENDPOINT = {
  VpcEndpointId: {
    'Fn::Select': [1, { 'Fn::Split': [':', { 'Fn::Select': [0, { 'Fn::GetAtt': ['Fw', 'EndpointIds'] }] }] }],
  },
};

function stateful(id: string, rules: string): Resources {
  return {
    [id]: resource('AWS::NetworkFirewall::RuleGroup', {
      RuleGroupName: id,
      Capacity: 10,
      Type: 'STATEFUL',
      RuleGroup: { RulesSource: { RulesString: rules }, StatefulRuleOptions: { RuleOrder: 'STRICT_ORDER' } },
    }),
  };
}

/** A server behind a firewall with two rule groups, one that passes something and one that drops all of TCP. */
function inspected(
  priorities: { readonly Pass: number; readonly Drop: number },
  passes = 'pass tcp any any -> any 443 (sid:1;)',
): readonly Resources[] {
  const references = (['Drop', 'Pass'] as const).map((id) => ({ Priority: priorities[id], ResourceArn: ref(id) }));
  return [
    vpc('V', '10.0.0.0/16'),
    subnet('App', 'V', '10.0.0.0/24', { '0.0.0.0/0': ENDPOINT }),
    subnet('FwSubnet', 'V', '10.0.1.0/24', { '0.0.0.0/0': { GatewayId: ref('VIgw') } }),
    {
      Fw: resource('AWS::NetworkFirewall::Firewall', {
        FirewallName: 'f',
        VpcId: ref('V'),
        SubnetMappings: [{ SubnetId: ref('FwSubnet') }],
        FirewallPolicyArn: ref('Policy'),
      }),
      Policy: resource('AWS::NetworkFirewall::FirewallPolicy', {
        FirewallPolicyName: 'p',
        FirewallPolicy: {
          StatelessDefaultActions: ['aws:forward_to_sfe'],
          StatelessFragmentDefaultActions: ['aws:drop'],
          StatefulEngineOptions: { RuleOrder: 'STRICT_ORDER' },
          StatefulDefaultActions: ['aws:drop_strict'],
          StatefulRuleGroupReferences: references,
        },
      }),
    },
    stateful('Pass', passes),
    stateful('Drop', 'drop tcp any any -> any any (sid:2;)'),
    group('G', 'V', []),
    instance('I', 'App', ['G'], true),
  ];
}

/**
 * With strict order rule groups are asked in the order of their priority, the lowest first.
 *
 * @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/suricata-rule-evaluation-order.html read
 * 2026-11-26
 */
test.each([
  ['passes', { Pass: 1, Drop: 2 }, 'yes'],
  ['drops', { Pass: 2, Drop: 1 }, 'no'],
] as const)('the rule group that %s decides when it has the lower priority', (_says, priorities, answer) => {
  expect(delivers(verifierOf(inspected(priorities)), 'I', 'internet', tcp(443))).toBe(answer);
});

/** @see https://docs.suricata.io/en/latest/rules/intro.html "Source and destination": `!` is negation */
test('a rule for every address but some is about the others', () => {
  const verifier = verifierOf(inspected({ Pass: 1, Drop: 2 }, 'pass tcp any any -> !203.0.113.0/24 443 (sid:1;)'));
  expect(delivers(verifier, 'I', 'internet:198.51.100.9', tcp(443))).toBe('yes');
  expect(delivers(verifier, 'I', 'internet:203.0.113.9', tcp(443))).toBe('no');
});
