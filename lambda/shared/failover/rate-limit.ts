import type { FailoverLimits } from './contract';
import type { StoreTime } from './ports';
import { because, type Reason } from './reasons';

/** Time over which acts are counted; it rolls, so that no midnight doubles the number. */
const DAY_MILLISECONDS = 86_400_000;

/** Why another act must wait; `undefined` when none has to. Times are the store's. */
export function findLimit(acts: readonly StoreTime[], now: StoreTime, limits: FailoverLimits): Reason | undefined {
  const last = Math.max(...acts);
  const free = last + limits.minimumSecondsBetweenActs * 1000;
  if (now < free) {
    return because(
      'TooSoonAfterAct',
      'cluster',
      `the last act was at ${iso(last)}, the next one may be at ${iso(free)}`,
    );
  }
  const recent = recentActs(acts, now);
  if (recent.length >= limits.actsPerDay) {
    const next = Math.min(...recent) + DAY_MILLISECONDS;
    return because(
      'TooManyActs',
      'cluster',
      `${String(recent.length)} within 24 hours, the next one may be at ${iso(next)}`,
    );
  }
  return undefined;
}

/** Acts that still count. */
export function recentActs(acts: readonly StoreTime[], now: StoreTime): readonly StoreTime[] {
  return acts.filter((at) => at > now - DAY_MILLISECONDS);
}

function iso(time: StoreTime): string {
  return new Date(time).toISOString();
}
