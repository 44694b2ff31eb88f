import { isDayOf, type Day } from './cron';
import type { ScheduledSize } from './types';
import { shiftedDay } from './zoned-time';

/** Days back in which the last time of an action is looked for: a yearly one is found. */
const MOST_DAYS_BACK = 400;

/** Moments at which an action is due, from `from` to before `until`, in order. */
export function occurrencesIn(action: ScheduledSize, from: number, until: number): readonly number[] {
  const { when } = action;
  if (when.kind === 'once') {
    return when.at >= from && when.at < until ? [when.at] : [];
  }
  const found: number[] = [];
  const last = when.clock.dayAt(until);
  for (let day = when.clock.dayAt(from); !isAfter(day, last); day = shiftedDay(day, 1)) {
    found.push(...timesOn(action, day).filter((at) => at >= from && at < until));
  }
  return found;
}

/** The last moment before `until` at which an action was due; `undefined` when there was none for more than a year. */
export function lastBefore(action: ScheduledSize, until: number): number | undefined {
  const { when } = action;
  if (when.kind === 'once') {
    return when.at < until ? when.at : undefined;
  }
  const today = when.clock.dayAt(until);
  for (let back = 0; back <= MOST_DAYS_BACK; back += 1) {
    const at = timesOn(action, shiftedDay(today, -back)).findLast((time) => time < until);
    if (at !== undefined) {
      return at;
    }
  }
  return undefined;
}

function timesOn({ when }: ScheduledSize, day: Day): readonly number[] {
  if (when.kind === 'once' || !isDayOf(when.cron, day)) {
    return [];
  }
  const { cron, clock, from = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY } = when;
  return cron.hours
    .flatMap((hour) => cron.minutes.map((minute) => clock.epochOf({ ...day, hour, minute })))
    .filter((at) => at >= from && at < until);
}

function isAfter(a: Day, b: Day): boolean {
  return Date.UTC(a.year, a.month - 1, a.day) > Date.UTC(b.year, b.month - 1, b.day);
}
