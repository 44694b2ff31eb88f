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

/**
 * Breaks a text into lines of at most `width` columns: between words, and inside a word that is longer than a line.
 *
 * @param width columns, at least 2
 */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((long) => pieces(long, width))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (columnsOf(longer) <= width) {
      line = longer;
    } else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

/** `1 stack`, `2 stacks`. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${String(count)} ${count === 1 ? singular : plural}`;
}

/** Seconds as a person reads them: `7.3 s`, `2 min 5.0 s`. */
export function seconds(value: number): string {
  const tenths = Math.round(value * 10);
  const minutes = Math.floor(tenths / 600);
  const rest = `${((tenths - minutes * 600) / 10).toFixed(1)} s`;
  return minutes === 0 ? rest : `${String(minutes)} min ${rest}`;
}

function pieces(word: string, width: number): readonly string[] {
  const found: string[] = [];
  let piece = '';
  for (const character of word) {
    if (columnsOf(piece + character) > width) {
      found.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...found, piece];
}
