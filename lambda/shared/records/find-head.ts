import type { FunctionLabel } from '../contract';
import { known, unknown, type Observed } from '../observed';
import { sha256 } from './canonical';
import { parseRecord, type ChainRecord } from './chain-record';
import type { HeadStore, StoredText } from './head-store';

/** Whose chain it is. */
export interface ChainOwner {
  readonly function: FunctionLabel;
  readonly site: string;
}

/** The newest record of a chain. */
export interface Head {
  readonly key: string;
  readonly tag: string;
  /** SHA-256 of the record's exact text. */
  readonly hash: string;
  readonly record: ChainRecord;
}

/** Where the next record goes: after the newest one, or at the beginning of a chain, for that reason. */
export type ChainEnd = Head | { readonly beginning: string };

const DAY_MILLISECONDS = 86_400_000;

/** Key of a function's records of a UTC day. */
export function recordKey(label: FunctionLabel, date: string): string {
  return `${label}/${date}.json`;
}

/** UTC day of a moment, for example `2026-11-25`. */
export function utcDay(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

/** UTC day so many days before another. */
export function daysBefore(date: string, days: number): string {
  return utcDay(new Date(Date.parse(date) - days * DAY_MILLISECONDS));
}

/**
 * Finds the end of a function's chain: the newest record of the day, of the day before, or of whatever day was the last.
 *
 * A record of the same day that cannot be read as one is unknown: nothing is written over it, and it is left for a person.
 * One of an earlier day ends its chain, so that a broken object does not stop the records for ever: a new chain begins
 * and names the object. What does not answer is unknown, because the chain may go on there.
 */
export async function findEnd(
  heads: HeadStore,
  owner: ChainOwner,
  date: string,
  signal?: AbortSignal,
): Promise<Observed<ChainEnd>> {
  const today = recordKey(owner.function, date);
  for (const key of [today, recordKey(owner.function, daysBefore(date, 1))]) {
    const stored = await heads.read(key, signal);
    if (stored.kind === 'unknown') {
      return stored;
    }
    if (stored.value !== 'absent') {
      return endIn(owner, key, stored.value, today);
    }
  }
  return findEarlierEnd(heads, owner, today, signal);
}

/** A day without a run is rare where a function has a schedule; one that is called may rest for months. */
async function findEarlierEnd(
  heads: HeadStore,
  owner: ChainOwner,
  today: string,
  signal: AbortSignal | undefined,
): Promise<Observed<ChainEnd>> {
  const listed = await heads.list(`${owner.function}/`, signal);
  if (listed.kind === 'unknown') {
    return listed;
  }
  const newest = listed.value
    .filter((key) => RECORD_KEY.test(key))
    .sort()
    .at(-1);
  if (newest === undefined) {
    return known({ beginning: 'no earlier record' });
  }
  if (newest > today) {
    return unknown('Contradictory', `${newest}: is of a day that is still to come`);
  }
  const stored = await heads.read(newest, signal);
  if (stored.kind === 'unknown') {
    return stored;
  }
  return stored.value === 'absent'
    ? unknown('Contradictory', `${newest}: is listed and not there`)
    : endIn(owner, newest, stored.value, today);
}

/** Key of records, for example `drill/2026-11-25.json`; anything else in the bucket is none of them. */
const RECORD_KEY = /^[^/]+\/\d{4}-\d{2}-\d{2}\.json$/;

function endIn(owner: ChainOwner, key: string, stored: StoredText, today: string): Observed<ChainEnd> {
  const head = headOf(owner, key, stored);
  return head.kind === 'unknown' && key !== today
    ? known({ beginning: `the chain before cannot be read: ${head.reason}` })
    : head;
}

/** The record in a stored text, if it is one and stands where it belongs. */
export function headOf(owner: Pick<ChainOwner, 'site'>, key: string, { text, tag }: StoredText): Observed<Head> {
  const parsed = parseRecord(text);
  if (parsed.kind === 'unknown') {
    return unknown(parsed.code, `${key}: ${parsed.reason}`);
  }
  const record = parsed.value;
  return record.site === owner.site && key === recordKey(record.function, record.day.date)
    ? known({ key, tag, hash: sha256(text), record })
    : unknown('Contradictory', `${key}: is a record of ${record.function} of ${record.site} of ${record.day.date}`);
}
