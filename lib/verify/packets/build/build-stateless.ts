import { itemsOf, knownNumber, knownText, type TemplateResource, type Value } from '../../../template';
import { parseAddress, parseBlock, blockAt, type Block } from '../net/address';
import type { StatelessRule } from '../net/firewall';
import { actionIn } from './action-in';
import type { Draft } from './draft';
import { entry } from './reader';

/**
 * Stateless rules of a rule group.
 *
 * @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/stateless-rule-groups-standard.html
 * read 2026-11-25
 */
export function statelessRules(draft: Draft, group: TemplateResource): readonly StatelessRule[] {
  const path = ['RuleGroup', 'RulesSource', 'StatelessRulesAndCustomActions', 'StatelessRules'];
  const name = draft.reader.name(group);
  return (draft.reader.items(group, ...path) ?? []).map((item) => {
    const definition = entry(item, 'RuleDefinition');
    const match = entry(definition, 'MatchAttributes');
    const priority = knownNumber(entry(item, 'Priority')) ?? 0;
    return {
      priority,
      action: actionIn(entry(definition, 'Actions')),
      sources: addresses(draft, entry(match, 'Sources')),
      destinations: addresses(draft, entry(match, 'Destinations')),
      sourcePorts: ranges(entry(match, 'SourcePorts')),
      ports: ranges(entry(match, 'DestinationPorts')),
      protocols: (itemsOf(entry(match, 'Protocols')) ?? []).map((value) => knownNumber(value) ?? -2),
      flags: (itemsOf(entry(match, 'TCPFlags')) ?? []).map((flags) => ({
        flags: texts(entry(flags, 'Flags')),
        masks: texts(entry(flags, 'Masks')),
      })),
      name: `${name} priority ${priority}`,
    };
  });
}

/** A block, an address as a block of one, or a value that only the deployment tells. */
export function blockOf(draft: Draft, value: Value): Block | undefined {
  const text = knownText(value);
  if (text === undefined) {
    return draft.blocks.of(value, 4, 24);
  }
  const single = parseAddress(text);
  return single === undefined ? parseBlock(text) : blockAt(single.family, single.value, single.family === 4 ? 32 : 128);
}

function addresses(draft: Draft, value: Value): readonly (Block | undefined)[] {
  return (itemsOf(value) ?? []).map((item) => blockOf(draft, entry(item, 'AddressDefinition')));
}

function ranges(value: Value): StatelessRule['ports'] {
  return (itemsOf(value) ?? []).map((item) => {
    const from = knownNumber(entry(item, 'FromPort')) ?? 0;
    return { from, to: knownNumber(entry(item, 'ToPort')) ?? from };
  });
}

function texts(value: Value): readonly string[] {
  return (itemsOf(value) ?? []).map((item) => knownText(item) ?? '?');
}
