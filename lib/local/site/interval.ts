import { LocalFailure } from '../local-failure';

const SECONDS: Readonly<Record<string, number>> = { minute: 60, hour: 3_600, day: 86_400 };

/** Seconds between two runs of a schedule `rate(N unit)`, or of one that names a time of the day. */
export function intervalOf(expression: string): number {
  const [, count = '', unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const seconds = Number(count) * (SECONDS[unit] ?? 0) || cronInterval(expression);
  if (!(seconds > 0)) {
    throw new LocalFailure([
      `the schedule ${expression} of a function is no rate of whole minutes, hours or days, and no time of the day`,
    ]);
  }
  return seconds;
}

/** A day, or a week for a schedule that names days of the week. */
function cronInterval(expression: string): number {
  const [, weekDays = ''] = /^cron\(\d+ \d+ (?:\*|\?) \* (\S+) \*\)$/.exec(expression) ?? [];
  if (weekDays === '') {
    return 0;
  }
  return /[A-Z1-7]/.test(weekDays) ? 7 * 86_400 : 86_400;
}
