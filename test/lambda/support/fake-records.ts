import type { FunctionLabel } from '../../../lambda/shared/contract';
import { decide, NOTHING, type Conclusion, type Decision, type Effect } from '../../../lambda/shared/decision';
import type { UnknownCode } from '../../../lambda/shared/observed';
import type { HeadStore } from '../../../lambda/shared/records/head-store';
import { closeRun, openRun, type Closing, type RunStart } from '../../../lambda/shared/records/record-chain';

/** A decision that found one fault of this effect, has one open question, or has nothing to say. */
export function decisionOf(of: { readonly found?: Effect; readonly open?: UnknownCode } = {}): Decision {
  const conclusion: Conclusion = {
    ...NOTHING,
    findings:
      of.found === undefined ? [] : [{ code: 'NoWriter', effect: of.found, subject: 'cluster', detail: 'none is' }],
    questions:
      of.open === undefined ? [] : [{ code: of.open, effect: 'redundancy', subject: 'instances', reason: 'no answer' }],
  };
  return decide(conclusion);
}

/** A run of the database check that begins at this moment. */
export function startAt(at: string, requestId = 'r-1', label: FunctionLabel = 'database-check'): RunStart {
  return { function: label, site: 'test-site', requestId, startedAt: new Date(at) };
}

/** The end of a run a second after it began. */
export function closingOf(start: RunStart, decision: Decision = decisionOf(), changes: Partial<Closing> = {}): Closing {
  return {
    completedAt: new Date(start.startedAt.getTime() + 1_000),
    outcome: decision.status,
    decision,
    inputs: { members: 3 },
    ...changes,
  };
}

/** Runs once from the opening record to the closing one. */
export async function runOnce(heads: HeadStore, start: RunStart, decision?: Decision, changes?: Partial<Closing>) {
  const run = await openRun(heads, start);
  return { run, closed: await closeRun(heads, run, closingOf(start, decision, changes)) };
}
