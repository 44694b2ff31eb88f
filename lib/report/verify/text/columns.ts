import { columnsOf, cutAt, printable } from '../../../terminal-text';

export { columnsOf, printable };

/** Where a line may be broken: behind a blank, or between two wide characters. */
const BREAKS = /(?<= )|(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}、。：）])(?![ 、。：）ー]|$)/u;

/** A text filled up with blanks to a number of columns. */
export function padded(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)));
}

/** Breaks a text into lines of at most `width` columns, at least 8. */
export function wrapped(text: string, width: number): readonly string[] {
  const most = Math.max(8, width);
  const lines: string[] = [];
  let line = '';
  for (const piece of printable(text)
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
  return text.split(/(?<=[/])/u).flatMap((part) => (columnsOf(part) <= width ? [part] : cutAt(part, width)));
}
