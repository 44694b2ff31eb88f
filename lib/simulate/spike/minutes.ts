import type { TierSecond } from './tier-run';

/** One minute of a sale, in requests of customers. */
export interface MinuteRow {
  /** Minutes since the opening; negative before it. */
  readonly minute: number;
  readonly offered: number;
  readonly blocked: number;
  /** Served by every tier. */
  readonly served: number;
  readonly tiers: readonly TierMinute[];
}

/** One minute of one tier. */
export interface TierMinute {
  readonly arrived: number;
  readonly passed: number;
  readonly shed: number;
  readonly failed: number;
  /** Waiting at the end of the minute. */
  readonly queued: number;
  /** Fewest instances in service within the minute. */
  readonly inService: number;
  /** Instances that come, at the end of the minute. */
  readonly starting: number;
  readonly desired: number;
  readonly max: number;
  /** Requests that could have been served. */
  readonly capacity: number;
}

/** Adds seconds up to minutes. */
export class MinuteBook {
  private readonly opensAt: number;
  private readonly tiers: number;
  private readonly found: MinuteRow[] = [];

  constructor(opensAt: number, tiers: number) {
    this.opensAt = opensAt;
    this.tiers = tiers;
  }

  get rows(): readonly MinuteRow[] {
    return this.found;
  }

  add(now: number, edge: { readonly offered: number; readonly blocked: number }, seconds: readonly TierSecond[]): void {
    const minute = Math.floor((now - this.opensAt) / 60);
    const last = this.found.at(-1);
    const row = last?.minute === minute ? last : this.begin(minute, seconds);
    this.found[this.found.length - 1] = {
      minute,
      offered: row.offered + edge.offered,
      blocked: row.blocked + edge.blocked,
      served: row.served + (seconds.at(-1)?.passed ?? edge.offered - edge.blocked),
      tiers: row.tiers.map((tier, index) => added(tier, seconds[index])),
    };
  }

  private begin(minute: number, seconds: readonly TierSecond[]): MinuteRow {
    const tiers = Array.from({ length: this.tiers }, (_, index) => ({
      arrived: 0,
      passed: 0,
      shed: 0,
      failed: 0,
      queued: 0,
      inService: seconds[index]?.inService ?? 0,
      starting: 0,
      desired: 0,
      max: 0,
      capacity: 0,
    }));
    const row = { minute, offered: 0, blocked: 0, served: 0, tiers };
    this.found.push(row);
    return row;
  }
}

function added(minute: TierMinute, second: TierSecond | undefined): TierMinute {
  return second === undefined
    ? minute
    : {
        arrived: minute.arrived + second.arrived,
        passed: minute.passed + second.passed,
        shed: minute.shed + second.shed,
        failed: minute.failed + second.failed,
        queued: second.queued,
        inService: Math.min(minute.inService, second.inService),
        starting: second.starting,
        desired: second.desired,
        max: second.max,
        capacity: minute.capacity + second.capacity,
      };
}
