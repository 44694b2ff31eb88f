import type { FunctionLabel } from '../shared/contract';
import { unknown, type Unknown } from '../shared/observed';
import type { Standing } from '../shared/records/chain-record';
import type { DaySummary } from '../shared/records/day-summary';
import { daysBefore, utcDay } from '../shared/records/find-head';
import type { DailySummaryEvent, SummarizedFunction } from './contract';
import type { DayRecord, SummaryObservation } from './read';

/** What is known of a function's day. */
export type FunctionDay =
  | {
      readonly kind: 'told';
      readonly day: DaySummary;
      /** Outcome of the last completed run. */
      readonly last: Standing['last'];
      /** Runs that had begun and not ended when the last record was written. */
      readonly open: number;
      /** Runs that should have been completed and were not. */
      readonly missing: number;
    }
  | { readonly kind: 'none' }
  | Unread;

/** What is known of a function's new day. */
export type FunctionToday = { readonly kind: 'since'; readonly firstAt: string } | { readonly kind: 'none' } | Unread;

/** A record that could not be read. */
export interface Unread {
  readonly kind: 'unread';
  readonly why: Unknown;
}

/** What the summary tells about a function. */
export interface FunctionSummary extends Pick<SummarizedFunction, 'runsPerDay'> {
  readonly name: FunctionLabel;
  readonly yesterday: FunctionDay;
  readonly today: FunctionToday;
  /** Whether there is more to say than that it ran as planned and found nothing. */
  readonly needsAttention: boolean;
}

/** A summary, before it is put into words. */
export interface Summary {
  readonly site: string;
  /** UTC day that is told about. */
  readonly date: string;
  readonly timeZone: string;
  readonly functions: readonly FunctionSummary[];
}

/** Statuses that are told about one by one. */
const BAD_STATUSES: readonly string[] = ['UNKNOWN', 'DEGRADED', 'FAILED'];

/** Part of the planned runs that may be missing without a word: a schedule of a minute can lose one now and then. */
const TOLERATED_PART = 0.01;

/** Makes a summary of the last whole UTC day. */
export function summarize(event: DailySummaryEvent, observed: SummaryObservation, now: Date): Summary {
  return {
    site: event.site,
    date: daysBefore(utcDay(now), 1),
    timeZone: event.timeZone,
    functions: event.functions.map((entry) => {
      const of = observed[entry.function];
      const yesterday = dayOf(entry.runsPerDay ?? 0, of?.yesterday ?? NOT_READ);
      const { runsPerDay } = entry;
      return {
        name: entry.function,
        runsPerDay,
        yesterday,
        today: todayOf(of?.today ?? NOT_READ),
        needsAttention: needsAttention(runsPerDay ?? 0, yesterday),
      };
    }),
  };
}

const NOT_READ = unknown('Incomplete', 'its records were not read');

function dayOf(runsPerDay: number, record: DayRecord): FunctionDay {
  if (record.kind === 'unknown') {
    return { kind: 'unread', why: record };
  }
  if (record.value === 'absent') {
    return { kind: 'none' };
  }
  const { day, standing } = record.value;
  const missing = Math.max(0, runsPerDay - day.completed);
  return { kind: 'told', day, last: standing.last, open: standing.pending.length, missing };
}

function todayOf(record: DayRecord): FunctionToday {
  if (record.kind === 'unknown') {
    return { kind: 'unread', why: record };
  }
  return record.value === 'absent' ? { kind: 'none' } : { kind: 'since', firstAt: record.value.day.firstAt };
}

function needsAttention(runsPerDay: number, yesterday: FunctionDay): boolean {
  if (yesterday.kind !== 'told') {
    return yesterday.kind === 'unread' || runsPerDay > 0;
  }
  const { day, missing } = yesterday;
  return (
    missing > Math.floor(runsPerDay * TOLERATED_PART) ||
    day.crashed > 0 ||
    day.happenedCount > 0 ||
    Object.keys(day.unknownByCode).length > 0 ||
    Object.keys(day.byOutcome).some((outcome) => BAD_STATUSES.includes(outcome))
  );
}
