import { z } from 'zod';
import type { FieldPath } from '../input/show';
import { siteSchema } from './site';

/** Place of every field of the schema, by its path without list positions. */
type Places = ReadonlyMap<string, number>;

/** Fields of the schema in the order of their declaration: a list entry stands for all entries of its list. */
const PLACES: Places = new Map(fieldPatterns(siteSchema, '').map((pattern, place) => [pattern, place]));

/** Compares two paths by the order in which the schema declares their fields; entries of a list by position. */
export function compareFields(a: FieldPath, b: FieldPath): number {
  const length = Math.max(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const difference = rank(a, index) - rank(b, index);
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
}

/** Names of the fields an object at that path may have. */
export function knownFields(path: FieldPath): readonly string[] {
  const start = pattern(path);
  const names = [...PLACES.keys()]
    .filter((known) => known.startsWith(`${start}.`))
    .map((known) => known.slice(start.length + 1))
    .filter((name) => !/[.[]/.test(name));
  return [...new Set(names)];
}

/** Rank of a step among its siblings: nothing before a field, an unknown field last. */
function rank(path: FieldPath, index: number): number {
  const step = path[index];
  if (step === undefined) {
    return -1;
  }
  return typeof step === 'number' ? step : (PLACES.get(pattern(path.slice(0, index + 1))) ?? Number.MAX_SAFE_INTEGER);
}

function pattern(path: FieldPath): string {
  return path.map((step) => (typeof step === 'number' ? '[]' : `.${step}`)).join('');
}

function fieldPatterns(schema: unknown, start: string): readonly string[] {
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape).flatMap(([name, inner]) => [
      `${start}.${name}`,
      ...fieldPatterns(inner, `${start}.${name}`),
    ]);
  }
  if (schema instanceof z.ZodArray) {
    return fieldPatterns(schema.element, `${start}[]`);
  }
  if (schema instanceof z.ZodOptional) {
    return fieldPatterns(schema.unwrap(), start);
  }
  return schema instanceof z.ZodUnion ? schema.options.flatMap((option) => fieldPatterns(option, start)) : [];
}
