import type { TemplateResource } from '../../../template';
import type { FlipRule } from '../types';
import { itemsAt, valueAt } from './items';
import { makeRule, setting, unsetting, type FlipSpec } from './make-rule';
import { variableRules } from './variable-rules';

const POLICY = ['FirewallPolicy'] as const;

/** What a firewall policy does by default, which rule groups it has, and which addresses it calls its own. */
export function firewallPolicies(resource: TemplateResource): readonly FlipRule[] {
  return resource.type === 'AWS::NetworkFirewall::FirewallPolicy'
    ? [
        ...defaults(resource),
        ...groups(resource),
        ...variableRules(resource, [...POLICY, 'PolicyVariables', 'RuleVariables'], 'PolicyVariables'),
      ]
    : [];
}

/** @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/stateless-default-actions.html read 2026-11-26 */
function defaults(resource: TemplateResource): readonly FlipRule[] {
  const stateless = (['StatelessDefaultActions', 'StatelessFragmentDefaultActions'] as const).flatMap((property) => {
    const path = [...POLICY, property];
    const first = valueAt(resource.properties, [...path, 0]);
    const specs = (
      [
        ['pass', 'aws:pass'],
        ['drop', 'aws:drop'],
        ['inspect', 'aws:forward_to_sfe'],
      ] as const
    ).flatMap(([kind, action]): readonly FlipSpec[] =>
      first === action ? [] : [setting(kind, resource, path, [action])],
    );
    return first === undefined ? [] : [makeRule(resource, 'firewall-default', property, specs)];
  });
  const stateful = itemsAt(resource, [...POLICY, 'StatefulDefaultActions']).map(({ path, name }) =>
    makeRule(resource, 'firewall-default', name, [unsetting(resource, path)]),
  );
  return [...stateless, ...stateful];
}

function groups(resource: TemplateResource): readonly FlipRule[] {
  return ['StatelessRuleGroupReferences', 'StatefulRuleGroupReferences'].flatMap((property) =>
    itemsAt(resource, [...POLICY, property]).map(({ path, name }) =>
      makeRule(resource, 'firewall-group', name, [unsetting(resource, path)]),
    ),
  );
}
