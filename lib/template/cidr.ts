/** An IPv4 range as its first and last address. */
export interface Ipv4Range {
  readonly first: number;
  readonly last: number;
}

/** The range an IPv4 CIDR covers, or `undefined` when the text is no IPv4 CIDR. */
export function parseIpv4Cidr(text: string): Ipv4Range | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (match === null) {
    return undefined;
  }
  const [a, b, c, d, prefix] = match.slice(1).map(Number) as [number, number, number, number, number];
  if ([a, b, c, d].some((octet) => octet > 255) || prefix > 32) {
    return undefined;
  }
  const size = 2 ** (32 - prefix);
  const address = ((a * 256 + b) * 256 + c) * 256 + d;
  const first = Math.floor(address / size) * size;
  return { first, last: first + size - 1 };
}

/** Number of addresses in a range. */
export function sizeOf(range: Ipv4Range): number {
  return range.last - range.first + 1;
}

/** Whether `outer` covers all of `inner`. */
export function contains(outer: Ipv4Range, inner: Ipv4Range): boolean {
  return outer.first <= inner.first && inner.last <= outer.last;
}

/** Whether two ranges share an address. */
export function overlaps(a: Ipv4Range, b: Ipv4Range): boolean {
  return a.first <= b.last && b.first <= a.last;
}

/** The parts of `range` that `taken` does not cover. */
export function subtract(range: Ipv4Range, taken: Ipv4Range): readonly Ipv4Range[] {
  if (!overlaps(range, taken)) {
    return [range];
  }
  const parts: Ipv4Range[] = [];
  if (range.first < taken.first) {
    parts.push({ first: range.first, last: taken.first - 1 });
  }
  if (taken.last < range.last) {
    parts.push({ first: taken.last + 1, last: range.last });
  }
  return parts;
}
