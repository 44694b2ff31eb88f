import { columnsOf, printable, wrapped } from './text';

/** Greatest width of the summary, in columns. */
export const SUMMARY_COLUMNS = 100;

/** One column of a table. */
export interface Column {
  readonly head: string;
  /** Columns of text it may take; longer texts are wrapped. */
  readonly width: number;
  /** Whether the text is flush right. @default false */
  readonly right?: boolean;
}

/** Columns between two columns of a table. */
const GAP = '  ';

/**
 * Lines of a table without borders or colours, each row as high as its highest cell; none when there are no rows.
 *
 * A library that draws tables cuts words that are longer than a column, and takes seconds for a cell of hundreds of lines.
 */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): readonly string[] {
  return rows.length === 0 ? [] : [columns.map(({ head }) => head), ...rows].flatMap((row) => rowLines(columns, row));
}

function rowLines(columns: readonly Column[], row: readonly string[]): readonly string[] {
  const cells = columns.map(({ width }, index) => wrapped(printable(row[index] ?? ''), width));
  const height = Math.max(...cells.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) =>
    columns
      .map((column, index) => padded(cells[index]?.[line] ?? '', column))
      .join(GAP)
      .trimEnd(),
  );
}

function padded(text: string, { width, right }: Column): string {
  const space = ' '.repeat(width - columnsOf(text));
  return right === true ? `${space}${text}` : `${text}${space}`;
}
