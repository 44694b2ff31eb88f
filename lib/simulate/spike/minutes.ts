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

/** The same while it is added up. */
type Growing<T> = { -readonly [Key in keyof T]: T[Key] };

interface GrowingRow extends Growing<Omit<MinuteRow, 'tiers'>> {
  readonly tiers: Growing<TierMinute>[];
}

/** Adds seconds up to minutes. */
export class MinuteBook {
  private readonly opensAt: number;
  private readonly found: GrowingRow[] = [];

  constructor(opensAt: number) {
    this.opensAt = opensAt;
  }

  get rows(): readonly MinuteRow[] {
    return this.found;
  }

  add(now: number, edge: { readonly offered: number; readonly blocked: number }, seconds: readonly TierSecond[]): void {
    const minute = Math.floor((now - this.opensAt) / 60);
    const last = this.found.at(-1);
    const row = last?.minute === minute ? last : this.begin(minute, seconds);
    row.offered += edge.offered;
    row.blocked += edge.blocked;
    row.served += seconds.at(-1)?.passed ?? edge.offered - edge.blocked;
    seconds.forEach((second, index) => {
      const tier = row.tiers[index];
      if (tier !== undefined) {
        addTo(tier, second);
      }
    });
  }

  private begin(minute: number, seconds: readonly TierSecond[]): GrowingRow {
    const nothing = {
      arrived: 0,
      passed: 0,
      shed: 0,
      failed: 0,
      queued: 0,
      starting: 0,
      desired: 0,
      max: 0,
      capacity: 0,
    };
    const tiers = seconds.map(({ inService }) => ({ ...nothing, inService }));
    const row = { minute, offered: 0, blocked: 0, served: 0, tiers };
    this.found.push(row);
    return row;
  }
}

function addTo(tier: Growing<TierMinute>, second: TierSecond): void {
  tier.arrived += second.arrived;
  tier.passed += second.passed;
  tier.shed += second.shed;
  tier.failed += second.failed;
  tier.capacity += second.capacity;
  tier.inService = Math.min(tier.inService, second.inService);
  tier.queued = second.queued;
  tier.starting = second.starting;
  tier.desired = second.desired;
  tier.max = second.max;
}
