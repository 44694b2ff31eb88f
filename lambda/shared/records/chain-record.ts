import * as z from 'zod/mini';
import type { CheckStatus, FunctionLabel } from '../contract';
import type { Effect, Finding, Metrics, OpenQuestion } from '../decision';
import { functionLabel } from '../function-label';
import { known, unknown, type Observed, type UnknownCode } from '../observed';
import { announcementSchema, type Announcement } from './announcement';
import { daySummarySchema, type DaySummary } from './day-summary';

/** Shape of the records, raised when a reader would have to change. */
export const CHAIN_VERSION = 1;

/** A run that has begun and of which no end is known. */
export interface PendingRun {
  readonly requestId: string;
  readonly startedAt: string;
  /** Of its opening record. */
  readonly sequence: number;
}

/** What is true of a function after a record, carried from record to record. */
export interface Standing {
  /** Outcome of the newest completed run. */
  readonly last: { readonly outcome: string; readonly at: string } | null;
  readonly announced: Announcement | null;
  readonly pending: readonly PendingRun[];
}

/** What every record says. */
interface RecordBase {
  readonly version: typeof CHAIN_VERSION;
  readonly function: FunctionLabel;
  readonly site: string;
  /** Run that the record is about. */
  readonly requestId: string;
  readonly startedAt: string;
  /** When the record was made. */
  readonly at: string;
  /** 1 for the first record of a chain, then one more with each. */
  readonly sequence: number;
  /** Hash of the record before this one; `null` at the beginning of a chain. */
  readonly previous: string | null;
  /** Why a chain begins here; `null` elsewhere. */
  readonly beginning: string | null;
  readonly standing: Standing;
  readonly day: DaySummary;
}

/** Written before a run reads anything. */
export interface OpenRecord extends RecordBase {
  readonly state: 'open';
}

/** Written by a run about an earlier one that did not end. */
export interface CrashedRecord extends RecordBase {
  readonly state: 'crashed';
  /** Run that found it out. */
  readonly closedBy: string;
}

/** What a run concluded. */
export interface RecordedDecision {
  readonly completedAt: string;
  /** What it came to: the status of a check, the state of an action. */
  readonly outcome: string;
  /** Outcome of the run before; `UNKNOWN` when nobody knows. */
  readonly previousOutcome: string;
  /** What had been announced before this run; `UNKNOWN` when nobody knows. */
  readonly announcedBefore: string;
  /** Whether this run announces its outcome. */
  readonly changed: boolean;
  readonly status: CheckStatus;
  /** SHA-256 of what was observed, as canonical JSON. */
  readonly inputs: string;
  readonly findings: readonly Finding[];
  readonly questions: readonly OpenQuestion[];
  readonly notes: readonly string[];
  readonly metrics: Metrics;
  /** Why an action did what it did, or did nothing. */
  readonly reasons: readonly string[];
  /** What an action measured or kept as proof; `null` when there is none. */
  readonly evidence: unknown;
  /** Findings, questions, notes and reasons that did not fit. */
  readonly leftOut: number;
}

/** Written when a run ends. */
export interface ClosedRecord extends RecordBase {
  readonly state: 'closed';
  /** Sequence of the run's opening record; `null` when there is none, or when the run had been taken for crashed. */
  readonly opened: number | null;
  readonly decision: RecordedDecision;
}

/** A decision record. */
export type ChainRecord = OpenRecord | CrashedRecord | ClosedRecord;

const text = z.string().check(z.minLength(1));
const moment = z.iso.datetime();
const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const sequence = z.int().check(z.minimum(1));
const effect = z.enum(['redundancy', 'service'] satisfies Effect[]);

/** Every code: a record with one that is missing here could be written, and not be read again. */
const UNKNOWN_CODES = {
  Throttled: true,
  Denied: true,
  Challenged: true,
  Timeout: true,
  Network: true,
  ApiError: true,
  Malformed: true,
  Contradictory: true,
  Incomplete: true,
} as const satisfies Record<UnknownCode, true>;

const unknownCode = z.enum(Object.keys(UNKNOWN_CODES) as UnknownCode[]);

const base = {
  version: z.literal(CHAIN_VERSION),
  function: functionLabel,
  site: text,
  requestId: text,
  startedAt: moment,
  at: moment,
  sequence,
  previous: z.nullable(hash),
  beginning: z.nullable(text),
  standing: z.strictObject({
    last: z.nullable(z.strictObject({ outcome: text, at: moment })),
    announced: z.nullable(announcementSchema),
    pending: z.array(z.strictObject({ requestId: text, startedAt: moment, sequence })),
  }),
  day: daySummarySchema,
};

const decision = z.strictObject({
  completedAt: moment,
  outcome: text,
  previousOutcome: text,
  announcedBefore: text,
  changed: z.boolean(),
  status: z.enum(['HEALTHY', 'DEGRADED', 'FAILED', 'UNKNOWN'] satisfies CheckStatus[]),
  inputs: hash,
  findings: z.array(z.strictObject({ code: text, effect, subject: z.string(), detail: z.string() })),
  questions: z.array(z.strictObject({ subject: z.string(), code: unknownCode, reason: z.string(), effect })),
  notes: z.array(z.string()),
  metrics: z.record(z.string(), z.number()),
  reasons: z.array(z.string()),
  evidence: z.unknown(),
  leftOut: z.int().check(z.minimum(0)),
});

const chainRecord: z.ZodMiniType<ChainRecord> = z.discriminatedUnion('state', [
  z.strictObject({ ...base, state: z.literal('open') }),
  z.strictObject({ ...base, state: z.literal('crashed'), closedBy: text }),
  z.strictObject({ ...base, state: z.literal('closed'), opened: z.nullable(sequence), decision }),
]);

/** Reads a text as a record. */
export function parseRecord(content: string): Observed<ChainRecord> {
  const parsed = z.safeParse(chainRecord, parseJson(content));
  if (parsed.success) {
    return known(parsed.data);
  }
  // Where it is wrong, without what it says.
  const [fault] = parsed.error.issues.map(({ path, code }) => `${path.join('.')} (${code})`);
  return unknown('Malformed', `no decision record: ${String(fault)}`);
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    // No document: `undefined`, which is no record.
    return undefined;
  }
}
