import type { OnSale, WeeklyWindow } from './site';
import type { Weekday } from './site-config';
import {
  MINUTES_PER_DAY,
  MINUTES_PER_WEEK,
  WEEKDAYS,
  formatMinuteOfDay,
  modulo,
  weekSpans,
  type WeekSpan,
} from './windows';

/**
 * Days on which the offset of a time zone is read: the 1st and the 15th of every month of 2026.
 *
 * Fixed, so that the same site gives the same templates at any time. Twice a month finds daylight saving that lasts
 * only some weeks, as around Ramadan.
 */
const PROBE_DATES: readonly Date[] = Array.from({ length: 24 }, (_, index) => {
  return new Date(Date.UTC(2026, Math.floor(index / 2), index % 2 === 0 ? 1 : 15, 12));
});

/**
 * Blocked windows AWS takes at most for one resource.
 *
 * @see https://docs.aws.amazon.com/arc-zonal-shift/latest/api/API_CreatePracticeRunConfiguration.html
 */
const MAX_BLOCKED_WINDOWS = 15;

/**
 * Time a practice run shifts a zone away. It may start right before a blocked window and must be over when the lead
 * time begins.
 *
 * @see https://docs.aws.amazon.com/r53recovery/latest/dg/arc-zonal-autoshift.how-it-works.html
 */
const PRACTICE_RUN_MINUTES = 30;

/** Offsets from UTC in minutes which the zone has in the course of a year, ascending; none when there is no such zone. */
export function findUtcOffsets(timeZone: string): readonly number[] {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  } catch {
    return [];
  }
  const offsets = PROBE_DATES.map((date) => {
    const name = format.formatToParts(date).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
    const match = /^GMT(?:([+-])(\d{2}):(\d{2}))?/.exec(name);
    const minutes = Number(match?.[2] ?? 0) * 60 + Number(match?.[3] ?? 0);
    return match?.[1] === '-' ? -minutes : minutes;
  });
  return [...new Set(offsets)].sort((a, b) => a - b);
}

/** Spans of a local weekly window in UTC, wide enough for every offset the zone has in a year. */
export function utcWeekSpans(window: WeeklyWindow, timeZone: string, leadMinutes = 0): readonly WeekSpan[] {
  const offsets = requireUtcOffsets(timeZone);
  const least = Math.min(...offsets);
  const greatest = Math.max(...offsets);
  return weekSpans(window, leadMinutes).map(({ from, until }) => {
    const start = modulo(from - greatest, MINUTES_PER_WEEK);
    return { from: start, until: start + (until - from) + (greatest - least) };
  });
}

/**
 * Windows in which zonal autoshift must not practise, in UTC, as AWS writes them: `Sat:00:00-Sat:12:00`.
 *
 * They cover a practice run that starts right before, the lead time, and both offsets of a zone with daylight saving. A window ends on the day it starts, so one
 * over midnight becomes two. When more than 15 would result, each day's windows become one.
 *
 * @see https://docs.aws.amazon.com/r53recovery/latest/dg/arc-zonal-autoshift.considerations.html
 */
export function autoshiftBlockedWindows(onSale: readonly OnSale[], timeZone: string): readonly string[] {
  const spans = onSale.flatMap((entry) =>
    utcWeekSpans(entry.window, timeZone, entry.leadMinutes + PRACTICE_RUN_MINUTES),
  );
  const pieces = mergeSpans(spans.flatMap(splitAtMidnight));
  const kept = pieces.length <= MAX_BLOCKED_WINDOWS ? pieces : onePerDay(pieces);
  return kept.map(({ from, until }) => {
    const day = WEEKDAYS[Math.floor(from / MINUTES_PER_DAY)] ?? 'Sun';
    return `${day}:${formatMinuteOfDay(from)}-${day}:${formatMinuteOfDay(until)}`;
  });
}

/**
 * A weekly window in UTC as RDS writes it, for example `mon:19:30-mon:20:00`, at the zone's least offset.
 *
 * RDS knows no time zones: while daylight saving lasts, the window is an hour later on the local clock.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_UpgradeDBInstance.Maintenance.html
 */
export function utcMaintenanceWindow(
  window: { readonly day: Weekday; readonly from: string; readonly until: string },
  timeZone: string,
): string {
  const [offset = 0] = requireUtcOffsets(timeZone);
  const [span] = weekSpans({ days: [window.day], from: window.from, until: window.until });
  const from = modulo((span?.from ?? 0) - offset, MINUTES_PER_WEEK);
  const until = from + (span?.until ?? 0) - (span?.from ?? 0);
  return `${formatWeekMinute(from)}-${formatWeekMinute(until)}`;
}

function formatWeekMinute(minute: number): string {
  const inWeek = modulo(minute, MINUTES_PER_WEEK);
  const day = WEEKDAYS[Math.floor(inWeek / MINUTES_PER_DAY)] ?? 'Sun';
  return `${day.toLowerCase()}:${formatMinuteOfDay(inWeek)}`;
}

function requireUtcOffsets(timeZone: string): readonly number[] {
  const offsets = findUtcOffsets(timeZone);
  if (offsets.length === 0) {
    throw new Error(`'${timeZone}' is no IANA time zone`);
  }
  return offsets;
}

/** Pieces of a span, each within one day; a piece that reaches midnight ends at 23:59, the last minute AWS can write. */
function splitAtMidnight({ from, until }: WeekSpan): readonly WeekSpan[] {
  const pieces: WeekSpan[] = [];
  let start = from;
  while (start < until) {
    const midnight = (Math.floor(start / MINUTES_PER_DAY) + 1) * MINUTES_PER_DAY;
    const end = until >= midnight ? midnight - 1 : until;
    const week = Math.floor(start / MINUTES_PER_WEEK) * MINUTES_PER_WEEK;
    if (end > start) {
      pieces.push({ from: start - week, until: end - week });
    }
    start = midnight;
  }
  return pieces;
}

function mergeSpans(spans: readonly WeekSpan[]): readonly WeekSpan[] {
  const merged: WeekSpan[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from || a.until - b.until)) {
    const last = merged.at(-1);
    if (last !== undefined && span.from <= last.until) {
      merged[merged.length - 1] = { from: last.from, until: Math.max(last.until, span.until) };
    } else {
      merged.push(span);
    }
  }
  return merged;
}

function onePerDay(spans: readonly WeekSpan[]): readonly WeekSpan[] {
  return WEEKDAYS.flatMap((_, day) => {
    const ofDay = spans.filter(({ from }) => Math.floor(from / MINUTES_PER_DAY) === day);
    const [first] = ofDay;
    return first === undefined ? [] : [{ from: first.from, until: Math.max(...ofDay.map(({ until }) => until)) }];
  });
}
