import { modulo, MINUTES_PER_DAY } from '../site/windows';

/** Length of the daily window of automated backups in minutes: the least RDS takes. */
export const WINDOW_MINUTES = 30;

/** Part of a day in minutes since midnight; both ends on the same day, or `until` beyond the next midnight. */
export interface DaySpan {
  readonly from: number;
  readonly until: number;
}

/** Minutes between the half hour that starts at `start` and a span, around midnight too; 0 when they meet or touch. */
export function distance(start: number, span: DaySpan): number {
  const length = span.until - span.from;
  const after = modulo(start - span.from, MINUTES_PER_DAY) - length;
  const before = modulo(span.from - start, MINUTES_PER_DAY) - WINDOW_MINUTES;
  return Math.max(0, Math.min(after, before));
}
