/** Family of an address. */
export type Family = 4 | 6;

/** Addresses from the first to the last, both included. */
export interface Interval {
  readonly family: Family;
  readonly first: bigint;
  readonly last: bigint;
}

const BITS = { 4: 32n, 6: 128n } as const;

/** Every address of a family. */
export function everything(family: Family): Interval {
  return { family, first: 0n, last: (1n << BITS[family]) - 1n };
}

/** The interval of a CIDR block, or of one address; `undefined` when the text is neither. */
export function parseBlock(text: string): Interval | undefined {
  const [address = '', length, ...rest] = text.trim().split('/');
  const family = address.includes(':') ? 6 : 4;
  const bits = BITS[family];
  const value = family === 4 ? parseIpv4(address) : parseIpv6(address);
  if (value === undefined || rest.length > 0 || (length !== undefined && !/^\d{1,3}$/.test(length))) {
    return undefined;
  }
  const prefix = length === undefined ? bits : BigInt(length);
  if (prefix > bits) {
    return undefined;
  }
  const size = 1n << (bits - prefix);
  const first = (value / size) * size;
  return { family, first, last: first + size - 1n };
}

/** Whether `outer` holds all of `inner`. */
export function holds(outer: Interval, inner: Interval): boolean {
  return outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;
}

/** Whether two intervals share an address. */
export function meets(a: Interval, b: Interval): boolean {
  return a.family === b.family && a.first <= b.last && b.first <= a.last;
}

/** Prefix length of the smallest block that holds the interval. */
export function prefixLength(interval: Interval): number {
  const difference = interval.first ^ interval.last;
  return Number(BITS[interval.family]) - (difference === 0n ? 0 : difference.toString(2).length);
}

/** The interval as CIDR text; of an interval that is no block, the smallest block around it. */
export function blockText(interval: Interval): string {
  return `${addressText(interval.family, interval.first)}/${prefixLength(interval)}`;
}

/** An address as text. */
export function addressText(family: Family, value: bigint): string {
  if (family === 4) {
    return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join('.');
  }
  const groups = Array.from({ length: 8 }, (_, index) => (value >> BigInt(112 - 16 * index)) & 0xffffn);
  return shorten(groups.map((group) => group.toString(16)).join(':'));
}

/** The longest run of zero groups, two at least, becomes `::` (RFC 5952). */
function shorten(text: string): string {
  const runs = [...text.matchAll(/(?:^|:)0(?::0)+(?=:|$)/g)].map(([run]) => run);
  const longest = runs.reduce(
    (best, run) => (run.replace(/^:/, '').length > best.replace(/^:/, '').length ? run : best),
    '',
  );
  if (longest === '') {
    return text;
  }
  const at = text.indexOf(longest);
  return `${text.slice(0, at)}::${text.slice(at + longest.length).replace(/^:/, '')}`;
}

function parseIpv4(text: string): bigint | undefined {
  const parts = /^\d{1,3}(\.\d{1,3}){3}$/.test(text) ? text.split('.').map(Number) : [];
  return parts.length === 4 && parts.every((part) => part <= 255)
    ? parts.reduce((value, part) => value * 256n + BigInt(part), 0n)
    : undefined;
}

function parseIpv6(text: string): bigint | undefined {
  const embedded = /^(.*:)(\d{1,3}(?:\.\d{1,3}){3})$/.exec(text);
  const low = embedded === null ? undefined : parseIpv4(embedded[2] ?? '');
  const plain =
    low === undefined ? text : `${embedded?.[1] ?? ''}${(low >> 16n).toString(16)}:${(low & 0xffffn).toString(16)}`;
  const halves = plain.split('::');
  const [left = '', right] = halves;
  const groupsOf = (half: string) => (half === '' ? [] : half.split(':'));
  const before = groupsOf(left);
  const after = right === undefined ? [] : groupsOf(right);
  const missing = 8 - before.length - after.length;
  if (halves.length > 2 || (right === undefined ? missing !== 0 : missing < 1)) {
    return undefined;
  }
  const groups = [...before, ...Array.from({ length: missing }, () => '0'), ...after];
  return groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))
    ? groups.reduce((value, group) => value * 65536n + BigInt(`0x${group}`), 0n)
    : undefined;
}
