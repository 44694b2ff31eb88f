import { NO_RECORD, type FaultOutcome } from '../drill';
import type { LocalReport } from '../report';
import type { RunContext } from './local-run';

/** Puts outcomes into the report, and what was missed among its problems. */
export function noteFaults({ draft }: Pick<RunContext, 'draft'>, outcomes: readonly FaultOutcome[]): void {
  draft.fill({ faults: [...draft.content.faults, ...outcomes.map(entryOf)] });
  draft.miss(outcomes.flatMap(({ problems }) => problems));
}

function entryOf({ problems: _, applied, observed, ...outcome }: FaultOutcome): LocalReport['faults'][number] {
  return {
    ...outcome,
    applied: applied === true ? true : { applied: false, reason: applied },
    observed: { ...observed, status: observed.status === NO_RECORD ? 'NONE' : observed.status },
  };
}
