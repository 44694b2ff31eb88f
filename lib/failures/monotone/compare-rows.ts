import type { Capacity, Moment, ServiceOutcome, State } from '../engine/outcome';

/** In what a row is worse than another one. */
export type Difference = 'state' | 'share' | 'recovery' | 'capacity';

const RANK: Readonly<Record<State, number>> = { UP: 0, PARTIAL: 1, UNDETERMINED: 2, DOWN: 3 };
const SAME = 1e-9;

/** In what a service is worse in one outcome than in another one; `undefined` when it is not. */
export function worseIn(row: ServiceOutcome, other: ServiceOutcome): Difference | undefined {
  const moments = (['t0', 't1', 't2'] as const).map((at) => [row[at], other[at]] as const);
  return moments.some(([one, two]) => RANK[one.state] > RANK[two.state])
    ? 'state'
    : moments.some(([one, two]) => losesMore(one, two))
      ? 'share'
      : isLater(row.recoverySeconds, other.recoverySeconds)
        ? 'recovery'
        : moments.some(([one, two]) => isSmaller(one, two))
          ? 'capacity'
          : undefined;
}

/** What a service comes to by itself, as far as it is worse in one outcome than in another one. */
export function endsWorse(row: ServiceOutcome, other: ServiceOutcome): Difference | undefined {
  return RANK[row.t1.state] > RANK[other.t1.state]
    ? 'state'
    : losesMore(row.t1, other.t1)
      ? 'share'
      : row.t1.state === other.t1.state && isLater(row.recoverySeconds, other.recoverySeconds)
        ? 'recovery'
        : undefined;
}

/** Nothing is said of what is not determined. */
function losesMore({ lost = 0 }: Moment, { lost: otherLost = Infinity }: Moment): boolean {
  return lost > otherLost + SAME;
}

function isLater(seconds: number | undefined, other: number | undefined): boolean {
  return other !== undefined && (seconds === undefined || seconds > other);
}

/**
 * Capacities are of the requests that come in: when fewer of them get through, what lies behind carries more of them. So they
 * are compared only where the same share is answered, and something of it is.
 */
function isSmaller(one: Moment, other: Moment): boolean {
  return (
    one.state === other.state &&
    one.state !== 'DOWN' &&
    Math.abs((one.lost ?? 0) - (other.lost ?? 0)) < SAME &&
    numberOf(one.capacity) < numberOf(other.capacity) - SAME
  );
}

function numberOf(capacity: Capacity): number {
  return capacity === 'unlimited' ? Infinity : capacity === 'not determined' ? Number.NaN : capacity;
}
