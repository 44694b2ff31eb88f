import type { CheckStatus, FunctionLabel } from '../../../lambda/shared/contract';

/** What a fault costs: `redundancy` survives it but not the next one, `service` does not survive it. */
export type Effect = 'redundancy' | 'service';

/** A fault that a function knows. */
export interface Finding {
  /** Stable code, for example `ZoneWithoutHealthyTargets`. */
  readonly code: string;
  readonly effect: Effect;
  /** What is at fault: a tier and zone, a route table, an instance. */
  readonly subject: string;
  /** What was found, for people. */
  readonly detail: string;
}

/** A question to which a check got no answer. */
export interface OpenQuestion {
  /** What is not known about. */
  readonly subject: string;
  /** Why it is not known, for example `Throttled`. */
  readonly code: string;
  /** The same for people. */
  readonly reason: string;
  /** The worst that may hide behind it. */
  readonly effect: Effect;
}

/** The record that one run of a function left in its log group. */
export interface CheckRecord {
  /** Function that ran: a check, or one that acts or tells. */
  readonly check: FunctionLabel;
  /** Name of the site. */
  readonly site: string;
  /** Id that Lambda gave to the run. */
  readonly requestId: string;
  readonly startedAt: Date;
  readonly completedAt: Date;
  readonly status: CheckStatus;
  /** What the run came to: the status of a check, the state of an action. */
  readonly outcome: string;
  /** Whether the outcome is announced. */
  readonly changed: boolean;
  readonly findings: readonly Finding[];
  readonly questions: readonly OpenQuestion[];
  /** What is worth knowing and no fault. */
  readonly notes: readonly string[];
  /** Why an action did what it did, or did nothing, each beginning with its code. */
  readonly reasons: readonly string[];
  /** Findings, questions and notes that did not fit. */
  readonly leftOut: number;
  /** Metrics as CloudWatch would extract them, by name; all carry the dimensions Site and Check. */
  readonly metrics: Readonly<Record<string, number>>;
  /** Where the decision record stands; `null` when it does not. */
  readonly stored: { readonly key: string; readonly sequence: number } | null;
}
