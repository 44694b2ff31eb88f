import { icmp, tcp, udp } from '../../../lib/verify';
import {
  at,
  delivers,
  group,
  instance,
  nat,
  ref,
  resource,
  subnet,
  verifierOf,
  vpc,
  type Resources,
} from './templates';

const OPEN = [{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }];
const endpoint = (index: number) => ({
  VpcEndpointId: {
    'Fn::Select': [1, { 'Fn::Split': [':', { 'Fn::Select': [index, { 'Fn::GetAtt': ['Fw', 'EndpointIds'] }] }] }],
  },
});

function inspected(policy: object, groups: Resources = {}, returnRoute = true): readonly Resources[] {
  return [
    vpc('V', '10.0.0.0/16'),
    subnet('App', 'V', '10.0.0.0/24', { '0.0.0.0/0': endpoint(0) }),
    subnet('FwSubnet', 'V', '10.0.1.0/24', { '0.0.0.0/0': { NatGatewayId: ref('Nat') } }),
    subnet('Egress', 'V', '10.0.2.0/24', {
      '0.0.0.0/0': { GatewayId: ref('VIgw') },
      ...(returnRoute ? { '10.0.0.0/24': endpoint(0) } : {}),
    }),
    nat('Nat', 'Egress'),
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
          ...policy,
        },
      }),
      ...groups,
    },
    group('G', 'V', OPEN),
    instance('I', 'App', ['G']),
  ];
}

const stateful = (rules: string, order = 'STRICT_ORDER', id = 'Rules'): Resources => ({
  [id]: resource('AWS::NetworkFirewall::RuleGroup', {
    RuleGroupName: id,
    Capacity: 10,
    Type: 'STATEFUL',
    RuleGroup: { RulesSource: { RulesString: rules }, StatefulRuleOptions: { RuleOrder: order } },
  }),
});
const STRICT = {
  StatefulEngineOptions: { RuleOrder: 'STRICT_ORDER' },
  StatefulDefaultActions: ['aws:drop_strict'],
  StatefulRuleGroupReferences: [{ Priority: 1, ResourceArn: ref('Rules') }],
};
const DEFAULT = { StatefulRuleGroupReferences: [{ ResourceArn: ref('Rules') }] };

describe('a firewall', () => {
  test('without rules passes everything', () => {
    expect(delivers(verifierOf(inspected({})), 'I', 'internet', tcp(25), 'session')).toBe('yes');
  });

  test.each([
    ['pass before drop', 'pass tcp any any -> any 443 (sid:1;)\ndrop tcp any any -> any any (sid:2;)', tcp(443), 'yes'],
    ['what drop matches', 'pass tcp any any -> any 443 (sid:1;)\ndrop tcp any any -> any any (sid:2;)', tcp(80), 'no'],
    ['drop before pass', 'drop tcp any any -> any any (sid:1;)\npass tcp any any -> any 443 (sid:2;)', tcp(443), 'no'],
    ['what nothing matches', 'pass tcp any any -> any 443 (sid:1;)', udp(53), 'no'],
    ['a rule on the home network', 'pass tcp $HOME_NET any -> $EXTERNAL_NET any (sid:1;)', tcp(80), 'yes'],
    ['a rule on contents', 'pass tcp any any -> any any (content:"x"; sid:1;)', tcp(80), 'unknown'],
    ['a rule on ports of the source', 'pass tcp any 5000 -> any any (sid:1;)', tcp(80), 'yes'],
  ] as const)('in strict order: %s', (_, rules, service, expected) => {
    expect(delivers(verifierOf(inspected(STRICT, stateful(rules))), 'I', 'internet', service)).toBe(expected);
  });

  test('without strict order passes before it drops', () => {
    const rules = stateful(
      'drop tcp any any -> any any (sid:1;)\npass tcp any any -> any 443 (sid:2;)',
      'DEFAULT_ACTION_ORDER',
    );
    const verifier = verifierOf(inspected(DEFAULT, rules));
    expect(delivers(verifier, 'I', 'internet', tcp(443))).toBe('yes');
    expect(delivers(verifier, 'I', 'internet', tcp(80))).toBe('no');
    expect(delivers(verifier, 'I', 'internet', icmp(8))).toBe('yes');
  });

  test('that drops established packets only lets connections begin', () => {
    const verifier = verifierOf(
      inspected(
        { ...STRICT, StatefulDefaultActions: ['aws:drop_established'] },
        stateful('drop udp any any -> any any (sid:1;)'),
      ),
    );
    expect(delivers(verifier, 'I', 'internet', tcp(443))).toBe('yes');
    expect(delivers(verifier, 'I', 'internet', udp(53))).toBe('no');
  });

  test('whose answers take another way gives no session', () => {
    const verifier = verifierOf(inspected({}, {}, false));
    const question = { from: at(verifier, 'I'), to: at(verifier, 'internet'), services: [tcp(443)] };
    const verdict = verifier.reach(question);
    expect(verdict.verdict).toBe('REFUTED');
    expect(verdict.rules).toContain('NFW-05');
    expect(verifierOf(inspected({})).reach(question).verdict).toBe('PROVED');
  });

  test('with a rule group from elsewhere is not known', () => {
    expect(
      delivers(
        verifierOf(
          inspected({
            StatefulRuleGroupReferences: [{ ResourceArn: 'arn:aws:network-firewall:x:y:stateful-rulegroup/z' }],
          }),
        ),
        'I',
        'internet',
        tcp(80),
      ),
    ).toBe('unknown');
  });

  test('drops by stateless rules first', () => {
    const stateless: Resources = {
      Less: resource('AWS::NetworkFirewall::RuleGroup', {
        RuleGroupName: 'l',
        Capacity: 1,
        Type: 'STATELESS',
        RuleGroup: {
          RulesSource: {
            StatelessRulesAndCustomActions: {
              StatelessRules: [
                {
                  Priority: 1,
                  RuleDefinition: {
                    Actions: ['aws:drop'],
                    MatchAttributes: { Protocols: [6], DestinationPorts: [{ FromPort: 25, ToPort: 25 }] },
                  },
                },
              ],
            },
          },
        },
      }),
    };
    const verifier = verifierOf(
      inspected({ StatelessRuleGroupReferences: [{ Priority: 1, ResourceArn: ref('Less') }] }, stateless),
    );
    expect(delivers(verifier, 'I', 'internet', tcp(25))).toBe('no');
    expect(delivers(verifier, 'I', 'internet', tcp(26))).toBe('yes');
  });
});
