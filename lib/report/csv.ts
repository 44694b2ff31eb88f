import { stringify } from 'csv-stringify/sync';

/** A column of a CSV file. */
export interface CsvColumn<Row> {
  /** Heading in the first line. */
  readonly header: string;
  /** Cell of a row; nothing becomes an empty cell. */
  readonly cell: (row: Row) => string | undefined;
}

/** Characters with which a spreadsheet starts a formula, ASCII and full width. */
const FORMULA_AFTER_BLANK = /^[\s\u200b-\u200f\u2028-\u202f\u2060\u3000\ufeff]+[=+\-@\uff0b\uff0d\uff1d\uff20]/;

/** Control characters other than the line feed; a NUL ends a cell early, an escape drives a terminal. */

const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f]/g;

/**
 * Renders rows as CSV that opens in Excel: UTF-8 with a byte order mark, CRLF, every text inert.
 *
 * csv-stringify escapes a formula at the start of a cell; blanks before it and control characters are handled here.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function renderCsv<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string {
  const records = rows.map((row) => columns.map(({ cell }) => inertText(cell(row) ?? '')));
  return stringify([columns.map(({ header }) => header), ...records], {
    bom: true,
    escape_formulas: true,
    // Only the delimiter of records is quoted otherwise, and a line feed alone ends a record as well.
    quoted_match: '\n',
    record_delimiter: 'windows',
  });
}

/** The text without what a spreadsheet could run: control characters made visible, hidden formulas quoted. */
function inertText(text: string): string {
  // Nearly every cell is plain ASCII without a blank in front: one test decides.
  if (/^(?:[\x21-\x7e][\x20-\x7e]*)?$/.test(text)) {
    return text;
  }
  const visible = text.replace(CONTROL, (character) => String.fromCodePoint(0x2400 + pictureOf(character)));
  return FORMULA_AFTER_BLANK.test(visible) ? `'${visible}` : visible;
}

/** Control pictures start at U+2400; DEL is U+2421. */
function pictureOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  return code === 0x7f ? 0x21 : code;
}
