import * as fc from 'fast-check';
import { coverageOf, type Point } from '../../../lib/verify/backups/prove/coverage';
import { takenRuns, type RuleRun, type Taken } from '../../../lib/verify/backups/prove/taken';
import type { Rule } from '../../../lib/verify/backups/read/plans';
import { modelOf, shop } from './support/shop';

const [DATABASE] = modelOf(shop()).resources;

function ruleOf(name: string, days: number, start: number, continuous = false): Rule {
  const exactly = (number: number) => ({ least: number, most: number });
  if (DATABASE === undefined) {
    throw new Error('the shop is empty');
  }
  return {
    plan: DATABASE,
    key: name,
    name,
    property: name,
    schedule: { kind: 'hidden', by: 'this test' },
    timeZone: { kind: 'absent' },
    startWindow: exactly(start),
    completionWindow: exactly(0),
    continuous,
    keptDays: exactly(days),
    warmDays: exactly(Infinity),
    vault: { text: 'vault', region: undefined, otherAccount: 'no', vault: undefined },
    copies: [],
  };
}

const runs = fc
  .array(
    fc.record({
      days: fc.integer({ min: 1, max: 3 }),
      start: fc.integer({ min: 1, max: 40 }),
      at: fc.uniqueArray(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((rules) =>
    rules.flatMap(({ days, start, at }, index): readonly RuleRun[] => {
      const rule = ruleOf(`rule ${String(index)}`, days, start);
      return at.map((from) => ({ rule, run: { from, to: from, sure: true } }));
    }),
  );

const meets = (a: RuleRun, b: RuleRun) =>
  a.rule !== b.rule &&
  a.run.from < b.run.from + b.rule.startWindow.most &&
  b.run.from < a.run.from + a.rule.startWindow.most;

/**
 * Everything that AWS may do by its own words: of two that meet at most one is taken, and whatever is not taken gave way to
 * one with a retention at least as long.
 */
function outcomes(all: readonly RuleRun[]): readonly (readonly RuleRun[])[] {
  return Array.from({ length: 2 ** all.length }, (_, mask) =>
    all.filter((_run, index) => (mask >> index) % 2 === 1),
  ).filter(
    (taken) =>
      taken.every((a) => taken.every((b) => a === b || !meets(a, b))) &&
      all.every(
        (each) =>
          taken.includes(each) ||
          taken.some((other) => meets(each, other) && other.rule.keptDays.least >= each.rule.keptDays.least),
      ),
  );
}

const DAY = 1440;
const HORIZON = { from: 0, until: 4 * DAY };

const pointOf = ({ rule, run }: RuleRun): Point => ({
  made: run.from,
  done: run.from,
  gone: run.from + rule.keptDays.least * DAY,
});

function pointsOf(taken: readonly Taken[], worst: boolean): readonly Point[] {
  const [least, greatest] = worst ? [Math.min, Math.max] : [Math.max, Math.min];
  return taken.map(({ candidates }) => {
    const points = candidates.map(pointOf);
    return {
      made: least(...points.map(({ made }) => made)),
      done: greatest(...points.map(({ done }) => done)),
      gone: least(...points.map(({ gone }) => gone)),
    };
  });
}

test('whatever AWS makes of overlaps lies between what is sure and what is possible', () => {
  fc.assert(
    fc.property(runs, (all) => {
      const { surely, possibly } = takenRuns(all);
      const [worst, best] = [
        coverageOf(pointsOf(surely, true), HORIZON),
        coverageOf(pointsOf(possibly, false), HORIZON),
      ];
      const may = outcomes(all);
      expect(may.length).toBeGreaterThan(0);
      for (const taken of may) {
        expect(taken.length).toBeGreaterThanOrEqual(surely.length);
        expect(taken.length).toBeLessThanOrEqual(possibly.length);
        const { fewest, oldest } = coverageOf(taken.map(pointOf), HORIZON);
        expect(fewest).toBeGreaterThanOrEqual(worst.fewest);
        expect(fewest).toBeLessThanOrEqual(best.fewest);
        expect(oldest).toBeLessThanOrEqual(worst.oldest);
        expect(oldest).toBeGreaterThanOrEqual(best.oldest);
      }
    }),
    { numRuns: 300 },
  );
});

test('runs that meet nothing are all taken', () => {
  const rule = ruleOf('alone', 3, 10);
  const apart = [0, 10, 20].map((from): RuleRun => ({ rule, run: { from, to: from, sure: true } }));
  expect(takenRuns(apart)).toMatchObject({ meetings: [], facts: [] });
  expect(takenRuns(apart).surely).toHaveLength(3);
});

test('a snapshot that outlives a continuous backup is taken beside it', () => {
  const at = (rule: Rule): RuleRun => ({ rule, run: { from: 0, to: 0, sure: true } });
  const of = (days: number) => takenRuns([at(ruleOf('snapshot', days, 10)), at(ruleOf('continuous', 35, 10, true))]);
  expect([of(36).surely.length, of(35).surely.length, of(3).surely.length]).toEqual([1, 0, 0]);
  expect(of(36).facts).toEqual([]);
  expect(of(3).facts).toEqual(['BK-05']);
});
