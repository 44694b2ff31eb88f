import { parseArgs } from 'node:util';
import { Evaluator } from '../../lib/failures/engine/evaluate';
import { asSimulated } from '../failures/engine/as-simulated';
import { isDecisive, OFTEN_DECISIVE, OTHER_TRAITS, REACTION_KINDS } from '../failures/random/decisive';
import { randomCase } from '../failures/random/random-case';
import { outcomeDifferences } from '../failures/simulator/outcome-differences';
import { simulate } from '../failures/simulator/simulate';

/** In so many models each of what is to be often decisive must decide about the outcome. */
const LEAST_DECISIVE = 50;

const { values } = parseArgs({
  options: { models: { type: 'string', default: '500' }, seed: { type: 'string', default: '1' } },
});
const [models, first] = [Number(values.models), Number(values.seed)];
const decisive = new Map([...REACTION_KINDS, ...OTHER_TRAITS].map((trait) => [trait, 0]));
let differing = 0;
for (let seed = first; seed < first + models; seed += 1) {
  const drawn = randomCase(seed);
  const { model, scenario } = drawn;
  const simulated = simulate(model, scenario);
  const found = asSimulated(
    new Evaluator(model).evaluate(scenario),
    model.detectors.map(({ id }) => id),
  );
  const differences = outcomeDifferences(simulated, found);
  if (differences.length > 0) {
    differing += 1;
    console.log(`model ${String(seed)}: simulator or engine: ${differences.join('; ')}`);
  }
  for (const [trait, count] of decisive) {
    decisive.set(trait, count + (isDecisive(trait, drawn, simulated) ? 1 : 0));
  }
}
for (const [trait, count] of decisive) {
  console.log(`${trait.padEnd(24)} decisive in ${String(count).padStart(5)} models`);
}
const seldom = models < 500 ? [] : OFTEN_DECISIVE.filter((trait) => (decisive.get(trait) ?? 0) < LEAST_DECISIVE);
console.log(
  `models ${String(models)}, differing ${String(differing)}${seldom.length > 0 ? `, seldom decisive: ${seldom.join(', ')}` : ''}`,
);
process.exitCode = differing > 0 || seldom.length > 0 ? 1 : 0;
