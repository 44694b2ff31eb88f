import { formatAddress, type Address } from './address';
import type { Truth } from './truth';

/** Some port of a range: one that is known when both ends are the same. */
export interface Ports {
  readonly low: number;
  readonly high: number;
}

export const TCP = 6;
export const UDP = 17;
export const ICMP = 1;
export const ICMP6 = 58;

/**
 * Ports from which clients open connections when nobody says which.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports read 2026-11-25
 */
export const EPHEMERAL: Ports = { low: 1024, high: 65535 };

/** One packet on the wire. */
export interface Packet {
  readonly source: Address;
  readonly destination: Address;
  /** IANA number. */
  readonly protocol: number;
  /** Of TCP and UDP. */
  readonly sourcePort?: Ports;
  /** Of TCP and UDP. */
  readonly port?: Ports;
  /** Of ICMP. */
  readonly icmp?: { readonly type: number; readonly code: number };
  /** Flags of TCP that are set; whoever sends may set any. */
  readonly flags?: readonly string[];
  /** Name for which the client asks once it is connected, in TLS or HTTP. */
  readonly name?: string;
}

/** Whether the protocol has ports. */
export function hasPorts(protocol: number): boolean {
  return protocol === TCP || protocol === UDP;
}

/** Whether the protocol is ICMP of either family. */
export function isIcmp(protocol: number): boolean {
  return protocol === ICMP || protocol === ICMP6;
}

/** Whether a port lies in a range: `unknown` when only a part of the possible ones does. */
export function portLies(ports: Ports | undefined, from: number, to: number): Truth {
  if (ports === undefined) {
    return 'unknown';
  }
  if (ports.high < from || ports.low > to) {
    return 'no';
  }
  return ports.low >= from && ports.high <= to ? 'yes' : 'unknown';
}

/** A single port. */
export function onePort(port: number): Ports {
  return { low: port, high: port };
}

/** Answers to echo requests, by protocol and type: each family has its own. */
const ECHO_REPLY = new Map([
  [`${ICMP} 8`, 0],
  [`${ICMP6} 128`, 129],
]);

/** The packet that answers: everything turned round; `undefined` for an ICMP message that nobody answers. */
export function answerTo(packet: Packet): Packet | undefined {
  const { source, destination, protocol, sourcePort, port, icmp } = packet;
  const flags = packet.flags === undefined ? {} : { flags: packet.flags.includes('ACK') ? ['ACK'] : ['SYN', 'ACK'] };
  const turned = { source: destination, destination: source, protocol, ...flags };
  if (icmp !== undefined) {
    const type = ECHO_REPLY.get(`${protocol} ${icmp.type}`);
    return type === undefined ? undefined : { ...turned, icmp: { type, code: 0 } };
  }
  return sourcePort === undefined || port === undefined ? turned : { ...turned, sourcePort: port, port: sourcePort };
}

/** The packet for people. */
export function formatPacket(packet: Packet): string {
  const at = (address: Address, ports: Ports | undefined): string =>
    `${formatAddress(address)}${ports === undefined ? '' : `:${formatPorts(ports)}`}`;
  const kind = packet.icmp === undefined ? '' : ` type ${packet.icmp.type} code ${packet.icmp.code}`;
  return `${packet.protocol}${kind} ${at(packet.source, packet.sourcePort)} > ${at(packet.destination, packet.port)}`;
}

function formatPorts(ports: Ports): string {
  return ports.low === ports.high ? String(ports.low) : `${ports.low}-${ports.high}`;
}
