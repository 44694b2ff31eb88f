import type { Service } from '../../../lib/failures/model/types';
import type { Losses } from './losses';
import type { Manual } from './manual';
import type { Capacity } from './outcome';
import type { Run } from './run';
import { TOLERANCE, type Snapshot, type Stop } from './snapshot';
import { place } from './world';

/** First of the last 43,200 seconds of a day of seconds 0 to 86,400. */
const FIRST_OF_LAST_SECONDS = 43_201;

export function stateOf(value: number): 'UP' | 'PARTIAL' | 'DOWN' {
  if (isSame(value, 1)) {
    return 'UP';
  }
  return isSame(value, 0) ? 'DOWN' : 'PARTIAL';
}

/** Whether it can be said what a service is worth when a run ends: it is at rest, or has long been worth the same. */
export function isDetermined(run: Run, service: Service): boolean {
  const value = run.last.valueOf(service);
  return (
    run.isAtRest ||
    valuesOf(run, service)
      .filter(({ until }) => until > FIRST_OF_LAST_SECONDS)
      .every((stretch) => isSame(stretch.value, value))
  );
}

/** First second of a run from which on a service is UP to its end; undefined if it is not UP there. */
export function recoveryOf(run: Run, service: Service): number | undefined {
  if (!isDetermined(run, service)) {
    return undefined;
  }
  const values = valuesOf(run, service);
  return values[values.findLastIndex(({ value }) => !isSame(value, 1)) + 1]?.from;
}

/** The same with the work of operators; what was UP already, and stays so, does not recover later because of it. */
export function recoveryWithHands(run: Run, manual: Manual, service: Service): number | undefined {
  const byItself = recoveryOf(run, service);
  const afterwards = recoveryOf(manual.run, service);
  if (byItself !== undefined && afterwards === 0) {
    return byItself;
  }
  return afterwards === undefined ? undefined : manual.delaySeconds + afterwards;
}

/** Share of requests that a service loses, added up over the seconds until it recovers; undefined if it does not. */
export function secondsLost(run: Run, service: Service): number | undefined {
  const recovery = recoveryOf(run, service);
  return recovery === undefined
    ? undefined
    : valuesOf(run, service)
        .filter(({ from }) => from < recovery)
        .reduce((sum, { from, until, value }) => sum + (until - from) * (1 - value), 0);
}

/** Requests of a service in a second that can be served at once: the least that a member on their ways allows. */
export function capacityOf(snapshot: Snapshot, service: Service): Capacity {
  let least: Capacity = 'unlimited';
  for (const { member, visits } of visitsOf(snapshot, service, ({ isReached }) => isReached)) {
    if (member.perSecond === undefined) {
      return 'not determined';
    }
    if (member.perSecond !== 'unlimited') {
      const bound: number = member.perSecond / visits;
      least = least === 'unlimited' ? bound : Math.min(least, bound);
    }
  }
  return least;
}

/** Seconds of data that a service has lost: the most that any pool has which it reaches. */
export function lossOf(snapshot: Snapshot, service: Service, lost: Losses): number {
  return Math.max(0, ...visitsOf(snapshot, service, () => true).map(({ pool }) => lost.get(pool.id) ?? 0));
}

/** Whether two values are the same but for rounding. */
export function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) < TOLERANCE;
}

interface ValueStretch {
  readonly from: number;
  /** First second of the next stretch; of the last one, the second after the run. */
  readonly until: number;
  readonly value: number;
}

/** What a service is worth in each stretch of a run. */
function valuesOf({ stretches, lastSecond }: Run, service: Service): readonly ValueStretch[] {
  return stretches.map(({ from, snapshot }, index) => ({
    from,
    until: stretches[index + 1]?.from ?? lastSecond + 1,
    value: snapshot.valueOf(service),
  }));
}

/** How often a request of a service is expected to stop at each member. */
function visitsOf(
  snapshot: Snapshot,
  service: Service,
  counts: (stop: Stop) => boolean,
): readonly (Pick<Stop, 'pool' | 'member'> & { readonly visits: number })[] {
  const stops = snapshot
    .journeys(service.needs, undefined, service.isRetried)
    .flatMap(({ probability, stops }) => stops.filter(counts).map((stop) => ({ ...stop, probability })));
  const visited = new Map<string, Pick<Stop, 'pool' | 'member'> & { readonly visits: number }>();
  for (const { pool, member, probability } of stops) {
    const visits = (visited.get(place(pool, member))?.visits ?? 0) + probability;
    visited.set(place(pool, member), { pool, member, visits });
  }
  return [...visited.values()].filter(({ visits }) => visits > TOLERANCE);
}
