import { distance } from 'fastest-levenshtein';

const MOST_CHARACTERS = 60;

/** Quotes a text, cuts it, and writes out what does not print as itself. */
export function quoted(text: string): string {
  const characters = [...text];
  const shown = characters
    .slice(0, MOST_CHARACTERS)
    .map((character) =>
      /^[\p{L}\p{N}\p{P}\p{S}\p{M} ]$/u.test(character) && !/['\\]/.test(character)
        ? character
        : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
    );
  return `'${shown.join('')}${characters.length > MOST_CHARACTERS ? '…' : ''}'`;
}

/** A value in one short line; what a list or an object holds is not shown. */
export function shown(value: unknown): string {
  if (typeof value === 'string') {
    return quoted(value);
  }
  if (typeof value === 'number' || typeof value === 'boolean') {
    return String(value);
  }
  return value === undefined
    ? 'nothing'
    : value === null
      ? 'null'
      : Array.isArray(value)
        ? `a list of ${String(value.length)}`
        : 'an object';
}

/** The known word that was probably meant. */
export function meant(written: string, known: readonly string[]): string | undefined {
  const word = written.slice(0, MOST_CHARACTERS).toLowerCase();
  const [best] = known
    .map((candidate) => ({ candidate, edits: distance(word, candidate.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits);
  return best !== undefined && best.edits <= Math.max(2, Math.floor(best.candidate.length / 3))
    ? best.candidate
    : undefined;
}
