import type { RuleStatus } from '../../verify';

/** One statement about what happens when something fails, on which results rest. */
export interface FailureRule {
  /** Stable: models and tests name it. */
  readonly id: string;
  readonly statement: string;
  readonly source: string;
  /** Day on which the source was read. */
  readonly read: string;
  readonly status: RuleStatus;
  /** What the model takes for it. */
  readonly taken: string;
  /** Tests that rest on it. */
  readonly tests?: readonly string[];
}

const READ = '2026-11-26';

/** A rule that AWS states. */
export function documented(id: string, statement: string, source: string, taken = 'as stated'): FailureRule {
  return { id, statement, source, read: READ, status: 'documented', taken };
}

/** A rule that others report. */
export function observed(id: string, statement: string, source: string, taken: string): FailureRule {
  return { id, statement, source, read: READ, status: 'observed', taken };
}

/** What nobody states: the model takes what is worse for availability. */
export function assumed(id: string, statement: string, source: string, taken: string): FailureRule {
  return { id, statement, source, read: READ, status: 'assumed-worst', taken };
}
