import { printable } from './text';

/** Text of any origin for a cell of a Markdown table: nothing in it ends the cell or is markup. */
export function inCell(text: string): string {
  return printable(text)
    .replace(/[\\`*_[\]<>|#]/g, (character) => `\\${character}`)
    .replace(/&(?=[#\w]+;)/g, '&amp;');
}
