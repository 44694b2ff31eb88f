import { isIPv6 } from 'node:net';
import { parseIpv4Cidr } from '../cidr';

/** Divides an IPv4 or IPv6 block into the first `count` blocks of `hostBits` bits; `undefined` when they do not fit. */
export function divideBlock(block: string, count: number, hostBits: number): readonly string[] | undefined {
  const parsed = parseBlock(block);
  if (parsed === undefined || !Number.isInteger(count) || !Number.isInteger(hostBits) || hostBits < 1) {
    return undefined;
  }
  const freeBits = parsed.width - parsed.prefix;
  const prefix = parsed.width - hostBits;
  if (hostBits > freeBits || BigInt(count) > 1n << BigInt(freeBits - hostBits)) {
    return undefined;
  }
  return Array.from({ length: count }, (_, index) => {
    const address = parsed.first + (BigInt(index) << BigInt(hostBits));
    return `${parsed.width === 32 ? ipv4Text(address) : ipv6Text(address)}/${prefix}`;
  });
}

interface Block {
  readonly first: bigint;
  readonly prefix: number;
  readonly width: 32 | 128;
}

function parseBlock(text: string): Block | undefined {
  const ipv4 = parseIpv4Cidr(text);
  const prefix = Number(text.split('/')[1]);
  if (ipv4 !== undefined) {
    return { first: BigInt(ipv4.first), prefix, width: 32 };
  }
  const address = text.split('/')[0] ?? '';
  if (!/^[0-9a-fA-F:]+\/\d{1,3}$/.test(text) || !isIPv6(address) || prefix > 128) {
    return undefined;
  }
  const free = BigInt(128 - prefix);
  return { first: (ipv6Number(address) >> free) << free, prefix, width: 128 };
}

function ipv6Number(text: string): bigint {
  const [head = '', tail] = text.split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const before = groups(head);
  const after = tail === undefined ? [] : groups(tail);
  const middle = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...middle, ...after].reduce((sum, group) => (sum << 16n) + BigInt(`0x${group}`), 0n);
}

function ipv4Text(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 255n)).join('.');
}

/** RFC 5952: lower case, no leading zeros, the longest run of zero groups (the first of equals) as `::`. */
function ipv6Text(address: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((address >> BigInt(112 - 16 * index)) & 0xffffn).toString(16),
  );
  const runs = [...`${groups.map((group) => (group === '0' ? '0' : 'x')).join('')}`.matchAll(/0{2,}/g)];
  const longest = runs.reduce<RegExpMatchArray | undefined>(
    (best, run) => (run[0].length > (best?.[0]?.length ?? 0) ? run : best),
    undefined,
  );
  if (longest === undefined) {
    return groups.join(':');
  }
  const start = longest.index ?? 0;
  const length = longest[0]?.length ?? 0;
  return `${groups.slice(0, start).join(':')}::${groups.slice(start + length).join(':')}`;
}
