import { describeValue, isObject, itemsOf, knownBoolean, knownText, type Value } from '../../../template';

/** A setting that may be hidden. */
export type Setting<T> =
  | { readonly kind: 'known'; readonly value: T }
  | { readonly kind: 'absent' }
  | { readonly kind: 'hidden'; readonly by: string };

/** A field of an object of which all or only a part is known. */
export function fieldOf(value: Value, ...path: readonly string[]): Value {
  return path.reduce<Value>((inner, key) => {
    switch (inner.kind) {
      case 'object':
        return inner.entries[key] ?? { kind: 'absent' };
      case 'known': {
        const found = isObject(inner.value) ? inner.value[key] : undefined;
        return found === undefined || found === null ? { kind: 'absent' } : { kind: 'known', value: found };
      }
      case 'absent':
        return inner;
      case 'list':
      case 'text':
      case 'reference':
      case 'one-of':
      case 'symbol':
      case 'unknown':
        return { kind: 'unknown', reason: describeValue(inner) };
    }
  }, value);
}

/** Items of a list; `undefined` when even their number is hidden. */
export function listOf(value: Value): readonly Value[] | undefined {
  return itemsOf(value);
}

export function readText(value: Value): Setting<string> {
  return setting(value, knownText(value));
}

export function readBoolean(value: Value): Setting<boolean> {
  return setting(value, knownBoolean(value));
}

/** The value of a setting, or another one when it is absent or hidden. */
export function valueOr<T, U>(read: Setting<T>, other: U): T | U {
  return read.kind === 'known' ? read.value : other;
}

function setting<T>(value: Value, known: T | undefined): Setting<T> {
  return value.kind === 'absent'
    ? { kind: 'absent' }
    : known === undefined
      ? { kind: 'hidden', by: describeValue(value) }
      : { kind: 'known', value: known };
}
