/** Puts colours on a text, or leaves it as it is. */
export interface Paint {
  good(text: string): string;
  bad(text: string): string;
  unsure(text: string): string;
  strong(text: string): string;
  faint(text: string): string;
}

const same = (text: string): string => text;

const PLAIN: Paint = { good: same, bad: same, unsure: same, strong: same, faint: same };

const wrap =
  (on: number, off: number) =>
  (text: string): string =>
    `\u001B[${String(on)}m${text}\u001B[${String(off)}m`;

const COLOURED: Paint = {
  good: wrap(32, 39),
  bad: wrap(31, 39),
  unsure: wrap(33, 39),
  strong: wrap(1, 22),
  faint: wrap(2, 22),
};

/** The colours of a terminal, when they are wished for. */
export function paintOf(colours: boolean): Paint {
  return colours ? COLOURED : PLAIN;
}
