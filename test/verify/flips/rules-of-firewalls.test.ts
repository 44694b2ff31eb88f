import type { JsonObject } from '../../../lib/template';
import { resource } from '../pairs/builders';
import { after, at, flips } from './flips-of';

describe('a firewall rule group', () => {
  const groupOf = (source: JsonObject) =>
    resource('G', 'AWS::NetworkFirewall::RuleGroup', { RuleGroup: { RulesSource: source } } as never);

  test('has stateless rules', () => {
    const net = groupOf({
      StatelessRulesAndCustomActions: {
        StatelessRules: [
          { Priority: 1, RuleDefinition: { Actions: ['aws:drop'], MatchAttributes: { Protocols: [6], Sources: [] } } },
        ],
      },
    });
    expect(flips(net)).toEqual([
      'G#StatelessRules[0]: remove',
      'G#StatelessRules[0]: pass',
      'G#StatelessRules[0]: peer-any Sources',
      'G#StatelessRules[0]: peer-any Destinations',
      'G#StatelessRules[0]: ports-all',
      'G#StatelessRules[0]: protocol-all',
    ]);
    const path = ['RuleGroup', 'RulesSource', 'StatelessRulesAndCustomActions', 'StatelessRules', 0, 'RuleDefinition'];
    expect(at(after(net, 'G#StatelessRules[0]: pass', 'G'), ...path, 'Actions')).toEqual(['aws:pass']);
    expect(at(after(net, 'G#StatelessRules[0]: protocol-all', 'G'), ...path, 'MatchAttributes')).toEqual({
      Sources: [],
    });
  });

  test('has stateful rules', () => {
    const header = { Protocol: 'TCP', Source: 'ANY', SourcePort: 'ANY', Direction: 'FORWARD' };
    const rule = { Action: 'DROP', Header: { ...header, Destination: '10.0.0.0/8', DestinationPort: '22' } };
    const net = groupOf({ StatefulRules: [rule] });
    expect(flips(net)).toEqual([
      'G#StatefulRules[0]: remove',
      'G#StatefulRules[0]: allow-deny PASS',
      'G#StatefulRules[0]: peer-any Destination',
      'G#StatefulRules[0]: ports-all',
      'G#StatefulRules[0]: protocol-all',
    ]);
    expect(at(after(net, 'G#StatefulRules[0]: protocol-all', 'G'), 'RuleGroup', 'RulesSource')).toEqual({
      StatefulRules: [
        { Action: 'DROP', Header: { ...header, Protocol: 'IP', Destination: '10.0.0.0/8', DestinationPort: 'ANY' } },
      ],
    });
  });

  test('has names, and a kind of list', () => {
    const net = groupOf({
      RulesSourceList: {
        GeneratedRulesType: 'ALLOWLIST',
        TargetTypes: ['TLS_SNI'],
        Targets: ['a.example', 'b.example'],
      },
    });
    expect(flips(net)).toEqual([
      'G#RulesSourceList: allow-deny DENYLIST',
      'G#RulesSourceList: every-name',
      'G#RulesSourceList: protocol-all',
      'G#RulesSourceList.Targets[0]: remove',
      'G#RulesSourceList.Targets[1]: remove',
    ]);
    const list = (flip: string) => at(after(net, flip, 'G'), 'RuleGroup', 'RulesSource', 'RulesSourceList');
    expect(list('G#RulesSourceList: every-name')).toMatchObject({ Targets: ['a.example', 'b.example', '.'] });
    expect(list('G#RulesSourceList.Targets[0]: remove')).toMatchObject({ Targets: ['b.example'] });
  });

  test('has variables', () => {
    const net = resource('G', 'AWS::NetworkFirewall::RuleGroup', {
      RuleGroup: {
        RuleVariables: { IPSets: { HOME_NET: { Definition: ['10.0.0.0/24', '10.0.1.0/24'] } } },
        RulesSource: {},
      },
    });
    expect(flips(net)).toEqual([
      'G#RuleVariables.IPSets.HOME_NET[0]: remove',
      'G#RuleVariables.IPSets.HOME_NET[1]: remove',
    ]);
  });

  test('has lines of Suricata', () => {
    const net = groupOf({
      RulesString:
        '# comment\npass tcp $HOME_NET any -> [10.0.0.0/8, 10.1.0.0/16] 443 (sid:1;)\nalert ip any any <> any any (sid:2;)\n',
    });
    expect(flips(net)).toEqual([
      'G#RulesString, line 2: remove',
      'G#RulesString, line 2: allow-deny drop',
      'G#RulesString, line 2: peer-any source',
      'G#RulesString, line 2: peer-any destination',
      'G#RulesString, line 2: ports-all',
      'G#RulesString, line 2: protocol-all',
      'G#RulesString, line 3: remove',
      'G#RulesString, line 3: allow-deny pass',
    ]);
    const text = (flip: string) =>
      String(at(after(net, `G#RulesString, line 2: ${flip}`, 'G'), 'RuleGroup', 'RulesSource', 'RulesString')).split(
        '\n',
      )[1];
    expect(text('remove')).toBe('alert ip any any <> any any (sid:2;)');
    expect(text('allow-deny drop')).toBe('drop tcp $HOME_NET any -> [10.0.0.0/8, 10.1.0.0/16] 443 (sid:1;)');
    expect(text('peer-any destination')).toBe('pass tcp $HOME_NET any -> any 443 (sid:1;)');
    expect(text('protocol-all')).toBe('pass ip $HOME_NET any -> [10.0.0.0/8, 10.1.0.0/16] any (sid:1;)');
  });
});

test('a firewall policy has defaults, groups and networks of its own', () => {
  const net = resource('P', 'AWS::NetworkFirewall::FirewallPolicy', {
    FirewallPolicy: {
      StatelessDefaultActions: ['aws:forward_to_sfe'],
      StatelessFragmentDefaultActions: ['aws:drop'],
      StatefulDefaultActions: ['aws:drop_strict', 'aws:alert_strict'],
      StatefulRuleGroupReferences: [{ ResourceArn: 'arn' }],
      PolicyVariables: { RuleVariables: { HOME_NET: { Definition: ['10.0.0.0/8', '10.1.0.0/16'] } } },
    },
  });
  expect(flips(net)).toEqual([
    'P#StatelessDefaultActions: pass',
    'P#StatelessDefaultActions: drop',
    'P#StatelessFragmentDefaultActions: pass',
    'P#StatelessFragmentDefaultActions: inspect',
    'P#StatefulDefaultActions[0]: remove',
    'P#StatefulDefaultActions[1]: remove',
    'P#StatefulRuleGroupReferences[0]: remove',
    'P#PolicyVariables.HOME_NET[0]: remove',
    'P#PolicyVariables.HOME_NET[1]: remove',
  ]);
});
