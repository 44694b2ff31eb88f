import {
  describeValue,
  knownNumber,
  knownText,
  targetOf,
  type TemplateResource,
  type Value,
} from '../../../../template';
import type { Block } from '../../../address';
import { blockText } from '../../../address';
import type { AddressMatch, FirewallAction, FirewallPolicy, FirewallRule, Vpc } from '../../types';
import { originOf, type BuildContext } from '../context';
import { matchesOf } from '../read-blocks';
import { EVERY_SERVICE, matchOf, perhaps } from '../read-services';
import { both, entry, keysOf, listed, numbersOf, textsOf } from '../read-values';
import type { Variables } from './address-lists';
import { statefulRules } from './stateful-rules';

const RULE_GROUP = 'AWS::NetworkFirewall::RuleGroup';

/** The policy of a firewall in its VPC, whose blocks are the home network unless something else is said. */
export function firewallPolicy(ctx: BuildContext, resource: TemplateResource, vpc: Vpc | undefined): FirewallPolicy {
  const policy = ctx.property(resource, 'FirewallPolicy');
  const order = entry(policy, 'StatefulEngineOptions', 'RuleOrder');
  const isStrict = order.kind === 'absent' ? false : knownText(order) === 'STRICT_ORDER';
  const isOrdered = (order.kind === 'absent' || knownText(order) !== undefined) && hasPriorities(policy);
  const home = (vpc?.blocks ?? []).map(textOfBlock);
  const variables: Variables = new Map([
    ['HOME_NET', home.length > 0 && home.every((text) => text !== undefined) ? home : undefined],
    ...variablesOf(entry(policy, 'PolicyVariables', 'RuleVariables')),
  ]);
  const stateless = groupsOf(ctx, policy, 'StatelessRuleGroupReferences').map((group) => statelessRules(ctx, group));
  const stateful = groupsOf(ctx, policy, 'StatefulRuleGroupReferences').map((group) =>
    group === undefined
      ? undefined
      : statefulRules(
          ctx,
          group,
          new Map([...variables, ...variablesOf(ctx.property(group, 'RuleGroup', 'RuleVariables'))]),
        ),
  );
  const open = [...stateless, ...stateful].includes(undefined)
    ? 'a rule group that is not in the templates, or cannot be read'
    : isOrdered
      ? unreadParts(policy)
      : 'the order of its rules';
  const rules = stateful.flatMap((each) => each ?? []).filter(({ action }) => action !== 'alert');
  return {
    id: originOf(resource).id,
    origin: originOf(resource),
    stateless: stateless.flatMap((each) => each ?? []),
    statelessDefault: defaultAction(entry(policy, 'StatelessDefaultActions')),
    // Without strict order what passes goes first, whatever the order in which it is written.
    stateful: isStrict ? rules : [...rules].sort((a, b) => rank(a) - rank(b)),
    statefulDefault: statefulDefault(entry(policy, 'StatefulDefaultActions'), isStrict),
    ...(open === undefined ? {} : { open }),
  };
}

const KNOWN = new Set([
  'EnableTLSSessionHolding',
  'PolicyVariables',
  'StatefulDefaultActions',
  'StatefulEngineOptions',
  'StatefulRuleGroupReferences',
  'StatelessCustomActions',
  'StatelessDefaultActions',
  'StatelessFragmentDefaultActions',
  'StatelessRuleGroupReferences',
]);

function unreadParts(policy: Value): string | undefined {
  const keys = keysOf(policy);
  return keys === undefined ? describeValue(policy) : keys.find((key) => !KNOWN.has(key));
}

function rank({ action }: FirewallRule): number {
  return action === 'pass' ? 0 : 1;
}

/** Rule groups by their priority, as far as they have one; `undefined` for those that no template holds. */
function groupsOf(ctx: BuildContext, policy: Value, property: string): readonly (TemplateResource | undefined)[] {
  const references = listed(entry(policy, property));
  const sorted = [...references.items].sort((a, b) => priority(a.value) - priority(b.value));
  const groups = sorted.map(({ value, exists }) => {
    const target = targetOf(entry(value, 'ResourceArn'));
    return exists === 'yes' &&
      target?.type === RULE_GROUP &&
      ctx.exists(target) === 'yes' &&
      entry(value, 'Override').kind === 'absent'
      ? target
      : undefined;
  });
  return references.open === undefined ? groups : [...groups, undefined];
}

/** Whether the order of rule groups is known. */
function hasPriorities(policy: Value): boolean {
  return ['StatelessRuleGroupReferences', 'StatefulRuleGroupReferences'].every((name) => {
    const all = listed(entry(policy, name)).items.map(({ value }) => entry(value, 'Priority'));
    return all.length < 2 || all.every((each) => each.kind === 'absent' || knownNumber(each) !== undefined);
  });
}

function priority(value: Value): number {
  return knownNumber(entry(value, 'Priority')) ?? 0;
}

function variablesOf(value: Value): readonly (readonly [string, readonly string[] | undefined])[] {
  const sets = entry(value, 'IPSets').kind === 'absent' ? value : entry(value, 'IPSets');
  const all = [
    ...(keysOf(sets) ?? []).map((name) => [name, sets] as const),
    ...(keysOf(entry(value, 'PortSets')) ?? []).map((name) => [name, entry(value, 'PortSets')] as const),
  ];
  return all.flatMap(([name, from]): readonly (readonly [string, readonly string[] | undefined])[] => {
    const definition = listed(entry(from, name, 'Definition'));
    const texts = definition.items.map((item) => textsOf(item.value));
    const isKnown = definition.open === undefined && texts.every((each) => each?.length === 1);
    return [[name, isKnown ? texts.flatMap((each) => each ?? []) : undefined]];
  });
}

function textOfBlock(block: Block): string | undefined {
  return block.kind === 'literal' ? blockText(block.interval) : undefined;
}

function defaultAction(value: Value): FirewallAction {
  const names = listed(value).items.map((item) => knownText(item.value));
  const found = names.map(actionName).find((action) => action !== undefined);
  return found ?? 'unknown';
}

function actionName(name: string | undefined): FirewallAction | undefined {
  return name === 'aws:pass'
    ? 'pass'
    : name === 'aws:drop'
      ? 'drop'
      : name === 'aws:forward_to_sfe'
        ? 'forward'
        : undefined;
}

/**
 * What happens to what no stateful rule matches.
 *
 * @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/suricata-rule-evaluation-order.html read
 * 2026-11-25
 */
function statefulDefault(value: Value, isStrict: boolean): FirewallAction {
  const items = listed(value);
  const names = items.items.map((item) => knownText(item.value) ?? '?');
  if (items.open !== undefined || names.includes('?')) {
    return 'unknown';
  }
  if (!isStrict) {
    return 'pass';
  }
  return names.includes('aws:drop_strict')
    ? 'drop'
    : names.includes('aws:drop_established')
      ? 'established-only'
      : names.some((name) => name.startsWith('aws:drop_established'))
        ? 'application-only'
        : 'pass';
}

function statelessRules(ctx: BuildContext, group: TemplateResource | undefined): readonly FirewallRule[] | undefined {
  if (group === undefined) {
    return undefined;
  }
  const rules = listed(
    ctx.property(group, 'RuleGroup', 'RulesSource', 'StatelessRulesAndCustomActions', 'StatelessRules'),
  );
  if (rules.open !== undefined) {
    return undefined;
  }
  const sorted = [...rules.items].sort((a, b) => priority(a.value) - priority(b.value));
  return sorted.map(({ value, exists, index }) => {
    const attributes = entry(value, 'RuleDefinition', 'MatchAttributes');
    const flags = entry(attributes, 'TCPFlags').kind !== 'absent';
    return {
      action: defaultAction(entry(value, 'RuleDefinition', 'Actions')),
      source: addresses(ctx, entry(attributes, 'Sources')),
      destination: addresses(ctx, entry(attributes, 'Destinations')),
      services: statelessServices(attributes, flags),
      ...sourcePortsOf(attributes),
      bothWays: false,
      isPartial: flags,
      exists: both(exists, ctx.exists(group)),
      origin: originOf(group, `StatelessRules[${index}]`),
    };
  });
}

function addresses(ctx: BuildContext, value: Value): readonly AddressMatch[] | 'any' {
  const items = listed(value);
  const matches = items.items.flatMap((item) => {
    const definition = entry(item.value, 'AddressDefinition');
    return matchesOf(ctx, definition, knownText(definition)?.includes(':') === true ? 6 : 4);
  });
  const all = items.open === undefined ? matches : [...matches, { kind: 'unknown' as const, reason: items.open }];
  return all.length === 0 ? 'any' : all;
}

function statelessServices(attributes: Value, isPartial: boolean) {
  const protocols = listed(entry(attributes, 'Protocols'));
  const numbers = protocols.items.map((item) => numbersOf(item.value)?.[0]);
  const ports = portsOf(entry(attributes, 'DestinationPorts'));
  if (protocols.open !== undefined || numbers.includes(undefined) || ports === undefined) {
    return perhaps([{ protocol: 'any' }], 'protocols or ports of a firewall rule');
  }
  if (numbers.length === 0 && ports.length === 0) {
    return isPartial ? perhaps([{ protocol: 'any' }], 'TCP flags') : EVERY_SERVICE;
  }
  const named = numbers.length === 0 ? [6, 17] : numbers.flatMap((number) => number ?? []);
  const ranges = named.flatMap((protocol) =>
    ports.length === 0 || (protocol !== 6 && protocol !== 17)
      ? [{ protocol }]
      : ports.map((range) => ({ protocol, ports: range })),
  );
  return isPartial ? perhaps(ranges, 'TCP flags') : matchOf(ranges);
}

function sourcePortsOf(attributes: Value): Pick<FirewallRule, 'sourcePorts'> {
  const ports = portsOf(entry(attributes, 'SourcePorts'));
  return ports === undefined || ports.length === 0 ? {} : { sourcePorts: ports };
}

function portsOf(value: Value): readonly { readonly from: number; readonly to: number }[] | undefined {
  const items = listed(value);
  const ranges = items.items.map((item) => ({
    from: knownNumber(entry(item.value, 'FromPort')),
    to: knownNumber(entry(item.value, 'ToPort')),
  }));
  const known = ranges.flatMap(({ from, to }) => (from === undefined || to === undefined ? [] : [{ from, to }]));
  return items.open === undefined && known.length === ranges.length ? known : undefined;
}
