import type { Block, Explanation, HopRow, Item } from '../explain/blocks';
import { placeText, type Whereabouts } from '../explain/component';
import { wordsOf, type Words } from '../words';
import type { Language } from '../language';
import { columnsOf, printable, padded, wrapped } from './columns';
import type { Paint } from './paint';

/** How text is laid out. */
export interface Layout {
  /** Columns of a line. */
  readonly width: number;
  readonly paint: Paint;
  readonly language: Language;
}

/** An explanation as lines. */
export function explanationLines(
  { headline, blocks = [] }: Partial<Explanation>,
  layout: Layout,
  indent: number,
): readonly string[] {
  return [
    ...(headline === undefined ? [] : indented(headline, layout, indent)),
    ...blocks.flatMap((block) => blockLines(block, layout, indent)),
  ];
}

/** A text broken into lines, each with blanks before it. */
export function indented(text: string, { width }: Layout, indent: number, hanging = 0): readonly string[] {
  const [first = '', ...rest] = wrapped(text, width - indent - hanging);
  return [' '.repeat(indent) + first, ...rest.map((line) => ' '.repeat(indent + hanging) + line)];
}

/** A table whose columns are as wide as their widest cell; the last one is broken where the line ends. */
export function tableLines(rows: readonly (readonly string[])[], layout: Layout, indent: number): readonly string[] {
  const cells = rows.map((row) => row.map(printable));
  const count = Math.max(0, ...cells.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(0, ...cells.map((row) => columnsOf(row[column] ?? ''))),
  );
  return cells.flatMap((row) => {
    const before = row.slice(0, -1).map((cell, column) => padded(cell, widths[column] ?? 0));
    const start = before.map((cell) => `${cell}  `).join('');
    const at = indent + columnsOf(start);
    const [first = '', ...rest] = wrapped(row.at(-1) ?? '', Math.max(20, layout.width - at));
    return [`${' '.repeat(indent)}${start}${first}`.trimEnd(), ...rest.map((line) => ' '.repeat(at) + line)];
  });
}

/** Where something stands, in one line: name, construct path, line of the program. */
export function whereText(at: Whereabouts): string {
  const property = at.property === undefined ? '' : `.${at.property}`;
  const name = at.logicalId === undefined ? at.label : `${at.logicalId}${property}`;
  const implied = /\([^()]+\)$|（[^（）]+）$/.exec(at.label);
  const shown = implied !== null && at.logicalId !== undefined ? at.label : name;
  const path = at.constructPath === undefined || at.constructPath === shown ? [] : [at.constructPath];
  return [shown, ...path, placeText(at)].filter((part) => part !== undefined && part !== '').join('  ');
}

function blockLines(block: Block, layout: Layout, indent: number): readonly string[] {
  switch (block.kind) {
    case 'text':
      return indented(block.text, layout, indent);
    case 'list':
      return [
        ...indented(`${block.title}${wordsOf(layout.language).colon}`, layout, indent),
        ...block.items.flatMap((item) => itemLines(item, layout, indent + 2)),
      ];
    case 'hops':
      return [
        ...indented(
          [block.title, block.packet].filter((part) => part !== undefined).join(wordsOf(layout.language).colon),
          layout,
          indent,
        ),
        ...block.rows.flatMap((row) => hopLines(row, layout, indent + 2)),
      ];
  }
}

function itemLines({ text, at, notes }: Item, layout: Layout, indent: number): readonly string[] {
  return [
    ...indented(`- ${text}`, layout, indent, 2),
    ...(at === undefined ? [] : indented(whereText(at), layout, indent + 4).map(layout.paint.faint)),
    ...notes.flatMap((note) => indented(`· ${note}`, layout, indent + 4, 2)),
  ];
}

function hopLines(row: HopRow, layout: Layout, indent: number): readonly string[] {
  const { paint, language } = layout;
  const marks = { passes: '✓', blocks: '✗', unknown: '?' } as const;
  const paints = { passes: paint.good, blocks: paint.bad, unknown: paint.unsure };
  const number = String(row.number).padStart(2);
  const [first = '', ...rest] = wrapped(row.says, layout.width - indent - 5);
  const start = ' '.repeat(indent) + number;
  const more = ' '.repeat(indent + 5);
  return [
    `${start} ${paints[row.decision](marks[row.decision])} ${first}`,
    ...rest.map((line) => more + line),
    ...indented(ruleLine(row, wordsOf(language)), layout, indent + 5).map(paint.faint),
  ];
}

/** The rule that decides a hop, or what it is about; with the rules of the register on which that rests. */
function ruleLine({ rule, component, register }: HopRow, words: Words): string {
  const ids = register.length === 0 ? '' : `  [${register.join(' ')}]`;
  if (rule === undefined) {
    return component.logicalId === undefined ? ids.trim() : whereText(component) + ids;
  }
  const text = rule.text === undefined ? '' : ` (${rule.text})`;
  return `${words.ruleThat}${words.colon}${whereText(rule)}${text}${ids}`;
}
