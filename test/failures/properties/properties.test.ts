import { Evaluator } from '../../../lib/failures/engine/evaluate';
import type { Outcome } from '../../../lib/failures/engine/outcome';
import { singleFaults, type NamedScenario } from '../../../lib/failures/matrix/scenarios';
import type { FailureModel, Pool, Scenario } from '../../../lib/failures/model/types';
import { firedReactions, HarmFinder, nonMonotoneReactions, reactionKey, worseIn } from '../../../lib/failures/monotone';
import { randomCase } from '../random/random-case';
import { checkingPools, withSlowerChecks } from './slower';
import { twinSets, withTwins } from './twins';

jest.setTimeout(120_000);

/** How outcomes are come by: an engine, or one with a fault. */
type Evaluate = (model: FailureModel) => (scenario: Scenario) => Outcome;

const ENGINE: Evaluate = (model) => {
  const evaluator = new Evaluator(model);
  return (scenario) => evaluator.evaluate(scenario);
};

interface Compared {
  /** Rows that were compared, and those that are not the same in both models. */
  rows: number;
  readonly changed: string[];
  /** Rows that the property forbids. */
  readonly wrong: string[];
}

/** The scenario that belongs to a random model, and some of its single faults. */
function scenariosOf(seed: number, every: number): readonly NamedScenario[] {
  const { model, scenario } = randomCase(seed);
  return [{ id: 'own', scenario }, ...[...singleFaults(model)].filter((_, at) => at % every === seed % every)];
}

/** Tells which scenarios have only monotone reactions. */
function monotoneIn(model: FailureModel): (scenario: Scenario, outcome: Outcome) => boolean {
  const doubtful = new Set(nonMonotoneReactions(model).map(reactionKey));
  return (scenario, outcome) =>
    firedReactions(model, scenario, outcome).every((reaction) => !doubtful.has(reactionKey(reaction)));
}

/** Makes the checks of one pool after the other slower, and compares the recoveries of rows with only monotone reactions. */
function slowerChecks(seeds: readonly number[], evaluate: Evaluate): Compared {
  const compared: Compared = { rows: 0, changed: [], wrong: [] };
  for (const seed of seeds) {
    const { model } = randomCase(seed);
    const isMonotone = monotoneIn(model);
    const before = evaluate(model);
    const rows = scenariosOf(seed, 3)
      .map(({ id, scenario }) => ({ id, scenario, outcome: before(scenario) }))
      .filter(({ scenario, outcome }) => isMonotone(scenario, outcome));
    for (const pool of checkingPools(model)) {
      const after = evaluate(withSlowerChecks(model, [pool], 1 + ((seed * 37) % 200)));
      for (const { id, scenario, outcome } of rows) {
        const slow = after(scenario);
        outcome.services.forEach(({ service, recoverySeconds = Infinity }, at) => {
          const slower = slow.services[at]?.recoverySeconds ?? Infinity;
          const name = `${String(seed)} ${id}, ${pool} slower: ${service} ${String(recoverySeconds)} -> ${String(slower)}`;
          compared.rows += 1;
          compared.changed.push(...(slower === recoverySeconds ? [] : [name]));
          compared.wrong.push(...(slower < recoverySeconds ? [name] : []));
        });
      }
    }
  }
  return compared;
}

/** All members of a pool carry the same: identical parts beside each other leave the bound to neither. */
function evenly({ model }: { readonly model: FailureModel }): FailureModel {
  return {
    ...model,
    pools: model.pools.map((pool): Pool => ({
      ...pool,
      members: pool.members.map((member) => ({ ...member, perSecond: pool.members[0]?.perSecond })),
    })),
  };
}

interface Added extends Compared {
  /** Rows that are worse, and of which a finding says so. */
  readonly told: string[];
  /** Rows with only monotone reactions that are worse. */
  readonly wrongThoughMonotone: string[];
}

/** Gives twins to one set of parts after the other, and compares every row. */
function addedParts(seeds: readonly number[], evaluate: Evaluate): Added {
  const compared: Added = { rows: 0, changed: [], wrong: [], told: [], wrongThoughMonotone: [] };
  for (const seed of seeds) {
    const model = evenly(randomCase(seed));
    const before = evaluate(model);
    const isMonotone = monotoneIn(model);
    const rows = scenariosOf(seed, 6).map((named) => ({ ...named, outcome: before(named.scenario) }));
    for (const parts of twinSets(model)) {
      const larger = withTwins(model, parts);
      const after = evaluate(larger);
      const isStillMonotone = monotoneIn(larger);
      const harms = new HarmFinder(larger);
      for (const { id, scenario, outcome } of rows) {
        const more = after(scenario);
        const isAllMonotone = isMonotone(scenario, outcome) && isStillMonotone(scenario, more);
        outcome.services.forEach((row, at) => {
          const than = more.services[at];
          const worse = than === undefined ? undefined : worseIn(than, row);
          const name = `${String(seed)} ${id}, twins of ${[...parts].join(' ')}: ${row.service} ${worse ?? ''}`;
          compared.rows += 1;
          if (than !== undefined && worseIn(row, than) !== undefined) {
            compared.changed.push(name);
          }
          if (worse !== undefined) {
            const isTold = harms.harmsIn({ id, scenario }).some(({ service }) => service === row.service);
            (isTold ? compared.told : compared.wrong).push(name);
            compared.wrongThoughMonotone.push(...(isAllMonotone ? [name] : []));
          }
        });
      }
    }
  }
  return compared;
}

const seeds = (count: number, from = 1): readonly number[] => Array.from({ length: count }, (_, index) => from + index);

describe('with monotone reactions alone', () => {
  test('a slower health check never shortens a recovery', () => {
    const { rows, changed, wrong } = slowerChecks(seeds(40), ENGINE);
    expect(wrong).toEqual([]);
    expect([rows > 1000, changed.length > 10]).toEqual([true, true]);
  });

  test('that is seen of an engine that takes slow checks for quick ones', () => {
    const hasty: Evaluate = (model) =>
      ENGINE({
        ...model,
        pools: model.pools.map((pool) =>
          pool.leave !== undefined && pool.leave.delay.length > 1
            ? { ...pool, leave: { ...pool.leave, delay: pool.leave.delay.map((each) => ({ ...each, seconds: 1 })) } }
            : pool,
        ),
      });
    expect(slowerChecks(seeds(20), hasty).wrong.length).toBeGreaterThan(0);
  });

  test('that is not so of those that are not monotone', () => {
    const every = slowerChecksOfAll(seeds(30));
    expect(every).toBeGreaterThan(0);
  });
});

/** How many recoveries of rows with other reactions are shorter with slower checks. */
function slowerChecksOfAll(all: readonly number[]): number {
  let shorter = 0;
  for (const seed of all) {
    const { model } = randomCase(seed);
    const before = ENGINE(model);
    for (const pool of checkingPools(model)) {
      const after = ENGINE(withSlowerChecks(model, [pool], 200));
      for (const { scenario } of scenariosOf(seed, 6)) {
        const slow = after(scenario);
        shorter += before(scenario).services.filter(
          ({ recoverySeconds = Infinity }, at) => (slow.services[at]?.recoverySeconds ?? Infinity) < recoverySeconds,
        ).length;
      }
    }
  }
  return shorter;
}

describe('an identical part beside each, every zone keeping its share', () => {
  const compared = addedParts([...seeds(12), 22, 27, 44, 51], ENGINE);

  test('makes no row worse of which no finding says so', () => {
    expect(compared.wrong).toEqual([]);
    expect([compared.rows > 500, compared.changed.length > 40]).toEqual([true, true]);
  });

  test('makes no row worse at all that has monotone reactions alone', () => {
    expect(compared.wrongThoughMonotone).toEqual([]);
  });

  test('does harm at times, and the finding says so', () => {
    expect(compared.told.length).toBeGreaterThan(0);
  });

  test('is seen to make rows worse of an engine whose threshold grows with the pool', () => {
    const opening: Evaluate = (model) =>
      ENGINE({
        ...model,
        pools: model.pools.map((pool) =>
          pool.choice === 'spread' && pool.members.length > 3 ? { ...pool, failOpenBelow: pool.members.length } : pool,
        ),
      });
    const { wrong, wrongThoughMonotone } = addedParts(seeds(5), opening);
    expect([wrong.length > 0, wrongThoughMonotone.length > 0]).toEqual([true, true]);
  });
});
