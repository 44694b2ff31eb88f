import type { Horizon } from '../schedule/time';

/** A recovery point, in minutes since 1970: the worst that may become of it. */
export interface Point {
  /** What is restored from it is as old as this. */
  readonly made: number;
  /** From here on it can be restored. */
  readonly done: number;
  /** From here on it may be gone. */
  readonly gone: number;
}

/** How well points cover a horizon. */
export interface Coverage {
  /** Fewest points that can be restored at any instant. */
  readonly fewest: number;
  /** First instant at which there are so few. */
  readonly fewestAt: number;
  /** Greatest age of the newest point that can be restored, in minutes; endless when there is an instant without any. */
  readonly oldest: number;
  /** Instant just before which the newest point is that old. */
  readonly oldestAt: number;
  /** Least age of the newest point. */
  readonly youngest: number;
}

/**
 * Looks at every instant of a horizon.
 *
 * Between two instants at which a point comes or goes nothing changes but age, so those instants are all that has to be
 * looked at. A point counts from `done` up to, and without, `gone`.
 */
export function coverageOf(points: readonly Point[], { from, until }: Horizon): Coverage {
  const kept = points
    .filter(({ done, gone }) => gone > done && gone > from && done < until)
    .sort((a, b) => a.made - b.made);
  const coming = orderBy(kept, ({ done }) => done);
  const going = orderBy(kept, ({ gone }) => gone);
  const isThere = new Uint8Array(kept.length);
  let [count, newest, come, go] = [0, -1, 0, 0];
  let [fewest, fewestAt, oldest, oldestAt, youngest] = [Infinity, from, -Infinity, from, Infinity];
  for (let at = from; at < until;) {
    for (; come < coming.length && doneOf(kept, coming[come]) <= at; come += 1) {
      const point = coming[come] ?? 0;
      isThere[point] = 1;
      newest = Math.max(newest, point);
      count += 1;
    }
    for (; go < going.length && goneOf(kept, going[go]) <= at; go += 1) {
      isThere[going[go] ?? 0] = 0;
      count -= 1;
    }
    while (newest >= 0 && isThere[newest] !== 1) {
      newest -= 1;
    }
    const next = Math.min(until, doneOf(kept, coming[come]), goneOf(kept, going[go]));
    if (count < fewest) {
      [fewest, fewestAt] = [count, at];
    }
    const made = kept[newest]?.made ?? -Infinity;
    if (next - made > oldest) {
      [oldest, oldestAt] = [next - made, made === -Infinity ? at : next];
    }
    youngest = Math.min(youngest, at - made);
    at = next;
  }
  return { fewest, fewestAt, oldest, oldestAt, youngest };
}

/** Positions of points in the order of an instant. */
function orderBy(points: readonly Point[], instant: (point: Point) => number): readonly number[] {
  const instants = points.map(instant);
  return points.map((_, index) => index).sort((a, b) => (instants[a] ?? 0) - (instants[b] ?? 0));
}

function doneOf(points: readonly Point[], index: number | undefined): number {
  return points[index ?? -1]?.done ?? Infinity;
}

function goneOf(points: readonly Point[], index: number | undefined): number {
  return points[index ?? -1]?.gone ?? Infinity;
}
