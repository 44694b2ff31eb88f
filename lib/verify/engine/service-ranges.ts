import { ICMP, ICMPV6, TCP, UDP, type ServiceRange } from '../address';

/** TCP on one port, or on ports from one to another. */
export function tcp(from: number, to: number = from): ServiceRange {
  return { protocol: TCP, ports: { from, to } };
}

/** UDP on one port, or on ports from one to another. */
export function udp(from: number, to: number = from): ServiceRange {
  return { protocol: UDP, ports: { from, to } };
}

/** ICMP of a type and code; of every one when they are left out. */
export function icmp(type?: number, code?: number): ServiceRange {
  return { protocol: ICMP, icmp: { ...(type === undefined ? {} : { type }), ...(code === undefined ? {} : { code }) } };
}

/** ICMP for IPv6. */
export function icmpv6(type?: number, code?: number): ServiceRange {
  return { ...icmp(type, code), protocol: ICMPV6 };
}

/** Every packet of a protocol. */
export function protocol(number: number): ServiceRange {
  return { protocol: number };
}

/** Every packet. */
export function anyService(): ServiceRange {
  return { protocol: 'any' };
}
