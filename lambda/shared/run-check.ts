import * as z from 'zod/mini';
import type { Clock } from './clock';
import type { CheckName, CheckStatus } from './contract';
import type { Decision } from './decision';
import { recordLine } from './record';

/** What a run is told by Lambda. */
export interface RunContext {
  readonly awsRequestId: string;
  readonly getRemainingTimeInMillis: () => number;
}

/** What a check returns to whoever started it by hand. */
export interface CheckResult {
  readonly status: CheckStatus;
  readonly findings: number;
  readonly unknown: number;
}

/** A check, apart from the plumbing. */
export interface Check<E extends { readonly site: string }> {
  readonly name: CheckName;
  readonly event: z.ZodMiniType<E>;
  /** Reads and decides. Ends soon after the signal, with what could not be read left unknown. */
  readonly run: (event: E, signal: AbortSignal, now: Date) => Promise<Decision>;
}

/** Surroundings of a run. */
export interface Surroundings {
  readonly clock: Clock;
  /** Writes one line to the log. */
  readonly write: (line: string) => void;
}

/** Time kept back to decide and record when an API does not answer. */
const RESERVED_MILLISECONDS = 5_000;

/**
 * Runs a check: payload in, one decision record out.
 *
 * What cannot be read is part of a decision. An error that gets out of here is a bug or a wrong payload, and Lambda
 * counts it as such; no record is written then, so the heartbeat stops.
 */
export async function runCheck<E extends { readonly site: string }>(
  check: Check<E>,
  payload: unknown,
  context: RunContext,
  { clock, write }: Surroundings,
): Promise<CheckResult> {
  const event = z.parse(check.event, payload);
  const startedAt = clock();
  const signal = AbortSignal.timeout(Math.max(0, context.getRemainingTimeInMillis() - RESERVED_MILLISECONDS));
  const decision = await check.run(event, signal, startedAt);
  const run = {
    check: check.name,
    site: event.site,
    requestId: context.awsRequestId,
    startedAt,
    completedAt: clock(),
  };
  write(recordLine(run, decision));
  return { status: decision.status, findings: decision.findings.length, unknown: decision.questions.length };
}

/**
 * Writes a line to the function's log as it is. `console.log` would put a time and a request id in front, after which
 * CloudWatch finds no metrics in it.
 */
export function writeLine(line: string): void {
  process.stdout.write(`${line}\n`);
}
