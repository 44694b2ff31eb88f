import type { Clock } from './clock';
import type { RunResult } from './contract';
import { openQuestion, reconsider, type Decision } from './decision';
import type { Unknown } from './observed';
import { recordLine } from './record';
import type { Announcement } from './records/announcement';
import { headline } from './records/conclude';
import type { HeadStore } from './records/head-store';
import { closeRun, concludeUnstored, openRun, type Closing, type OpenRun, type RunStart } from './records/record-chain';

/** What a run is told by Lambda. */
export interface RunContext {
  readonly awsRequestId: string;
  readonly getRemainingTimeInMillis: () => number;
}

/** Surroundings of a run. */
export interface Surroundings {
  readonly clock: Clock;
  /** Writes one line to the log. */
  readonly write: (line: string) => void;
  /** Keeps the decision records. */
  readonly heads: HeadStore;
  /**
   * What the container remembers of its last run, so that a store that does not answer makes no announcement of every run.
   *
   * @default - nothing
   */
  readonly memory?: RunMemory;
}

/** What a container remembers. */
export interface RunMemory {
  announced: Announcement | null;
}

/** How a run ended. */
export interface RunEnd extends Omit<Closing, 'completedAt' | 'outcome'> {
  /**
   * What the run came to.
   *
   * @default - the status of the decision, as it is when the record is stored or not
   */
  readonly outcome?: string;
}

/** Time kept back to decide and record when an API does not answer. */
export const RESERVED_MILLISECONDS = 5_000;

/** Longest time a store that does not answer can hold up a run. */
const OPENING_MILLISECONDS = 8_000;

/** Time kept back to write the line to the log. */
const LINE_MILLISECONDS = 500;

/** Begins a run with its opening record. Ends in time to read and decide without one. */
export function beginRun(start: RunStart, context: RunContext, { heads }: Surroundings): Promise<OpenRun> {
  const rest = context.getRemainingTimeInMillis() - RESERVED_MILLISECONDS;
  return openRun(heads, start, timeout(Math.min(OPENING_MILLISECONDS, rest)));
}

/**
 * Ends a run: one record in the chain, one line in the log, one result.
 *
 * Without its record a run still counts and still says what it found, and an open question says that the record is missing.
 */
export async function finishRun(
  run: OpenRun,
  end: RunEnd,
  context: RunContext,
  { clock, write, heads, memory }: Surroundings,
): Promise<RunResult> {
  const remembered = memory?.announced ?? null;
  const completedAt = clock();
  const opened = run.opened.kind === 'known' ? end.decision : withoutRecord(end.decision, run.opened);
  const closing = closingOf(end, opened, completedAt);
  const signal = timeout(context.getRemainingTimeInMillis() - LINE_MILLISECONDS);
  const closed = await closeRun(heads, run, closing, { remembered, signal });
  const decision =
    closed.stored.kind === 'known' || opened !== end.decision ? opened : withoutRecord(opened, closed.stored);
  const concluded =
    decision === opened ? closed : concludeUnstored(run, closingOf(end, decision, completedAt), remembered);
  if (memory !== undefined) {
    memory.announced = concluded.announced;
  }
  write(recordLine(run.start, concluded.decision, closed.stored));
  const { outcome, announcedBefore, changed } = concluded.decision;
  return {
    version: 1,
    check: run.start.function,
    site: run.start.site,
    status: outcome,
    previousStatus: announcedBefore,
    changed,
    findings: decision.findings.length,
    unknown: decision.questions.length,
    summary: headline(decision),
    record: closed.stored.kind === 'known' ? closed.stored.value : null,
  };
}

/**
 * Writes a line to the function's log as it is. `console.log` would put a time and a request id in front, after which
 * CloudWatch finds no metrics in it.
 */
export function writeLine(line: string): void {
  process.stdout.write(`${line}\n`);
}

function closingOf(end: RunEnd, decision: Decision, completedAt: Date): Closing {
  return { ...end, decision, completedAt, outcome: end.outcome ?? decision.status };
}

function withoutRecord(decision: Decision, reason: Unknown): Decision {
  return reconsider(decision, openQuestion('decision record', 'redundancy', reason));
}

function timeout(milliseconds: number): AbortSignal {
  return AbortSignal.timeout(Math.max(0, milliseconds));
}
