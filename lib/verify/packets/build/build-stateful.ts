import { itemsOf, knownText, type TemplateResource, type Value } from '../../../template';
import type { AddressTest, PortTest, StatefulAction, StatefulRule } from '../net/firewall';
import type { Vpc } from '../net/network';
import { TCP } from '../net/packet';
import { blockOf } from './build-stateless';
import type { Draft } from './draft';
import { entry, keysOf } from './reader';
import { optionsIn, parseRule, readAddresses, readPorts, readProtocol, type Variables } from './suricata';

/** Where and how a rule group is used. */
export interface Use {
  readonly vpc: Vpc;
  /** Definition of `HOME_NET` in the policy. */
  readonly home: Value;
  readonly strict: boolean;
}

/** Rules of a stateful rule group, in the order in which they are written. */
export interface Stateful {
  readonly rules: readonly StatefulRule[];
  readonly doubts: readonly string[];
}

export function statefulRules(draft: Draft, group: TemplateResource, use: Use): Stateful {
  const { reader } = draft;
  const name = reader.name(group);
  const source = reader.value(group, 'RuleGroup', 'RulesSource');
  const variables = variablesOf(draft, group, use);
  const rules = entry(source, 'StatefulRules');
  const text = entry(source, 'RulesString');
  const list = entry(source, 'RulesSourceList');
  const references = reader.value(group, 'RuleGroup', 'ReferenceSets');
  const doubts = references.kind === 'absent' ? [] : [`${name} refers to sets of addresses`];
  const items = itemsOf(rules);
  if (rules.kind !== 'absent' && items !== undefined) {
    return { rules: items.map((item, index) => tupleRule(item, variables, `${name} rule ${index + 1}`)), doubts };
  }
  if (list.kind !== 'absent') {
    return { rules: listRules(list, variables, name), doubts };
  }
  const written = knownText(text);
  if (written === undefined) {
    return { rules: [], doubts: [...doubts, `the rules of ${name} are not known`] };
  }
  const lines = written
    .replace(/\\\r?\n/g, ' ')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const parsed = lines.map((line, index) => parseRule(line, variables, `${name} line ${index + 1}`));
  const known = parsed.filter((rule) => rule !== undefined);
  return {
    rules: known,
    doubts: known.length < parsed.length ? [...doubts, `${name} has a rule that is not understood`] : doubts,
  };
}

/**
 * Unless it is defined, `HOME_NET` is the address space of the VPC, and `EXTERNAL_NET` everything else.
 *
 * @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/stateful-rule-groups-domain-names.html
 * read 2026-11-25
 */
function variablesOf(draft: Draft, group: TemplateResource, use: Use): Variables {
  const { reader } = draft;
  const addresses = new Map<string, AddressTest>();
  const ports = new Map<string, PortTest>();
  const home = use.home.kind === 'absent' ? use.vpc.blocks : setOf(draft, use.home);
  addresses.set('HOME_NET', { any: false, blocks: home, except: [] });
  const sets = reader.value(group, 'RuleGroup', 'RuleVariables', 'IPSets');
  for (const key of keysOf(sets)) {
    addresses.set(key, { any: false, blocks: setOf(draft, entry(entry(sets, key), 'Definition')), except: [] });
  }
  const own = addresses.get('HOME_NET')?.blocks ?? [];
  if (!addresses.has('EXTERNAL_NET')) {
    addresses.set('EXTERNAL_NET', { any: true, blocks: [], except: own });
  }
  const portSets = reader.value(group, 'RuleGroup', 'RuleVariables', 'PortSets');
  for (const key of keysOf(portSets)) {
    const texts = (itemsOf(entry(entry(portSets, key), 'Definition')) ?? []).map((item) => knownText(item) ?? '');
    ports.set(key, readPorts(`[${texts.join(',')}]`, { addresses, ports }) ?? { any: true, ranges: [], except: [] });
  }
  return { addresses, ports };
}

function setOf(draft: Draft, value: Value): AddressTest['blocks'] {
  const items = itemsOf(value);
  return items === undefined ? [undefined] : items.map((item) => blockOf(draft, item));
}

function tupleRule(item: Value, variables: Variables, name: string): StatefulRule {
  const header = entry(item, 'Header');
  const field = (key: string): string => knownText(entry(header, key)) ?? '?';
  const protocol = readProtocol(field('Protocol'));
  const action = (knownText(entry(item, 'Action')) ?? '').toLowerCase();
  const written = (itemsOf(entry(item, 'RuleOptions')) ?? []).map((option) => {
    const settings = (itemsOf(entry(option, 'Settings')) ?? []).map((setting) => knownText(setting) ?? '?');
    return `${knownText(entry(option, 'Keyword')) ?? '?'}:${settings.join(',')}`;
  });
  const asked = optionsIn(written.join(';'));
  const parts = {
    source: readAddresses(field('Source'), variables),
    sourcePort: readPorts(field('SourcePort'), variables),
    destination: readAddresses(field('Destination'), variables),
    port: readPorts(field('DestinationPort'), variables),
  };
  const isOpen = protocol === undefined || Object.values(parts).includes(undefined) || !isAction(action);
  const open = isOpen ? ['parts of it are not known'] : [];
  const condition = [...open, ...(protocol?.condition ?? []), ...asked.conditions].join(', ');
  return {
    action: isAction(action) ? action : 'drop',
    protocol: protocol?.number ?? -1,
    source: parts.source ?? ANY,
    sourcePort: parts.sourcePort ?? ANY_PORT,
    destination: parts.destination ?? ANY,
    port: parts.port ?? ANY_PORT,
    anyDirection: field('Direction') === 'ANY',
    ...(asked.turn === undefined ? {} : { turn: asked.turn }),
    ...(condition === '' ? {} : { condition }),
    name,
  };
}

const LISTS: Readonly<Record<string, readonly StatefulAction[]>> = {
  ALLOWLIST: ['pass', 'drop'],
  DENYLIST: ['drop'],
  REJECTLIST: ['reject'],
  ALERTLIST: ['alert'],
};
const ANY: AddressTest = { any: true, blocks: [], except: [] };
const ANY_PORT: PortTest = { any: true, ranges: [], except: [] };

function isAction(text: string): text is StatefulAction {
  return text === 'pass' || text === 'drop' || text === 'reject' || text === 'alert';
}

/**
 * A list of domains passes or drops by the name that the client sends, on any port of TCP: what a header says does not
 * decide it. A list of allowed names also drops the requests for other names.
 *
 * @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/stateful-rule-groups-domain-names.html
 * read 2026-11-25
 */
function listRules(list: Value, variables: Variables, name: string): readonly StatefulRule[] {
  const kind = knownText(entry(list, 'GeneratedRulesType')) ?? '';
  const actions = LISTS[kind] ?? ['pass', 'drop'];
  const targets = (itemsOf(entry(list, 'Targets')) ?? []).map(knownText);
  const among = targets.filter((target) => target !== undefined);
  const isKnown = LISTS[kind] !== undefined && among.length > 0 && among.length === targets.length;
  return actions.map((action, index) => ({
    action,
    protocol: TCP,
    source: variables.addresses.get('HOME_NET') ?? ANY,
    sourcePort: ANY_PORT,
    destination: ANY,
    port: ANY_PORT,
    anyDirection: false,
    turn: 'opening',
    ...(isKnown ? { names: { among, isOne: index === 0 } } : {}),
    condition: 'the name that the client asks for',
    name: `${name} ${action}`,
  }));
}
