import type { Service } from '../model/types';
import { NO_ZONE, type Layout, type NeedSeat, type PoolSeat, type Seat } from './layout';
import type { Capacity, Step } from './outcome';
import { EPSILON, zoneAt, type Values } from './values';

/** Where the requests of a service go in a situation. */
export class Visits {
  private readonly values: Values;
  private readonly isRetried: boolean;
  /** How often a request is expected at a member that answers, and at any. */
  private readonly working = new Map<Seat, number>();
  private readonly all = new Set<Seat>();
  /** By pool, and by the zone from which they come: how many requests are expected. */
  private readonly expected: (Map<number, number> | undefined)[] = [];

  constructor(layout: Layout, values: Values, { id, isRetried }: Service) {
    this.values = values;
    this.isRetried = isRetried;
    this.expect(layout.needsOf(id), NO_ZONE, 1);
    for (const pool of layout.order) {
      for (const [zone, often] of this.expected[pool.index] ?? []) {
        this.spread(pool, zone, often);
      }
    }
  }

  capacity(): Capacity {
    let least = Infinity;
    for (const [{ member }, visits] of this.working) {
      if (member.perSecond === undefined) {
        return 'not determined';
      }
      least = Math.min(least, member.perSecond === 'unlimited' ? Infinity : member.perSecond / visits);
    }
    return least === Infinity ? 'unlimited' : least;
  }

  /** Members that requests use and get on from, pool by pool. */
  path(): readonly Step[] {
    const byPool = new Map<PoolSeat, string[]>();
    for (const { pool, part } of this.working.keys()) {
      byPool.set(pool, [...(byPool.get(pool) ?? []), part.part.label]);
    }
    return [...byPool].map(([{ pool }, members]) => ({ pool: pool.id, members }));
  }

  /** The most data that any pool has lost which requests get to, in seconds. */
  loss(lost: ReadonlyMap<PoolSeat, number>): number {
    return Math.max(0, ...[...this.all].map(({ pool }) => lost.get(pool) ?? 0));
  }

  private expect(needs: readonly NeedSeat[], zone: number, often: number): void {
    for (const need of needs) {
      if (need.kind === 'pool') {
        const pool = this.expected[need.pool.index] ?? new Map<number, number>();
        this.expected[need.pool.index] = pool;
        pool.set(zone, (pool.get(zone) ?? 0) + often);
      }
    }
  }

  private spread(pool: PoolSeat, zone: number, often: number): void {
    if (pool.pool.choice === 'fallback') {
      let rest = often;
      for (const seat of this.isRetried ? pool.seats : pool.seats.slice(0, 1)) {
        this.visit(seat, zone, rest);
        rest *= 1 - this.values.ofSeat(seat, zone, this.isRetried);
      }
      return;
    }
    const choices = this.values.choicesOf(pool, zone);
    choices.forEach((seat) => this.visit(seat, zone, often / choices.length));
  }

  private visit(seat: Seat, zone: number, often: number): void {
    if (often < EPSILON) {
      return;
    }
    this.all.add(seat);
    if (this.values.isPassing(seat, zone)) {
      this.working.set(seat, (this.working.get(seat) ?? 0) + often);
      this.expect(seat.needs, zoneAt(seat, zone), often);
    }
  }
}
