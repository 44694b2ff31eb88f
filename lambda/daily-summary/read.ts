import type { FunctionLabel } from '../shared/contract';
import { known, type Observed } from '../shared/observed';
import type { ChainRecord } from '../shared/records/chain-record';
import { daysBefore, headOf, recordKey, utcDay } from '../shared/records/find-head';
import type { HeadStore } from '../shared/records/head-store';
import type { DailySummaryEvent, RecordStore, SummarizedFunction } from './contract';

/** The newest record of a day; `absent` when there is none. */
export type DayRecord = Observed<ChainRecord | 'absent'>;

/** What the records of a function say. */
export interface FunctionObservation {
  readonly yesterday: DayRecord;
  readonly today: DayRecord;
}

/** What the records of every function say. */
export type SummaryObservation = Readonly<Partial<Record<FunctionLabel, FunctionObservation>>>;

/** Reads the newest records of yesterday and today, of every function at once. */
export async function readDays(
  { site, functions }: DailySummaryEvent,
  headsOf: (store: RecordStore | undefined) => HeadStore,
  { now, signal }: { readonly now: Date; readonly signal: AbortSignal },
): Promise<SummaryObservation> {
  const today = utcDay(now);
  const read = async (entry: SummarizedFunction, date: string): Promise<DayRecord> => {
    const key = recordKey(entry.function, date);
    const stored = await headsOf(entry.store).read(key, signal);
    if (stored.kind === 'unknown') {
      return stored;
    }
    if (stored.value === 'absent') {
      return known('absent');
    }
    const head = headOf({ site }, key, stored.value);
    return head.kind === 'unknown' ? head : known(head.value.record);
  };
  const observed = functions.map(async (entry): Promise<[FunctionLabel, FunctionObservation]> => {
    const [ofYesterday, ofToday] = await Promise.all([read(entry, daysBefore(today, 1)), read(entry, today)]);
    return [entry.function, { yesterday: ofYesterday, today: ofToday }];
  });
  return Object.fromEntries(await Promise.all(observed));
}
