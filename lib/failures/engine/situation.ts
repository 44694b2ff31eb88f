import type { Fault, Scenario } from '../model/types';
import { NO_ZONE, type Layout, type PartSeat, type PoolSeat, type Seat } from './layout';

/** What has failed, and where requests go, at one second. */
export class Situation {
  readonly layout: Layout;
  /** Groups that have failed. */
  readonly failed = new Set<string>();
  /** Parts that died with a group. */
  private readonly lost: boolean[];
  /** By part: whether it is terminated. */
  readonly ended: boolean[];
  private readonly cut = new Set<number>();
  /** By member: whether it left the rotation, and whether somebody took it out. */
  readonly left: boolean[];
  readonly out: boolean[];
  /** By pool: the current member. */
  readonly current: (Seat | undefined)[];

  constructor(layout: Layout, { evacuated = [], out = [] }: Scenario) {
    this.layout = layout;
    this.lost = layout.parts.map(() => false);
    this.ended = layout.parts.map(() => false);
    this.left = layout.seats.map(() => false);
    this.out = layout.seats.map(({ pool, member }) => out.includes(`${pool.pool.id}/${member.id}`));
    this.current = layout.pools.map(({ seats }) => seats[0]);
    evacuated.forEach((zone) => this.shift(zone));
  }

  strike(faults: readonly Fault[]): void {
    for (const { group, mode } of faults) {
      if (mode === 'cut-off') {
        this.cut.add(this.layout.zones.indexOf(group));
      } else {
        this.layout.withIncluded(group).forEach((id) => this.failed.add(id));
      }
    }
    for (const { index, fate } of this.layout.parts) {
      this.lost[index] = fate.some((id) => this.failed.has(id));
    }
  }

  /** Takes the members of a zone out of all pools that a zonal shift takes them out of. */
  shift(zone: string): void {
    for (const { index, pool, part } of this.layout.seats) {
      if (pool.pool.isShiftable === true && pool.pool.choice === 'spread' && part.part.zone === zone) {
        this.out[index] = true;
      }
    }
  }

  isLost(part: PartSeat): boolean {
    return this.lost[part.index] === true;
  }

  isDead(part: PartSeat): boolean {
    return this.lost[part.index] === true || this.ended[part.index] === true;
  }

  /** Whether a request in a zone gets to a part. */
  isReached(part: PartSeat, from: number): boolean {
    return (
      this.cut.size === 0 ||
      from === NO_ZONE ||
      part.zone === NO_ZONE ||
      part.zone === from ||
      !(this.cut.has(from) || this.cut.has(part.zone))
    );
  }

  currentOf(pool: PoolSeat): Seat | undefined {
    return this.current[pool.index];
  }

  /** Whether what a reaction needs is there. */
  hasPlanes(planes: readonly string[] = []): boolean {
    return !planes.some((id) => this.failed.has(id));
  }
}
