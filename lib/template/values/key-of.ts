import { isList, isObject, type JsonValue } from '../json';
import { resourceKey } from '../model';
import type { Value } from './value';

/** Text that two values share exactly when nothing known tells them apart. */
export function keyOf(value: Value): string {
  switch (value.kind) {
    case 'known':
      return `=${canonical(value.value)}`;
    case 'reference':
      return `@${resourceKey(value.resource)}.${value.attribute}[${value.item ?? ''}]${value.joinedBy ?? ''}`;
    case 'text':
      return `"${value.parts.map(keyOf).join('+')}"`;
    case 'list':
      return `[${value.unordered === true ? '~' : ''}${value.items.map(keyOf).join(',')}]`;
    case 'object':
      return `{${Object.keys(value.entries)
        .sort()
        .map((key) => `${JSON.stringify(key)}:${keyOf(value.entries[key] ?? { kind: 'absent' })}`)
        .join(',')}}`;
    case 'one-of':
      return `(${value.alternatives.map((alternative) => keyOf(alternative.value)).join('|')})`;
    case 'symbol':
      return `$${value.id}`;
    case 'absent':
      return '-';
    case 'unknown':
      return `?${value.reason}`;
  }
}

/** Whether a value holds something of which nothing is known, so that equal keys do not mean equal values. */
export function containsUnknown(value: Value): boolean {
  switch (value.kind) {
    case 'unknown':
    case 'one-of':
      return true;
    case 'text':
      return value.parts.some(containsUnknown);
    case 'list':
      return value.items.some(containsUnknown);
    case 'object':
      return Object.values(value.entries).some(containsUnknown);
    case 'known':
    case 'reference':
    case 'symbol':
    case 'absent':
      return false;
  }
}

/** JSON with sorted keys. */
export function canonical(value: JsonValue | undefined): string {
  if (isList(value)) {
    return `[${value.map(canonical).join(',')}]`;
  }
  if (isObject(value)) {
    const entries = Object.keys(value)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
    return `{${entries.join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}
