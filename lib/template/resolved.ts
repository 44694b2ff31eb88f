import type { JsonValue } from './json';
import type { TemplateResource } from './model';

/**
 * What is known about a value before deployment, for readers that follow references and leave the rest alone.
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
