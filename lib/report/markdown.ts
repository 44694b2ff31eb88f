import { printable } from '../terminal-text';

/** A text that Markdown shows as it is: no markup, no link, no HTML, no command of a build server. */
export function inertMarkdown(text: string): string {
  return printable(text)
    .replace(/[\\`*_{}[\]<>()#+!|~&]/g, (character) => `&#${String(character.codePointAt(0) ?? 0)};`)
    .replace(/^[-:.\d]+/, (start) =>
      start.replace(/[-:.]/g, (character) => `&#${String(character.codePointAt(0) ?? 0)};`),
    )
    .replace(/(https?):\/\//g, '$1&#58;//');
}

/** The lines of a table, every cell inert. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]) => `| ${cells.map(inertMarkdown).join(' | ')} |`;
  return [line(head), `| ${head.map(() => '---').join(' | ')} |`, ...rows.map(line)];
}
