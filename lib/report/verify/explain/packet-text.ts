import type { Packet } from '../../../verify';

const NAMES: Readonly<Record<number, string>> = { 1: 'icmp', 6: 'tcp', 17: 'udp', 50: 'esp', 58: 'icmpv6' };

/** `tcp 10.0.1.10:50000 -> 203.0.113.7:443`. */
export function packetText(packet: Packet): string {
  const protocol = NAMES[packet.protocol] ?? `protocol ${String(packet.protocol)}`;
  const kind =
    packet.icmpType === undefined ? '' : ` type ${String(packet.icmpType)} code ${String(packet.icmpCode ?? 0)}`;
  return `${protocol}${kind} ${end(packet.source, packet.sourcePort)} -> ${end(packet.destination, packet.destinationPort)}`;
}

function end(address: string, port: number | undefined): string {
  const shown = address.includes(':') && !address.startsWith('$') ? `[${address}]` : address;
  return port === undefined ? shown : `${shown}:${String(port)}`;
}
