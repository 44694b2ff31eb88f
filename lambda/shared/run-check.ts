import { setMaxListeners } from 'node:events';
import * as z from 'zod/mini';
import type { CheckName, CheckResult } from './contract';
import type { Decision } from './decision';
import { beginRun, finishRun, RESERVED_MILLISECONDS, type RunContext, type Surroundings } from './finish-run';

export type { CheckResult } from './contract';
export { writeLine, type RunContext, type RunMemory, type Surroundings } from './finish-run';

/** What a check concluded, and from what. */
export interface Checked {
  readonly decision: Decision;
  /** What was observed, with what could not be; the record keeps its hash. */
  readonly inputs: unknown;
}

/** A check, apart from the plumbing. */
export interface Check<E extends { readonly site: string }> {
  readonly name: CheckName;
  readonly event: z.ZodMiniType<E>;
  /** Reads and decides. Ends soon after the signal, with what could not be read left unknown. */
  readonly run: (event: E, signal: AbortSignal, now: Date) => Promise<Checked>;
}

/**
 * Runs a check: payload in, one decision record out.
 *
 * What cannot be read is part of a decision. An error that gets out of here is a bug or a wrong payload, and Lambda
 * counts it as such; the heartbeat stops, and of a run that had begun the next one records that it crashed.
 */
export async function runCheck<E extends { readonly site: string }>(
  check: Check<E>,
  payload: unknown,
  context: RunContext,
  surroundings: Surroundings,
): Promise<CheckResult> {
  const event = z.parse(check.event, payload);
  const startedAt = surroundings.clock();
  const start = { function: check.name, site: event.site, requestId: context.awsRequestId, startedAt };
  const run = await beginRun(start, context, surroundings);
  const signal = AbortSignal.timeout(Math.max(0, context.getRemainingTimeInMillis() - RESERVED_MILLISECONDS));
  // Every question listens to the signal until it is answered, and Node takes more than ten listeners for a leak.
  setMaxListeners(0, signal);
  const checked = await check.run(event, signal, startedAt);
  return finishRun(run, checked, context, surroundings);
}
