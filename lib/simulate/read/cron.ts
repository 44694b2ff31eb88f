/** Times of a cron expression of five fields: minute, hour, day of the month, month, day of the week. */
export interface Cron {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly days: readonly number[];
  readonly months: readonly number[];
  readonly weekdays: readonly number[];
  /** Whether days of the month and days of the week are both named: either is enough then. */
  readonly eitherDay: boolean;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/**
 * The times of a Unix cron expression; `undefined` when it is none.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-scheduled-scaling.html read 2026-11-26
 */
export function findCron(text: string): Cron | undefined {
  const fields = text.trim().split(/\s+/);
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = fields;
  const minutes = valuesOf(minute, 0, 59);
  const hours = valuesOf(hour, 0, 23);
  const days = valuesOf(day, 1, 31);
  const months = valuesOf(month, 1, 12, MONTHS);
  // Sunday is 0 and 7.
  const weekdays = valuesOf(weekday, 0, 7, WEEKDAYS)?.map((value) => value % 7);
  if (
    fields.length !== 5 ||
    minutes === undefined ||
    hours === undefined ||
    days === undefined ||
    months === undefined ||
    weekdays === undefined
  ) {
    return undefined;
  }
  const eitherDay = !day.startsWith('*') && !weekday.startsWith('*');
  return { minutes, hours, days, months, weekdays: [...new Set(weekdays)], eitherDay };
}

/** A calendar day, without a time zone. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Whether an expression has times on a day. */
export function isDayOf(cron: Cron, { year, month, day }: Day): boolean {
  const isDay = cron.days.includes(day);
  const isWeekday = cron.weekdays.includes(new Date(Date.UTC(year, month - 1, day)).getUTCDay());
  return cron.months.includes(month) && (cron.eitherDay ? isDay || isWeekday : isDay && isWeekday);
}

function valuesOf(field: string, least: number, most: number, names: readonly string[] = []): number[] | undefined {
  const found = new Set<number>();
  for (const part of field.split(',')) {
    const [range = '', step = '1', more] = part.split('/');
    const bounds = range === '*' ? [least, most] : range.split('-').map((text) => valueOf(text, names, least));
    const [from, until = part.includes('/') ? most : from] = bounds;
    const isStep = /^[1-9]\d*$/.test(step) && more === undefined && bounds.length <= 2;
    // Written so that no comparison with NaN lets it through.
    const isRange = from !== undefined && until !== undefined && from >= least && until <= most && from <= until;
    if (!isStep || !isRange) {
      return undefined;
    }
    for (let value = from; value <= until; value += Number(step)) {
      found.add(value);
    }
  }
  return [...found].sort((a, b) => a - b);
}

/** A number of a field, or NaN, which lies within no bounds. */
function valueOf(text: string, names: readonly string[], least: number): number {
  const named = names.indexOf(text.toUpperCase());
  return named >= 0 ? named + least : /^\d+$/.test(text) ? Number(text) : Number.NaN;
}
