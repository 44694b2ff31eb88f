import { compare } from '../../template/compare';
import { blockText, ICMP, ICMPV6, TCP, UDP, type Block, type Certainty, type ServiceRange } from '../address';
import type { AddressMatch, ServiceMatch, Target } from '../network/types';
import type { Names } from './names';

/** A value in words that are the same for the same thing; `open` says why only the deployment tells it. */
export interface Told {
  readonly text: string;
  readonly open?: string;
}

/** Texts in an order that does not depend on where they come from, each once. */
export function sorted(texts: Iterable<string>): readonly string[] {
  return [...new Set(texts)].sort(compare);
}

/** Several values as one. */
export function listed(values: readonly Told[]): Told {
  const open = values.find((value) => value.open !== undefined)?.open;
  const text = sorted(values.map((value) => value.text)).join(', ');
  return { text: text === '' ? 'none' : text, ...(open === undefined ? {} : { open }) };
}

/** A yes, a no, or why it is neither. */
export function certain(certainty: Certainty, what: string): Told {
  return certainty === 'unknown' ? { text: 'unknown', open: what } : { text: certainty };
}

export function blockTold(block: Block): Told {
  return block.kind === 'literal'
    ? { text: blockText(block.interval) }
    : { text: `\${${block.label}}`, open: `the addresses of ${block.label}` };
}

/** The other side of a rule, or the destination of a route. */
export function matchTold(match: AddressMatch, names: Names): Told {
  switch (match.kind) {
    case 'block':
      return blockTold(match.block);
    case 'group':
      return {
        text: names.of(match.group.origin),
        ...(match.group.isExternal === true && isSymbolic(match.group.origin.label)
          ? { open: match.group.origin.label }
          : {}),
      };
    case 'list':
      return { text: match.list.origin === undefined ? match.list.label : names.of(match.list.origin) };
    case 'unknown':
      return { text: 'unknown', open: match.reason };
  }
}

/** Whether a label stands for what only the deployment tells. */
function isSymbolic(label: string): boolean {
  return label.includes('${');
}

/** Packets that a rule matches. */
export function servicesTold({ may, must, because }: ServiceMatch): Told {
  const text = sorted(may.map(rangeText)).join(', ');
  const isExact = may.length === must.length && sorted(must.map(rangeText)).join(', ') === text;
  return isExact ? { text } : { text: `perhaps ${text}`, open: because ?? text };
}

function rangeText({ protocol, ports, icmp }: ServiceRange): string {
  switch (protocol) {
    case 'any':
      return 'every protocol';
    case TCP:
    case UDP:
      return `${protocol === TCP ? 'tcp' : 'udp'}/${portsText(ports)}`;
    case ICMP:
    case ICMPV6:
      return `${protocol === ICMP ? 'icmp' : 'icmpv6'}/${icmp?.type === undefined ? 'any' : `${String(icmp.type)}:${icmp.code === undefined ? 'any' : String(icmp.code)}`}`;
    default:
      return `protocol ${String(protocol)}`;
  }
}

function portsText(ports: ServiceRange['ports']): string {
  const { from, to } = ports ?? { from: 0, to: 65535 };
  return from === 0 && to === 65535 ? 'any' : from === to ? String(from) : `${String(from)}-${String(to)}`;
}

/** Where a route leads. */
export function targetTold(target: Target, names: Names): Told {
  switch (target.kind) {
    case 'local':
      return { text: 'local' };
    case 'internet-gateway':
      return { text: 'the internet gateway' };
    case 'egress-only-gateway':
      return { text: 'the egress-only internet gateway' };
    case 'nat':
      return listed(target.interfaces.map(({ origin }) => ({ text: names.of(origin) })));
    case 'firewall':
      return { text: firewallEndpoint(names.of(target.endpoint.interface.subnet.origin)) };
    case 'appliance':
      return { text: applianceName(target.interface, names) };
    case 'gateway-endpoint':
      return { text: names.of(target.service.origin) };
    case 'peering':
      return { text: names.of(target.peering.origin) };
    case 'transit-gateway':
    case 'virtual-private-gateway':
      return { text: names.of(target.gateway.origin) };
    case 'blackhole':
      return { text: 'nowhere' };
    case 'unknown':
      return { text: target.reason, ...(isSymbolic(target.reason) ? { open: target.reason } : {}) };
  }
}

/** Name of an interface that takes what is routed to it; the endpoint of a firewall goes by its subnet. */
export function applianceName(each: Extract<Target, { kind: 'appliance' }>['interface'], names: Names): string {
  const { resource } = each.origin;
  const isOfFirewall =
    each.kind === 'gateway-load-balancer-endpoint' && (resource === undefined || names.find(resource) === undefined);
  return isOfFirewall ? firewallEndpoint(names.of(each.subnet.origin)) : names.of(each.origin);
}

/** Name of the endpoint that a firewall has in a subnet: no template writes it, and only the deployment numbers it. */
export function firewallEndpoint(subnet: string): string {
  return `firewall endpoint in ${subnet}`;
}
