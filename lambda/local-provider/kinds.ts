import type { Kind } from './contract';

/**
 * Gives literals their kinds back; nothing else changes.
 *
 * A pointer that leads nowhere belongs to an intrinsic function, of which only the value is left.
 *
 * @throws Error when a text is not of its kind
 */
export function restoreKinds(properties: unknown, kinds: Readonly<Record<string, Kind>>): unknown {
  return restore(properties, '', kinds);
}

function restore(value: unknown, pointer: string, kinds: Readonly<Record<string, Kind>>): unknown {
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => restore(item, `${pointer}/${String(index)}`, kinds));
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, item]: [string, unknown]) => [
      key,
      restore(item, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, kinds),
    ]);
    return Object.fromEntries(entries) as unknown;
  }
  const kind = Object.hasOwn(kinds, pointer) ? kinds[pointer] : undefined;
  return kind === undefined || typeof value !== 'string' ? value : parse(value, kind, pointer);
}

function parse(value: string, kind: Kind, pointer: string): number | boolean {
  if (kind === 'boolean' && (value === 'true' || value === 'false')) {
    return value === 'true';
  }
  const number = Number(value);
  if (kind === 'number' && value.trim() !== '' && Number.isFinite(number)) {
    return number;
  }
  throw new Error(`${pointer} was a ${kind}, but is ${JSON.stringify(value)}`);
}
