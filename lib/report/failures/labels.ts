import type { FailureReport } from '../../failures';

/** Share of the names of stacks that must begin alike for that beginning to be left out. */
const USUAL = 0.6;

/** Construct paths and ids without what CDK puts in by itself, and without what most of them begin with. */
export class Labels {
  private readonly starts: readonly string[];

  constructor(labels: readonly string[]) {
    const stacks = labels.filter((label) => /^[\w-]+\//.test(label)).map((label) => label.slice(0, label.indexOf('/')));
    this.starts = [usualStart(stacks, USUAL), usualStart(stacks, 1)].filter((start) => start !== '');
  }

  short(label: string): string {
    const text = plain(label);
    const start = this.starts.find((each) => text.startsWith(each) && text.length > each.length);
    return start === undefined ? text : text.slice(start.length);
  }
}

/** Without the segments that CDK names itself, and the hash behind a logical id. */
function plain(label: string): string {
  return label.replace(/\/(?:Resource|Default)(?=\/|\s|#|$)/g, '').replace(/(?<=[a-z\d])[\dA-F]{8}(?=#|\s|$)/g, '');
}

/** The longest beginning, up to a hyphen, that a share of some names have. */
function usualStart(names: readonly string[], share: number): string {
  const counts = new Map<string, number>();
  for (const name of names) {
    for (let at = name.indexOf('-'); at >= 0; at = name.indexOf('-', at + 1)) {
      const start = name.slice(0, at + 1);
      counts.set(start, (counts.get(start) ?? 0) + 1);
    }
  }
  return [...counts].reduce(
    (best, [start, count]) => (count >= share * names.length && start.length > best.length ? start : best),
    '',
  );
}

/** Labels of everything that fails in a report. */
export function labelsOf({ scenarios }: FailureReport): Labels {
  return new Labels(scenarios.flatMap(({ fails }) => fails.map(({ label }) => label)));
}
