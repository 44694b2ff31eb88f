import type { OnSale, WeeklyWindow } from './site';
import type { Weekday } from './site-config';

/** Days in the order of cron: Sunday is 0. */
export const WEEKDAYS: readonly Weekday[] = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

export const MINUTES_PER_DAY = 24 * 60;
export const MINUTES_PER_WEEK = 7 * MINUTES_PER_DAY;

/** Part of a week in minutes since Sunday 00:00; `until` may lie beyond the end of the week, `from` never. */
export interface WeekSpan {
  readonly from: number;
  readonly until: number;
}

/** Minutes since midnight of a time written as `HH:MM`, or `undefined` when it is none. */
export function findMinuteOfDay(time: string): number | undefined {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  return match === null ? undefined : Number(match[1]) * 60 + Number(match[2]);
}

/** Minutes since midnight of a checked time. */
export function minuteOfDay(time: string): number {
  const minute = findMinuteOfDay(time);
  if (minute === undefined) {
    throw new Error(`'${time}' is no time of day`);
  }
  return minute;
}

/** Writes minutes since midnight as `HH:MM`. */
export function formatMinuteOfDay(minute: number): string {
  const inDay = modulo(minute, MINUTES_PER_DAY);
  return `${String(Math.floor(inDay / 60)).padStart(2, '0')}:${String(inDay % 60).padStart(2, '0')}`;
}

/** Spans of a weekly window, one per day, each widened by some minutes in front. */
export function weekSpans(window: WeeklyWindow, leadMinutes = 0): readonly WeekSpan[] {
  return [...window.days]
    .sort((a, b) => WEEKDAYS.indexOf(a) - WEEKDAYS.indexOf(b))
    .map((day) => {
      const midnight = WEEKDAYS.indexOf(day) * MINUTES_PER_DAY;
      const start = midnight + minuteOfDay(window.from) - leadMinutes;
      const from = modulo(start, MINUTES_PER_WEEK);
      return { from, until: from + minuteOfDay(window.until) - minuteOfDay(window.from) + leadMinutes };
    });
}

/** Whether two spans of a week share a minute or touch. */
export function spansTouch(a: WeekSpan, b: WeekSpan): boolean {
  return [-MINUTES_PER_WEEK, 0, MINUTES_PER_WEEK].some(
    (shift) => a.from <= b.until + shift && b.from + shift <= a.until,
  );
}

/** Change of the minimum size of a group, at a local time that comes back every week. */
export interface ScheduledAction {
  /** Window the action belongs to. */
  readonly onSale: OnSale;
  /** `start`: the instances for the window are launched. `end`: the ordinary minimum applies again. */
  readonly kind: 'start' | 'end';
  /** Cron fields in the site's time zone. */
  readonly schedule: { readonly minute: string; readonly hour: string; readonly weekDay: string };
  /** The same as one expression of five fields, for example `0 9 * * 6`. */
  readonly expression: string;
}

/**
 * Scheduled actions of all on-sale windows: the start lies `leadMinutes` before the window, on the day before where
 * the lead reaches over midnight.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-scheduled-scaling.html
 */
export function scheduledActions(onSale: readonly OnSale[]): readonly ScheduledAction[] {
  return onSale.flatMap((entry) => {
    const spans = weekSpans(entry.window, entry.leadMinutes);
    return [
      scheduledAction(
        entry,
        'start',
        spans.map(({ from }) => from),
      ),
      scheduledAction(
        entry,
        'end',
        spans.map(({ until }) => until),
      ),
    ];
  });
}

function scheduledAction(onSale: OnSale, kind: 'start' | 'end', minutes: readonly number[]): ScheduledAction {
  const [first = 0] = minutes;
  const minute = String(first % 60);
  const hour = String(Math.floor(modulo(first, MINUTES_PER_DAY) / 60));
  const weekDay = minutes
    .map((value) => Math.floor(modulo(value, MINUTES_PER_WEEK) / MINUTES_PER_DAY))
    .sort((a, b) => a - b)
    .join(',');
  return { onSale, kind, schedule: { minute, hour, weekDay }, expression: `${minute} ${hour} * * ${weekDay}` };
}

/** Remainder that is never negative. */
export function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}
