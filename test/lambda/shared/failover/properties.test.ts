import fc from 'fast-check';
import type { Journal } from './world/journal';
import type { Plan } from './world/plan';
import { play } from './world/play';
import { LEAST_SHARE, tryProperty } from './world/property';
import { PROPERTIES } from './world/property-list';
import { RECORD_BUGS, tryRecords } from './world/record-property';
import { REGION_BUGS, tryRegion } from './world/region-property';

/** Fixed, and printed with every failure, so that a story that breaks a promise can be played again. */
const SEED = 20261125;

/** Stories of each kind; `npm run fuzz` plays 10,000. */
const STORIES = 150;

/** Long, for machines that have much else to do. */
const TIMEOUT_MILLISECONDS = 300_000;

/** Stories with decision records, which take longer. */
const RECORDED = 100;

describe.each(PROPERTIES.map((property) => [property.id, property] as const))('%s', (_id, property) => {
  test(
    `${property.promise}: in ${String(STORIES)} stories of seed ${String(SEED)}`,
    async () => {
      const result = await tryProperty(property, { runs: STORIES, seed: SEED });
      expect(result.failure).toBeUndefined();
      expect(result.reached / result.stories).toBeGreaterThanOrEqual(LEAST_SHARE);
    },
    TIMEOUT_MILLISECONDS,
  );

  test(
    `finds the planted bug: ${property.planted.bug}`,
    async () => {
      const { failure } = await tryProperty(property, { runs: 2_000, seed: SEED, plant: property.planted.plant });
      expect(failure).toMatch(/^Property failed/);
    },
    TIMEOUT_MILLISECONDS,
  );
});

describe('P6', () => {
  const shift = (plan: Plan, by: number): Plan => ({ ...plan, jumps: [{ at: 0, by }] });
  const states = ({ runs }: Journal): readonly unknown[] => runs.map(({ ended }) => ended?.outcome.steps);

  test.each([-600_000, 600_000])(
    'a clock of the store that is %i ms off, all the time, changes nothing',
    async (by) => {
      const plans = PROPERTIES.flatMap((property) =>
        property.id === 'P1' ? fc.sample(property.plans, { numRuns: 60, seed: SEED }) : [],
      );
      expect(plans).toHaveLength(60);
      for (const plan of plans) {
        expect(states(await play(shift(plan, by)))).toStrictEqual(states(await play(plan)));
      }
    },
    TIMEOUT_MILLISECONDS,
  );
});

describe('P8', () => {
  test(`no data is lost by default: in ${String(20 * STORIES)} decisions of seed ${String(SEED)}`, () => {
    const result = tryRegion({ runs: 20 * STORIES, seed: SEED });
    expect(result.failure).toBeUndefined();
    expect(result.reached / result.stories).toBeGreaterThanOrEqual(LEAST_SHARE);
  });

  test.each(Object.keys(REGION_BUGS))('finds the planted bug: %s', (bug) => {
    const decide = REGION_BUGS[bug];
    expect(decide).toBeDefined();
    expect(tryRegion({ runs: 20_000, seed: SEED, ...(decide === undefined ? {} : { decide }) }).failure).toMatch(
      /^Property failed/,
    );
  });
});

describe('P10', () => {
  test(
    `every run leaves one decision record: in ${String(RECORDED)} stories of seed ${String(SEED)}`,
    async () => {
      const result = await tryRecords({ runs: RECORDED, seed: SEED });
      expect(result.failure).toBeUndefined();
      expect(result.reached / result.stories).toBeGreaterThanOrEqual(LEAST_SHARE);
    },
    TIMEOUT_MILLISECONDS,
  );

  test.each(Object.keys(RECORD_BUGS))(
    'finds the planted bug: %s',
    async (bug) => {
      const plant = RECORD_BUGS[bug];
      expect(plant).toBeDefined();
      const { failure } = await tryRecords({ runs: 1_000, seed: SEED, ...(plant === undefined ? {} : { plant }) });
      expect(failure).toMatch(/^Property failed/);
    },
    TIMEOUT_MILLISECONDS,
  );
});
