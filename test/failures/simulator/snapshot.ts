import type { FailureModel, Member, Need, Part, Pool, Service } from '../../../lib/failures/model/types';
import { place, type World } from './world';

/** One way that a request can go: the choices it made, how likely they are, and whether it gets its answer. */
export interface Journey {
  readonly probability: number;
  readonly isAnswered: boolean;
  /** Members that it chose, in order; one may come twice. */
  readonly stops: readonly Stop[];
}

/** A member that a request chose. */
export interface Stop {
  readonly pool: Pool;
  readonly member: Member;
  /** Neither dead nor out of reach from where the request was. */
  readonly isReached: boolean;
}

/** Values nearer to each other than this are equal. */
export const TOLERANCE = 1e-9;

/** The world at one second: what is dead, which checks fail, who is in rotation and how requests can go. */
export class Snapshot {
  readonly model: FailureModel;
  readonly world: World;
  private readonly failing = new Map<string, boolean>();
  private readonly values = new Map<string, number>();

  constructor(model: FailureModel, world: World) {
    this.model = model;
    this.world = world;
  }

  /** Share of the requests of a service that get an answer. */
  valueOf({ id, needs, isRetried }: Service): number {
    const value = this.values.get(id) ?? shareAnswered(this.journeys(needs, undefined, isRetried));
    this.values.set(id, value);
    return value;
  }

  /** Share of the requests that come to a pool from no zone, and are not sent again, that get an answer. */
  valueOfPool(pool: string): number {
    return shareAnswered(this.journeys([{ kind: 'pool', pool }], undefined, false));
  }

  /** Whether one of the groups of a part has failed, or the part is terminated. */
  isDead(part: Part): boolean {
    return this.hasFailed(part) || this.world.terminated.has(part.id);
  }

  /** Whether one of the groups of a part has failed, so that it never lives again. */
  hasFailed({ fate }: Part): boolean {
    return fate.some((group) => this.world.failed.has(group));
  }

  /** Whether a member fails its check. */
  fails(pool: Pool, member: Member): boolean {
    const name = place(pool, member);
    const known = this.failing.get(name);
    if (known !== undefined) {
      return known;
    }
    const part = this.part(member.part);
    const looksAt = (member.checks ?? []).map((number) => requireOne(member.needs[number], `${name} needs`));
    const fails =
      this.isDead(part) || looksAt.some((need) => shareAnswered(this.journeys([need], part.zone, false)) < TOLERANCE);
    this.failing.set(name, fails);
    return fails;
  }

  /** Whether too few members of a pool would be in rotation for any to be left out. */
  failsOpen(pool: Pool): boolean {
    return this.inside(pool).length < (pool.failOpenBelow ?? 0);
  }

  /** Members of a pool of `spread` among which requests are spread, wherever these come from. */
  rotation(pool: Pool): readonly Member[] {
    const inside = this.failsOpen(pool) ? pool.members : this.inside(pool);
    if (pool.without === undefined) {
      return inside;
    }
    const leftOut = this.current(this.pool(pool.without)).part;
    const others = inside.filter(({ part }) => part !== leftOut);
    return others.length > 0 ? others : inside;
  }

  /** Current member of a pool of `prefer`. */
  current(pool: Pool): Member {
    const current = this.world.current.get(pool.id);
    return requireOne(
      pool.members.find(({ id }) => id === current),
      `current member of ${pool.id}`,
    );
  }

  /** The part of a name. */
  part(id: string): Part {
    return requireOne(
      this.model.parts.find((part) => part.id === id),
      `part ${id}`,
    );
  }

  /** All ways that a request with these needs can go from a zone, or from none. */
  journeys(needs: readonly Need[], zone: string | undefined, isRetried: boolean): readonly Journey[] {
    let journeys: readonly Journey[] = [{ probability: 1, isAnswered: true, stops: [] }];
    for (const need of needs) {
      const further = this.journeysOfNeed(need, zone, isRetried);
      journeys = journeys.flatMap((journey) =>
        further.map((next) => ({
          probability: journey.probability * next.probability,
          isAnswered: journey.isAnswered && next.isAnswered,
          stops: [...journey.stops, ...next.stops],
        })),
      );
    }
    return journeys;
  }

  /** Members that have not left and are not out. */
  private inside(pool: Pool): readonly Member[] {
    const { left, out } = this.world;
    return pool.members.filter((member) => !left.has(place(pool, member)) && !out.has(place(pool, member)));
  }

  private journeysOfNeed(need: Need, zone: string | undefined, isRetried: boolean): readonly Journey[] {
    switch (need.kind) {
      case 'parts': {
        const working = need.parts
          .map((id) => this.part(id))
          .filter((part) => !this.isDead(part) && this.passes(zone, part.zone));
        return [{ probability: 1, isAnswered: working.length >= need.atLeast, stops: [] }];
      }
      case 'pool':
        return this.journeysInto(this.pool(need.pool), zone, isRetried);
    }
  }

  private journeysInto(pool: Pool, zone: string | undefined, isRetried: boolean): readonly Journey[] {
    switch (pool.choice) {
      case 'spread':
        return this.journeysToAny(pool, zone, isRetried);
      case 'prefer':
        return this.journeysTo(pool, this.current(pool), zone, isRetried);
      case 'fallback':
        return this.journeysToEach(pool, zone, isRetried);
    }
  }

  private journeysToAny(pool: Pool, zone: string | undefined, isRetried: boolean): readonly Journey[] {
    const chosen = this.rotation(pool).filter(
      ({ part }) => pool.reach !== 'own-zone' || zone === undefined || this.part(part).zone === zone,
    );
    if (chosen.length === 0) {
      return [{ probability: 1, isAnswered: false, stops: [] }];
    }
    return chosen.flatMap((member) =>
      this.journeysTo(pool, member, zone, isRetried).map((journey) => ({
        ...journey,
        probability: journey.probability / chosen.length,
      })),
    );
  }

  /** One member after the other, until one answers. */
  private journeysToEach(pool: Pool, zone: string | undefined, isRetried: boolean): readonly Journey[] {
    const answered: Journey[] = [];
    let unanswered: readonly Journey[] = [{ probability: 1, isAnswered: false, stops: [] }];
    for (const member of isRetried ? pool.members : pool.members.slice(0, 1)) {
      const tries = this.journeysTo(pool, member, zone, isRetried);
      const tried = unanswered.flatMap((journey) =>
        tries.map((next) => ({
          probability: journey.probability * next.probability,
          isAnswered: next.isAnswered,
          stops: [...journey.stops, ...next.stops],
        })),
      );
      answered.push(...tried.filter(({ isAnswered }) => isAnswered));
      unanswered = tried.filter(({ isAnswered }) => !isAnswered);
    }
    return [...answered, ...unanswered];
  }

  private journeysTo(pool: Pool, member: Member, zone: string | undefined, isRetried: boolean): readonly Journey[] {
    const part = this.part(member.part);
    const isReached = !this.isDead(part) && this.passes(zone, part.zone);
    const stop = { pool, member, isReached };
    if (!isReached) {
      return [{ probability: 1, isAnswered: false, stops: [stop] }];
    }
    return this.journeys(member.needs, part.zone ?? zone, isRetried).map((journey) => ({
      ...journey,
      stops: [stop, ...journey.stops],
    }));
  }

  /** Whether requests pass from a zone, or from none, to a part in a zone, or in none. */
  private passes(from: string | undefined, to: string | undefined): boolean {
    const { cutOff } = this.world;
    return from === undefined || to === undefined || from === to || !(cutOff.has(from) || cutOff.has(to));
  }

  private pool(id: string): Pool {
    return requireOne(
      this.model.pools.find((pool) => pool.id === id),
      `pool ${id}`,
    );
  }
}

/** Share of requests that get an answer. */
function shareAnswered(journeys: readonly Journey[]): number {
  return journeys.filter(({ isAnswered }) => isAnswered).reduce((sum, { probability }) => sum + probability, 0);
}

function requireOne<T>(found: T | undefined, what: string): T {
  if (found === undefined) {
    throw new Error(`the model lacks ${what}`);
  }
  return found;
}
