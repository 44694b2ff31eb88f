import type { Fault, Reaction, Scenario } from '../model/types';
import { secondsOf, type Layout, type PoolSeat, type Seat } from './layout';
import { Situation } from './situation';
import { Values } from './values';

/** Whatever is not at rest after a day never is. */
export const LONGEST_SECONDS = 86_400;

/** Something that happened by itself. */
export interface Event {
  readonly kind: 'leave' | 'come-back' | 'move' | 'end' | 'relaunch';
  readonly second: number;
  readonly seat: Seat;
  /** Second since which what triggered it has held. */
  readonly since: number;
}

interface Due {
  readonly kind: Event['kind'];
  readonly seat: Seat;
  readonly at: number;
  readonly since: number;
}

/** Lets a situation react, second by second, and jumps over those at which nothing is due. */
export class Timeline {
  readonly layout: Layout;
  readonly situation: Situation;
  readonly events: Event[] = [];
  /** Data lost by the moves of each pool, in seconds. */
  readonly lost = new Map<PoolSeat, number>();
  private now = 0;
  private present: Values;
  /** By member: since when its check fails, or does not; long before the first second at the start. */
  private readonly failsSince: (number | undefined)[];
  private readonly worksSince: (number | undefined)[];
  /** By part: since when it is terminated, by whom, and when it was last started again. */
  private readonly endedAt: (number | undefined)[] = [];
  private readonly endedBy: Seat[][] = [];
  private readonly restartedAt: (number | undefined)[] = [];

  constructor(layout: Layout, scenario: Scenario) {
    this.layout = layout;
    this.situation = new Situation(layout, scenario);
    this.present = new Values(this.situation);
    this.failsSince = layout.seats.map(() => undefined);
    this.worksSince = layout.seats.map(() => -LONGEST_SECONDS);
    this.settle();
  }

  get second(): number {
    return this.now;
  }

  get values(): Values {
    return this.present;
  }

  strike(faults: readonly Fault[]): void {
    this.situation.strike(faults);
    this.settle();
  }

  /**
   * Does what operators do, all at once, decided on what is true before.
   *
   * @param zones those of which shiftable pools are to use nobody
   * @param seats those that are to be current; of two of one pool the later is, of those that do not fail and are not current yet
   */
  byHand(zones: readonly string[], seats: readonly Seat[]): void {
    zones.forEach((zone) => this.situation.shift(zone));
    const possible = seats.filter(
      (seat) => !this.present.isFailing(seat) && this.situation.currentOf(seat.pool) !== seat,
    );
    new Map(possible.map((seat) => [seat.pool, seat])).forEach((seat) => this.moveTo(seat));
    this.settle();
  }

  /**
   * Goes on until nothing more is due; `visit` is called after each second at which something happened.
   *
   * @returns whether it came to rest
   */
  run(visit: (second: number) => void): boolean {
    const end = this.now + LONGEST_SECONDS;
    for (let due = this.next(); due.length > 0; due = this.next()) {
      const at = due[0]?.at ?? this.now;
      if (at > end) {
        this.now = end;
        return false;
      }
      this.now = at;
      due.forEach((each) => this.happen(each));
      this.settle();
      visit(at);
    }
    return true;
  }

  /** What is due next: everything of one second. */
  private next(): readonly Due[] {
    let found: Due[] = [];
    const add = (kind: Due['kind'], seat: Seat, since: number, seconds: number): void => {
      // What has just begun to hold is seen a second later.
      const at = Math.max(since + seconds, this.now + 1);
      const [first] = found;
      if (first === undefined || at < first.at) {
        found = [{ kind, seat, at, since }];
      } else if (at === first.at) {
        found.push({ kind, seat, at, since });
      }
    };
    for (const pool of this.layout.pools) {
      if (pool.pool.choice === 'prefer') {
        this.addMove(pool, add);
      } else if (pool.pool.choice === 'spread') {
        pool.seats.forEach((seat) => this.addRotation(seat, add));
      }
      if (pool.pool.replace !== undefined) {
        pool.seats.forEach((seat) => this.addReplacement(seat, add));
      }
    }
    return found;
  }

  private addRotation(seat: Seat, add: Add): void {
    const { leave, comeBack } = seat.pool.pool;
    const fails = this.failsSince[seat.index];
    const works = this.worksSince[seat.index];
    const hasLeft = this.situation.left[seat.index] === true;
    if (!hasLeft && fails !== undefined && this.can(leave)) {
      add('leave', seat, fails, secondsOf(leave?.delay));
    } else if (hasLeft && works !== undefined && this.can(comeBack)) {
      add('come-back', seat, works, secondsOf(comeBack?.delay));
    }
  }

  private addMove(pool: PoolSeat, add: Add): void {
    const { move } = pool.pool;
    const current = this.situation.currentOf(pool);
    const fails = current === undefined ? undefined : this.failsSince[current.index];
    const candidate = pool.seats.find(
      (seat) => seat !== current && seat.member.isManual !== true && !this.present.isFailing(seat),
    );
    if (fails !== undefined && candidate !== undefined && this.can(move)) {
      add('move', candidate, fails, secondsOf(move?.delay) + secondsOf(candidate.member.start));
    }
  }

  private addReplacement(seat: Seat, add: Add): void {
    const { replace } = seat.pool.pool;
    if (replace === undefined) {
      return;
    }
    const { index } = seat.part;
    const ended = this.endedAt[index];
    const fails = this.failsSince[seat.index];
    if (ended !== undefined) {
      if (this.isLastToRelaunch(seat) && this.canRelaunch(index) && !this.situation.isLost(seat.part)) {
        add('relaunch', seat, ended, secondsOf(replace.relaunch.delay));
      }
    } else if (fails !== undefined && this.can(replace.after)) {
      add('end', seat, Math.max(fails, this.restartedAt[index] ?? fails), secondsOf(replace.after.delay));
    }
  }

  /** Whether all who terminated a part at the same second can have it relaunched. */
  private canRelaunch(part: number): boolean {
    return (this.endedBy[part] ?? []).every(({ pool }) => this.can(pool.pool.replace?.relaunch));
  }

  /** Of those who terminated a part at the same second, the one whose relaunch takes longest. */
  private isLastToRelaunch(seat: Seat): boolean {
    const seconds = (each: Seat) => secondsOf(each.pool.pool.replace?.relaunch.delay);
    const by = this.endedBy[seat.part.index] ?? [];
    const slowest = by.reduce<Seat | undefined>(
      (found, each) => (found === undefined || seconds(each) > seconds(found) ? each : found),
      undefined,
    );
    return slowest === seat;
  }

  private can(reaction: Reaction | undefined): boolean {
    return reaction !== undefined && this.situation.hasPlanes(reaction.planes);
  }

  private happen({ kind, seat, at, since }: Due): void {
    this.events.push({ kind, seat, second: at, since });
    switch (kind) {
      case 'leave':
        this.situation.left[seat.index] = true;
        return;
      case 'come-back':
        this.situation.left[seat.index] = false;
        return;
      case 'move':
        this.moveTo(seat);
        return;
      case 'end':
        this.situation.ended[seat.part.index] = true;
        this.endedAt[seat.part.index] = at;
        this.endedBy[seat.part.index] = [...(this.endedBy[seat.part.index] ?? []), seat];
        return;
      case 'relaunch':
        this.situation.ended[seat.part.index] = false;
        this.endedAt[seat.part.index] = undefined;
        this.endedBy[seat.part.index] = [];
        this.restartedAt[seat.part.index] = at;
    }
  }

  private moveTo(seat: Seat): void {
    const { pool, member } = seat;
    this.situation.current[pool.index] = seat;
    this.lost.set(pool, (this.lost.get(pool) ?? 0) + secondsOf(member.loses));
  }

  /** Notes which checks begin to fail, or to work. */
  private settle(): void {
    this.present = new Values(this.situation);
    for (const seat of this.layout.seats) {
      const fails = this.present.isFailing(seat);
      const { index } = seat;
      this.failsSince[index] = fails ? (this.failsSince[index] ?? this.now) : undefined;
      this.worksSince[index] = fails ? undefined : (this.worksSince[index] ?? this.now);
    }
  }
}

type Add = (kind: Due['kind'], seat: Seat, since: number, seconds: number) => void;
