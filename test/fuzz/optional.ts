import fc from 'fast-check';

/** A field that is left out in every other configuration; `freq` is one in how many is left out, so 1 would be all. */
export function optional<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(arbitrary, { nil: undefined, freq: 2 });
}
