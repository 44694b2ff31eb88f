import type { FunctionLabel } from '../../../lambda/shared/contract';
import type { CheckRecord } from './check-record';

/** A run of a function that was started by hand and waited for. */
export interface Invocation {
  readonly check: FunctionLabel;
  /** Just before the function was invoked. */
  readonly from: Date;
  /** Just after it answered. */
  readonly to: Date;
}

/**
 * The record of a run that was started by hand, or `undefined` when it left none.
 *
 * Lambda's answer does not tell the id by which the function knew its run (the emulator gives it another one). But a
 * function runs once at a time, so of the runs that lie within the invocation the last one is meant: an earlier one can only be the
 * schedule's, for which this one had to wait.
 */
export function recordOfInvocation(
  records: readonly CheckRecord[],
  { check, from, to }: Invocation,
): CheckRecord | undefined {
  return records
    .filter((record) => record.check === check && record.startedAt >= from && record.completedAt <= to)
    .reduce<CheckRecord | undefined>(
      (last, record) => (last === undefined || record.completedAt >= last.completedAt ? record : last),
      undefined,
    );
}

/**
 * Number of runs of a function that its schedule started: records that belong to no invocation by hand.
 *
 * Never too many: where a run that failed by hand left no record, one of the schedule may be taken for it.
 */
export function scheduledRuns(
  check: FunctionLabel,
  records: readonly CheckRecord[],
  invocations: readonly Invocation[],
): number {
  const byHand = new Set(invocations.map((invocation) => recordOfInvocation(records, invocation)));
  return records.filter((record) => record.check === check && !byHand.has(record)).length;
}
