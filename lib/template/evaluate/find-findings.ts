import { compare } from '../compare';
import type { JsonValue } from '../json';
import { resourceKey, type Place, type TemplateFinding, type TemplateModel } from '../model';
import { createEvaluator } from './evaluator';
import { enumerateWorlds, MAX_CONDITIONS } from './worlds';

/** Evaluates everything in a model and tells what it stumbled over, each once, sorted. */
export function findFindings(model: TemplateModel): readonly TemplateFinding[] {
  const found = new Map<string, TemplateFinding>();
  let where = '';
  let place: Place | undefined;
  const add = (finding: TemplateFinding) => {
    found.set(`${finding.code} ${finding.where} ${finding.means}`, finding);
  };
  const evaluator = createEvaluator(model, {}, (code, _stack, means) => {
    add({ code, where, means, ...(place === undefined ? {} : { place }) });
  });
  const evaluateAt = (at: string, stack: (typeof model.stacks)[number], value: JsonValue | undefined, from?: Place) => {
    where = at;
    place = from;
    evaluator.value(stack, value);
  };
  for (const stack of model.stacks) {
    stack.outputs.forEach((output) => {
      evaluateAt(`${stack.constructPath}/${output.name}`, stack, output.value);
      evaluateAt(`${stack.constructPath}/${output.name}`, stack, output.exportName);
    });
    stack.resources.forEach((resource) => {
      evaluateAt(resourceKey(resource), stack, resource.properties, resource.place);
    });
  }
  const { complete, unknownConditions } = enumerateWorlds(model);
  if (!complete) {
    add({
      code: 'TOO_MANY_CONDITIONS',
      where: unknownConditions[0] ?? '',
      means:
        `${unknownConditions.length} conditions are only known at deployment, and what they compare has more than ` +
        `${2 ** MAX_CONDITIONS} combinations or they are more than ${MAX_CONDITIONS}: values are taken for any of ` +
        'their alternatives; give values to the parameters',
    });
  }
  return [...found.values()].sort(
    (a, b) => compare(a.where, b.where) || compare(a.code, b.code) || compare(a.means, b.means),
  );
}
