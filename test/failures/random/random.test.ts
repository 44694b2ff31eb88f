import { simulate } from '../simulator/simulate';
import { caseWithout, isDecisive, OTHER_TRAITS, REACTION_KINDS } from './decisive';
import { randomCase } from './random-case';
import { faultsOf } from './well-formed';

/** Enough that what is decisive in few models is so in some of them. */
const SEEDS = Array.from({ length: 100 }, (_each, index) => index + 1);

/** Each is played once, and again without each trait. */
const CASES = SEEDS.map((seed) => {
  const random = randomCase(seed);
  return { seed, ...random, outcome: simulate(random.model, random.scenario) };
});

describe('a random model', () => {
  test('is well formed', () => {
    expect(
      CASES.flatMap(({ seed, model, scenario }) => faultsOf(model, scenario).map((fault) => `${seed}: ${fault}`)),
    ).toEqual([]);
  });

  test('is the same for the same seed', () => {
    expect(SEEDS.map(randomCase)).toEqual(CASES.map(({ model, scenario }) => ({ model, scenario })));
  });

  test('is another one for another seed', () => {
    expect(new Set(CASES.map(({ model }) => JSON.stringify(model))).size).toBe(SEEDS.length);
  });

  test('has a scenario that is played to an end', () => {
    const moments = CASES.flatMap(({ outcome }) => outcome.services.flatMap(({ t0, t1, t2 }) => [t0, t1, t2]));
    const values = moments.map((moment) => (moment.state === 'UNDETERMINED' ? 0 : moment.value));
    expect(values.every((value) => value >= 0 && value < 1 + 1e-9)).toBe(true);
  });

  test.each(['UP', 'PARTIAL', 'DOWN', 'UNDETERMINED'])('has services that come to be %s', (state) => {
    const states = CASES.flatMap(({ outcome }) => outcome.services.map(({ t1 }) => t1.state));
    expect(states.filter((each) => each === state).length).toBeGreaterThanOrEqual(5);
  });

  test.each([...REACTION_KINDS, ...OTHER_TRAITS])('has often what is decisive: %s', (trait) => {
    const decisive = CASES.filter(({ model, scenario, outcome }) => isDecisive(trait, { model, scenario }, outcome));
    expect(decisive.length).toBeGreaterThanOrEqual(3);
  });

  test.each([
    ['pairs together', CASES.filter(({ scenario }) => scenario.first.length > 1)],
    ['pairs one after the other', CASES.filter(({ scenario }) => scenario.then !== undefined)],
    ['evacuated zones', CASES.filter(({ scenario }) => scenario.evacuated !== undefined)],
    ['members that are out', CASES.filter(({ scenario }) => scenario.out !== undefined)],
    ['sales', CASES.filter(({ scenario }) => scenario.isOnSale)],
    ['one zone', CASES.filter(({ model }) => model.groups.filter(({ kind }) => kind === 'zone').length === 1)],
    ['three zones', CASES.filter(({ model }) => model.groups.filter(({ kind }) => kind === 'zone').length === 3)],
    ['fallbacks', CASES.filter(({ model }) => model.pools.some(({ choice }) => choice === 'fallback'))],
    ['no further faults', CASES.filter(({ scenario }) => scenario.then?.length === 0)],
    ['what never comes to rest', CASES.filter(isRestless)],
    [
      'what never comes to rest and yet is determined',
      CASES.filter((each) => isRestless(each) && each.outcome.services.some(({ t1 }) => t1.state !== 'UNDETERMINED')),
    ],
    ['pools that move more than once', CASES.filter(hasTwoMoves)],
    [
      'what is seen',
      CASES.filter(({ outcome }) => outcome.detectors.some((each) => each.seenAfterSeconds !== undefined)),
    ],
    [
      'what is not seen',
      CASES.filter(({ outcome }) => outcome.detectors.some((each) => each.seenAfterSeconds === undefined)),
    ],
    ['what does not last long enough to be seen', CASES.filter(hasShortLoss)],
  ])('comes with %s', (_name, cases) => {
    expect(cases.length).toBeGreaterThanOrEqual(5);
  });

  test('has at times what is seen by turns only', () => {
    expect(CASES.filter(hasTurns).length).toBeGreaterThanOrEqual(3);
  });
});

function isRestless({ outcome: { runs } }: (typeof CASES)[number]): boolean {
  return runs.some(({ isAtRest }) => !isAtRest);
}

function hasTwoMoves({ outcome: { reactions } }: (typeof CASES)[number]): boolean {
  const moving = reactions.filter(({ kind }) => kind === 'move' || kind === 'manual-move').map(({ pool }) => pool);
  return new Set(moving).size < moving.length;
}

/** Whether something is seen if it need not last, and is over before it is seen else. */
function hasShortLoss({ model, scenario, outcome }: (typeof CASES)[number]): boolean {
  const seen = simulate(caseWithout('lasts', { model, scenario }).model, scenario).detectors;
  return outcome.detectors.some(
    (each, index) => each.seenAfterSeconds === undefined && seen[index]?.seenAfterSeconds !== undefined,
  );
}

/** Whether a detector sees what none of its sights alone lets it see, or not so soon. */
function hasTurns({ model, scenario, outcome }: (typeof CASES)[number]): boolean {
  const alone = model.detectors.flatMap((detector) =>
    detector.sees.map((sight, index) => ({ ...detector, id: `${detector.id} ${index}`, sees: [sight] })),
  );
  const seenAlone = simulate({ ...model, detectors: alone }, scenario).detectors;
  return outcome.detectors.some(
    ({ detector, seenAfterSeconds: seconds }) =>
      seconds !== undefined &&
      seenAlone
        .filter((each) => each.detector.startsWith(detector))
        .every(({ seenAfterSeconds = Infinity }) => seenAfterSeconds > seconds),
  );
}
