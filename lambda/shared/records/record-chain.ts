import type { RecordReference } from '../contract';
import { known, type Observed } from '../observed';
import type { Announcement } from './announcement';
import { appendRecord, NOTHING_BEFORE, standingAt, type Place, type Position, type Written } from './append-record';
import type { ChainRecord, ClosedRecord, PendingRun, RecordedDecision, Standing } from './chain-record';
import { conclude, type Closing } from './conclude';
import { addToDay } from './day-summary';
import { findEnd, utcDay, type ChainEnd, type ChainOwner } from './find-head';
import type { HeadStore } from './head-store';

export type { RecordReference } from '../contract';
export type { Closing } from './conclude';

/** A run of a check or of an action. */
export interface RunStart extends ChainOwner {
  /** Id that Lambda gave to the request; a second attempt at it has the same. */
  readonly requestId: string;
  readonly startedAt: Date;
}

/** A run that has begun. */
export interface OpenRun {
  readonly start: RunStart;
  /** Where the run's opening record stands. While that is unknown, no action may act. */
  readonly opened: Observed<RecordReference>;
  /** Where the chain stood before the run; unknown when it could not be read. */
  readonly before: Observed<Standing>;
  /** End of the chain as far as this run knows. */
  readonly end: Observed<ChainEnd>;
}

/** A run that has ended. */
export interface ClosedRun {
  /** Where its record stands; unknown when it does not, or when nobody knows. */
  readonly stored: Observed<RecordReference>;
  /** What the record says, or would say. */
  readonly decision: RecordedDecision;
  /** What is announced from now on. */
  readonly announced: Announcement | null;
}

/** What closing a run needs beside it. */
export interface ClosingOptions {
  /** What the container remembers to be announced; counts only while the store cannot say. */
  readonly remembered?: Announcement | null;
  readonly signal?: AbortSignal;
}

/**
 * Begins a run: closes runs that did not end as crashed, and writes the opening record, before anything else is read.
 *
 * Never throws for what the store does.
 */
export async function openRun(heads: HeadStore, start: RunStart, signal?: AbortSignal): Promise<OpenRun> {
  const place = placeOf(start, signal);
  const at = start.startedAt.toISOString();
  let end = await findEnd(heads, start, place.date, signal);
  const before = end.kind === 'known' ? known(standingAt(end.value)) : end;
  for (const orphan of before.kind === 'known' ? before.value.pending : []) {
    end = end.kind === 'known' ? endOf(await closeOrphan(heads, place, end.value, { orphan, start })) : end;
  }
  if (end.kind === 'unknown') {
    return { start, opened: end, before, end };
  }
  const opened = await appendRecord(heads, place, end.value, ({ base, standing, day }) => ({
    ...base,
    state: 'open',
    requestId: start.requestId,
    startedAt: at,
    at,
    standing: {
      ...standing,
      pending: [...standing.pending, { requestId: start.requestId, startedAt: at, sequence: base.sequence }],
    },
    day: addToDay(day, place.date, { kind: 'opened', at }),
  }));
  return { start, opened: referenceTo(opened), before, end: endOf(opened) };
}

/**
 * Ends a run: writes its record at the end of the chain, even when the opening record could not be written.
 *
 * Never throws for what the store does.
 */
export async function closeRun(
  heads: HeadStore,
  run: OpenRun,
  closing: Closing,
  { remembered = null, signal }: ClosingOptions = {},
): Promise<ClosedRun> {
  const place = placeOf(run.start, signal);
  const end = run.end.kind === 'known' ? run.end : await findEnd(heads, run.start, place.date, signal);
  if (end.kind === 'known') {
    const written = await appendRecord(heads, place, end.value, (position) =>
      closedRecord(position, run.start, closing, remembered),
    );
    if (written.kind === 'known') {
      const { decision, standing } = written.value.record;
      return { stored: referenceTo(written), decision, announced: standing.announced };
    }
    return { stored: written, ...concludeUnstored(run, closing, remembered) };
  }
  return { stored: end, ...concludeUnstored(run, closing, remembered) };
}

function closeOrphan(
  heads: HeadStore,
  place: Place,
  end: ChainEnd,
  { orphan, start }: { readonly orphan: PendingRun; readonly start: RunStart },
): Promise<Observed<Written<ChainRecord>>> {
  const at = start.startedAt.toISOString();
  return appendRecord(heads, place, end, ({ base, standing, day }) => ({
    ...base,
    state: 'crashed',
    requestId: orphan.requestId,
    startedAt: orphan.startedAt,
    closedBy: start.requestId,
    at,
    standing: {
      ...standing,
      // It may have announced something that nobody wrote down.
      announced: standing.announced === null ? null : { ...standing.announced, doubted: true },
      pending: standing.pending.filter(({ sequence }) => sequence !== orphan.sequence),
    },
    day: addToDay(day, place.date, { kind: 'crashed', at }),
  }));
}

function closedRecord(
  { base, standing, day }: Position,
  { requestId, startedAt }: RunStart,
  closing: Closing,
  remembered: Announcement | null,
): ClosedRecord {
  const at = closing.completedAt.toISOString();
  const start = startedAt.toISOString();
  const own = standing.pending.find((run) => run.requestId === requestId && run.startedAt === start);
  const { decision, announced, event } = conclude(closing, requestId, standing, remembered);
  return {
    ...base,
    state: 'closed',
    requestId,
    startedAt: start,
    at,
    opened: own?.sequence ?? null,
    decision,
    standing: {
      last: { outcome: closing.outcome, at },
      announced,
      pending: standing.pending.filter((run) => run !== own),
    },
    day: addToDay(day, utcDay(startedAt), event),
  };
}

/** What a run concludes whose record could not be written: by what it knew of the chain, and what is remembered. */
export function concludeUnstored(
  { before, start }: OpenRun,
  closing: Closing,
  remembered: Announcement | null,
): Pick<ClosedRun, 'decision' | 'announced'> {
  const standing = before.kind === 'known' ? before.value : NOTHING_BEFORE;
  const { decision, announced } = conclude(closing, start.requestId, standing, remembered);
  return { decision, announced };
}

function placeOf({ function: label, site, startedAt }: RunStart, signal: AbortSignal | undefined): Place {
  return { owner: { function: label, site }, date: utcDay(startedAt), signal };
}

function endOf(written: Observed<Written<ChainRecord>>): Observed<ChainEnd> {
  return written.kind === 'known' ? known(written.value.end) : written;
}

function referenceTo(written: Observed<Written<ChainRecord>>): Observed<RecordReference> {
  return written.kind === 'known' ? known(written.value.reference) : written;
}
