import { createEvaluator } from './evaluate/evaluator';
import { intrinsicOf } from './evaluate/intrinsic';
import { pseudoText as findPseudoText } from './evaluate/pseudo-parameters';
import { isList, isObject, type JsonValue } from './json';
import type { TemplateModel, TemplateResource, TemplateStack } from './model';
import type { Resolved } from './resolved';
import type { Value } from './values/value';

/**
 * Resolves a value of a stack, following references through exports, outputs and nested stacks.
 *
 * A view over the evaluator: attributes, dynamic references and choices are left as they are written.
 */
export function resolve(model: TemplateModel, stack: TemplateStack, value: JsonValue | undefined): Resolved {
  return viewOf(createEvaluator(model, { opaque: true }).value(stack, value));
}

/** The literal string a value becomes, or `undefined`. */
export function literalText(
  model: TemplateModel,
  stack: TemplateStack,
  value: JsonValue | undefined,
): string | undefined {
  const resolved = resolve(model, stack, value);
  return resolved.kind === 'literal' && typeof resolved.value === 'string' ? resolved.value : undefined;
}

/** The resource a value refers to: itself, its identifier or an ARN around it, followed through stacks. */
export function findTarget(
  model: TemplateModel,
  stack: TemplateStack,
  value: JsonValue | undefined,
): TemplateResource | undefined {
  const resolved = resolve(model, stack, value);
  if (resolved.kind === 'reference') {
    return resolved.resource;
  }
  const references = resolved.kind === 'text' ? resolved.parts.filter((part) => part.kind === 'reference') : [];
  const [only] = references;
  return references.length === 1 ? only?.resource : undefined;
}

/** Items of a list, resolved one by one; `undefined` when even their number is unknown. */
export function resolveItems(
  model: TemplateModel,
  stack: TemplateStack,
  value: JsonValue | undefined,
): readonly Resolved[] | undefined {
  if (value === undefined) {
    return [];
  }
  const resolved = resolve(model, stack, value);
  if (resolved.kind === 'list') {
    return resolved.items;
  }
  if (resolved.kind === 'literal') {
    return isList(resolved.value) ? resolved.value.map((item) => ({ kind: 'literal', value: item })) : [resolved];
  }
  // CloudFormation takes a single value where a list is wanted.
  const isSingle = resolved.kind === 'reference' && resolved.attribute === 'Ref';
  return isSingle && !(isObject(value) && intrinsicOf(value) === undefined) ? [resolved] : undefined;
}

/** The value of a pseudo parameter in a stack, or `${AWS::…}` where only the deployment tells. */
export function pseudoText(stack: TemplateStack, name: string): string {
  return findPseudoText(stack, name) ?? `\${${name}}`;
}

function viewOf(value: Value): Resolved {
  switch (value.kind) {
    case 'known':
      return { kind: 'literal', value: value.value };
    case 'reference':
      // Which item of a list an attribute gives is not told.
      return value.item === undefined
        ? { kind: 'reference', resource: value.resource, attribute: value.attribute }
        : { kind: 'unknown', reason: 'Fn::Select' };
    case 'text':
      return { kind: 'text', parts: value.parts.map(viewOf) };
    case 'list':
      return { kind: 'list', items: value.items.map(viewOf) };
    case 'object':
      return { kind: 'unknown', reason: 'an object with references' };
    case 'one-of':
      return { kind: 'unknown', reason: value.because };
    case 'symbol':
      return { kind: 'unknown', reason: value.label };
    case 'absent':
      return { kind: 'unknown', reason: 'nothing' };
    case 'unknown':
      return { kind: 'unknown', reason: value.reason };
  }
}
