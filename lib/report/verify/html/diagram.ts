import type { HopRow } from '../explain/blocks';
import { columnsOf } from '../text/columns';
import { html, type Markup } from './markup';

/** Measures of the drawing, in pixels. */
const BOX = { width: 210, height: 52, gap: 34, perLine: 4, letter: 6.6 };

const FILLS: Readonly<Record<HopRow['decision'], string>> = {
  passes: '#e6f4ea',
  blocks: '#fce8e6',
  unknown: '#fef7e0',
};
const STROKES: Readonly<Record<HopRow['decision'], string>> = {
  passes: '#137333',
  blocks: '#b3261e',
  unknown: '#8a5a00',
};
const MARKS: Readonly<Record<HopRow['decision'], string>> = { passes: '✓', blocks: '✗', unknown: '?' };

/** The way of a packet as boxes and arrows, line after line; what stops it is red. */
export function wayDiagram(rows: readonly HopRow[], title: string): Markup {
  const lines = Math.ceil(rows.length / BOX.perLine);
  const width = Math.min(rows.length, BOX.perLine) * (BOX.width + BOX.gap);
  const height = lines * (BOX.height + BOX.gap);
  const boxes = rows.map((row, index) => boxOf(row, index, index < rows.length - 1));
  return html`<svg
    role="img"
    aria-label="${title}"
    viewBox="0 0 ${width} ${height}"
    width="${width}"
    height="${height}"
  >
    <title>${title}</title>
    ${boxes}
  </svg> `;
}

function boxOf(row: HopRow, index: number, isFollowed: boolean): Markup {
  const column = index % BOX.perLine;
  const x = column * (BOX.width + BOX.gap) + 2;
  const y = Math.floor(index / BOX.perLine) * (BOX.height + BOX.gap) + 2;
  const name = row.component.logicalId ?? row.component.label;
  const arrow = column === BOX.perLine - 1 ? downwards(y) : rightwards(x, y);
  return html`<g
      ><title>${row.says}</title
      ><rect
        x="${x}"
        y="${y}"
        width="${BOX.width}"
        height="${BOX.height}"
        rx="6"
        fill="${FILLS[row.decision]}"
        stroke="${STROKES[row.decision]}"
        stroke-width="${row.decision === 'passes' ? 1 : 3}"
      />
      <text x="${x + 8}" y="${y + 21}" class="name"
        >${MARKS[row.decision]} ${row.number}. ${cut(name, BOX.width - 40)}</text
      >
      <text x="${x + 8}" y="${y + 40}" class="says">${cut(row.says, BOX.width - 12)}</text></g
    >
    ${isFollowed ? arrow : undefined}`;
}

function rightwards(x: number, y: number): Markup {
  const from = x + BOX.width;
  const middle = y + BOX.height / 2;
  return html`<path class="arrow" d="M${from + 3} ${middle}h${BOX.gap - 10}m-6 -5l6 5l-6 5" /> `;
}

/** From the end of a line to the beginning of the next. */
function downwards(y: number): Markup {
  const start = (BOX.perLine - 1) * (BOX.width + BOX.gap) + BOX.width / 2;
  const end = BOX.width / 2;
  const half = BOX.gap / 2;
  return html`<path class="arrow" d="M${start} ${y + BOX.height}v${half}H${end}v${half - 4}m-5 -6l5 6l5 -6" /> `;
}

/** As much of a text as fits. */
function cut(text: string, width: number): string {
  const most = Math.floor(width / BOX.letter);
  if (columnsOf(text) <= most) {
    return text;
  }
  let kept = '';
  for (const character of text) {
    if (columnsOf(kept + character) > most - 1) {
      break;
    }
    kept += character;
  }
  return `${kept}…`;
}
