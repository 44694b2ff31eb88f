import { compareSharing } from '../failures/matrix/compare-sharing';

const MODELS = 200;

/** Share of the models in which a reaction must fire that can make things worse. */
const LEAST_HARM = 0.25;

const found = Array.from({ length: MODELS }, (_, at) => compareSharing(at + 1));
found.forEach(({ differing }, at) => {
  differing.forEach((id) => console.log(`model ${String(at + 1)}: another outcome when it is shared: ${id}`));
});
const scenarios = found.reduce((sum, each) => sum + each.scenarios, 0);
const differing = found.reduce((sum, each) => sum + each.differing.length, 0);
const harm = found.filter(({ hasHarm }) => hasHarm).length / MODELS;
console.log(
  `models ${String(MODELS)}, scenarios ${String(scenarios)}, differing ${String(differing)}, with a reaction that can harm ${(100 * harm).toFixed(0)} %`,
);
process.exitCode = differing > 0 || harm < LEAST_HARM ? 1 : 0;
