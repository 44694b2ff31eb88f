import { createHash } from 'node:crypto';

/**
 * JSON with sorted keys and nothing between: the same facts are the same bytes, whatever order they were put together in.
 *
 * Differs from `JSON.stringify` where that loses facts: a number that is none keeps its name.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'object' && value !== null) {
    return objectJson(value);
  }
  const hasName = typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value));
  // JSON knows neither functions nor symbols nor what is left out.
  return JSON.stringify(hasName ? String(value) : value) ?? 'null';
}

/** SHA-256 of a text in UTF-8, in hexadecimal digits. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function objectJson(value: object): string {
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? '"Invalid Date"' : JSON.stringify(value);
  }
  if (Array.isArray(value)) {
    return `[${value.map(canonicalJson).join(',')}]`;
  }
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}
