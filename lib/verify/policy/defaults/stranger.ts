import { holds, parseBlock, prefixLength, type Block, type Interval } from '../../address';
import type { Verifier } from '../../engine/verifier';

/** Blocks this wide are meant for everyone, not for somebody. */
const WIDEST_LISTED = { 4: 8, 6: 16 } as const;

/** Addresses for documentation, which nobody has. @see https://www.rfc-editor.org/rfc/rfc5737 and rfc3849 */
const DOCUMENTATION = {
  4: ['192.0.2.', '198.51.100.', '203.0.113.'].flatMap((start) =>
    [201, 77, 33].map((last) => `${start}${String(last)}`),
  ),
  6: ['2001:db8:ffff::c9', '2001:db8:ffff:1::c9', '2001:db8:ffff:2::c9'],
} as const;

/** An address of each family that no rule of the templates lists: that of somebody who is nobody to them. */
export function strangerAddresses({ network }: Verifier): readonly string[] {
  const listed = network.blocks.flatMap((block) => listedInterval(block));
  const hasIpv6 = network.vpcs.some(({ blocks }) => blocks.some((block) => familyOf(block) === 6));
  return ([4, 6] as const)
    .filter((family) => family === 4 || hasIpv6)
    .flatMap((family) => {
      const free = DOCUMENTATION[family].find((address) => {
        const interval = parseBlock(address);
        return interval !== undefined && !listed.some((each) => holds(each, interval));
      });
      return free ?? [];
    });
}

function listedInterval(block: Block): readonly Interval[] {
  return block.kind === 'literal' && prefixLength(block.interval) > WIDEST_LISTED[block.interval.family]
    ? [block.interval]
    : [];
}

function familyOf(block: Block): 4 | 6 {
  return block.kind === 'literal' ? block.interval.family : block.family;
}
