import { numberOf, problem, readNumbers, type Field, type FieldProblem } from './cron-field';
import { minuteOf, MINUTES_PER_DAY } from './time';

/** On which days a schedule runs. */
export type Days =
  | { readonly by: 'date'; readonly dates: readonly DateOfMonth[] }
  | { readonly by: 'weekday'; readonly weekdays: readonly WeekdayOfMonth[] };

/** A date: a day of the month, the last one, or the weekday nearest to one. */
export type DateOfMonth =
  | { readonly kind: 'day'; readonly day: number }
  | { readonly kind: 'last' }
  | { readonly kind: 'nearest-weekday'; readonly day: number };

/** A day of the week, 1 for Sunday: every one, the nth, or the last of the month. */
export type WeekdayOfMonth =
  | { readonly kind: 'every'; readonly weekday: number }
  | { readonly kind: 'nth'; readonly weekday: number; readonly nth: number }
  | { readonly kind: 'last'; readonly weekday: number };

const DATE: Field = { name: { en: 'day of month', ja: '日' }, least: 1, greatest: 31, names: [] };
const WEEKDAY: Field = {
  name: { en: 'day of week', ja: '曜日' },
  least: 1,
  greatest: 7,
  names: ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'],
};

/** Reads day of month and day of week, of which exactly one says something. */
export function readDays(date: string, weekday: string): { readonly days: Days } | FieldProblem {
  if ((date === '?') === (weekday === '?')) {
    return {
      kind: 'refused',
      why: {
        en: 'exactly one of day of month and day of week must be ?',
        ja: '日と曜日のちょうど一方が ? でなければならない',
      },
    };
  }
  if (date !== '?') {
    const dates = itemsOf(date, readDate);
    return 'why' in dates ? dates : { days: { by: 'date', dates: dates.items } };
  }
  const weekdays = itemsOf(weekday, readWeekday);
  if (!('why' in weekdays) && weekdays.items.length > 1 && weekday.includes('#')) {
    return problem('refused', weekday, WEEKDAY);
  }
  return 'why' in weekdays ? weekdays : { days: { by: 'weekday', weekdays: weekdays.items } };
}

/** Dates of a month, in order, each once. */
export function datesOf(days: Days, year: number, month: number): readonly number[] {
  const length = (minuteOf(year, month + 1, 1) - minuteOf(year, month, 1)) / MINUTES_PER_DAY;
  const found =
    days.by === 'date'
      ? days.dates.flatMap((date) => dateIn(date, year, month, length))
      : days.weekdays.flatMap((weekday) => weekdaysIn(weekday, year, month, length));
  return [...new Set(found)].sort((a, b) => a - b);
}

/** The day of the week of a date, 1 for Sunday. */
function weekdayOf(year: number, month: number, day: number): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1;
}

function dateIn(date: DateOfMonth, year: number, month: number, length: number): readonly number[] {
  switch (date.kind) {
    case 'day':
      return date.day <= length ? [date.day] : [];
    case 'last':
      return [length];
    case 'nearest-weekday': {
      if (date.day > length) {
        return [];
      }
      const weekday = weekdayOf(year, month, date.day);
      // Saturday goes back to Friday and Sunday on to Monday, but never out of the month.
      const shift = weekday === 7 ? (date.day === 1 ? 2 : -1) : weekday === 1 ? (date.day === length ? -2 : 1) : 0;
      return [date.day + shift];
    }
  }
}

function weekdaysIn(rule: WeekdayOfMonth, year: number, month: number, length: number): readonly number[] {
  const first = 1 + ((rule.weekday - weekdayOf(year, month, 1) + 7) % 7);
  const all = [0, 1, 2, 3, 4].map((week) => first + 7 * week).filter((day) => day <= length);
  switch (rule.kind) {
    case 'every':
      return all;
    case 'nth':
      return all.slice(rule.nth - 1, rule.nth);
    case 'last':
      return all.slice(-1);
  }
}

function readDate(item: string): readonly DateOfMonth[] | FieldProblem {
  if (item === 'L') {
    return [{ kind: 'last' }];
  }
  const [, near] = /^(\d+)W$/.exec(item) ?? [];
  const day = near === undefined ? undefined : numberOf(near, DATE);
  if (day !== undefined) {
    return [{ kind: 'nearest-weekday', day }];
  }
  if (/^(LW|L-\d+)$/.test(item)) {
    return problem('unclear', item, DATE);
  }
  const read = readNumbers(item, DATE);
  return 'why' in read ? read : read.numbers.map((number) => ({ kind: 'day', day: number }));
}

function readWeekday(item: string): readonly WeekdayOfMonth[] | FieldProblem {
  if (item === 'L') {
    // The last day of the week.
    return [{ kind: 'every', weekday: 7 }];
  }
  const [, name = '', nth, last] = /^([A-Za-z]{3}|\d)(?:#([1-5])|(L))$/.exec(item) ?? [];
  const weekday = numberOf(name, WEEKDAY);
  if (weekday !== undefined && (nth !== undefined || last !== undefined)) {
    return nth === undefined ? [{ kind: 'last', weekday }] : [{ kind: 'nth', weekday, nth: Number(nth) }];
  }
  const read = readNumbers(item, WEEKDAY);
  return 'why' in read ? read : read.numbers.map((number) => ({ kind: 'every', weekday: number }));
}

function itemsOf<T>(
  text: string,
  read: (item: string) => readonly T[] | FieldProblem,
): { readonly items: readonly T[] } | FieldProblem {
  const items: T[] = [];
  for (const item of text.split(',')) {
    const found = read(item);
    if ('why' in found) {
      return found;
    }
    items.push(...found);
  }
  return { items };
}
