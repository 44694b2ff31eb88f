import type { Day } from './cron';

/** Seconds of a day. */
export const DAY_SECONDS = 86_400;

/** A date and a time of day in some time zone. */
export interface LocalTime extends Day {
  readonly hour: number;
  readonly minute: number;
}

/** Whether the time zone is known by that name. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Reads `2026-12-05T10:00`, with a blank for the `T` as well; `undefined` when it is none, or no such day exists. */
export function findLocalTime(text: string): LocalTime | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)$/.exec(text);
  if (match === null) {
    return undefined;
  }
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1).map(Number);
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute));
  const same =
    date.getUTCFullYear() === year &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    date.getUTCHours() === hour &&
    date.getUTCMinutes() === minute;
  return same ? { year, month, day, hour, minute } : undefined;
}

/** A clock of one time zone. */
export class ZoneClock {
  readonly timeZone: string;
  private readonly format: Intl.DateTimeFormat;

  constructor(timeZone: string) {
    this.timeZone = timeZone;
    this.format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  }

  /**
   * Seconds since 1970 of a local time. A time that a clock skips is taken as after the change, one that a clock shows
   * twice as the first of both.
   */
  epochOf({ year, month, day, hour, minute }: LocalTime): number {
    const wall = Date.UTC(year, month - 1, day, hour, minute) / 1000;
    const before = this.offsetAt(wall - DAY_SECONDS);
    const after = this.offsetAt(wall + DAY_SECONDS);
    const candidates = [wall - Math.max(before, after), wall - Math.min(before, after)];
    return candidates.find((epoch) => epoch + this.offsetAt(epoch) === wall) ?? wall - before;
  }

  /** The local day of a moment. */
  dayAt(epoch: number): Day {
    return dayOf(epoch + this.offsetAt(epoch));
  }

  /** A moment for people: `2026-12-05 10:00`. */
  textOf(epoch: number): string {
    return new Date((epoch + this.offsetAt(epoch)) * 1000).toISOString().slice(0, 16).replace('T', ' ');
  }

  /** Seconds by which the clock is ahead of UTC. */
  private offsetAt(epoch: number): number {
    const parts = this.format.formatToParts(new Date(epoch * 1000));
    const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((each) => each.type === type)?.value);
    const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
    return wall / 1000 - epoch;
  }
}

/** The day some days before or after another. */
export function shiftedDay({ year, month, day }: Day, days: number): Day {
  return dayOf(Date.UTC(year, month - 1, day) / 1000 + days * DAY_SECONDS);
}

function dayOf(wall: number): Day {
  const date = new Date(wall * 1000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}
