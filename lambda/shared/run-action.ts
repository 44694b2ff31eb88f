import * as z from 'zod/mini';
import type { ActionName, RunResult } from './contract';
import { decide, NOTHING } from './decision';
import type { ActionOutcome } from './failover/outcome';
import { reasonText } from './failover/reasons';
import type { ReasonCode } from './failover/contract';
import {
  beginRun,
  finishRun,
  RESERVED_MILLISECONDS,
  type RunContext,
  type RunEnd,
  type Surroundings,
} from './finish-run';
import type { Unknown } from './observed';

/** What a run of an action has to keep to. */
export interface ActionRunContext {
  /** Ends every question in time. */
  readonly signal: AbortSignal;
  readonly remainingMilliseconds: () => number;
}

/** An action, apart from the plumbing. */
export interface Action<E extends { readonly site: string }> {
  readonly name: ActionName;
  readonly event: z.ZodMiniType<E>;
  /** Reads, decides, and acts or does not. */
  readonly run: (event: E, context: ActionRunContext) => Promise<ActionOutcome>;
}

/** What an action returns: `status` is the state in which it left the cluster. */
export interface ActionResult extends RunResult {
  /** Why it did what it did, or did nothing; the record holds them all. */
  readonly reasons: readonly string[];
}

/** Most reasons in a result; it becomes an event, which holds 256 KB at most. */
const MOST_REASONS = 20;

/**
 * Runs an action: payload in, one decision record out.
 *
 * Without an opening record nothing is read and nothing is done: an act of which no record says that it was begun could
 * not be told from one that never happened.
 */
export async function runAction<E extends { readonly site: string }>(
  action: Action<E>,
  payload: unknown,
  context: RunContext,
  surroundings: Surroundings,
): Promise<ActionResult> {
  const event = z.parse(action.event, payload);
  const startedAt = surroundings.clock();
  const start = { function: action.name, site: event.site, requestId: context.awsRequestId, startedAt };
  const run = await beginRun(start, context, surroundings);
  const remainingMilliseconds = (): number => context.getRemainingTimeInMillis();
  const signal = AbortSignal.timeout(Math.max(0, remainingMilliseconds() - RESERVED_MILLISECONDS));
  const end =
    run.opened.kind === 'unknown'
      ? withoutRecord(run.opened)
      : endOf(await action.run(event, { signal, remainingMilliseconds }));
  const result = await finishRun(run, end, context, surroundings);
  return { ...result, reasons: end.reasons.slice(0, MOST_REASONS) };
}

type ActionEnd = RunEnd & { readonly reasons: readonly string[] };

/** What a day's summary tells people of. */
const TOLD: readonly ReasonCode[] = [
  'Sent',
  'Refused',
  'AlreadyFailingOver',
  'OutcomeUnknown',
  'WriterMoved',
  'OldWriterBack',
  'TwoWritersReported',
  'TwoWritersAnswer',
  'Verified',
  'VerifyDeadline',
  'NotRecovered',
];

function endOf({ state, changed, steps, reasons, conclusion, inputs, evidence }: ActionOutcome): ActionEnd {
  return {
    outcome: state,
    changed,
    decision: decide(conclusion),
    inputs,
    reasons: reasons.map(reasonText),
    evidence: {
      steps: steps.map(({ from, event, to }) => `${from} ${event} ${to}`),
      ...(evidence === undefined ? {} : { measured: evidence }),
    },
    happened: reasons.filter(({ code }) => TOLD.includes(code)).map(reasonText),
  };
}

/** The missing record becomes an open question, which has its own alarm; nothing about the cluster is news. */
function withoutRecord({ reason }: Unknown): ActionEnd {
  return {
    outcome: 'HOLD',
    changed: false,
    decision: decide(NOTHING),
    inputs: null,
    reasons: [`RecordMissing: decision record: ${reason}`],
  };
}
