import type { CheckName, CheckStatus } from '../../../lambda/shared/contract';
import type { AlarmChange, CheckRecord } from '../observe';
import type { DrillFault } from './drill-fault';

/** Status of a run that left no record. */
export const NO_RECORD = 'NO RECORD';

/** An alarm that a fault raised. */
export interface RaisedAlarm {
  readonly name: string;
  /** Runs of the check, one after another, that raised it. */
  readonly afterRuns: number;
  /** Whether the notification reached the subscribers of the site's topic. */
  readonly notified: boolean;
}

/** What became of one fault. */
export interface FaultOutcome {
  readonly id: string;
  readonly title: string;
  readonly references: readonly string[];
  /** True, or why the site has nothing that this fault could break. */
  readonly applied: true | string;
  readonly check: CheckName;
  readonly expected: DrillFault['expected'];
  readonly observed: {
    /** Runs of the check until it noticed, or until it was given up. */
    readonly runs: number;
    readonly status: CheckStatus | typeof NO_RECORD;
    /** Codes of findings and open questions, sorted, each once. */
    readonly codes: readonly string[];
    /** Time from the fault to the record that noticed it, or to the last one. */
    readonly seconds: number;
  };
  /** Whether the expected check noticed it within the runs it was given. */
  readonly noticed: boolean;
  /** Whether the check was healthy again after the repair. */
  readonly recovered: boolean;
  readonly alarms: readonly RaisedAlarm[];
  /** One sentence for each expectation that was missed. */
  readonly problems: readonly string[];
}

/** Codes of a record, sorted, each once. */
export function codesOf(record: CheckRecord | undefined): readonly string[] {
  const codes = [...(record?.findings ?? []), ...(record?.questions ?? [])].map(({ code }) => code);
  return [...new Set(codes)].sort();
}

/**
 * Whether a record says what a fault must make it say.
 *
 * @param before the record before the fault; without one, nothing that must be compared with it is noticed
 */
export function notices(fault: DrillFault, record: CheckRecord | undefined, before: CheckRecord | undefined): boolean {
  if (record === undefined || !says(record, fault)) {
    return false;
  }
  return fault.isNoticed === undefined
    ? before === undefined || !says(before, fault)
    : before !== undefined && fault.isNoticed(record, before);
}

/** Whether a record has the status and all the codes of a fault; one that had them before the fault has noticed nothing. */
function says(record: CheckRecord, { expected }: DrillFault): boolean {
  const codes = codesOf(record);
  return expected.status.includes(record.status) && expected.codes.every((code) => codes.includes(code));
}

/** The outcome of a fault that the site cannot have. */
export function notApplied({ id, title, references, check, expected }: DrillFault, reason: string): FaultOutcome {
  const observed = { runs: 0, status: NO_RECORD, codes: [], seconds: 0 } as const;
  const judged = { noticed: false, recovered: false, alarms: [], problems: [] };
  return { id, title, references, applied: reason, check, expected, observed, ...judged };
}

/** Changes by which an alarm went to ALARM. */
export function raised(changes: readonly AlarmChange[]): readonly AlarmChange[] {
  return changes.filter(({ to }) => to === 'ALARM');
}
