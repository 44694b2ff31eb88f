import { knownText, type TemplateResource, type Value } from '../../../../template';
import { ICMP, ICMPV6, TCP, UDP, type ServiceRange } from '../../../address';
import type { FirewallAction, FirewallRule, Origin } from '../../types';
import { originOf, type BuildContext } from '../context';
import { matchOf, perhaps } from '../read-services';
import { both, entry, listed } from '../read-values';
import { parseAddresses, parsePorts, type Variables } from './address-lists';
import { isOfClient, isSilent, isUpToSender } from './rule-options';

/** Protocols on top of TCP or UDP: the engine finds out by looking into the connection. */
const APPLICATION: Readonly<Record<string, readonly number[]>> = {
  dns: [TCP, UDP],
  ntp: [UDP],
  quic: [UDP],
  dhcp: [UDP],
  tftp: [UDP],
  snmp: [UDP],
  ikev2: [UDP],
  krb5: [TCP, UDP],
  sip: [TCP, UDP],
};

/** Rules of a stateful rule group in the order in which they are written; `undefined` when they cannot be read. */
export function statefulRules(
  ctx: BuildContext,
  group: TemplateResource,
  variables: Variables,
): readonly FirewallRule[] | undefined {
  const source = ctx.property(group, 'RuleGroup', 'RulesSource');
  const exists = ctx.exists(group);
  const written = entry(source, 'RulesString');
  if (written.kind !== 'absent') {
    const text = knownText(written);
    return text === undefined
      ? undefined
      : suricataRules(text, originOf(group, 'RulesString'), variables).map((rule) => ({
          ...rule,
          exists: both(exists, rule.exists),
        }));
  }
  const list = entry(source, 'RulesSourceList');
  if (list.kind !== 'absent') {
    return domainRules(list, originOf(group, 'RulesSourceList'), variables, exists);
  }
  const rules = listed(entry(source, 'StatefulRules'));
  return rules.open !== undefined
    ? undefined
    : rules.items.map(({ value, exists: own, index }) => ({
        ...headerRule(value, originOf(group, `StatefulRules[${index}]`), variables),
        exists: both(exists, own),
      }));
}

function headerRule(value: Value, origin: Origin, variables: Variables): FirewallRule {
  const field = (name: string) => knownText(entry(value, 'Header', name)) ?? '?';
  const options = listed(entry(value, 'RuleOptions')).items.map((item) => {
    const settings = listed(entry(item.value, 'Settings')).items.map((each) => knownText(each.value) ?? '?');
    return [knownText(entry(item.value, 'Keyword')) ?? '?', ...settings].join(':');
  });
  return ruleOf(
    {
      action: knownText(entry(value, 'Action')) ?? '?',
      protocol: field('Protocol'),
      source: field('Source'),
      sourcePort: field('SourcePort'),
      destination: field('Destination'),
      destinationPort: field('DestinationPort'),
      isBothWays: field('Direction') === 'ANY',
      options,
    },
    origin,
    variables,
  );
}

interface Parts {
  readonly action: string;
  readonly protocol: string;
  readonly source: string;
  readonly sourcePort: string;
  readonly destination: string;
  readonly destinationPort: string;
  readonly isBothWays: boolean;
  readonly options: readonly string[];
}

/** Rules in the language of Suricata; a line that is none becomes a rule that may do anything. */
export function suricataRules(text: string, origin: Origin, variables: Variables): readonly FirewallRule[] {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.flatMap((line, index) => {
    if (line === '' || line.startsWith('#')) {
      return [];
    }
    const at = { ...origin, id: `${origin.id}:${index + 1}`, property: `${origin.property ?? ''}, line ${index + 1}` };
    const [
      ,
      action = '?',
      protocol = '?',
      source = '?',
      sourcePort = '?',
      arrow,
      destination = '?',
      destinationPort = '?',
      options = '',
    ] =
      /^(\w+)\s+([\w-]+)\s+(\[[^\]]*\]|!\[[^\]]*\]|\S+)\s+(\[[^\]]*\]|!\[[^\]]*\]|\S+)\s+(->|<>)\s+(\[[^\]]*\]|!\[[^\]]*\]|\S+)\s+(\[[^\]]*\]|!\[[^\]]*\]|\S+)\s*\((.*)\)\s*$/.exec(
        line,
      ) ?? [];
    const given = options.split(';').flatMap((option) => (option.trim() === '' ? [] : [option.trim()]));
    const parts = {
      action,
      protocol,
      source,
      sourcePort,
      destination,
      destinationPort,
      isBothWays: arrow === '<>',
      options: given,
    };
    return [ruleOf(parts, at, variables)];
  });
}

function ruleOf(parts: Parts, origin: Origin, variables: Variables): FirewallRule {
  const [source, destination] = [parseAddresses(parts.source, variables), parseAddresses(parts.destination, variables)];
  const [sourcePorts, ports] = [parsePorts(parts.sourcePort, variables), parsePorts(parts.destinationPort, variables)];
  const { ranges, isGuess } = rangesOf(parts.protocol.toLowerCase(), ports);
  const isPartial = isGuess || !parts.options.every(isSilent) || ports === undefined || sourcePorts === undefined;
  return {
    action: actionOf(parts.action),
    source: source.match,
    destination: destination.match,
    exceptSource: source.except,
    exceptDestination: destination.except,
    services: isPartial ? perhaps(ranges, `what ${origin.label} looks for`) : matchOf(ranges),
    ...(sourcePorts === undefined || sourcePorts === 'any' ? {} : { sourcePorts }),
    bothWays: parts.isBothWays,
    isPartial,
    ...(parts.options.some(isOfClient) ? { isOfClient: true as const } : {}),
    ...(isPartial && isUpToSender(parts) && ports !== undefined && sourcePorts !== undefined
      ? { isUpToSender: true as const }
      : {}),
    exists: 'yes',
    origin,
  };
}

function actionOf(text: string): FirewallAction {
  switch (text.toLowerCase()) {
    case 'pass':
      return 'pass';
    case 'drop':
    case 'reject':
    case 'rejectboth':
    case 'rejectsrc':
    case 'rejectdst':
      return 'drop';
    case 'alert':
      return 'alert';
    default:
      return 'unknown';
  }
}

function rangesOf(
  protocol: string,
  ports: ReturnType<typeof parsePorts>,
): { readonly ranges: readonly ServiceRange[]; readonly isGuess: boolean } {
  const onPorts = (number: number): readonly ServiceRange[] =>
    ports === 'any' || ports === undefined
      ? [{ protocol: number }]
      : ports.map((range) => ({ protocol: number, ports: range }));
  switch (protocol) {
    case 'ip':
      return { ranges: [{ protocol: 'any' }], isGuess: ports !== 'any' };
    case 'tcp':
    case 'tcp-pkt':
    case 'tcp-stream':
      return { ranges: onPorts(TCP), isGuess: protocol !== 'tcp' };
    case 'udp':
      return { ranges: onPorts(UDP), isGuess: false };
    case 'icmp':
      return { ranges: [{ protocol: ICMP }, { protocol: ICMPV6 }], isGuess: false };
    case '?':
      return { ranges: [{ protocol: 'any' }], isGuess: true };
    default:
      return { ranges: (APPLICATION[protocol] ?? [TCP]).flatMap(onPorts), isGuess: true };
  }
}

/** A list of domains is about the names in TLS and HTTP of what comes from the home network. */
function domainRules(
  list: Value,
  origin: Origin,
  variables: Variables,
  exists: FirewallRule['exists'],
): readonly FirewallRule[] {
  const home = parseAddresses('$HOME_NET', variables);
  const action: FirewallAction = knownText(entry(list, 'GeneratedRulesType')) === 'ALLOWLIST' ? 'pass' : 'drop';
  return [
    {
      action,
      source: home.match,
      destination: 'any',
      exceptSource: home.except,
      services: perhaps([{ protocol: TCP }], 'the name that the client asks for'),
      bothWays: false,
      isPartial: true,
      isOfClient: true,
      isUpToSender: true,
      exists,
      origin,
    },
  ];
}
