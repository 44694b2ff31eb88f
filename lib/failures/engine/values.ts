import { NO_ZONE, type NeedSeat, type PoolSeat, type Seat } from './layout';
import type { Situation } from './situation';

/** Shares that differ by less are equal. */
export const EPSILON = 1e-9;

/** How much of the requests is answered in a situation, from wherever they come. */
export class Values {
  private readonly situation: Situation;
  private readonly known = new Map<number, number>();
  private readonly rotations: (readonly Seat[] | undefined)[] = [];
  private readonly failing: (boolean | undefined)[] = [];

  constructor(situation: Situation) {
    this.situation = situation;
  }

  /** Share of the requests that get an answer to all that they need. */
  ofAll(needs: readonly NeedSeat[], zone: number, isRetried: boolean): number {
    return needs.reduce((share, need) => share * this.of(need, zone, isRetried), 1);
  }

  of(need: NeedSeat, zone: number, isRetried: boolean): number {
    if (need.kind === 'pool') {
      return this.ofPool(need.pool, zone, isRetried);
    }
    const working = need.parts.filter(
      (part) => !this.situation.isDead(part) && this.situation.isReached(part, zone),
    ).length;
    return working >= need.atLeast ? 1 : 0;
  }

  ofSeat(seat: Seat, zone: number, isRetried: boolean): number {
    return this.isPassing(seat, zone) ? this.ofAll(seat.needs, zoneAt(seat, zone), isRetried) : 0;
  }

  /** Whether a request that chooses a member gets on from there. */
  isPassing({ part }: Seat, zone: number): boolean {
    return !this.situation.isDead(part) && this.situation.isReached(part, zone);
  }

  /** Whether a member's health check fails. */
  isFailing(seat: Seat): boolean {
    const known = this.failing[seat.index];
    if (known !== undefined) {
      return known;
    }
    const fails =
      this.situation.isDead(seat.part) || seat.checks.some((need) => this.of(need, seat.part.zone, false) < EPSILON);
    this.failing[seat.index] = fails;
    return fails;
  }

  /** Members among which a request chooses, each with its probability. */
  choicesOf(pool: PoolSeat, zone: number): readonly Seat[] {
    if (pool.pool.choice === 'prefer') {
      const current = this.situation.currentOf(pool);
      return current === undefined ? [] : [current];
    }
    const rotation = this.rotationOf(pool);
    return pool.pool.reach === 'own-zone' && zone !== NO_ZONE
      ? rotation.filter(({ part }) => part.zone === zone)
      : rotation;
  }

  /** Members in rotation of a pool whose requests are spread. */
  rotationOf(pool: PoolSeat): readonly Seat[] {
    const known = this.rotations[pool.index] ?? this.rotate(pool);
    this.rotations[pool.index] = known;
    return known;
  }

  private rotate(pool: PoolSeat): readonly Seat[] {
    const { left, out } = this.situation;
    const sound = pool.seats.filter(({ index }) => !left[index] && !out[index]);
    const all = sound.length < (pool.pool.failOpenBelow ?? 0) ? pool.seats : sound;
    const taken = pool.without === undefined ? undefined : this.situation.currentOf(pool.without)?.part;
    const others = all.filter(({ part }) => part !== taken);
    return others.length > 0 ? others : all;
  }

  private ofPool(pool: PoolSeat, zone: number, isRetried: boolean): number {
    const key = (pool.index * (this.situation.layout.zones.length + 1) + zone + 1) * 2 + (isRetried ? 1 : 0);
    const known = this.known.get(key) ?? this.choose(pool, zone, isRetried);
    this.known.set(key, known);
    return known;
  }

  private choose(pool: PoolSeat, zone: number, isRetried: boolean): number {
    if (pool.pool.choice === 'fallback') {
      const tried = isRetried ? pool.seats : pool.seats.slice(0, 1);
      return 1 - tried.reduce((none, seat) => none * (1 - this.ofSeat(seat, zone, isRetried)), 1);
    }
    const choices = this.choicesOf(pool, zone);
    const sum = choices.reduce((total, seat) => total + this.ofSeat(seat, zone, isRetried), 0);
    return choices.length === 0 ? 0 : sum / choices.length;
  }
}

/** The zone of a request that has got to a member. */
export function zoneAt({ part }: Seat, from: number): number {
  return part.zone === NO_ZONE ? from : part.zone;
}

export function sameShare(a: number, b: number): boolean {
  return Math.abs(a - b) < EPSILON;
}
