/** A set of small numbers as runs of them: for sets out of very many, of which most hold few runs. */
export class Runs {
  /** Where each run begins, and where it has ended, in rising order: `[begin, end, begin, end, …]`. */
  bounds: number[];

  constructor(bounds: number[] = []) {
    this.bounds = bounds;
  }

  slice(): Runs {
    return new Runs(this.bounds.slice());
  }
}

/** Goes over both sets at once, and keeps what `keep` says of being in the one and in the other. */
export function combine(a: Runs, b: Runs, keep: (inA: boolean, inB: boolean) => boolean): number[] {
  const made: number[] = [];
  let [at, bt] = [0, 0];
  let isIn = false;
  while (at < a.bounds.length || bt < b.bounds.length) {
    const [nextA, nextB] = [a.bounds[at] ?? Infinity, b.bounds[bt] ?? Infinity];
    const next = Math.min(nextA, nextB);
    at += nextA === next ? 1 : 0;
    bt += nextB === next ? 1 : 0;
    // After an odd number of bounds one is within a run.
    const isKept = keep((at & 1) === 1, (bt & 1) === 1);
    if (isKept !== isIn) {
      made.push(next);
      isIn = isKept;
    }
  }
  // A list that has grown keeps room for more, and of sets there are very many.
  return made.slice();
}

export function addRun(runs: Runs, begin: number, end: number): void {
  if (begin >= end) {
    return;
  }
  const { bounds } = runs;
  const last = bounds.at(-1);
  if (last === undefined || last < begin) {
    bounds.push(begin, end);
  } else if (last === begin) {
    bounds[bounds.length - 1] = end;
  } else {
    runs.bounds = combine(runs, new Runs([begin, end]), (inA, inB) => inA || inB);
  }
}

export function holdsMember({ bounds }: Runs, member: number): boolean {
  let [from, to] = [0, bounds.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((bounds[middle] ?? 0) <= member) {
      from = middle + 1;
    } else {
      to = middle;
    }
  }
  return (from & 1) === 1;
}
