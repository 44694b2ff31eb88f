import { keyOf, knownText, possibleValues, type Value } from '../../../template';
import { blockAt, parseBlock, type Block } from '../net/address';

/**
 * Chooses blocks for values that only the deployment tells: the same value always has the same block.
 *
 * Chosen IPv4 blocks lie in 240.0.0.0/4, which no template uses. They are examples: what holds them is told by their symbols
 * and not by their numbers.
 */
export class Blocks {
  private readonly chosen = new Map<string, Block>();
  private next = 0n;

  /** The block of a value; `undefined` for a value of which nothing can be said. */
  of(value: Value, family: 4 | 6, bits: number, isOwn = false): Block | undefined {
    const text = knownText(value);
    if (text !== undefined) {
      return parseBlock(text);
    }
    if (value.kind === 'absent' || value.kind === 'unknown' || value.kind === 'known') {
      return undefined;
    }
    const key = keyOf(value);
    const found = this.chosen.get(key);
    if (found !== undefined) {
      return found;
    }
    const apart = value.kind === 'symbol' ? value.constraints.disjoint : undefined;
    const chosen = this.choose(key, family, bits, isOwn, apart);
    const possible = possibleValues(value)?.map((one) => parseBlock(knownText(one) ?? ''));
    const known = possible?.filter((block) => block !== undefined) ?? [];
    if (possible === undefined || known.length === 0 || known.length < possible.length) {
      return chosen;
    }
    const block = { ...chosen, oneOf: known };
    this.chosen.set(key, block);
    return block;
  }

  /** A block for something that has no value in the template. */
  choose(key: string, family: 4 | 6, bits: number, isOwn = false, apart?: string): Block {
    this.next += 1n;
    const first = family === 4 ? (240n << 24n) + (this.next << 16n) : (0x2600_1f00n << 96n) + (this.next << 72n);
    const block: Block = {
      ...blockAt(family, first, bits),
      symbol: key,
      ...(isOwn ? { isOwn } : {}),
      ...(apart === undefined ? {} : { apart }),
    };
    this.chosen.set(key, block);
    return block;
  }
}
