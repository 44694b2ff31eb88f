import type { RecordReference } from '../contract';
import { known, unknown, type Observed } from '../observed';
import { canonicalJson, sha256 } from './canonical';
import { CHAIN_VERSION, type ChainRecord, type Standing } from './chain-record';
import type { DaySummary } from './day-summary';
import { findEnd, recordKey, type ChainEnd, type ChainOwner, type Head } from './find-head';
import type { HeadStore } from './head-store';

/** Which chain is written to, and on which day. */
export interface Place {
  readonly owner: ChainOwner;
  /** UTC day of the key. */
  readonly date: string;
  readonly signal?: AbortSignal | undefined;
}

/** What the next record of a chain must say about its position, and what it goes on from. */
export interface Position {
  readonly base: Pick<ChainRecord, 'version' | 'function' | 'site' | 'sequence' | 'previous' | 'beginning'>;
  readonly standing: Standing;
  /** The day so far; `undefined` for the first record of a day. */
  readonly day: DaySummary | undefined;
}

/** A record that stands in the store. */
export interface Written<R extends ChainRecord> {
  readonly record: R;
  readonly reference: RecordReference;
  /** End of the chain: that record, or what another run wrote after it. */
  readonly end: Head;
}

/** Attempts to write a record while other runs write, too. */
const MOST_ATTEMPTS = 3;

/** Where nothing stands yet. */
export const NOTHING_BEFORE: Standing = { last: null, announced: null, pending: [] };

/**
 * Writes one record after the end of a chain.
 *
 * When another run was faster, the record is made anew for the new end, a few times. When the answer is lost, or when the
 * store says that another version stands there, the end is read again: the SDK may have sent the write twice, and the
 * version that stands there may be this very record.
 */
export async function appendRecord<R extends ChainRecord>(
  heads: HeadStore,
  place: Place,
  end: ChainEnd,
  build: (position: Position) => R,
): Promise<Observed<Written<R>>> {
  const key = recordKey(place.owner.function, place.date);
  const sent: Omit<Written<R>, 'end'>[] = [];
  let current = end;
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const record = build(positionAfter(current, place));
    const text = canonicalJson(record);
    const { sequence, previous } = record;
    const mine = { record, reference: { key, sequence, previous, hash: sha256(text) } };
    sent.push(mine);
    const replaces = 'record' in current && current.key === key ? current.tag : undefined;
    const result = await heads.write(key, text, replaces, place.signal);
    if (result.kind === 'known' && result.value !== 'conflict') {
      return known({ ...mine, end: { key, tag: result.value.tag, hash: mine.reference.hash, record } });
    }
    const found = await findEnd(heads, place.owner, place.date, place.signal);
    if (found.kind === 'known' && 'record' in found.value) {
      const own = findOwn(sent, found.value);
      if (own !== undefined) {
        return known(own);
      }
    }
    if (result.kind === 'unknown') {
      return result;
    }
    if (found.kind === 'unknown') {
      return found;
    }
    current = found.value;
  }
  return unknown('Contradictory', `${key}: other runs wrote ${String(MOST_ATTEMPTS)} times meanwhile`);
}

/** Where the chain stands at its end. */
export function standingAt(end: ChainEnd): Standing {
  return 'record' in end ? end.record.standing : NOTHING_BEFORE;
}

function positionAfter(end: ChainEnd, { owner, date }: Place): Position {
  const base = { version: CHAIN_VERSION, function: owner.function, site: owner.site } as const;
  if (!('record' in end)) {
    const { beginning } = end;
    return { base: { ...base, sequence: 1, previous: null, beginning }, standing: NOTHING_BEFORE, day: undefined };
  }
  const { record, hash } = end;
  return {
    base: { ...base, sequence: record.sequence + 1, previous: hash, beginning: null },
    standing: record.standing,
    day: record.day.date === date ? record.day : undefined,
  };
}

/** The record of this run that is the end of the chain, or after which another run wrote already. */
function findOwn<R extends ChainRecord>(sent: readonly Omit<Written<R>, 'end'>[], end: Head): Written<R> | undefined {
  const own = sent.find(({ reference }) => reference.hash === end.hash || reference.hash === end.record.previous);
  return own === undefined ? undefined : { ...own, end };
}
