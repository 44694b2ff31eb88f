/** A set of small numbers. Sets that are combined have the same number of words. */
export type Bits = Uint32Array;

export function emptyBits(words: number): Bits {
  return new Uint32Array(words);
}

export function setBit(bits: Bits, index: number): void {
  bits[index >>> 5] = (bits[index >>> 5] ?? 0) | (1 << (index & 31));
}

export function hasBit(bits: Bits, index: number): boolean {
  return (((bits[index >>> 5] ?? 0) >>> (index & 31)) & 1) === 1;
}

export function and(a: Bits, b: Bits): Bits {
  return a.map((word, index) => word & (b[index] ?? 0));
}

export function or(a: Bits, b: Bits): Bits {
  return a.map((word, index) => word | (b[index] ?? 0));
}

export function andNot(a: Bits, b: Bits): Bits {
  return a.map((word, index) => word & ~(b[index] ?? 0));
}

export function isEmpty(bits: Bits): boolean {
  return bits.every((word) => word === 0);
}

/** Whether every member of `b` is one of `a`. */
export function covers(a: Bits, b: Bits): boolean {
  return b.every((word, index) => (word & ~(a[index] ?? 0)) === 0);
}

export function intersects(a: Bits, b: Bits): boolean {
  return a.some((word, index) => (word & (b[index] ?? 0)) !== 0);
}

/** Adds the members of `b` to `a`. */
export function orInto(a: Bits, b: Bits): void {
  for (let index = 0; index < a.length; index += 1) {
    a[index] = (a[index] ?? 0) | (b[index] ?? 0);
  }
}

/** Keeps in `a` only the members of `b`. */
export function andInto(a: Bits, b: Bits): void {
  for (let index = 0; index < a.length; index += 1) {
    a[index] = (a[index] ?? 0) & (b[index] ?? 0);
  }
}

/** Members in rising order. */
export function membersOf(bits: Bits): readonly number[] {
  const members: number[] = [];
  bits.forEach((word, at) => {
    for (let rest = word >>> 0; rest !== 0; rest = (rest & (rest - 1)) >>> 0) {
      members.push(at * 32 + 31 - Math.clz32(rest & -rest));
    }
  });
  return members;
}

/** The least member, `undefined` of an empty set. */
export function firstOf(bits: Bits): number | undefined {
  const at = bits.findIndex((word) => word !== 0);
  const word = bits[at] ?? 0;
  return at < 0 ? undefined : at * 32 + 31 - Math.clz32(word & -word);
}
