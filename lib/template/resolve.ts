import { asObject, asString, isList, isObject, type JsonObject, type JsonValue } from './json';
import type { TemplateModel, TemplateResource, TemplateStack } from './model';
import { resolveGetAtt, resolveImport, resolveRef, resolveStackOutput } from './reference-functions';
import { listOf, literal, unknown, type Resolved, type Scope } from './resolved';
import { resolveJoin, resolveSelect, resolveSplit, resolveSub } from './string-functions';

/** Longest chain of references followed; real assemblies need less than ten. */
const MAX_DEPTH = 40;

/** Resolves a value of a stack, following references through exports, outputs and nested stacks. */
export function resolve(model: TemplateModel, stack: TemplateStack, value: JsonValue | undefined): Resolved {
  return resolveAt(model, stack, value, 0);
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
    return isList(resolved.value) ? resolved.value.map(literal) : [resolved];
  }
  return isObject(value) && intrinsicOf(value) === undefined ? undefined : singleItem(resolved);
}

/** Name and argument of an intrinsic function, if the object is one. */
export function intrinsicOf(value: JsonObject): readonly [name: string, argument: JsonValue | undefined] | undefined {
  const keys = Object.keys(value);
  const [key] = keys;
  return keys.length === 1 && key !== undefined && (key === 'Ref' || key.startsWith('Fn::'))
    ? [key, value[key]]
    : undefined;
}

/** CloudFormation takes a single value where a list is wanted. */
function singleItem(resolved: Resolved): readonly Resolved[] | undefined {
  return resolved.kind === 'reference' && resolved.attribute === 'Ref' ? [resolved] : undefined;
}

function resolveAt(model: TemplateModel, stack: TemplateStack, value: JsonValue | undefined, depth: number): Resolved {
  if (value === undefined || value === null) {
    return unknown('nothing');
  }
  if (depth > MAX_DEPTH) {
    return unknown('circular reference');
  }
  const scope: Scope = {
    model,
    stack,
    resolve: (inner, other = stack) => resolveAt(model, other, inner, depth + 1),
  };
  if (isList(value)) {
    return listOf(value.map((item) => scope.resolve(item)));
  }
  if (!isObject(value)) {
    return literal(value);
  }
  const intrinsic = intrinsicOf(value);
  if (intrinsic === undefined) {
    return hasIntrinsic(value) ? unknown('an object with references') : literal(value);
  }
  return resolveIntrinsic(scope, ...intrinsic);
}

function resolveIntrinsic(scope: Scope, name: string, argument: JsonValue | undefined): Resolved {
  switch (name) {
    case 'Ref':
      return resolveRef(scope, asString(argument) ?? '');
    case 'Fn::GetAtt':
      return resolveGetAtt(scope, argument);
    case 'Fn::ImportValue':
      return resolveImport(scope, argument);
    case 'Fn::GetStackOutput':
      return resolveStackOutput(scope, asObject(argument));
    case 'Fn::Join':
      return resolveJoin(scope, argument);
    case 'Fn::Sub':
      return resolveSub(scope, argument);
    case 'Fn::Select':
      return resolveSelect(scope, argument);
    case 'Fn::Split':
      return resolveSplit(scope, argument);
    default:
      return unknown(name);
  }
}

function hasIntrinsic(value: JsonValue | undefined): boolean {
  if (isList(value)) {
    return value.some(hasIntrinsic);
  }
  return isObject(value) && (intrinsicOf(value) !== undefined || Object.values(value).some(hasIntrinsic));
}
