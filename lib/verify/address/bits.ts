import { addRun, combine, holdsMember, Runs } from './runs';

/** A set of small numbers. Sets that are combined are out of the same numbers, and so of the same kind. */
export type Bits = Uint32Array | Runs;

/** Up to so many words a set has a bit for each number. */
const DENSE_WORDS = 128;

export function emptyBits(words: number): Bits {
  return words > DENSE_WORDS ? new Runs() : new Uint32Array(words);
}

export function setBit(bits: Bits, index: number): void {
  if (bits instanceof Runs) {
    addRun(bits, index, index + 1);
  } else {
    bits[index >>> 5] = (bits[index >>> 5] ?? 0) | (1 << (index & 31));
  }
}

/** Adds the numbers from one up to, and without, another. */
export function setBits(bits: Bits, from: number, end: number): void {
  if (bits instanceof Runs) {
    addRun(bits, from, end);
    return;
  }
  for (let index = from; index < end; index += 1) {
    setBit(bits, index);
  }
}

export function hasBit(bits: Bits, index: number): boolean {
  return bits instanceof Runs ? holdsMember(bits, index) : (((bits[index >>> 5] ?? 0) >>> (index & 31)) & 1) === 1;
}

export function and(a: Bits, b: Bits): Bits {
  if (a instanceof Runs) {
    return new Runs(combine(a, runsOf(b), (inA, inB) => inA && inB));
  }
  const words = wordsOf(b);
  return a.map((word, index) => word & (words[index] ?? 0));
}

export function or(a: Bits, b: Bits): Bits {
  if (a instanceof Runs) {
    return new Runs(combine(a, runsOf(b), (inA, inB) => inA || inB));
  }
  const words = wordsOf(b);
  return a.map((word, index) => word | (words[index] ?? 0));
}

export function andNot(a: Bits, b: Bits): Bits {
  if (a instanceof Runs) {
    return new Runs(combine(a, runsOf(b), (inA, inB) => inA && !inB));
  }
  const words = wordsOf(b);
  return a.map((word, index) => word & ~(words[index] ?? 0));
}

export function isEmpty(bits: Bits): boolean {
  return bits instanceof Runs ? bits.bounds.length === 0 : bits.every((word) => word === 0);
}

/** Whether every member of `b` is one of `a`. */
export function covers(a: Bits, b: Bits): boolean {
  return isEmpty(andNot(b, a));
}

export function intersects(a: Bits, b: Bits): boolean {
  return !isEmpty(and(a, b));
}

export function sameBits(a: Bits, b: Bits): boolean {
  const [one, other] = a instanceof Runs ? [a.bounds, runsOf(b).bounds] : [a, wordsOf(b)];
  return one.length === other.length && one.every((each, index) => each === other[index]);
}

/** Adds the members of `b` to `a`. */
export function orInto(a: Bits, b: Bits): void {
  if (a instanceof Runs) {
    a.bounds = combine(a, runsOf(b), (inA, inB) => inA || inB);
    return;
  }
  const words = wordsOf(b);
  for (let index = 0; index < a.length; index += 1) {
    a[index] = (a[index] ?? 0) | (words[index] ?? 0);
  }
}

/** Keeps in `a` only the members of `b`. */
export function andInto(a: Bits, b: Bits): void {
  if (a instanceof Runs) {
    a.bounds = combine(a, runsOf(b), (inA, inB) => inA && inB);
    return;
  }
  const words = wordsOf(b);
  for (let index = 0; index < a.length; index += 1) {
    a[index] = (a[index] ?? 0) & (words[index] ?? 0);
  }
}

export function countBits(bits: Bits): number {
  return bits instanceof Runs
    ? bits.bounds.reduce((sum, bound, index) => sum + (index % 2 === 0 ? -bound : bound), 0)
    : membersOf(bits).length;
}

/** Members in rising order. */
export function membersOf(bits: Bits): readonly number[] {
  const members: number[] = [];
  if (bits instanceof Runs) {
    for (let at = 0; at < bits.bounds.length; at += 2) {
      for (let member = bits.bounds[at] ?? 0; member < (bits.bounds[at + 1] ?? 0); member += 1) {
        members.push(member);
      }
    }
    return members;
  }
  bits.forEach((word, at) => {
    for (let rest = word >>> 0; rest !== 0; rest = (rest & (rest - 1)) >>> 0) {
      members.push(at * 32 + 31 - Math.clz32(rest & -rest));
    }
  });
  return members;
}

/** The least member, `undefined` of an empty set. */
export function firstOf(bits: Bits): number | undefined {
  if (bits instanceof Runs) {
    return bits.bounds[0];
  }
  const at = bits.findIndex((word) => word !== 0);
  const word = bits[at] ?? 0;
  return at < 0 ? undefined : at * 32 + 31 - Math.clz32(word & -word);
}

function runsOf(bits: Bits): Runs {
  if (bits instanceof Runs) {
    return bits;
  }
  throw new Error('sets out of different numbers are combined');
}

function wordsOf(bits: Bits): Uint32Array {
  if (bits instanceof Runs) {
    throw new Error('sets out of different numbers are combined');
  }
  return bits;
}

/** Text that equal sets share. */
export function bitsText(bits: Bits): string {
  return (bits instanceof Runs ? bits.bounds : bits).join();
}
