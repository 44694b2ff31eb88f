import { itemsOf, keyOf, knownText, targetOf, type TemplateResource, type Value } from '../../../template';
import type { FirewallPolicy, StatefulAction, StatefulRule, StatelessRule } from '../net/firewall';
import type { Vpc } from '../net/network';
import { actionIn } from './action-in';
import type { Draft } from './draft';
import { statelessRules } from './build-stateless';
import { statefulRules } from './build-stateful';
import { entry, keysOf } from './reader';

/** Properties of a policy that are understood; another one makes it doubtful. */
const KNOWN = [
  'StatelessDefaultActions',
  'StatelessFragmentDefaultActions',
  'StatelessRuleGroupReferences',
  'StatefulRuleGroupReferences',
  'StatefulDefaultActions',
  'StatefulEngineOptions',
  'PolicyVariables',
];

/**
 * The policy of a firewall, as it works in the VPC of an endpoint.
 *
 * @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/firewall-policy-processing.html read 2026-11-25
 */
export function policyOf(draft: Draft, firewall: TemplateResource, vpc: Vpc): FirewallPolicy {
  const resource = draft.reader.target(firewall, 'FirewallPolicyArn');
  if (resource?.type !== 'AWS::NetworkFirewall::FirewallPolicy') {
    return unknownPolicy(`the policy of ${firewall.logicalId} is not known`);
  }
  const policy = draft.reader.value(resource, 'FirewallPolicy');
  const others = keysOf(policy).filter((key) => !KNOWN.includes(key));
  const order = entry(entry(policy, 'StatefulEngineOptions'), 'RuleOrder');
  const strict = knownText(order) === 'STRICT_ORDER';
  const stateless = groupsIn(entry(policy, 'StatelessRuleGroupReferences'));
  const stateful = groupsIn(entry(policy, 'StatefulRuleGroupReferences'));
  const home = entry(entry(entry(policy, 'PolicyVariables'), 'RuleVariables'), 'HOME_NET');
  const written = stateful.groups.map((group) =>
    statefulRules(draft, group, { vpc, home: entry(home, 'Definition'), strict }),
  );
  const doubts = [
    ...(order.kind !== 'absent' && order.kind !== 'known' ? ['the order of the rules is not known'] : []),
    ...(others.length > 0 ? [`the policy has ${others.join(', ')}, which is not understood`] : []),
    ...stateless.doubts,
    ...stateful.doubts,
    ...written.flatMap(({ doubts }) => doubts),
  ];
  const rules = written.flatMap((group) => group.rules);
  return {
    name: draft.reader.name(resource),
    stateless: stateless.groups.flatMap((group) => sorted(statelessRules(draft, group))),
    statelessDefault: actionIn(entry(policy, 'StatelessDefaultActions')),
    strict,
    stateful: strict ? rules : byAction(rules),
    defaults: (itemsOf(entry(policy, 'StatefulDefaultActions')) ?? []).map((item) => knownText(item) ?? '?'),
    ...(doubts.length > 0 ? { doubt: doubts.join('; ') } : {}),
  };
}

const ORDER: readonly StatefulAction[] = ['pass', 'drop', 'reject', 'alert'];

/**
 * Without strict order rules are taken by their action, whatever the order in which they are written.
 *
 * @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/suricata-rule-evaluation-order.html
 * read 2026-11-25
 */
function byAction(rules: readonly StatefulRule[]): readonly StatefulRule[] {
  return ORDER.flatMap((action) => rules.filter((rule) => rule.action === action));
}

function sorted(rules: readonly StatelessRule[]): readonly StatelessRule[] {
  return [...rules].sort((a, b) => a.priority - b.priority);
}

/** Rule groups that a policy refers to, in the order of their priority. */
function groupsIn(value: Value): { groups: readonly TemplateResource[]; doubts: readonly string[] } {
  const items = itemsOf(value);
  const references = (items ?? []).map((item) => ({
    priority: entry(item, 'Priority'),
    group: targetOf(entry(item, 'ResourceArn')),
    arn: entry(item, 'ResourceArn'),
    override: entry(item, 'Override'),
  }));
  const doubts = references.flatMap(({ group, arn, override }) => [
    ...(group?.type === 'AWS::NetworkFirewall::RuleGroup' ? [] : [`the rule group ${keyOf(arn)} is not known`]),
    ...(override.kind === 'absent' ? [] : ['a rule group is overridden']),
  ]);
  const rank = (priority: Value): number => (priority.kind === 'known' ? Number(priority.value) : 0);
  const groups = [...references]
    .sort((a, b) => rank(a.priority) - rank(b.priority))
    .flatMap(({ group }) => (group?.type === 'AWS::NetworkFirewall::RuleGroup' ? [group] : []));
  return { groups, doubts: items === undefined ? ['the rule groups are not known'] : doubts };
}

function unknownPolicy(doubt: string): FirewallPolicy {
  return {
    name: 'unknown policy',
    stateless: [],
    statelessDefault: undefined,
    strict: false,
    stateful: [],
    defaults: [],
    doubt,
  };
}
