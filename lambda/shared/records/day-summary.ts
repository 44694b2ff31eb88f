import * as z from 'zod/mini';

/** A change from one run to the next. */
export interface OutcomeChange {
  readonly at: string;
  readonly from: string;
  readonly to: string;
  /** For people, short. */
  readonly reason: string;
}

/** Something worth telling that a run did, for example a failover. */
export interface Happening {
  readonly at: string;
  readonly text: string;
}

/** What a function did on one UTC day so far; every record carries it, so that the newest tells the whole day. */
export interface DaySummary {
  /** UTC day of the key, for example `2026-11-25`. */
  readonly date: string;
  /** Runs that began. */
  readonly opened: number;
  /** Runs that ended with a decision. */
  readonly completed: number;
  /** Runs of which the next one found that they had not ended. */
  readonly crashed: number;
  /** Completed runs by their outcome. */
  readonly byOutcome: Readonly<Record<string, number>>;
  /** Open questions of all runs by code. */
  readonly unknownByCode: Readonly<Record<string, number>>;
  /** Newest changes, in their order. */
  readonly changes: readonly OutcomeChange[];
  /** All changes, those included that are no longer listed. */
  readonly changeCount: number;
  /** Newest happenings, in their order. */
  readonly happened: readonly Happening[];
  /** All happenings, those included that are no longer listed. */
  readonly happenedCount: number;
  /** When the first record of the day was written. */
  readonly firstAt: string;
  /** When the newest record of the day was written. */
  readonly lastAt: string;
}

/** What one record adds to its day. */
export type DayEvent =
  | { readonly kind: 'opened' | 'crashed'; readonly at: string }
  | {
      readonly kind: 'completed';
      readonly at: string;
      readonly outcome: string;
      readonly unknownCodes: readonly string[];
      readonly change: OutcomeChange | undefined;
      readonly happened: readonly string[];
    };

/** Changes and happenings that are listed; a function that flaps all day has a thousand. */
export const MOST_LISTED = 50;

const count = z.int().check(z.minimum(0));
const counts = z.record(z.string(), count);

/** Shape of a day. */
export const daySummarySchema: z.ZodMiniType<DaySummary> = z.strictObject({
  date: z.iso.date(),
  opened: count,
  completed: count,
  crashed: count,
  byOutcome: counts,
  unknownByCode: counts,
  changes: z
    .array(z.strictObject({ at: z.iso.datetime(), from: z.string(), to: z.string(), reason: z.string() }))
    .check(z.maxLength(MOST_LISTED)),
  changeCount: count,
  happened: z.array(z.strictObject({ at: z.iso.datetime(), text: z.string() })).check(z.maxLength(MOST_LISTED)),
  happenedCount: count,
  firstAt: z.iso.datetime(),
  lastAt: z.iso.datetime(),
});

/** The day after one more record. */
export function addToDay(day: DaySummary | undefined, date: string, event: DayEvent): DaySummary {
  const { opened, completed, crashed, ...rest } = day ?? emptyDay(date, event.at);
  const counted = {
    ...rest,
    lastAt: event.at,
    opened: opened + (event.kind === 'opened' ? 1 : 0),
    completed: completed + (event.kind === 'completed' ? 1 : 0),
    crashed: crashed + (event.kind === 'crashed' ? 1 : 0),
  };
  if (event.kind !== 'completed') {
    return counted;
  }
  const happened = event.happened.map((text): Happening => ({ at: event.at, text }));
  const changes = event.change === undefined ? [] : [event.change];
  return {
    ...counted,
    byOutcome: increased(rest.byOutcome, [event.outcome]),
    unknownByCode: increased(rest.unknownByCode, event.unknownCodes),
    changes: [...rest.changes, ...changes].slice(-MOST_LISTED),
    changeCount: rest.changeCount + changes.length,
    happened: [...rest.happened, ...happened].slice(-MOST_LISTED),
    happenedCount: rest.happenedCount + happened.length,
  };
}

function emptyDay(date: string, at: string): DaySummary {
  return {
    date,
    opened: 0,
    completed: 0,
    crashed: 0,
    byOutcome: {},
    unknownByCode: {},
    changes: [],
    changeCount: 0,
    happened: [],
    happenedCount: 0,
    firstAt: at,
    lastAt: at,
  };
}

function increased(numbers: DaySummary['byOutcome'], names: readonly string[]): DaySummary['byOutcome'] {
  return names.reduce((sums, name) => ({ ...sums, [name]: (sums[name] ?? 0) + 1 }), numbers);
}
