import type { DrillWindow } from './contract';
import type { StoreTime } from './ports';

/** Whether a moment lies in a window, by the calendar of the window's time zone. */
export function isInside({ days, from, until, timeZone }: DrillWindow, moment: StoreTime): boolean {
  const { weekday, time } = localTime(timeZone, moment);
  return days.some((day) => day === weekday) && from <= time && time < until;
}

/** Weekday and time of day, as `HH:MM`, which sorts as the times do. */
export function localTime(timeZone: string, moment: StoreTime): { readonly weekday: string; readonly time: string } {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(moment);
  const part = (type: string): string => parts.find((entry) => entry.type === type)?.value ?? '';
  return { weekday: part('weekday'), time: `${part('hour')}:${part('minute')}` };
}

/** Whether the runtime knows a time zone of that name. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).format(0) !== '';
  } catch {
    return false;
  }
}
