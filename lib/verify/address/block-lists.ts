import type { AddressSpace } from './address-space';
import type { Block, Certainty } from './block';

/** Lists of blocks, marked once on the classes of a space, so that long ones are not gone through for each address. */
export class BlockLists {
  private readonly space: AddressSpace;
  private readonly marked = new WeakMap<readonly Block[], Uint8Array>();

  constructor(space: AddressSpace) {
    this.space = space;
  }

  /** Whether any of some blocks holds a class. */
  holds(blocks: readonly Block[], index: number): Certainty {
    const marks = this.marked.get(blocks) ?? this.mark(blocks);
    this.marked.set(blocks, marks);
    if (marks[index] === 1) {
      return 'yes';
    }
    const isLiteral = this.space.at(index).block.kind === 'literal';
    const answers = blocks.flatMap((block) =>
      isLiteral && block.kind === 'literal' ? [] : [this.space.holds(block, index)],
    );
    return answers.includes('yes') ? 'yes' : answers.includes('unknown') ? 'unknown' : 'no';
  }

  private mark(blocks: readonly Block[]): Uint8Array {
    const marks = new Uint8Array(this.space.classes.length);
    for (const block of blocks) {
      for (const [first, end] of block.kind === 'literal' ? this.space.rangesOf(block) : []) {
        marks.fill(1, first, end);
      }
    }
    return marks;
  }
}
