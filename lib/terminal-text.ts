import { stripVTControlCharacters } from 'node:util';

/** Characters that take two columns in a terminal: ideographs, kana, Hangul and full-width forms. */
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303F\uFF01-\uFF60]/u;

/** Characters that take no column of their own. */
const COMBINING = /\p{Mn}/u;

/**
 * Text of any origin as one line that cannot steer a terminal: escape sequences and invisible characters are removed, line
 * breaks and other control characters become a space.
 */
export function printable(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\p{Cf}/gu, '')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .trim();
}

/** Number of terminal columns that a line takes. */
export function columnsOf(line: string): number {
  return [...line].reduce((sum, character) => sum + (COMBINING.test(character) ? 0 : WIDE.test(character) ? 2 : 1), 0);
}

/** A text cut into pieces of at most `width` columns, at least 2. */
export function cutAt(text: string, width: number): readonly string[] {
  const found: string[] = [];
  let piece = '';
  for (const character of text) {
    if (columnsOf(piece + character) > width) {
      found.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...found, piece];
}
