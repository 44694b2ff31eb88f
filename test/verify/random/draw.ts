/** Draws at random, always the same for the same seed: what is found once is found again. */
export class Draw {
  private a: number;
  private b: number;
  private c: number;
  private d = 1;

  constructor(seed: number) {
    this.a = 0x9e3779b9 ^ seed;
    this.b = 0x243f6a88 + Math.floor(seed / 0x1_0000_0000);
    this.c = 0xb7e15162;
    for (let round = 0; round < 12; round += 1) {
      this.next();
    }
  }

  /** A whole number from one to another, both included. */
  int(from: number, to: number): number {
    return from + (this.next() % (to - from + 1));
  }

  /** `true` in `percent` of 100 draws. */
  chance(percent: number): boolean {
    return this.int(0, 99) < percent;
  }

  pick<T>(items: readonly T[]): T {
    const [found] = items.length === 0 ? [] : items.slice(this.int(0, items.length - 1));
    if (items.length === 0) {
      throw new Error('nothing to draw from');
    }
    return found as T;
  }

  /** One of some things, each as often as it weighs. */
  weighed<T>(items: readonly (readonly [weight: number, item: T])[]): T {
    let left = this.int(
      1,
      items.reduce((sum, [weight]) => sum + weight, 0),
    );
    for (const [weight, item] of items) {
      left -= weight;
      if (left <= 0) {
        return item;
      }
    }
    throw new Error('nothing to draw from');
  }

  /** Some of the items, none twice, in the order in which they stand. */
  some<T>(items: readonly T[], least: number, most: number): readonly T[] {
    const wanted = Math.min(items.length, this.int(least, Math.max(least, most)));
    const left = items.map((_, index) => index);
    const taken = new Set<number>();
    while (taken.size < wanted) {
      const at = this.int(0, left.length - 1);
      taken.add(left[at] ?? 0);
      left.splice(at, 1);
    }
    return items.filter((_, index) => taken.has(index));
  }

  /** The generator sfc32 of PractRand. */
  private next(): number {
    const sum = (this.a + this.b + this.d) | 0;
    this.d = (this.d + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum;
    this.c |= 0;
    return sum >>> 0;
  }
}
