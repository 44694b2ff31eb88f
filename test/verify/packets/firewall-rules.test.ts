import { firewalled as world, policy, rules, STRICT, STRICT_DROP } from './support/firewalled';
import { answer, ref, resource, type Resources } from './support/net';
import type { JsonValue } from '../../../lib/template';

describe('network firewalls', () => {
  test('pass what no rule matches, unless the default says otherwise', () => {
    expect(answer(world(policy({})), 'Host > internet tcp/443')).toBe('yes/yes');
    expect(answer(world(policy(STRICT)), 'Host > internet tcp/443')).toBe('yes/yes');
    expect(answer(world(policy(STRICT_DROP)), 'Host > internet tcp/443')).toBe('no/no');
  });

  test('let handshakes through and then drop, with drop_established', () => {
    const established = policy({ ...STRICT, StatefulDefaultActions: ['aws:drop_established'] });
    expect(answer(world(established), 'Host > internet tcp/443')).toBe('yes/unknown');
    expect(answer(world(established), 'Host > internet udp/53')).toBe('no/no');
    expect(answer(world(established), 'Host > internet 47')).toBe('no/no');
  });

  test('see what comes in through the edge table, and the answers', () => {
    const named = policy(STRICT_DROP, rules('Group', 'pass tcp any any -> $HOME_NET 80 (sid:1;)'));
    expect(answer(world(named), 'internet > Host tcp/80')).toBe('yes/yes');
    expect(answer(world(named), 'internet > Host tcp/81')).toBe('no/no');
    expect(answer(world(named), 'Host > internet tcp/80')).toBe('no/no');
  });

  test('take rules by their action without strict order', () => {
    const text = 'drop tcp any any -> any 443 (sid:1;)\npass tcp any any -> any 443 (sid:2;)';
    expect(answer(world(policy({}, rules('Group', text))), 'Host > internet tcp/443')).toBe('yes/yes');
    expect(answer(world(policy(STRICT, rules('Group', text))), 'Host > internet tcp/443')).toBe('no/no');
  });

  test('take groups by their priority with strict order', () => {
    const groups = {
      ...rules('One', 'pass tcp any any -> any 443 (sid:1;)'),
      ...rules('Two', 'drop tcp any any -> any any (sid:2;)'),
    };
    expect(answer(world(policy(STRICT, groups)), 'Host > internet tcp/443')).toBe('yes/yes');
    expect(answer(world(policy(STRICT, groups)), 'Host > internet tcp/444')).toBe('no/no');
  });

  test('decide nothing by alerts', () => {
    const groups = rules('Group', 'alert tcp any any -> any any (sid:1;)');
    expect(answer(world(policy(STRICT_DROP, groups)), 'Host > internet tcp/443')).toBe('no/no');
  });

  test.each([
    ['a condition on what packets carry', 'pass tls any any -> any any (tls.sni; content:"a.example"; sid:1;)'],
    ['a rule that is not understood', 'pass something'],
  ])('are left open for %s', (_name, text) => {
    expect(answer(world(policy(STRICT_DROP, rules('Group', text))), 'Host > internet tcp/443')).toBe('unknown/unknown');
  });

  test('let a drop with a condition leave it open', () => {
    const text = 'drop http any any -> any any (http.method; content:"GET"; sid:1;)';
    expect(answer(world(policy(STRICT, rules('Group', text))), 'Host > internet tcp/443')).toBe('unknown/unknown');
    expect(answer(world(policy(STRICT, rules('Group', text))), 'Host > internet udp/443')).toBe('yes/yes');
  });

  test('read rules of five parts', () => {
    const tuple = (action: string, port: string, direction = 'FORWARD'): Resources => ({
      Group: resource('NetworkFirewall::RuleGroup', {
        Type: 'STATEFUL',
        Capacity: 10,
        RuleGroup: {
          RulesSource: {
            StatefulRules: [
              {
                Action: action,
                Header: {
                  Protocol: 'TCP',
                  Source: '10.0.0.0/16',
                  SourcePort: 'ANY',
                  Direction: direction,
                  Destination: 'ANY',
                  DestinationPort: port,
                },
                RuleOptions: [{ Keyword: 'sid', Settings: ['1'] }],
              },
            ],
          },
        },
      }),
    });
    expect(answer(world(policy(STRICT_DROP, tuple('PASS', '443'))), 'Host > internet tcp/443')).toBe('yes/yes');
    expect(answer(world(policy(STRICT_DROP, tuple('PASS', '80'))), 'Host > internet tcp/443')).toBe('no/no');
    expect(answer(world(policy({}, tuple('DROP', '[80,443]'))), 'Host > internet tcp/443')).toBe('no/no');
    expect(answer(world(policy(STRICT_DROP, tuple('PASS', 'ANY'))), 'internet > Host tcp/80')).toBe('no/no');
    expect(answer(world(policy(STRICT_DROP, tuple('PASS', 'ANY', 'ANY'))), 'internet > Host tcp/80')).toBe('yes/yes');
  });

  test('leave lists of domains to the name that the client asks for, on TCP only', () => {
    const list = (kind: string): Resources => ({
      Group: resource('NetworkFirewall::RuleGroup', {
        Type: 'STATEFUL',
        Capacity: 10,
        RuleGroup: {
          RulesSource: {
            RulesSourceList: { GeneratedRulesType: kind, TargetTypes: ['TLS_SNI'], Targets: ['.example.com'] },
          },
        },
      }),
    });
    expect(answer(world(policy({}, list('DENYLIST'))), 'Host > internet tcp/443')).toBe('unknown/unknown');
    expect(answer(world(policy({}, list('ALLOWLIST'))), 'Host > internet tcp/443')).toBe('unknown/unknown');
    expect(answer(world(policy({}, list('ALLOWLIST'))), 'Host > internet udp/443')).toBe('yes/yes');
    expect(answer(world(policy(STRICT_DROP, list('ALLOWLIST'))), 'Host > internet udp/443')).toBe('no/no');
  });

  test('take stateless rules first', () => {
    const stateless = (actions: readonly JsonValue[], ports: JsonValue): Resources => {
      const made = policy({
        ...STRICT_DROP,
        StatelessRuleGroupReferences: [{ ResourceArn: ref('Stateless'), Priority: 1 }],
      });
      const match = {
        Protocols: [6],
        DestinationPorts: [{ FromPort: ports, ToPort: ports }],
        Sources: [{ AddressDefinition: '0.0.0.0/0' }],
      };
      const back = { Protocols: [6], SourcePorts: [{ FromPort: ports, ToPort: ports }] };
      return {
        ...made,
        Stateless: resource('NetworkFirewall::RuleGroup', {
          Type: 'STATELESS',
          Capacity: 10,
          RuleGroup: {
            RulesSource: {
              StatelessRulesAndCustomActions: {
                StatelessRules: [match, back].map((attributes, index) => ({
                  Priority: index + 1,
                  RuleDefinition: { Actions: actions, MatchAttributes: attributes },
                })),
              },
            },
          },
        }),
      };
    };
    expect(answer(world(stateless(['aws:pass'], 443)), 'Host > internet tcp/443')).toBe('yes/yes');
    expect(answer(world(stateless(['aws:pass'], 80)), 'Host > internet tcp/443')).toBe('no/no');
    expect(answer(world(stateless(['aws:drop'], 443)), 'Host > internet tcp/443')).toBe('no/no');
  });

  test('are left open for parts of a policy that are not understood', () => {
    expect(answer(world(policy({ FirewallSection: {} })), 'Host > internet tcp/443')).toBe('unknown/unknown');
  });
});
