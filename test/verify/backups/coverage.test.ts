import * as fc from 'fast-check';
import { coverageOf, type Coverage, type Point } from '../../../lib/verify/backups/prove/coverage';

/** Ten hours: minute by minute they are looked at in no time. */
const HORIZON = { from: 10_000, until: 10_600 };

/** The same, minute by minute. */
function bruteForce(points: readonly Point[]): Coverage {
  let found: Coverage = {
    fewest: Infinity,
    fewestAt: HORIZON.from,
    oldest: -Infinity,
    oldestAt: HORIZON.from,
    youngest: Infinity,
  };
  for (let minute = HORIZON.from; minute < HORIZON.until; minute += 1) {
    const there = points.filter(({ done, gone }) => done <= minute && minute < gone);
    const newest = Math.max(-Infinity, ...there.map(({ made }) => made));
    // Within the minute the newest one grows older by a minute.
    const age = minute + 1 - newest;
    found = {
      ...(there.length < found.fewest
        ? { fewest: there.length, fewestAt: minute }
        : { fewest: found.fewest, fewestAt: found.fewestAt }),
      ...(age > found.oldest
        ? { oldest: age, oldestAt: newest === -Infinity ? minute : minute + 1 }
        : { oldest: found.oldest, oldestAt: found.oldestAt }),
      youngest: Math.min(found.youngest, minute - newest),
    };
  }
  return found;
}

const point = fc
  .record({
    made: fc.integer({ min: 9400, max: 10_700 }),
    windows: fc.integer({ min: 0, max: 200 }),
    kept: fc.integer({ min: 0, max: 900 }),
  })
  .map(({ made, windows, kept }): Point => ({ made, done: made + windows, gone: made + kept }));

test('looking at the instants of change is looking at every minute', () => {
  fc.assert(
    fc.property(fc.array(point, { maxLength: 12 }), (points) => {
      expect(coverageOf(points, HORIZON)).toEqual(bruteForce(points));
    }),
    { numRuns: 300 },
  );
});

test('no point is less than nothing, and at most one for each', () => {
  fc.assert(
    fc.property(fc.array(point, { maxLength: 30 }), (points) => {
      const { fewest, oldest, youngest } = coverageOf(points, HORIZON);
      return fewest >= 0 && fewest <= points.length && (fewest > 0 || oldest === Infinity) && youngest <= oldest;
    }),
  );
});

test('what lives longer never takes a point away, nor makes the newest one older', () => {
  fc.assert(
    fc.property(fc.array(point, { maxLength: 20 }), fc.nat({ max: 700 }), (points, more) => {
      const before = coverageOf(points, HORIZON);
      const after = coverageOf(
        points.map((each) => ({ ...each, gone: each.gone + more })),
        HORIZON,
      );
      return after.fewest >= before.fewest && after.oldest <= before.oldest;
    }),
  );
});

test('what is complete earlier never takes a point away', () => {
  fc.assert(
    fc.property(fc.array(point, { maxLength: 20 }), fc.nat({ max: 150 }), (points, earlier) => {
      const before = coverageOf(points, HORIZON);
      const after = coverageOf(
        points.map((each) => ({ ...each, done: each.done - earlier })),
        HORIZON,
      );
      return after.fewest >= before.fewest && after.oldest <= before.oldest;
    }),
  );
});

test('a point counts from its end up to its deletion, and not at that instant', () => {
  const { from, until } = HORIZON;
  const whole = { made: from - 10, done: from, gone: until };
  expect(coverageOf([whole], HORIZON)).toEqual({
    fewest: 1,
    fewestAt: from,
    oldest: until - from + 10,
    oldestAt: until,
    youngest: 10,
  });
  expect(coverageOf([{ ...whole, gone: until - 1 }], HORIZON)).toMatchObject({
    fewest: 0,
    fewestAt: until - 1,
    oldest: Infinity,
  });
  expect(coverageOf([{ ...whole, done: from + 1 }], HORIZON)).toMatchObject({ fewest: 0, fewestAt: from });
  // One comes as another goes.
  expect(
    coverageOf(
      [
        { ...whole, gone: from + 60 },
        { made: from + 20, done: from + 60, gone: until },
      ],
      HORIZON,
    ),
  ).toMatchObject({ fewest: 1 });
});

test('without points there are none', () => {
  expect(coverageOf([], HORIZON)).toEqual({
    fewest: 0,
    fewestAt: HORIZON.from,
    oldest: Infinity,
    oldestAt: HORIZON.from,
    youngest: Infinity,
  });
});
