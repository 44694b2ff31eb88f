import {
  agreed,
  anyBlock,
  blockKey,
  describeBlock,
  holdsBlock,
  isInside,
  isSpecial,
  SPECIAL,
  type Block,
  type Certainty,
  type LiteralBlock,
} from './block';
import { BlockLists } from './block-lists';
import { countBelow } from './count-below';
import { freeAddress } from './free-address';
import { addressText, holds, parseBlock, type Family, type Interval } from './interval';
import { ToldApart } from './told-apart';

/**
 * Addresses that no block of a network tells apart.
 *
 * CIDR blocks lie apart or inside each other, so what is left of a block without those inside it is such a class.
 */
export interface AddressClass {
  readonly index: number;
  readonly family: Family;
  /** The smallest block around the class. */
  readonly block: Block;
  /** One address of the class, for people; of an abstract class what stands for it. */
  readonly representative: string;
  /** Whether the class lies in a range that is not part of the internet. */
  readonly isSpecial: boolean;
  /** Whether the class leaves out every public block of which only the deployment tells the addresses. */
  readonly isOutside: boolean;
}

/** The classes into which the blocks of a network cut all addresses. */
export class AddressSpace {
  readonly classes: readonly AddressClass[];
  private readonly spans = new Map<string, readonly [first: number, end: number]>();
  private readonly abstractRelations = new Map<string, Certainty>();
  private readonly abstractClasses = new Map<string, number>();
  private readonly outsides = new Map<number, number>();
  /** Of the classes outside, in their order: the class of which each is the part outside. */
  private readonly origins: number[] = [];
  private readonly firstOutside: number;
  /** Whether blocks of long lists hold classes. */
  readonly lists: BlockLists;
  private readonly told: ToldApart;

  constructor(blocks: Iterable<Block>) {
    const distinct = new Map<string, Block>();
    const special = SPECIAL.map((interval): Block => ({ kind: 'literal', interval }));
    for (const block of [...blocks, ...special, ...([4, 6] as const).map(anyBlock)]) {
      for (
        let each: Block | undefined = block;
        each !== undefined;
        each = each.kind === 'abstract' ? each.within : undefined
      ) {
        distinct.set(blockKey(each), each);
        for (const one of (each.kind === 'abstract' ? each.among : undefined) ?? []) {
          distinct.set(blockKey(one), one);
        }
      }
    }
    const literals = [...distinct.values()].flatMap((block) => (block.kind === 'literal' ? [block.interval] : []));
    const classes: AddressClass[] = [];
    this.addLiterals(literals.sort(compareIntervals), classes);
    for (const [key, block] of distinct) {
      if (block.kind === 'abstract') {
        this.abstractClasses.set(key, classes.length);
        classes.push({
          index: classes.length,
          family: block.family,
          block,
          representative: describeBlock(block),
          isSpecial: false,
          isOutside: false,
        });
      }
    }
    this.lists = new BlockLists(this);
    this.firstOutside = classes.length;
    for (const literal of classes.filter(({ block, isSpecial }) => block.kind === 'literal' && !isSpecial)) {
      this.outsides.set(literal.index, classes.length);
      this.origins.push(literal.index);
      classes.push({ ...literal, index: classes.length, isOutside: true });
    }
    this.classes = classes;
    this.told = new ToldApart(classes.length);
  }

  /** The class of an address that only the deployment tells, as if it lay in a class of literal blocks. */
  placed(index: number, where: number): number {
    return this.told.numberOf(this.at(index), where);
  }

  /** The class with an index. */
  at(index: number): AddressClass {
    const found = this.classes[index] ?? this.told.find(index)?.of;
    if (found === undefined) {
      throw new Error(`no address class ${index}`);
    }
    return found;
  }

  /** Classes that make up a block. */
  classesOf(block: Block): readonly AddressClass[] {
    if (block.kind === 'abstract') {
      const own = this.abstractClasses.get(blockKey(block));
      return own === undefined ? [] : [this.at(own)];
    }
    const [first, end] = this.spanOf(block.interval);
    return this.classes.slice(first, end);
  }

  /** Numbers, from and to before, of the classes of a literal block: of all of it, and of their parts outside. */
  rangesOf(block: LiteralBlock): readonly (readonly [first: number, end: number])[] {
    const [first, end] = this.spanOf(block.interval);
    const place = (index: number) => this.firstOutside + countBelow(this.origins, index);
    return [
      [first, end],
      [place(first), place(end)],
    ];
  }

  /** The smallest class of literal blocks that holds an address; `undefined` when the text is none. */
  classAt(address: string): AddressClass | undefined {
    const interval = parseBlock(address);
    const around =
      interval === undefined
        ? []
        : this.classes.filter(
            (each) => each.block.kind === 'literal' && !each.isOutside && holds(each.block.interval, interval),
          );
    const found = around.at(-1);
    const outside = found === undefined ? undefined : this.outsides.get(found.index);
    return outside === undefined ? found : this.at(outside);
  }

  /** Public addresses outside every block of which only the deployment tells the addresses. */
  outsideClasses(family: Family): readonly AddressClass[] {
    return [...this.outsides.values()].map((index) => this.at(index)).filter((each) => each.family === family);
  }

  /** Whether a block holds a class. */
  holds(block: Block, index: number): Certainty {
    const of = this.at(index);
    if (of.index !== index) {
      return this.holdsPlaced(block, index, of);
    }
    if (block.kind === 'literal' && of.block.kind === 'literal') {
      return holds(block.interval, of.block.interval) ? 'yes' : 'no';
    }
    if (of.isOutside && block.kind === 'abstract' && block.isPublic) {
      return 'no';
    }
    const key = `${blockKey(block)} ${index}`;
    const known = this.abstractRelations.get(key);
    if (known !== undefined) {
      return known;
    }
    const found =
      block.kind === 'abstract' && block.among !== undefined && of.block.kind === 'literal'
        ? agreed(block.among.map((each) => this.holds(each, index)))
        : isInside(block, of.block)
          ? 'no'
          : holdsBlock(block, of.block);
    this.abstractRelations.set(key, found);
    return found;
  }

  /** Of a class that is taken to lie in another one that one tells what nothing else does. */
  private holdsPlaced(block: Block, index: number, of: AddressClass): Certainty {
    const told = this.holds(block, of.index);
    if (told !== 'unknown') {
      return told;
    }
    return block.kind === 'literal'
      ? this.holds(block, this.told.find(index)?.where ?? of.index)
      : agreed((block.among ?? []).map((each) => this.holds(each, index)));
  }

  private spanOf(interval: Interval): readonly [number, number] {
    const span = this.spans.get(keyOf(interval));
    if (span === undefined) {
      throw new Error(`block ${blockKey({ kind: 'literal', interval })} is not one of the address space`);
    }
    return span;
  }

  /** Numbers what is left of each block in the order in which the blocks begin, so that a block is a range of numbers. */
  private addLiterals(sorted: readonly Interval[], classes: AddressClass[]): void {
    const open: { readonly interval: Interval; readonly first: number; readonly children: Interval[] }[] = [];
    const slots: { interval: Interval; children: readonly Interval[] }[] = [];
    const close = (interval: Interval | undefined) => {
      for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
        if (interval?.family === top.interval.family && interval.first <= top.interval.last) {
          return;
        }
        open.pop();
        this.spans.set(keyOf(top.interval), [top.first, slots.length]);
      }
    };
    for (const interval of sorted) {
      close(interval);
      open.at(-1)?.children.push(interval);
      const children: Interval[] = [];
      open.push({ interval, first: slots.length, children });
      slots.push({ interval, children });
    }
    close(undefined);
    // Blocks that those inside them use up leave no class; numbers are given again without them.
    const numbers: number[] = [];
    for (const { interval, children } of slots) {
      numbers.push(classes.length);
      const address = freeAddress(interval, children);
      if (address !== undefined) {
        const { family } = interval;
        const block: Block = { kind: 'literal', interval };
        const representative = addressText(family, address);
        classes.push({
          index: classes.length,
          family,
          block,
          representative,
          isSpecial: isSpecial(interval),
          isOutside: false,
        });
      }
    }
    numbers.push(classes.length);
    for (const [key, [first, end]] of this.spans) {
      this.spans.set(key, [numbers[first] ?? 0, numbers[end] ?? 0]);
    }
  }
}

function keyOf(interval: Interval): string {
  return `${interval.family}:${interval.first}-${interval.last}`;
}

function compareIntervals(a: Interval, b: Interval): number {
  if (a.family !== b.family) {
    return a.family - b.family;
  }
  return a.first < b.first ? -1 : a.first > b.first ? 1 : a.last > b.last ? -1 : a.last < b.last ? 1 : 0;
}
