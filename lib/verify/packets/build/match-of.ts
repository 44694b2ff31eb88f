import { knownNumber, knownText, type Value } from '../../../template';
import type { Match } from '../net/filters';
import { ICMP, ICMP6, TCP, UDP } from '../net/packet';

const NUMBERS: Readonly<Record<string, number>> = { tcp: TCP, udp: UDP, icmp: ICMP, icmpv6: ICMP6, '-1': -1, all: -1 };

/** Number of a protocol by its name or number. */
export function protocolNumber(value: Value): number | undefined {
  const text = knownText(value)?.toLowerCase();
  if (text === undefined) {
    return undefined;
  }
  return NUMBERS[text] ?? (/^\d+$/.test(text) ? Number(text) : undefined);
}

/** What a rule holds a packet against. */
export function matchOf(
  protocol: Value,
  ports: { readonly from: Value; readonly to: Value },
  icmp: { readonly type: Value; readonly code: Value },
): Match {
  return {
    protocol: protocolNumber(protocol),
    ports: portsOf(ports.from, ports.to),
    icmp: icmpOf(icmp.type, icmp.code),
  };
}

function portsOf(from: Value, to: Value): Match['ports'] {
  const low = knownNumber(from);
  const high = knownNumber(to);
  if (low === undefined || high === undefined) {
    return undefined;
  }
  return low === -1 ? { from: 0, to: 65535 } : { from: low, to: high };
}

function icmpOf(type: Value, code: Value): Match['icmp'] {
  const read = (value: Value): number | undefined => (value.kind === 'absent' ? -1 : knownNumber(value));
  const [knownType, knownCode] = [read(type), read(code)];
  return knownType === undefined || knownCode === undefined ? undefined : { type: knownType, code: knownCode };
}
