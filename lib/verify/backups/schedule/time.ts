/** Minutes of the units in which plans count. */
export const MINUTES_PER_HOUR = 60;
export const MINUTES_PER_DAY = 24 * MINUTES_PER_HOUR;

/** A span of time: minutes since 1970 in UTC, from the first up to, and without, the second. */
export interface Horizon {
  readonly from: number;
  readonly until: number;
}

/** Minutes since 1970 of a date and time of day, of UTC or of a local clock. */
export function minuteOf(year: number, month: number, day: number, minuteOfDay = 0): number {
  return Date.UTC(year, month - 1, day) / 60_000 + minuteOfDay;
}

/**
 * The time over which schedules are looked at: 28 years, after which the days of the week fall on the same dates again.
 *
 * It holds seven leap days and every way in which a month can begin, so what holds in it holds until 2099, as long as clocks
 * are changed as they are now.
 */
export const HORIZON: Horizon = { from: minuteOf(2027, 1, 1), until: minuteOf(2055, 1, 1) };

/** An instant as people and machines read it: `2027-01-03T07:00Z`. */
export function formatInstant(minute: number): string {
  return `${new Date(minute * 60_000).toISOString().slice(0, 16)}Z`;
}

/** A duration in days, hours and minutes: `68 h`, `1 h 30 min`, `7 d 1 h`. */
export function formatMinutes(minutes: number): string {
  if (!Number.isFinite(minutes)) {
    return '∞';
  }
  const days = minutes >= 4 * MINUTES_PER_DAY ? Math.floor(minutes / MINUTES_PER_DAY) : 0;
  const rest = minutes - days * MINUTES_PER_DAY;
  const hours = Math.floor(rest / MINUTES_PER_HOUR);
  const parts = [
    days === 0 ? '' : `${String(days)} d`,
    hours === 0 ? '' : `${String(hours)} h`,
    rest % MINUTES_PER_HOUR === 0 ? '' : `${String(rest % MINUTES_PER_HOUR)} min`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? '0 min' : parts.join(' ');
}

/** Days as a duration, `∞` when there is no end. */
export function formatDays(days: number): string {
  return Number.isFinite(days) ? `${String(days)} d` : '∞';
}
