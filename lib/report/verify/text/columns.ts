import { stripVTControlCharacters } from 'node:util';

/** Characters that take two columns in a terminal: ideographs, kana, Hangul and full-width forms. */
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303F\uFF01-\uFF60]/u;

/** Characters that take no column of their own. */
const COMBINING = /\p{Mn}/u;

/** Where a line may be broken: behind a blank, or between two wide characters. */
const BREAKS = /(?<= )|(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}、。：）])(?![ 、。：）ー]|$)/u;

/**
 * Text of any origin as one line that cannot steer a terminal: escape sequences and invisible characters are removed,
 * line breaks and other control characters become a blank.
 */
export function harmless(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\p{Cf}/gu, '')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .trim();
}

/** Number of terminal columns that a text takes. */
export function columnsOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (COMBINING.test(character) ? 0 : WIDE.test(character) ? 2 : 1), 0);
}

/** A text filled up with blanks to a number of columns. */
export function padded(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)));
}

/** Breaks a text into lines of at most `width` columns, at least 8. */
export function wrapped(text: string, width: number): readonly string[] {
  const most = Math.max(8, width);
  const lines: string[] = [];
  let line = '';
  for (const piece of harmless(text)
    .split(BREAKS)
    .flatMap((long) => pieces(long, most))) {
    if (columnsOf((line + piece).trimEnd()) <= most) {
      line += piece;
    } else {
      lines.push(line.trimEnd());
      line = piece;
    }
  }
  return [...lines, line.trimEnd()];
}

/** A word that is longer than a line is broken behind the slashes of a path, and then anywhere. */
function pieces(text: string, width: number): readonly string[] {
  if (columnsOf(text.trimEnd()) <= width) {
    return [text];
  }
  return text.split(/(?<=[/])/u).flatMap((part) => (columnsOf(part) <= width ? [part] : cut(part, width)));
}

function cut(text: string, width: number): readonly string[] {
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
