import type { Words } from '../types';
import { readNumbers, type Field } from './cron-field';
import { readDays, type Days } from './cron-days';

/** A cron expression of AWS. */
export interface Cron {
  readonly kind: 'cron';
  readonly text: string;
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly days: Days;
  readonly months: readonly number[];
  readonly years: readonly number[];
}

/** An expression that runs in steady steps. */
export interface Rate {
  readonly kind: 'rate';
  readonly text: string;
  /** Minutes from run to run. */
  readonly every: number;
}

/** What becomes of an expression: a schedule, an error of AWS, or something that AWS does not describe. */
export type ReadSchedule =
  | Cron
  | Rate
  | { readonly kind: 'refused'; readonly text: string; readonly why: Words }
  | { readonly kind: 'unclear'; readonly text: string; readonly why: Words };

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

const MINUTES: Field = { name: { en: 'minutes', ja: '分' }, least: 0, greatest: 59, names: [] };
const HOURS: Field = { name: { en: 'hours', ja: '時' }, least: 0, greatest: 23, names: [] };
const MONTH: Field = { name: { en: 'month', ja: '月' }, least: 1, greatest: 12, names: MONTHS };
const YEARS: Field = { name: { en: 'year', ja: '年' }, least: 1970, greatest: 2199, names: [] };

/**
 * Reads `cron(…)` and `rate(…)`.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cron-expressions.html read 2026-11-26
 */
export function readSchedule(text: string): ReadSchedule {
  const [, kind, inside = ''] = /^\s*(cron|rate)\((.*)\)\s*$/s.exec(text) ?? [];
  if (kind === undefined) {
    return refused(text, { en: 'must be cron(…)', ja: 'cron(…) でなければならない' });
  }
  return kind === 'rate' ? readRate(text, inside) : readCron(text, inside);
}

function readRate(text: string, inside: string): ReadSchedule {
  const [, number, unit = ''] = /^\s*([1-9]\d*)\s+(minute|hour|day)s?\s*$/.exec(inside) ?? [];
  const minutes = { minute: 1, hour: 60, day: 1440 }[unit];
  return number === undefined || minutes === undefined
    ? refused(text, {
        en: 'must be rate(<number> minutes | hours | days)',
        ja: 'rate(<数> minutes | hours | days) でなければならない',
      })
    : { kind: 'rate', text, every: Number(number) * minutes };
}

function readCron(text: string, inside: string): ReadSchedule {
  const fields = inside.trim().split(/\s+/);
  const [minute = '', hour = '', dayOfMonth = '', month = '', dayOfWeek = '', year = ''] = fields;
  if (fields.length !== 6) {
    return refused(text, {
      en: `must have six fields, it has ${String(fields.length)}`,
      ja: `6 フィールドでなければならないが ${String(fields.length)} ある`,
    });
  }
  const read = {
    minutes: readNumbers(minute, MINUTES),
    hours: readNumbers(hour, HOURS),
    days: readDays(dayOfMonth, dayOfWeek),
    months: readNumbers(month, MONTH),
    years: readNumbers(year, YEARS),
  };
  const problem = Object.values(read).find((each) => 'why' in each);
  if (problem !== undefined && 'why' in problem) {
    return { kind: problem.kind, text, why: problem.why };
  }
  const { minutes, hours, days, months, years } = read;
  return 'why' in minutes || 'why' in hours || 'why' in days || 'why' in months || 'why' in years
    ? refused(text, { en: 'cannot be read', ja: '読み取れない' })
    : {
        kind: 'cron',
        text,
        minutes: minutes.numbers,
        hours: hours.numbers,
        days: days.days,
        months: months.numbers,
        years: years.numbers,
      };
}

function refused(text: string, why: Words): ReadSchedule {
  return { kind: 'refused', text, why };
}
