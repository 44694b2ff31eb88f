import { unknown, type Observed } from '../observed';
import type { FailoverPorts, StoreTime } from './ports';

/** Milliseconds before the function would be stopped at which a run has ended. */
export const RESERVED_MILLISECONDS = 5_000;

/** Milliseconds kept, before that, to save what the run leaves to the next one. */
const SAVING_MILLISECONDS = 3_000;

/** Milliseconds a step may need: three attempts of two seconds, and the pauses between them. */
export const STEP_MILLISECONDS = 9_000;

/** Milliseconds before the end of the lease from which nothing is sent any more. */
const LEASE_MARGIN_MILLISECONDS = 5_000;

/** Milliseconds that a time told in whole seconds may be short of. */
const ROUNDING_MILLISECONDS = 999;

/** Time within one run. Every call to the world ends in time, because it is raced against the end of the run. */
export interface RunTime {
  /** Whether that many milliseconds are left to work in. */
  readonly has: (milliseconds: number) => boolean;
  /** Runs a call of the run's work; unknown when the time is used up before it ends. */
  readonly within: <T>(call: () => Promise<Observed<T>>) => Promise<Observed<T>>;
  /** Runs a call with which the run leaves its state behind; has the time that was kept for it. */
  readonly withinReserve: <T>(call: () => Promise<Observed<T>>) => Promise<Observed<T>>;
  /** Runs a call and says whether the time to work ended before it did. */
  readonly untilEnd: <T>(call: () => Promise<T>) => Promise<T | 'ended'>;
}

/** Starts the time of a run. */
export function startTime({ monotonicNow, remainingMilliseconds, sleep }: FailoverPorts): RunTime {
  const work = remainingMilliseconds() - RESERVED_MILLISECONDS - SAVING_MILLISECONDS;
  const workEnds = sleep(Math.max(0, work)).then(() => 'ended' as const);
  const runEnds = sleep(Math.max(0, work + SAVING_MILLISECONDS)).then(() => 'ended' as const);
  const startedAt = monotonicNow();
  const used = unknown('Timeout', 'the time of the run is used up');
  const race = async <T>(call: () => Promise<Observed<T>>, end: Promise<'ended'>): Promise<Observed<T>> => {
    const first = await Promise.race([call(), end]);
    return first === 'ended' ? used : first;
  };
  // Two clocks, so that a run that was frozen notices it by whichever went on.
  const has = (milliseconds: number): boolean =>
    startedAt + work - monotonicNow() >= milliseconds &&
    remainingMilliseconds() - RESERVED_MILLISECONDS - SAVING_MILLISECONDS >= milliseconds;
  return {
    has,
    within: (call) => (has(1) ? race(call, workEnds) : Promise.resolve(used)),
    withinReserve: (call) => race(call, runEnds),
    untilEnd: (call) => (has(1) ? Promise.race([call(), workEnds]) : workEnds),
  };
}

/**
 * Time of the store within one run: between two answers of the store it is reckoned by the monotonic clock, and no other
 * clock is ever asked.
 */
export interface StoreClock {
  /** A moment not after now: what is reckoned from here on is not too short. */
  readonly earliest: () => StoreTime;
  /** A moment not before now. */
  readonly latest: () => StoreTime;
  /** Takes note of the time in another answer; a monotonic clock may have stood still while the run did. */
  readonly hear: (answer: StoreAnswer) => void;
  /** Whether the lease still holds, with a margin. */
  readonly isLeaseSafe: () => boolean;
}

/** A time the store told, and when, by the monotonic clock, it was asked and had answered. */
export interface StoreAnswer {
  readonly time: StoreTime;
  readonly askedAt: number;
  readonly answeredAt: number;
}

/** The store's clock, from the answer that gave the lease. */
export function storeClock(
  { monotonicNow }: Pick<FailoverPorts, 'monotonicNow'>,
  given: StoreAnswer,
  leaseMilliseconds: number,
): StoreClock {
  const answers = [given];
  return {
    earliest: () => Math.max(...answers.map(({ time, answeredAt }) => time + Math.floor(monotonicNow() - answeredAt))),
    latest: () =>
      Math.max(
        ...answers.map(({ time, askedAt }) => time + ROUNDING_MILLISECONDS + Math.ceil(monotonicNow() - askedAt)),
      ),
    hear: (answer) => {
      answers.push(answer);
    },
    isLeaseSafe: () => monotonicNow() - given.askedAt < leaseMilliseconds - LEASE_MARGIN_MILLISECONDS,
  };
}
