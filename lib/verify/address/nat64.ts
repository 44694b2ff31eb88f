import type { Interval } from './interval';

/** First 96 bits of `64:ff9b::/96`, whose addresses hold an IPv4 address each (RFC 6052). */
const PREFIX = 0x64ff9bn << 64n;

/** Whether IPv6 addresses stand for IPv4 addresses. */
export function standsForIpv4({ family, first, last }: Interval): boolean {
  return family === 6 && first >> 32n === PREFIX && last >> 32n === PREFIX;
}
