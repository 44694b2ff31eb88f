import type { Fault } from '../../errors';
import { formatPath, type FieldPath } from './show';

/** A fault without its place. */
export type Problem = Omit<Fault, 'path'>;

/** Reports a fault at a field. */
export type Report = (path: FieldPath, problem: Problem) => void;

interface Entry {
  readonly path: FieldPath;
  readonly problem: Problem;
}

/** Collects faults, keeps refused values out of every other fault, and puts the faults in the order of the fields. */
export class FaultCollector {
  private readonly entries: Entry[] = [];
  private readonly refused: Entry[] = [];
  private readonly refusedPaths = new Set<string>();

  /** Reports a fault that follows from a value. */
  readonly report: Report = (path, problem) => {
    this.entries.push({ path, problem });
  };

  /** Reports that a value must not be looked at any further: no other fault at its field, or below it, is shown. */
  refuse(path: FieldPath, problem: Problem): void {
    if (!this.isRefused(path)) {
      this.refused.push({ path, problem });
      this.refusedPaths.add(pathKey(path));
    }
  }

  /** All faults, sorted by `order`, those of one field in the order in which they were found. */
  faults(order: (a: FieldPath, b: FieldPath) => number): readonly Fault[] {
    const shown = this.entries.filter(({ path }) => !this.isRefused(path));
    return [...this.refused, ...shown]
      .sort((a, b) => order(a.path, b.path))
      .map(({ path, problem }) => ({ path: formatPath(path), ...problem }));
  }

  /** Whether a path or one above it was refused. */
  private isRefused(path: FieldPath): boolean {
    return [...path.keys(), path.length].some((length) => this.refusedPaths.has(pathKey(path.slice(0, length))));
  }
}

function pathKey(path: FieldPath): string {
  return JSON.stringify(path);
}
