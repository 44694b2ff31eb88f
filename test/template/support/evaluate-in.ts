import {
  createEvaluator,
  modelOfTemplate,
  type EvaluateOptions,
  type JsonObject,
  type JsonValue,
  type TemplateModel,
  type TemplateOptions,
  type TemplateStack,
  type Value,
} from '../../../lib/template';

/** The only stack, or the first one, of a model. */
export function requireStack(model: TemplateModel, name?: string): TemplateStack {
  const stack = model.stacks.find((candidate) => name === undefined || candidate.constructPath === name);
  if (stack === undefined) {
    throw new Error(`no stack ${name ?? ''}`);
  }
  return stack;
}

/** Evaluates an expression in a stack with the given sections. */
export function evaluateIn(
  sections: JsonObject,
  expression: JsonValue,
  options: TemplateOptions = {},
  view: EvaluateOptions = {},
): Value {
  const model = modelFor(sections, expression, options);
  return createEvaluator(model, view).property(outputOf(model), 'Value');
}

/** A model whose resource `Probe` has the expression as its property `Value`. */
export function modelFor(sections: JsonObject, expression: JsonValue, options: TemplateOptions = {}): TemplateModel {
  const resources = (sections['Resources'] ?? {}) as JsonObject;
  return modelOfTemplate(
    { ...sections, Resources: { ...resources, Probe: { Type: 'Test::Probe', Properties: { Value: expression } } } },
    { region: 'ap-northeast-1', account: '111111111111', ...options },
  );
}

function outputOf(model: TemplateModel) {
  const probe = requireStack(model).byLogicalId.get('Probe');
  if (probe === undefined) {
    throw new Error('no probe');
  }
  return probe;
}

/** Codes of what is found in a model. */
export function codesOf(model: TemplateModel): readonly string[] {
  return model.findings.map(({ code }) => code);
}
