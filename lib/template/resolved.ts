import type { JsonValue } from './json';
import type { TemplateModel, TemplateResource, TemplateStack } from './model';

/**
 * What is known about a value before deployment.
 *
 * - `literal`: the value itself, no intrinsic function is left in it;
 * - `reference`: an attribute of a resource of the model (`Ref` for what `Ref` returns), whichever stack it is in;
 * - `text`: a string of which some parts are not literal;
 * - `list`: a list of which some items are not literal;
 * - `unknown`: only CloudFormation will know; `reason` names what hides it.
 */
export type Resolved =
  | { readonly kind: 'literal'; readonly value: JsonValue }
  | { readonly kind: 'reference'; readonly resource: TemplateResource; readonly attribute: string }
  | { readonly kind: 'text'; readonly parts: readonly Resolved[] }
  | { readonly kind: 'list'; readonly items: readonly Resolved[] }
  | { readonly kind: 'unknown'; readonly reason: string };

/** Where a value stands, and how values inside it are resolved. */
export interface Scope {
  readonly model: TemplateModel;
  readonly stack: TemplateStack;
  /** Resolves a value of the same stack, or of another one. */
  resolve(value: JsonValue | undefined, stack?: TemplateStack): Resolved;
}

/** The string a value becomes, with `${…}` for every part that is not literal. */
export function textOf(resolved: Resolved): string {
  switch (resolved.kind) {
    case 'literal':
      return typeof resolved.value === 'string' ? resolved.value : JSON.stringify(resolved.value);
    case 'reference':
      return `\${${resolved.resource.logicalId}.${resolved.attribute}}`;
    case 'text':
      return resolved.parts.map(textOf).join('');
    case 'list':
      return resolved.items.map(textOf).join(',');
    case 'unknown':
      return `\${${resolved.reason}}`;
  }
}

/** Joins parts to a string, as literal as they allow; a single reference stays a reference. */
export function joinParts(parts: readonly Resolved[]): Resolved {
  const flat = parts
    .flatMap((part) => (part.kind === 'text' ? part.parts : [part]))
    .filter((part) => part.kind !== 'literal' || part.value !== '');
  const [first] = flat;
  if (flat.every((part) => part.kind === 'literal')) {
    return literal(flat.map(textOf).join(''));
  }
  return flat.length === 1 && first !== undefined ? first : { kind: 'text', parts: flat };
}

/** A list, as literal as its items allow. */
export function listOf(items: readonly Resolved[]): Resolved {
  return items.every((item) => item.kind === 'literal')
    ? literal(items.map((item) => item.value))
    : { kind: 'list', items };
}

/** A value only CloudFormation will know, with what hides it. */
export function unknown(reason: string): Resolved {
  return { kind: 'unknown', reason };
}

/** A value known before deployment. */
export function literal(value: JsonValue): Resolved {
  return { kind: 'literal', value };
}
