import {
  createEvaluator,
  itemsOf,
  keyOf,
  knownNumber,
  knownText,
  targetOf,
  type Evaluator,
  type TemplateModel,
  type TemplateResource,
  type Value,
} from '../../../template';
import type { Truth } from '../net/truth';

/** Reads properties in the ways in which the builders need them. */
export class Reader {
  readonly model: TemplateModel;
  readonly evaluator: Evaluator;
  private readonly alike = new Map<string, number>();

  constructor(model: TemplateModel, evaluator?: Evaluator) {
    this.model = model;
    this.evaluator = evaluator ?? createEvaluator(model);
    for (const { logicalId } of model.resources) {
      this.alike.set(logicalId, (this.alike.get(logicalId) ?? 0) + 1);
    }
  }

  /** `<logical id>`, with the stack when another resource has the same. */
  name(resource: TemplateResource): string {
    const isAlone = this.alike.get(resource.logicalId) === 1;
    return isAlone ? resource.logicalId : `${resource.stack.constructPath}/${resource.logicalId}`;
  }

  /** Resources of some types that the world has. */
  all(...types: readonly string[]): readonly TemplateResource[] {
    return types
      .flatMap((type) => this.model.byType.get(type) ?? [])
      .filter((resource) => this.evaluator.exists(resource) !== 'no');
  }

  value(resource: TemplateResource, ...path: readonly string[]): Value {
    return this.evaluator.property(resource, ...path);
  }

  text(resource: TemplateResource, ...path: readonly string[]): string | undefined {
    return knownText(this.value(resource, ...path));
  }

  /** One of several words; `otherwise` when it is not there, `?` when it is not known. */
  word(resource: TemplateResource, path: readonly string[], otherwise: string): string {
    const value = this.value(resource, ...path);
    return value.kind === 'absent' ? otherwise : (knownText(value) ?? '?');
  }

  number(resource: TemplateResource, ...path: readonly string[]): number | undefined {
    return knownNumber(this.value(resource, ...path));
  }

  target(resource: TemplateResource, ...path: readonly string[]): TemplateResource | undefined {
    return targetOf(this.value(resource, ...path));
  }

  /** Items of a list; a list of which not even the length is known gives `undefined`. */
  items(resource: TemplateResource, ...path: readonly string[]): readonly Value[] | undefined {
    return itemsOf(this.value(resource, ...path));
  }

  /** Resources that a list names; the rest, and lists of unknown length, as a doubt. */
  targets(resource: TemplateResource, ...path: readonly string[]): Named {
    return namedIn(this.value(resource, ...path));
  }

  /** Truth of a property; `otherwise` when it is not there. */
  truth(resource: TemplateResource, path: readonly string[], otherwise: Truth): Truth {
    return truthIn(this.value(resource, ...path), otherwise);
  }
}

/** Resources that a value names, and whether it may name others. */
export interface Named {
  readonly found: readonly TemplateResource[];
  readonly doubt?: string;
}

/** Resources that a list names. */
export function namedIn(value: Value): Named {
  const items = itemsOf(value);
  if (items === undefined) {
    return { found: [], doubt: `the list ${keyOf(value)} is not known` };
  }
  const found = items.map(targetOf);
  const missing = found.findIndex((target) => target === undefined);
  const known = found.filter((target) => target !== undefined);
  const unnamed = items[missing];
  return unnamed === undefined ? { found: known } : { found: known, doubt: `${keyOf(unnamed)} is not known` };
}

/** Truth of `true`, `'enable'`, `'on'` and their opposites. */
export function truthIn(value: Value, otherwise: Truth): Truth {
  if (value.kind === 'absent') {
    return otherwise;
  }
  const text = value.kind === 'known' ? String(value.value).toLowerCase() : '';
  return YES.includes(text) ? 'yes' : NO.includes(text) ? 'no' : 'unknown';
}

const YES = ['true', 'enable', 'on'];
const NO = ['false', 'disable', 'off'];

/** The entry of an object or of what is known of it. */
export function entry(value: Value, key: string): Value {
  if (value.kind === 'object') {
    return value.entries[key] ?? { kind: 'absent' };
  }
  if (
    value.kind === 'known' &&
    typeof value.value === 'object' &&
    value.value !== null &&
    !Array.isArray(value.value)
  ) {
    const found = (value.value as Readonly<Record<string, unknown>>)[key];
    return found === undefined ? { kind: 'absent' } : ({ kind: 'known', value: found } as Value);
  }
  return value.kind === 'absent' || value.kind === 'known'
    ? { kind: 'absent' }
    : { kind: 'unknown', reason: `${key} of something not known` };
}

/** Keys of an object; none of anything else. */
export function keysOf(value: Value): readonly string[] {
  if (value.kind === 'object') {
    return Object.keys(value.entries);
  }
  return value.kind === 'known' && typeof value.value === 'object' && value.value !== null
    ? Object.keys(value.value)
    : [];
}
