import { MINUTES_PER_DAY, type Horizon } from './time';

/** When a local time comes: never, once, or twice. */
export type LocalInstants =
  | { readonly kind: 'once'; readonly at: number }
  | { readonly kind: 'twice'; readonly first: number; readonly second: number }
  | { readonly kind: 'skipped'; readonly from: number; readonly until: number };

/** A change of the clock: from this instant on the offset applies. */
interface Change {
  readonly at: number;
  readonly offset: number;
}

/** Greatest distance of a local clock from UTC, in minutes. */
const FARTHEST = 26 * 60;

/**
 * Local time of a time zone over a horizon, with every change of the clock in it.
 *
 * Offsets come from the time-zone database of Node.js; future changes are those that are in force today.
 */
export class TimeZone {
  readonly name: string;
  private readonly changes: readonly Change[];

  private constructor(name: string, changes: readonly Change[]) {
    this.name = name;
    this.changes = changes;
  }

  /** The zone of a name of the IANA database; `undefined` when there is none of that name. */
  static find(name: string, { from, until }: Horizon): TimeZone | undefined {
    const offsetAt = offsetsOf(name);
    return offsetAt === undefined
      ? undefined
      : new TimeZone(name, changesOf(offsetAt, from - 2 * FARTHEST, until + 2 * FARTHEST));
  }

  /** Minutes by which local clocks are ahead of UTC. */
  offsetAt(minute: number): number {
    let low = 0;
    let high = this.changes.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.changes[middle]?.at ?? Infinity) <= minute) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return this.changes[low]?.offset ?? 0;
  }

  /** When local clocks show a time, which is written as if it were UTC. */
  instantsOf(local: number): LocalInstants {
    const before = this.offsetAt(local - FARTHEST);
    const after = this.offsetAt(local + FARTHEST);
    const found = [...new Set([before, after, ...this.offsetsAround(local)])]
      .map((offset) => local - offset)
      .filter((minute) => minute + this.offsetAt(minute) === local)
      .sort((a, b) => a - b);
    const [first, second] = found;
    if (first === undefined) {
      const change = this.changes.find(({ at }, index) => {
        const earlier = this.changes[index - 1]?.offset ?? before;
        return at + earlier <= local && local < at + this.offsetAt(at);
      });
      const at = change?.at ?? local - before;
      // A clock that goes on with the old offset would show the time this much later.
      return { kind: 'skipped', from: at, until: Math.max(at, local - before) };
    }
    return second === undefined ? { kind: 'once', at: first } : { kind: 'twice', first, second };
  }

  /** The local date on which an instant lies, as the minute at which that date begins on a clock. */
  localDayOf(minute: number): number {
    return Math.floor((minute + this.offsetAt(minute)) / MINUTES_PER_DAY) * MINUTES_PER_DAY;
  }

  private offsetsAround(local: number): readonly number[] {
    return this.changes.filter(({ at }) => Math.abs(at - local) <= 2 * FARTHEST).map(({ offset }) => offset);
  }
}

/** Tells offsets by instant, as the database of Node.js has them. */
function offsetsOf(name: string): ((minute: number) => number) | undefined {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
  } catch (error) {
    if (error instanceof RangeError) {
      return undefined;
    }
    throw error;
  }
  return (minute) => {
    const fields = new Map(format.formatToParts(minute * 60_000).map(({ type, value }) => [type, Number(value)]));
    const field = (type: Intl.DateTimeFormatPartTypes) => fields.get(type) ?? 0;
    const local = Date.UTC(field('year'), field('month') - 1, field('day'), field('hour'), field('minute')) / 60_000;
    return local - minute;
  };
}

/** Offsets are looked up once a day, and where two days differ, the minute of the change is searched for. */
function changesOf(offsetAt: (minute: number) => number, from: number, until: number): readonly Change[] {
  const changes: Change[] = [{ at: -Infinity, offset: offsetAt(from) }];
  for (let day = from; day < until; day += MINUTES_PER_DAY) {
    const before = changes.at(-1)?.offset ?? 0;
    const after = offsetAt(day + MINUTES_PER_DAY);
    if (after !== before) {
      let [low, high] = [day, day + MINUTES_PER_DAY];
      while (high - low > 1) {
        const middle = Math.floor((low + high) / 2);
        if (offsetAt(middle) === before) {
          low = middle;
        } else {
          high = middle;
        }
      }
      changes.push({ at: high, offset: after });
    }
  }
  return changes;
}
