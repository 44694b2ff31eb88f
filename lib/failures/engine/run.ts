import { LONGEST_SECONDS } from './timeline';
import { sameShare } from './values';

/** Share of the requests of each service that are answered, from a second on. */
interface Shares {
  readonly second: number;
  readonly answered: readonly number[];
}

/** What is answered from the second at which something struck until everything is at rest. */
export class Run {
  readonly start: number;
  isAtRest = true;
  private last = 0;
  private readonly shares: Shares[] = [];

  constructor(start: number) {
    this.start = start;
  }

  add(second: number, answered: readonly number[]): void {
    this.shares.push({ second: second - this.start, answered });
  }

  end(isAtRest: boolean, second: number): void {
    this.isAtRest = isAtRest;
    this.last = second - this.start;
  }

  /** Whether a service lost the same share all through the second half of the longest run. */
  isSteady(service: number): boolean {
    const since = this.last - LONGEST_SECONDS / 2;
    const before = this.shares.findLastIndex(({ second }) => second <= since);
    const values = this.shares.slice(Math.max(0, before)).map(({ answered }) => answered[service] ?? 0);
    return values.every((value) => sameShare(value, values[0] ?? 0));
  }

  /** The first second from which on everything is answered; `undefined` when it is not in the end. */
  restoredAt(service: number): number | undefined {
    if (!this.isAtRest && !this.isSteady(service)) {
      return undefined;
    }
    const last = this.shares.findLastIndex(({ answered }) => !sameShare(answered[service] ?? 0, 1));
    return last < 0 ? 0 : this.shares[last + 1]?.second;
  }

  /** Lost share, added up over the seconds before one. */
  lostUntil(service: number, end: number): number {
    const lost = this.shares.reduce((sum, { second, answered }, at) => {
      const until = Math.min(this.shares[at + 1]?.second ?? end, end);
      return sum + (1 - (answered[service] ?? 0)) * Math.max(0, until - second);
    }, 0);
    // Sums of many pieces differ in their last digits from those of few.
    return Math.round(lost * 1e9) / 1e9;
  }
}
