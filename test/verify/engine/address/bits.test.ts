import fc from 'fast-check';
import {
  and,
  andInto,
  andNot,
  countBits,
  covers,
  emptyBits,
  firstOf,
  hasBit,
  intersects,
  isEmpty,
  membersOf,
  or,
  orInto,
  sameBits,
  setBit,
  setBits,
  type Bits,
} from '../../../../lib/verify/address';
import { Runs } from '../../../../lib/verify/address/runs';

/** Numbers of which sets are made; they go over the ends of words. */
const MOST = 130;

/** As many words as make sets of words, and as many as make sets of runs. */
const WORDS = 5;
const RUNS = 1000;

/** One step of making a set: a number, or a run of numbers. */
type Step = readonly [from: number, end: number];

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    fc.nat(MOST - 1).map((at): Step => [at, at + 1]),
    fc.tuple(fc.nat(MOST), fc.nat(40)).map(([from, length]): Step => [from, Math.min(MOST, from + length)]),
  ),
  { maxLength: 12 },
);

function setOf(words: number, made: readonly Step[]): Bits {
  const bits = emptyBits(words);
  for (const [from, end] of made) {
    if (end === from + 1) {
      setBit(bits, from);
    } else {
      setBits(bits, from, end);
    }
  }
  return bits;
}

/** The numbers that the steps put in, without any set of the engine. */
function numbersIn(made: readonly Step[]): readonly number[] {
  return Array.from({ length: MOST }, (_, at) => at).filter((at) => made.some(([from, end]) => from <= at && at < end));
}

const copyOf = (bits: Bits): Bits => bits.slice();
const within = (change: (a: Bits, b: Bits) => void) => (a: Bits, b: Bits) => {
  const copy = copyOf(a);
  change(copy, b);
  return copy;
};

test('few numbers are kept as words, and many as runs', () => {
  expect([emptyBits(WORDS), emptyBits(128)].some((bits) => bits instanceof Runs)).toBe(false);
  expect([emptyBits(129), emptyBits(RUNS)].every((bits) => bits instanceof Runs)).toBe(true);
});

describe.each([
  ['words', WORDS],
  ['runs', RUNS],
])('a set as %s', (_name, words) => {
  test('holds what was put in, and nothing else', () => {
    fc.assert(
      fc.property(steps, (made) => {
        const [bits, numbers] = [setOf(words, made), numbersIn(made)];
        expect(membersOf(bits)).toEqual(numbers);
        expect(Array.from({ length: MOST + 5 }, (_, at) => at).filter((at) => hasBit(bits, at))).toEqual(numbers);
        expect(countBits(bits)).toBe(numbers.length);
        expect(firstOf(bits)).toBe(numbers[0]);
        expect(isEmpty(bits)).toBe(numbers.length === 0);
      }),
    );
  });

  test.each<[string, (a: Bits, b: Bits) => Bits, (inA: boolean, inB: boolean) => boolean]>([
    ['and', and, (inA, inB) => inA && inB],
    ['or', or, (inA, inB) => inA || inB],
    ['andNot', andNot, (inA, inB) => inA && !inB],
    ['andInto', within(andInto), (inA, inB) => inA && inB],
    ['orInto', within(orInto), (inA, inB) => inA || inB],
  ])('%s is what it is number by number, and leaves the sets as they were', (_operation, operate, keep) => {
    fc.assert(
      fc.property(steps, steps, (first, second) => {
        const [a, b] = [setOf(words, first), setOf(words, second)];
        const [inA, inB] = [numbersIn(first), numbersIn(second)];
        const kept = Array.from({ length: MOST }, (_, at) => at).filter((at) =>
          keep(inA.includes(at), inB.includes(at)),
        );
        expect(membersOf(operate(a, b))).toEqual(kept);
        expect([membersOf(a), membersOf(b)]).toEqual([inA, inB]);
      }),
    );
  });

  test('is compared with another number by number', () => {
    fc.assert(
      fc.property(steps, fc.oneof(steps, fc.constant(undefined)), (first, other) => {
        // Without another the same numbers are put in the other way round.
        const second = other ?? [...first].reverse();
        const [a, b] = [setOf(words, first), setOf(words, second)];
        const [inA, inB] = [numbersIn(first), numbersIn(second)];
        expect(sameBits(a, b)).toBe(inA.join() === inB.join());
        expect(covers(a, b)).toBe(inB.every((at) => inA.includes(at)));
        expect(intersects(a, b)).toBe(inB.some((at) => inA.includes(at)));
      }),
    );
  });

  test('is not changed through its copy', () => {
    const bits = setOf(words, [[3, 9]]);
    const copy = copyOf(bits);
    setBits(copy, 9, 20);
    setBit(copy, 40);
    expect(membersOf(bits)).toEqual([3, 4, 5, 6, 7, 8]);
  });
});

test.each<[string, (a: Bits, b: Bits) => unknown]>([
  ['and', and],
  ['or', or],
  ['andNot', andNot],
  ['andInto', andInto],
  ['orInto', orInto],
  ['sameBits', sameBits],
])('%s of sets out of different numbers is an error', (_name, operate) => {
  const [few, many] = [setOf(WORDS, [[0, 1]]), setOf(RUNS, [[0, 1]])];
  expect(() => operate(few, many)).toThrow('sets out of different numbers are combined');
  expect(() => operate(many, few)).toThrow('sets out of different numbers are combined');
});
