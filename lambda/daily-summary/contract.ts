import type { CheckEvent, FunctionLabel } from '../shared/contract';

/** Bucket with decision records that is not the function's own. */
export interface RecordStore {
  readonly region: string;
  readonly bucket: string;
}

/** A function about which the summary tells. */
export interface SummarizedFunction {
  readonly function: FunctionLabel;
  /** Runs a whole day should have, at least 1; `null` for a function that runs only when it is called. */
  readonly runsPerDay: number | null;
  /**
   * Where its records are.
   *
   * @default - in the summary's own bucket
   */
  readonly store?: RecordStore | undefined;
}

/** Payload of the daily summary. */
export interface DailySummaryEvent extends CheckEvent {
  /** Topic whose subscribers get the mail, in the function's own Region. */
  readonly topicArn: string;
  /** Time zone of the site by its IANA name, for example `Asia/Tokyo`; days are those of UTC all the same. */
  readonly timeZone: string;
  /** At least one, each once. */
  readonly functions: readonly SummarizedFunction[];
}

/** Metrics of the daily summary, beside those of every function with records. */
export const SUMMARY_METRICS = {
  /** Functions of whose day nothing could be read. */
  unread: 'RecordsUnread',
} as const;
