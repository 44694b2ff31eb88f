import { columnsOf, cutAt, printable } from '../../terminal-text';

export { columnsOf, printable };

/**
 * Breaks a text into lines of at most `width` columns: between words, and inside a word that is longer than a line.
 *
 * @param width columns, at least 2
 */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((long) => cutAt(long, width))) {
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
