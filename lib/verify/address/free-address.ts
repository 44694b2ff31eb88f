import type { Interval } from './interval';

/** How many of its first addresses a subnet keeps for itself. */
const KEPT = 4n;

/** An address outside the children: one for documentation, else not one that a subnet keeps for itself, if there is another. */
export function freeAddress(interval: Interval, children: readonly Interval[]): bigint | undefined {
  const example = interval.family === 4 ? 0xcb007107n : (0x20010db8n << 96n) + 7n;
  const isFree = (address: bigint) => !children.some(({ first, last }) => first <= address && address <= last);
  if (interval.first <= example && example <= interval.last && isFree(example)) {
    return example;
  }
  const reserved = 10n;
  let from = interval.first;
  let kept: bigint | undefined;
  let found: bigint | undefined;
  for (const child of [...children, { first: interval.last + 1n, last: interval.last + 1n }]) {
    const room = child.first - from;
    if (room > reserved) {
      return from + reserved;
    }
    if (room > 0n) {
      const last = child.first - 1n;
      kept ??= last;
      found ??= last - interval.first < KEPT ? undefined : last;
    }
    from = child.last + 1n > from ? child.last + 1n : from;
  }
  return found ?? kept;
}
