import { asBoolean, asNumber, isList } from '../json';
import type { TemplateResource } from '../model';
import { known, type Value } from './value';
import { scalarText } from './build';

/** The string a value is, if it is known. */
export function knownText(value: Value): string | undefined {
  return value.kind === 'known' && (typeof value.value === 'string' || typeof value.value === 'number')
    ? String(value.value)
    : undefined;
}

/** The number a value is, if it is known. */
export function knownNumber(value: Value): number | undefined {
  return value.kind === 'known' ? asNumber(value.value) : undefined;
}

/** The boolean a value is, if it is known. */
export function knownBoolean(value: Value): boolean | undefined {
  return value.kind === 'known' ? asBoolean(value.value) : undefined;
}

/** Items of a list; nothing is no item, a single value is one, `undefined` when even their number is unknown. */
export function itemsOf(value: Value): readonly Value[] | undefined {
  switch (value.kind) {
    case 'absent':
      return [];
    case 'list':
      return value.items;
    case 'known':
      return isList(value.value) ? value.value.map(known) : [value];
    case 'text':
    case 'object':
      return [value];
    case 'reference':
      return value.attribute === 'Ref' || value.item !== undefined ? [value] : undefined;
    case 'symbol':
      return isListType(value.type) ? undefined : [value];
    case 'one-of':
    case 'unknown':
      return undefined;
  }
}

/** Whether a symbol of the type is a list. */
export function isListType(type: string): boolean {
  return /^List<|^CommaDelimitedList$|Value<(List<|CommaDelimitedList)/.test(type) || type === 'Any';
}

/** Every value that is possible, without choices in it; `undefined` when that is open. */
export function possibleValues(value: Value): readonly Value[] | undefined {
  switch (value.kind) {
    case 'one-of':
      return allOf(value.alternatives.map((alternative) => possibleValues(alternative.value)));
    case 'symbol':
      return value.constraints.allowedValues?.map(known);
    case 'unknown':
      return undefined;
    case 'known':
    case 'reference':
    case 'text':
    case 'list':
    case 'object':
    case 'absent':
      return [value];
  }
}

/** The resource a value is about: of a reference, or the only one in a text. */
export function targetOf(value: Value): TemplateResource | undefined {
  if (value.kind === 'reference') {
    return value.resource;
  }
  const targets = value.kind === 'text' ? value.parts.filter((part) => part.kind === 'reference') : [];
  const [only] = targets;
  return targets.length === 1 ? only?.resource : undefined;
}

/** The value for people: `${…}` for every part that is not known. */
export function describeValue(value: Value): string {
  switch (value.kind) {
    case 'known':
      return scalarText(value.value);
    case 'reference':
      return `\${${value.resource.logicalId}.${value.attribute}${value.item === undefined ? '' : `[${value.item}]`}}`;
    case 'text':
      return value.parts.map(describeValue).join('');
    case 'list':
      return value.items.map(describeValue).join(',');
    case 'object':
      return `{${Object.entries(value.entries)
        .map(([key, entry]) => `${key}: ${describeValue(entry)}`)
        .join(', ')}}`;
    case 'one-of':
      return value.alternatives
        .map((alternative) => `${describeValue(alternative.value)} (${alternative.when})`)
        .join(' or ');
    case 'symbol':
      return `\${${value.label}}`;
    case 'absent':
      return 'nothing';
    case 'unknown':
      return `\${${value.reason}}`;
  }
}

function allOf(lists: readonly (readonly Value[] | undefined)[]): readonly Value[] | undefined {
  const present = lists.filter((list) => list !== undefined);
  return present.length === lists.length ? present.flat() : undefined;
}
