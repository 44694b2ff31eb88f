import { Address4, Address6 } from 'ip-address';
import type { Problem } from './fault-collector';
import { quote } from './show';

/** A range of addresses in canonical form. */
export interface Cidr {
  readonly family: 4 | 6;
  /** First address as a number. */
  readonly first: bigint;
  /** Last address as a number. */
  readonly last: bigint;
  readonly prefix: number;
  /** Canonical text, for example `10.0.0.0/16`. */
  readonly text: string;
}

/** Result of reading a range: the range, or what is wrong with the text. */
export type CidrResult = { readonly cidr: Cidr } | { readonly problem: Problem };

/** Number of bits of an address. */
const BITS = { 4: 32, 6: 128 } as const;

/**
 * Reads a range written in canonical form and nothing else.
 *
 * Parsers differ over `010.0.0.1`, `0x0a.0.0.1` and `10.0/8`; a text that two programs may read differently is refused.
 */
export function readCidr(text: string): CidrResult {
  const plain = text.normalize('NFKC').trim();
  if (plain !== text) {
    const inner = readPlain(plain);
    return invalid(text, 'cidr' in inner ? `write it in ASCII as '${inner.cidr.text}'` : 'write it in ASCII digits');
  }
  return readPlain(text);
}

function readPlain(text: string): CidrResult {
  return text.includes(':') ? readCidr6(text) : readCidr4(text);
}

/** Reads a range that was checked before. */
export function requireCidr(text: string): Cidr {
  const result = readCidr(text);
  if ('cidr' in result) {
    return result.cidr;
  }
  throw new Error(`${quote(text)} is no range of addresses`);
}

/** Whether a range lies within another of the same family. */
export function within(inner: Cidr, outer: Cidr): boolean {
  return inner.family === outer.family && inner.first >= outer.first && inner.last <= outer.last;
}

/** Whether two ranges share an address. */
export function overlaps(a: Cidr, b: Cidr): boolean {
  return a.family === b.family && a.first <= b.last && b.first <= a.last;
}

/** Number of different addresses of one family in a list of ranges. */
export function coveredAddresses(cidrs: readonly Cidr[], family: 4 | 6): bigint {
  let covered = 0n;
  let next = 0n;
  const sorted = cidrs.filter((cidr) => cidr.family === family).sort((a, b) => (a.first < b.first ? -1 : 1));
  for (const { first, last } of sorted) {
    const from = first > next ? first : next;
    if (last >= from) {
      covered += last - from + 1n;
      next = last + 1n;
    }
  }
  return covered;
}

function readCidr4(text: string): CidrResult {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,3}))?$/.exec(text);
  if (match === null) {
    return invalid(text, "write four decimal numbers and a prefix length, for example '10.0.0.0/16'");
  }
  const octets = match.slice(1, 5);
  const decimal = octets.map(Number).join('.');
  if (octets.some((octet) => Number(octet) > 255)) {
    return invalid(text, 'each of the four numbers is at most 255');
  }
  if (match[5] === undefined) {
    return invalid(text, `add the prefix length, for example '${decimal}/32' for one address`);
  }
  if (Number(match[5]) > 32) {
    return invalid(text, 'the prefix length is from 0 to 32');
  }
  const canonical = `${decimal}/${Number(match[5])}`;
  if (canonical !== text) {
    return invalid(text, `some programs read a leading zero as octal; if decimal is meant, write '${canonical}'`);
  }
  const address = new Address4(canonical);
  return fromParts(text, 4, address.bigInt(), Number(match[5]), (value) => Address4.fromBigInt(value).correctForm());
}

function readCidr6(text: string): CidrResult {
  const match = /^([0-9a-f:.]+)(?:\/(\d{1,3}))?$/i.exec(text);
  if (match?.[1] === undefined || !Address6.isValid(match[1])) {
    return invalid(text, "write an IPv6 range such as '2001:db8::/32'");
  }
  const address = new Address6(match[1]);
  if (address.bigInt() >> 32n === 0xffffn || match[1].includes('.')) {
    const embedded = Address4.fromBigInt(address.bigInt() & 0xffffffffn).correctForm();
    return {
      problem: {
        must: 'must not be an IPv4 address mapped into IPv6',
        got: quote(text),
        hint: `write the IPv4 range, for example '${embedded}/32'`,
        code: 'CidrMapped',
      },
    };
  }
  if (match[2] === undefined || Number(match[2]) > 128) {
    return invalid(text, 'add a prefix length from 0 to 128');
  }
  const canonical = `${address.correctForm()}/${Number(match[2])}`;
  if (canonical !== text) {
    return invalid(text, `write it as '${canonical}'`);
  }
  return fromParts(text, 6, address.bigInt(), Number(match[2]), (value) => Address6.fromBigInt(value).correctForm());
}

function fromParts(
  text: string,
  family: 4 | 6,
  address: bigint,
  prefix: number,
  format: (address: bigint) => string,
): CidrResult {
  const size = 1n << BigInt(BITS[family] - prefix);
  const first = address - (address % size);
  if (first !== address) {
    return {
      problem: {
        must: 'must name the first address of the range',
        got: quote(text),
        hint: `write '${format(first)}/${prefix}'`,
        code: 'CidrHostBits',
      },
    };
  }
  return { cidr: { family, first, last: first + size - 1n, prefix, text } };
}

function invalid(text: string, hint: string): CidrResult {
  return { problem: { must: 'must be a range in CIDR notation', got: quote(text), hint, code: 'CidrInvalid' } };
}
