import { isList, isObject, type JsonValue } from '../json';
import { ABSENT, known, type Value } from './value';

/** A list, as known as its items allow; items that are absent are left out, as CloudFormation does. */
export function listOf(items: readonly Value[]): Value {
  const present = items.filter(({ kind }) => kind !== 'absent');
  return present.every((item) => item.kind === 'known')
    ? known(present.map(({ value }) => value))
    : { kind: 'list', items: present };
}

/** An object, as known as its entries allow; entries that are absent are left out. */
export function objectOf(entries: readonly (readonly [key: string, value: Value])[]): Value {
  const present = entries.filter(([, { kind }]) => kind !== 'absent');
  const values: Record<string, JsonValue> = {};
  for (const [key, value] of present) {
    if (value.kind !== 'known') {
      return { kind: 'object', entries: Object.fromEntries(present) };
    }
    values[key] = value.value;
  }
  return known(values);
}

/** Joins parts to a string, as known as they allow; a single part that is not known stays what it is. */
export function textOfParts(parts: readonly Value[]): Value {
  const merged: Value[] = [];
  for (const part of parts.flatMap((item) => (item.kind === 'text' ? item.parts : [item]))) {
    const last = merged.at(-1);
    if (part.kind !== 'known') {
      merged.push(part);
    } else if (last?.kind === 'known') {
      merged[merged.length - 1] = known(scalarText(last.value) + scalarText(part.value));
    } else {
      merged.push(known(scalarText(part.value)));
    }
  }
  const present = merged.filter((part) => part.kind !== 'known' || part.value !== '');
  const [first] = present;
  if (first === undefined) {
    return known('');
  }
  return present.length === 1 ? first : { kind: 'text', parts: present };
}

/** The string CloudFormation makes of a literal. */
export function scalarText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** An entry of a value: by key of an object, by position of a list. */
export function entryOf(value: Value, key: string): Value {
  switch (value.kind) {
    case 'known':
      return knownEntry(value.value, key);
    case 'object':
      return value.entries[key] ?? ABSENT;
    case 'list':
      return value.items[Number(key)] ?? ABSENT;
    case 'text':
    case 'absent':
      return ABSENT;
    case 'reference':
    case 'one-of':
    case 'symbol':
    case 'unknown':
      return { kind: 'unknown', reason: `${key} of something unknown` };
  }
}

function knownEntry(value: JsonValue, key: string): Value {
  const found = isList(value) ? value[Number(key)] : isObject(value) ? value[key] : undefined;
  return found === undefined || found === null ? ABSENT : known(found);
}
