/** Choices that are the same for the same seed. */
export interface Dice {
  /** A whole number from 0 to one below `count`. */
  below(count: number): number;
  /** Whether something of this probability happens. */
  chance(probability: number): boolean;
  pick<const List extends readonly [unknown, ...unknown[]]>(list: List): List[number];
  /** Those members of a list that each pass with this probability. */
  some<T>(list: readonly T[], probability: number): readonly T[];
}

/**
 * Throws dice from a seed.
 *
 * @see https://github.com/bryc/code/blob/master/jshash/PRNGs.md for the generator, mulberry32
 */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count: number): number => Math.floor(next() * count);
  const chance = (probability: number): boolean => next() < probability;
  return {
    below,
    chance,
    pick: (list) => list[below(list.length)] ?? list[0],
    some: (list, probability) => list.filter(() => chance(probability)),
  };
}
