import { isObject, type Value } from '../../template';

/** A field of an object of which all or only a part is known. */
export function fieldOf(value: Value, key: string): Value {
  if (value.kind === 'object') {
    return value.entries[key] ?? { kind: 'absent' };
  }
  if (value.kind === 'known' && isObject(value.value)) {
    const found = value.value[key];
    return found === undefined ? { kind: 'absent' } : { kind: 'known', value: found };
  }
  return value.kind === 'known' ? { kind: 'absent' } : { kind: 'unknown', reason: `what holds ${key} is not known` };
}
