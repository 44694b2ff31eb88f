/**
 * Requests of the seconds before, of all addresses of one kind together, against the limit of all of them: addresses that
 * are alike go over their limits at the same moment. Blocked requests count as well.
 *
 * Without lag the requests of a second that still fit pass. With lag a second is blocked as a whole, or not at all, by
 * what was known that long ago.
 */
export class RateWindow {
  private readonly limit: number;
  private readonly windowSeconds: number;
  private readonly lagSeconds: number;
  /** Requests until the end of each second so far. */
  private readonly totals: number[] = [];

  constructor(limit: number, windowSeconds: number, lagSeconds: number) {
    this.limit = limit;
    this.windowSeconds = windowSeconds;
    this.lagSeconds = lagSeconds;
  }

  /** How many of the requests of the next second are blocked. */
  blockedOf(requests: number): number {
    const now = this.totals.length;
    const before = this.totalAt(now - 1);
    this.totals.push(before + requests);
    if (this.lagSeconds === 0) {
      const others = before - this.totalAt(now - this.windowSeconds);
      return Math.max(0, Math.min(requests, others + requests - this.limit));
    }
    const seen = now - this.lagSeconds;
    return this.totalAt(seen) - this.totalAt(seen - this.windowSeconds) > this.limit ? requests : 0;
  }

  private totalAt(second: number): number {
    return this.totals[second] ?? 0;
  }
}
