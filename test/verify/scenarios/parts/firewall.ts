import type { JsonObject, JsonValue } from '../../../../lib/template';
import {
  elasticAddress,
  gatewayTable,
  instance,
  internetGateway,
  subnet,
  table,
  toGateway,
  vpc,
  type Target,
} from './network';
import { ALL, group } from './rules';
import { attribute, join, ref, resource, zoneName, type Resources } from './template';

/** The endpoint at a position of the list, which has no particular order. */
export function endpointAt(position: number): Target {
  return { VpcEndpointId: select(1, split(':', select(position, attribute('Firewall', 'EndpointIds')))) };
}

/** The endpoint of a zone, wherever it stands in the list. */
export function endpointIn(zone: string): Target {
  const joined = { 'Fn::Join': [',', attribute('Firewall', 'EndpointIds')] };
  return { VpcEndpointId: select(0, split(',', select(1, split(`${zoneName(zone)}:`, joined)))) };
}

/** A firewall `Firewall` with its policy `Policy`. */
export function firewall(vpcId: string, subnets: readonly string[], policy: JsonObject): Resources {
  return join(
    resource('Firewall', 'AWS::NetworkFirewall::Firewall', {
      FirewallName: 'firewall',
      VpcId: ref(vpcId),
      FirewallPolicyArn: ref('Policy'),
      SubnetMappings: subnets.map((name) => ({ SubnetId: ref(name) })),
    }),
    resource('Policy', 'AWS::NetworkFirewall::FirewallPolicy', {
      FirewallPolicyName: 'policy',
      FirewallPolicy: policy,
    }),
  );
}

/** A policy: what the stateless engine does by default, and the groups. */
export function policy(stateless: 'pass' | 'drop' | 'forward_to_sfe', more: JsonObject = {}): JsonObject {
  const actions = [`aws:${stateless}`];
  return { StatelessDefaultActions: actions, StatelessFragmentDefaultActions: actions, ...more };
}

/** A policy whose stateful groups are evaluated in the order of their rules. */
export function strict(rules: string | undefined, defaults: readonly string[]): JsonObject {
  return policy('forward_to_sfe', {
    StatefulEngineOptions: { RuleOrder: 'STRICT_ORDER' },
    StatefulDefaultActions: defaults,
    ...(rules === undefined ? {} : { StatefulRuleGroupReferences: [{ ResourceArn: ref(rules), Priority: 1 }] }),
  });
}

/** Stateful rules for TCP from anywhere to anywhere, by action and port. */
export function statefulRules(
  id: string,
  order: 'STRICT_ORDER' | 'DEFAULT_ACTION_ORDER',
  rules: readonly (readonly [action: 'PASS' | 'DROP', port: string])[],
): Resources {
  const StatefulRules = rules.map(([Action, DestinationPort], index) => ({
    Action,
    Header: {
      Protocol: 'TCP',
      Source: 'ANY',
      SourcePort: 'ANY',
      Direction: 'FORWARD',
      Destination: 'ANY',
      DestinationPort,
    },
    RuleOptions: [{ Keyword: 'sid', Settings: [String(index + 1)] }],
  }));
  return ruleGroup(id, 'STATEFUL', {
    StatefulRuleOptions: { RuleOrder: order },
    RulesSource: { StatefulRules },
  });
}

export function ruleGroup(id: string, type: 'STATEFUL' | 'STATELESS', RuleGroup: JsonObject): Resources {
  return resource(id, 'AWS::NetworkFirewall::RuleGroup', {
    RuleGroupName: id.toLowerCase(),
    Type: type,
    Capacity: 100,
    RuleGroup,
  });
}

/** `Server` in `Work` with a public address; traffic with the internet is routed through the firewall. */
export function guarded(rules: JsonObject, entry: 'inspected' | 'direct' = 'inspected'): Resources {
  return join(
    vpc('Vpc'),
    internetGateway('Vpc'),
    subnet('Edge', 'Vpc', '10.0.0.0/24'),
    subnet('Work', 'Vpc', '10.0.1.0/24'),
    table('EdgeTable', 'Vpc', ['Edge'], [['0.0.0.0/0', toGateway('Igw')]]),
    table('WorkTable', 'Vpc', ['Work'], [['0.0.0.0/0', endpointAt(0)]]),
    entry === 'direct' ? {} : gatewayTable('EntryTable', 'Vpc', 'Igw', [['10.0.1.0/24', endpointAt(0)]]),
    firewall('Vpc', ['Edge'], rules),
    group('Any', 'Vpc', { in: [ALL] }),
    instance('Server', 'Work', ['Any']),
    elasticAddress('Server'),
  );
}

function select(index: number, list: JsonValue): JsonObject {
  return { 'Fn::Select': [index, list] };
}

function split(separator: string, text: JsonValue): JsonObject {
  return { 'Fn::Split': [separator, text] };
}
