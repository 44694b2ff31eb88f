/** Minutes of a day and of a week; weeks start on Sunday at midnight. */
export const MINUTES_PER_DAY = 24 * 60;
export const MINUTES_PER_WEEK = 7 * MINUTES_PER_DAY;

const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] as const;

/**
 * Minutes of the week at which a schedule of EventBridge or AWS Backup runs, `cron(…)` of six fields or `rate(…)`;
 * `undefined` when it does not come back every week alike.
 */
export function weeklyRuns(expression: string): readonly number[] | undefined {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  if (rate !== null) {
    const unit = { minute: 1, hour: 60, day: MINUTES_PER_DAY }[rate[2] as 'minute' | 'hour' | 'day'];
    return everyMinutes(Number(rate[1]) * unit);
  }
  const fields = /^cron\((.+)\)$/.exec(expression)?.[1]?.trim().split(/\s+/) ?? [];
  const [minute, hour, dayOfMonth, month, dayOfWeek, year] = fields;
  if (fields.length !== 6 || [dayOfMonth, month, year].some((field) => field !== '*' && field !== '?')) {
    return undefined;
  }
  // EventBridge counts Sunday as 1.
  return combine(minute, hour, dayOfWeek === '?' ? '*' : dayOfWeek, 1);
}

/** Minutes of the week at which a schedule of Auto Scaling runs, cron of five fields. */
export function weeklyRunsOfUnixCron(expression: string): readonly number[] | undefined {
  const [minute, hour, dayOfMonth, month, dayOfWeek, ...more] = expression.trim().split(/\s+/);
  return dayOfMonth === '*' && month === '*' && more.length === 0 ? combine(minute, hour, dayOfWeek, 0) : undefined;
}

/** Least number of runs within any span of so many minutes, just after a run included. */
export function fewestRuns(runs: readonly number[], minutes: number): number {
  const perWeek = runs.length * Math.floor(minutes / MINUTES_PER_WEEK);
  const rest = minutes % MINUTES_PER_WEEK;
  const counts = runs.map(
    (start) =>
      runs.filter((run) => (run - start + MINUTES_PER_WEEK) % MINUTES_PER_WEEK <= rest && run !== start).length,
  );
  return runs.length === 0 ? 0 : perWeek + Math.min(...counts);
}

/** Difference of a time zone to UTC in minutes, in winter and in summer; `undefined` for a name that is none. */
export function zoneOffsets(timeZone: string): readonly number[] | undefined {
  try {
    // Fixed days: synthesis must not depend on the day it happens.
    return [Date.UTC(2026, 0, 15, 12), Date.UTC(2026, 6, 15, 12)].map((time) => offsetAt(timeZone, time));
  } catch (error) {
    if (error instanceof RangeError) {
      return undefined;
    }
    throw error;
  }
}

function offsetAt(timeZone: string, time: number): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(time);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((candidate) => candidate.type === type)?.value);
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
  return (local - time) / 60_000;
}

function everyMinutes(interval: number): readonly number[] | undefined {
  return interval <= 0 || MINUTES_PER_WEEK % interval !== 0
    ? undefined
    : Array.from({ length: MINUTES_PER_WEEK / interval }, (_, index) => index * interval);
}

function combine(
  minute: string | undefined,
  hour: string | undefined,
  dayOfWeek: string | undefined,
  sunday: number,
): readonly number[] | undefined {
  const minutes = values(minute, 0, 59);
  const hours = values(hour, 0, 23);
  const named = dayOfWeek
    ?.toUpperCase()
    .replace(/[A-Z]{3}/g, (name) => String(DAYS.findIndex((day) => day === name) + sunday));
  const days = values(named, sunday, 7);
  if (minutes === undefined || hours === undefined || days === undefined) {
    return undefined;
  }
  const runs = days.flatMap((day) =>
    hours.flatMap((h) => minutes.map((m) => ((day - sunday) % 7) * MINUTES_PER_DAY + h * 60 + m)),
  );
  return [...new Set(runs)].sort((a, b) => a - b);
}

/** Values of a cron field: `*`, `5`, `1-5`, `0/15`, `1,3`. */
function values(field: string | undefined, least: number, greatest: number): readonly number[] | undefined {
  const found = (field ?? '').split(',').map((item) => {
    const match = /^(\*|\d+)(?:-(\d+))?(?:\/(\d+))?$/.exec(item);
    if (match === null) {
      return undefined;
    }
    const [, from, to, step] = match;
    const first = from === '*' ? least : Number(from);
    const last = to === undefined ? (from === '*' || step !== undefined ? greatest : first) : Number(to);
    const stride = step === undefined ? 1 : Number(step);
    return first < least || last < first || last > greatest || stride === 0
      ? undefined
      : Array.from({ length: Math.floor((last - first) / stride) + 1 }, (_, index) => first + index * stride);
  });
  return found.some((list) => list === undefined) ? undefined : found.flatMap((list) => list ?? []);
}
