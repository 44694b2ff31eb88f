import type { Delay, FailureModel, FateGroup, Member, Need, Part, Pool } from '../model/types';

/** A member with its pool, its part, and its place among all members. */
export interface Seat {
  readonly index: number;
  readonly pool: PoolSeat;
  readonly member: Member;
  readonly part: PartSeat;
  readonly needs: readonly NeedSeat[];
  /** Needs that its health check looks at. */
  readonly checks: readonly NeedSeat[];
}

export interface PoolSeat {
  readonly index: number;
  readonly pool: Pool;
  readonly seats: Seat[];
  /** Pool whose current part is left out of this one. */
  without?: PoolSeat;
}

export interface PartSeat {
  readonly index: number;
  readonly part: Part;
  /** Number of its zone; -1 in no zone. */
  readonly zone: number;
  readonly fate: readonly string[];
}

export type NeedSeat =
  | { readonly kind: 'pool'; readonly pool: PoolSeat }
  | { readonly kind: 'parts'; readonly parts: readonly PartSeat[]; readonly atLeast: number };

/** No zone: that of a request that has just come. */
export const NO_ZONE = -1;

/** A model whose references are followed once, so that thousands of scenarios need not. */
export class Layout {
  readonly model: FailureModel;
  readonly parts: readonly PartSeat[];
  readonly pools: readonly PoolSeat[];
  readonly seats: readonly Seat[];
  /** Pools, each before those that its members need. */
  readonly order: readonly PoolSeat[];
  readonly zones: readonly string[];
  private readonly services: ReadonlyMap<string, readonly NeedSeat[]>;
  private readonly groups: ReadonlyMap<string, FateGroup>;
  private readonly partById: ReadonlyMap<string, PartSeat>;
  private readonly poolById: ReadonlyMap<string, PoolSeat>;

  /** @throws Error for a reference to nothing: whoever reads a model checks it before */
  constructor(model: FailureModel) {
    this.model = model;
    this.groups = new Map(model.groups.map((group) => [group.id, group]));
    this.zones = [...new Set(model.parts.flatMap(({ zone }) => zone ?? []))].sort();
    this.parts = model.parts.map((part, index) => ({
      index,
      part,
      zone: part.zone === undefined ? NO_ZONE : this.zones.indexOf(part.zone),
      fate: part.fate,
    }));
    this.partById = new Map(this.parts.map((seat) => [seat.part.id, seat]));
    this.pools = model.pools.map((pool, index) => ({ index, pool, seats: [] }));
    this.poolById = new Map(this.pools.map((seat) => [seat.pool.id, seat]));
    const seats: Seat[] = [];
    for (const pool of this.pools) {
      if (pool.pool.without !== undefined) {
        pool.without = this.pool(pool.pool.without);
      }
      for (const member of pool.pool.members) {
        const needs = member.needs.map((need) => this.need(need));
        const seat: Seat = {
          index: seats.length,
          pool,
          member,
          part: this.part(member.part),
          needs,
          checks: (member.checks ?? []).map((at) => found(needs[at], `need ${at} of ${member.id}`)),
        };
        seats.push(seat);
        pool.seats.push(seat);
      }
    }
    this.seats = seats;
    this.order = inOrder(this.pools);
    this.services = new Map(model.services.map(({ id, needs }) => [id, needs.map((need) => this.need(need))]));
  }

  needsOf(service: string): readonly NeedSeat[] {
    return found(this.services.get(service), `service ${service}`);
  }

  pool(id: string): PoolSeat {
    return found(this.poolById.get(id), `pool ${id}`);
  }

  part(id: string): PartSeat {
    return found(this.partById.get(id), `part ${id}`);
  }

  seat(pool: string, member: string): Seat {
    return found(
      this.pool(pool).seats.find((seat) => seat.member.id === member),
      `member ${member} of ${pool}`,
    );
  }

  /** A group and all that it includes. */
  withIncluded(id: string, seen = new Set<string>()): ReadonlySet<string> {
    if (!seen.has(id)) {
      seen.add(id);
      for (const included of found(this.groups.get(id), `group ${id}`).includes ?? []) {
        this.withIncluded(included, seen);
      }
    }
    return seen;
  }

  private need(need: Need): NeedSeat {
    return need.kind === 'pool'
      ? { kind: 'pool', pool: this.pool(need.pool) }
      : { kind: 'parts', parts: need.parts.map((id) => this.part(id)), atLeast: need.atLeast };
  }
}

export function secondsOf(delay: Delay | undefined): number {
  return (delay ?? []).reduce((sum, { seconds }) => sum + seconds, 0);
}

/** @throws Error when a pool needs itself, be it by others */
function inOrder(pools: readonly PoolSeat[]): readonly PoolSeat[] {
  const done = new Set<PoolSeat>();
  const open = new Set<PoolSeat>();
  const visit = (pool: PoolSeat): void => {
    if (open.has(pool)) {
      throw new Error(`pool ${pool.pool.id} needs itself`);
    }
    if (!done.has(pool)) {
      open.add(pool);
      pool.seats.flatMap(({ needs }) => needs).forEach((need) => need.kind === 'pool' && visit(need.pool));
      open.delete(pool);
      done.add(pool);
    }
  };
  pools.forEach(visit);
  return [...done].reverse();
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) {
    throw new Error(`the failure model has no ${what}`);
  }
  return value;
}
