import { escapeMarkup } from '../../report/verify/escape';
import { printable } from '../../terminal-text';
import { grouped } from './options';

/** Where a panel is, and what its corners stand for. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Minutes at the left and the right edge. */
  readonly from: number;
  readonly until: number;
  /** Value at the upper edge. */
  readonly most: number;
}

/** Both axes with their numbers, and the moment of the opening. */
export function axes(frame: Frame, above: string, below: string): string {
  const { left, top, width, height, from, until } = frame;
  const values = ticks(0, frame.most, 4).map((value) => {
    const y = yOf(frame, value);
    return `<line class="rule" x1="${String(left)}" x2="${String(left + width)}" y1="${y}" y2="${y}"/><text class="faint" text-anchor="end" x="${String(left - 8)}" y="${fixed(Number(y) + 4)}">${grouped(value)}</text>`;
  });
  const minutes = ticks(from, until, 10).map(
    (minute) =>
      `<text class="faint" text-anchor="middle" x="${xOf(frame, minute)}" y="${String(top + height + 18)}">${String(minute)}</text>`,
  );
  const opening =
    from <= 0 && until >= 0
      ? [
          `<line class="opening" x1="${xOf(frame, 0)}" x2="${xOf(frame, 0)}" y1="${String(top)}" y2="${String(top + height)}"/>`,
        ]
      : [];
  return [
    `<text x="${String(left)}" y="${String(top - 8)}">${escapeMarkup(printable(above))}</text>`,
    ...values,
    ...minutes,
    `<text class="faint" text-anchor="end" x="${String(left + width)}" y="${String(top + height + 34)}">${escapeMarkup(printable(below))}</text>`,
    ...opening,
  ].join('\n');
}

/** The part of a bar of one minute. */
export function bar(frame: Frame, part: string, minute: number, from: number, amount: number): string {
  const x = Number(xOf(frame, minute));
  const width = Math.max(0.5, Number(xOf(frame, minute + 1)) - x - 0.6);
  const y = Number(yOf(frame, from + amount));
  const height = Number(yOf(frame, from)) - y;
  return `<rect class="${part}" x="${fixed(x)}" y="${fixed(y)}" width="${fixed(width)}" height="${fixed(height)}"/>`;
}

/** A line of steps, one for each minute; what is above the frame is drawn at its edge. */
export function line(frame: Frame, className: string, points: readonly (readonly [number, number])[]): string {
  const [first, ...rest] = points;
  if (first === undefined) {
    return '';
  }
  const at = (value: number) => yOf(frame, Math.min(value, frame.most));
  const steps = rest.map(([minute, value]) => `H${xOf(frame, minute)}V${at(value)}`);
  const end = xOf(frame, (points.at(-1)?.[0] ?? 0) + 1);
  return `<path class="${className}" d="M${xOf(frame, first[0])} ${at(first[1])}${steps.join('')}H${end}"/>`;
}

/** Round numbers from one to another, about as many as wished. */
export function ticks(from: number, until: number, count: number): readonly number[] {
  const raw = Math.max(1, (until - from) / count);
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= raw) ?? power;
  const first = Math.ceil(from / step) * step;
  const found: number[] = [];
  for (let value = first; value <= until; value += step) {
    found.push(value);
  }
  return found;
}

function xOf({ left, width, from, until }: Frame, minute: number): string {
  return fixed(left + ((minute - from) * width) / Math.max(1, until - from));
}

function yOf({ top, height, most }: Frame, value: number): string {
  return fixed(top + height - (value * height) / most);
}

/** Two digits at most, so that every machine writes the same. */
function fixed(value: number): string {
  return String(Math.round(value * 100) / 100);
}
