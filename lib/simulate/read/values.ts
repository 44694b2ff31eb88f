import {
  itemsOf,
  keyOf,
  knownBoolean,
  knownNumber,
  knownText,
  targetOf,
  type Evaluator,
  type TemplateResource,
  type Value,
} from '../../template';

/** Reads properties of resources as numbers, texts and lists; `undefined` for what only the deployment tells. */
export class Properties {
  readonly evaluator: Evaluator;
  readonly resource: TemplateResource;

  constructor(evaluator: Evaluator, resource: TemplateResource) {
    this.evaluator = evaluator;
    this.resource = resource;
  }

  value(...path: readonly string[]): Value {
    return this.evaluator.property(this.resource, ...path);
  }

  has(...path: readonly string[]): boolean {
    return this.value(...path).kind !== 'absent';
  }

  number(...path: readonly string[]): number | undefined {
    return knownNumber(this.value(...path));
  }

  text(...path: readonly string[]): string | undefined {
    return knownText(this.value(...path));
  }

  boolean(...path: readonly string[]): boolean | undefined {
    return knownBoolean(this.value(...path));
  }

  items(...path: readonly string[]): readonly Value[] {
    return itemsOf(this.value(...path)) ?? [];
  }

  target(...path: readonly string[]): TemplateResource | undefined {
    return targetOf(this.value(...path));
  }
}

/** An entry of a value that is an object, whether or not all of it is known. */
export function entryOf(value: Value, ...path: readonly string[]): Value {
  return path.reduce<Value>((inner, key) => {
    if (inner.kind === 'object') {
      return inner.entries[key] ?? { kind: 'absent' };
    }
    if (
      inner.kind === 'known' &&
      typeof inner.value === 'object' &&
      inner.value !== null &&
      !Array.isArray(inner.value)
    ) {
      const entry = Object.entries(inner.value).find(([name]) => name === key)?.[1];
      return entry === undefined || entry === null ? { kind: 'absent' } : { kind: 'known', value: entry };
    }
    return inner.kind === 'absent' ? inner : { kind: 'unknown', reason: 'an open value' };
  }, value);
}

/** Resources that name the given one in a property, whichever stack they are in. */
export function naming(
  evaluator: Evaluator,
  resources: readonly TemplateResource[],
  property: string,
  named: TemplateResource,
): readonly TemplateResource[] {
  const name = knownText(evaluator.property(named, 'AutoScalingGroupName'));
  return resources.filter((resource) => {
    const value = evaluator.property(resource, property);
    return targetOf(value) === named || (name !== undefined && knownText(value) === name);
  });
}

/** Number of different values of a list; `undefined` when they cannot all be told apart. */
export function countDistinct(values: readonly Value[]): number | undefined {
  const isOpen = values.some(({ kind }) => kind === 'unknown' || kind === 'one-of' || kind === 'absent');
  return isOpen || values.length === 0 ? undefined : new Set(values.map(keyOf)).size;
}
