import {
  describeValue,
  isList,
  isObject,
  itemsOf,
  knownBoolean,
  knownNumber,
  knownText,
  possibleValues,
  targetOf,
  type JsonValue,
  type TemplateResource,
  type Value,
} from '../../../template';
import type { Certainty } from '../../address';
import type { Choice } from '../types';

export const ABSENT: Value = { kind: 'absent' };

/** An item of a list, and whether it is there. */
export interface Listed {
  readonly value: Value;
  readonly exists: Certainty;
  readonly index: number;
}

/** Items of a list, those of every alternative; `open` when there may be others. */
export function listed(value: Value): { readonly items: readonly Listed[]; readonly open?: string } {
  if (value.kind === 'one-of') {
    const parts = value.alternatives.map((alternative) => listed(alternative.value));
    const items = parts.flatMap((part) => part.items.map((item) => ({ ...item, exists: 'unknown' as const })));
    const open = parts.find((part) => part.open !== undefined)?.open;
    return open === undefined ? { items } : { items, open };
  }
  const items = itemsOf(value);
  if (items === undefined) {
    return { items: [], open: describeValue(value) };
  }
  return { items: items.flatMap((item, index) => alternativesOf(item, index)) };
}

function alternativesOf(item: Value, index: number): readonly Listed[] {
  if (item.kind !== 'one-of') {
    return item.kind === 'absent' ? [] : [{ value: item, exists: 'yes', index }];
  }
  return item.alternatives.flatMap(({ value }) =>
    value.kind === 'absent' ? [] : [{ value, exists: 'unknown' as const, index }],
  );
}

/** An entry of an object. */
export function entry(value: Value, ...path: readonly string[]): Value {
  return path.reduce<Value>(entryOf, value);
}

function entryOf(value: Value, key: string): Value {
  switch (value.kind) {
    case 'known':
      return knownEntry(value.value, key);
    case 'object':
      return value.entries[key] ?? ABSENT;
    case 'list':
      return value.items[Number(key)] ?? ABSENT;
    case 'one-of':
      return {
        kind: 'one-of',
        because: value.because,
        alternatives: value.alternatives.map((each) => ({ value: entryOf(each.value, key), when: each.when })),
      };
    case 'text':
    case 'absent':
      return ABSENT;
    case 'reference':
    case 'symbol':
    case 'unknown':
      return { kind: 'unknown', reason: `${key} of ${describeValue(value)}` };
  }
}

function knownEntry(value: JsonValue, key: string): Value {
  const found = isList(value) ? value[Number(key)] : isObject(value) ? value[key] : undefined;
  return found === undefined || found === null ? ABSENT : { kind: 'known', value: found };
}

/** Names of the entries of an object; `undefined` when only the deployment tells. */
export function keysOf(value: Value): readonly string[] | undefined {
  switch (value.kind) {
    case 'known':
      return isObject(value.value) ? Object.keys(value.value) : [];
    case 'object':
      return Object.keys(value.entries);
    case 'absent':
      return [];
    case 'one-of': {
      const all = value.alternatives.map((each) => keysOf(each.value));
      return all.some((keys) => keys === undefined) ? undefined : [...new Set(all.flatMap((keys) => keys ?? []))];
    }
    case 'text':
    case 'list':
    case 'reference':
    case 'symbol':
    case 'unknown':
      return undefined;
  }
}

/** Whether a boolean is true; what is absent is `otherwise`. */
export function truth(value: Value, otherwise: boolean): Certainty {
  const possible = possibleValues(value)?.map((each) => (each.kind === 'absent' ? otherwise : knownBoolean(each)));
  return agreed(possible?.map((each) => (each === undefined ? undefined : each ? 'yes' : 'no')));
}

/** Whether a text is one that `accepts`; what is absent is `otherwise`. */
export function textIs(value: Value, accepts: (text: string) => boolean, otherwise: boolean): Certainty {
  const possible = possibleValues(value)?.map((each) => {
    const text = knownText(each);
    return each.kind === 'absent' ? otherwise : text === undefined ? undefined : accepts(text);
  });
  return agreed(possible?.map((each) => (each === undefined ? undefined : each ? 'yes' : 'no')));
}

function agreed(all: readonly (Certainty | undefined)[] | undefined): Certainty {
  const [first] = all ?? [];
  return first !== undefined && all?.every((each) => each === first) === true ? first : 'unknown';
}

/** Every number a value can be; `undefined` when that is open. */
export function numbersOf(value: Value): readonly number[] | undefined {
  const numbers = possibleValues(value)?.map((each) => knownNumber(each));
  return numbers?.every((each) => each !== undefined) === true ? numbers : undefined;
}

/** Every text a value can be; `undefined` when that is open. */
export function textsOf(value: Value): readonly string[] | undefined {
  const texts = possibleValues(value)?.map((each) => knownText(each));
  return texts?.every((each) => each !== undefined) === true ? texts : undefined;
}

/** The resources of some types that a value can name. */
export function resourcesOf(value: Value, ...types: readonly string[]): Choice<TemplateResource> {
  const possible = possibleValues(value);
  if (possible === undefined) {
    return { options: [], open: describeValue(value) };
  }
  const options: TemplateResource[] = [];
  let open: string | undefined;
  for (const each of possible) {
    const target = targetOf(each);
    if (target !== undefined && types.includes(target.type)) {
      options.push(target);
    } else if (each.kind !== 'absent') {
      open = describeValue(each);
    }
  }
  return open === undefined ? { options } : { options, open };
}

/** The weaker of two certainties: both must hold. */
export function both(a: Certainty, b: Certainty): Certainty {
  return a === 'no' || b === 'no' ? 'no' : a === 'unknown' || b === 'unknown' ? 'unknown' : 'yes';
}

/** The stronger of two certainties: one is enough. */
export function either(a: Certainty, b: Certainty): Certainty {
  return a === 'yes' || b === 'yes' ? 'yes' : a === 'unknown' || b === 'unknown' ? 'unknown' : 'no';
}

/** A choice mapped to something else; options that map to nothing open it. */
export function mapChoice<A, B>(choice: Choice<A>, map: (option: A) => B | undefined, missing: string): Choice<B> {
  const options = choice.options.flatMap((option) => map(option) ?? []);
  const open = choice.open ?? (options.length < choice.options.length ? missing : undefined);
  return open === undefined ? { options } : { options, open };
}
