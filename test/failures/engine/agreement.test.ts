import { Evaluator } from '../../../lib/failures/engine/evaluate';
import { randomCase } from '../random/random-case';
import { outcomeDifferences } from '../simulator/outcome-differences';
import { simulate } from '../simulator/simulate';
import { asSimulated } from './as-simulated';

const SEEDS = [
  ...Array.from({ length: 120 }, (_, seed) => seed + 1),
  // Where several needs lose shares at once; where a runbook is for one mode of a fault; where it lacks its planes.
  ...[137, 368, 434, 447, 299, 358],
];

test.each(SEEDS)('says of random model %d what the simulator says', (seed) => {
  const { model, scenario } = randomCase(seed);
  const found = new Evaluator(model).evaluate(scenario);
  expect(
    outcomeDifferences(
      simulate(model, scenario),
      asSimulated(
        found,
        model.detectors.map(({ id }) => id),
      ),
    ),
  ).toEqual([]);
});
