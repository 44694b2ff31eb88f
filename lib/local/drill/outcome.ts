import type { FunctionLabel } from '../../../lambda/shared/contract';
import { isAction, type AlarmChange, type CheckRecord } from '../observe';
import type { DrillFault, Expected, Seen } from './drill-fault';

/** Status of a run that left no record. */
export const NO_RECORD = 'NO RECORD';

/** An alarm that a fault raised. */
export interface RaisedAlarm {
  readonly name: string;
  /** Runs of the function, one after another, that raised it. */
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
  readonly check: FunctionLabel;
  /** With the orders that functions had to send to AWS. */
  readonly expected: Expected & { readonly orders: number };
  readonly observed: {
    /** Runs of the function until it noticed, or until it was given up. */
    readonly runs: number;
    /** What the last of these runs came to. */
    readonly status: string;
    /** Codes of findings, open questions and reasons, sorted, each once. */
    readonly codes: readonly string[];
    /** Orders that functions sent to AWS while the fault was at work, with its repair. */
    readonly orders: number;
    /** Time from the fault to the record that noticed it, or to the last one. */
    readonly seconds: number;
  };
  /** Whether the expected function noticed it within the runs it was given. */
  readonly noticed: boolean;
  /** Whether the function was healthy again after the repair; `null` where the fault ended with the run that met it. */
  readonly recovered: boolean | null;
  readonly alarms: readonly RaisedAlarm[];
  /** Runs of the function that were looked at while the fault was at work. */
  readonly watchedRuns: number;
  /** One sentence for each expectation that was missed. */
  readonly problems: readonly string[];
}

/** Codes of a record, sorted, each once: of findings and open questions, and of the reasons of an action. */
export function codesOf(record: CheckRecord | undefined): readonly string[] {
  const codes = [...(record?.findings ?? []), ...(record?.questions ?? [])].map(({ code }) => code);
  const reasons = (record?.reasons ?? []).flatMap((reason) => /^\w+(?=:)/.exec(reason)?.[0] ?? []);
  return [...new Set([...codes, ...reasons])].sort();
}

/** Whether a record says what a fault must make it say. */
export function notices(fault: Pick<DrillFault, 'isNoticed'>, expected: Expected, seen: Seen): boolean {
  if (!says(seen.record, expected)) {
    return false;
  }
  const isNew = !says(seen.before, expected);
  if (fault.isNoticed === undefined) {
    return isNew;
  }
  // A status alone may be that of every other run: then what is seen beside it must tell whether it is new.
  return (isNew || expected.codes.length === 0) && fault.isNoticed(seen);
}

/** Whether a record has the outcome and all the codes; one that had them before the fault has noticed nothing. */
export function says(record: CheckRecord, expected: Pick<Expected, 'status' | 'codes'>): boolean {
  const codes = codesOf(record);
  return expected.status.includes(record.outcome) && expected.codes.every((code) => codes.includes(code));
}

/** States in which an action has nothing to do. */
const AT_REST = ['OBSERVE', 'DONE'];

/** Whether a record says that all is well: nothing found, nothing open, and nothing begun. */
export function isWell(record: CheckRecord | undefined): boolean {
  return record?.status === 'HEALTHY' && (isAction(record.check) ? AT_REST.includes(record.outcome) : true);
}

/** The outcome of a fault that the site cannot have. */
export function notApplied(
  { id, title, references, check }: DrillFault,
  expected: FaultOutcome['expected'],
  reason: string,
): FaultOutcome {
  const observed = { runs: 0, status: NO_RECORD, codes: [], orders: 0, seconds: 0 } as const;
  const judged = { noticed: false, recovered: false, alarms: [], watchedRuns: 0, problems: [] };
  return { id, title, references, applied: reason, check, expected, observed, ...judged };
}

/** Changes by which an alarm went to ALARM. */
export function raised(changes: readonly AlarmChange[]): readonly AlarmChange[] {
  return changes.filter(({ to }) => to === 'ALARM');
}
