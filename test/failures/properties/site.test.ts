import { Evaluator } from '../../../lib/failures/engine/evaluate';
import { Matrix } from '../../../lib/failures/matrix/matrix';
import { singleFaults } from '../../../lib/failures/matrix/scenarios';
import { readFailureModel } from '../../../lib/failures';
import { firedReactions, nonMonotoneReactions, reactionKey, worseIn } from '../../../lib/failures/monotone';
import { loadAssembly } from '../../../lib/template';
import { assemblyDirectory } from '../../support/synth-sites';
import { checkingPools, withSlowerChecks } from './slower';
import { twinSets, withTwins } from './twins';

jest.setTimeout(120_000);

const { model } = readFailureModel(loadAssembly(assemblyDirectory('starter')));
const matrix = new Matrix(model);
const faults = [...singleFaults(model)];

test('a slower health check never shortens a recovery of the starter site, whose reactions are all monotone but failing open', () => {
  const doubtful = new Set(nonMonotoneReactions(model).map(reactionKey));
  const rows = faults
    .map((fault) => ({ ...fault, outcome: matrix.outcomeOf(fault.scenario) }))
    .filter(({ scenario, outcome }) =>
      firedReactions(model, scenario, outcome).every((reaction) => !doubtful.has(reactionKey(reaction))),
    );
  const changed: string[] = [];
  const shorter: string[] = [];
  for (const pool of checkingPools(model)) {
    const slower = new Matrix(withSlowerChecks(model, [pool], 60));
    for (const { id, scenario, outcome } of rows) {
      const slow = slower.outcomeOf(scenario);
      outcome.services.forEach(({ service, recoverySeconds = Infinity }, at) => {
        const seconds = slow.services[at]?.recoverySeconds ?? Infinity;
        const name = `${id}, ${pool}: ${service} ${String(recoverySeconds)} -> ${String(seconds)}`;
        changed.push(...(seconds === recoverySeconds ? [] : [name]));
        shorter.push(...(seconds < recoverySeconds ? [name] : []));
      });
    }
  }
  expect(shorter).toEqual([]);
  expect([rows.length > faults.length / 2, changed.length > 20]).toEqual([true, true]);
});

test('an identical part beside each of some makes no row of the starter site worse', () => {
  const sets = twinSets(model);
  const worse: string[] = [];
  let better = 0;
  for (const parts of sets) {
    const evaluator = new Evaluator(withTwins(model, parts));
    for (const { id, scenario } of faults) {
      const more = evaluator.evaluate(scenario);
      matrix.outcomeOf(scenario).services.forEach((row, at) => {
        const than = more.services[at];
        if (than !== undefined) {
          worse.push(...(worseIn(than, row) === undefined ? [] : [`${id}, ${[...parts].join(' ')}: ${row.service}`]));
          better += worseIn(row, than) === undefined ? 0 : 1;
        }
      });
    }
  }
  expect(worse).toEqual([]);
  expect([sets.length > 4, better > 10]).toEqual([true, true]);
});
