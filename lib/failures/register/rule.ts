import type { RuleStatus } from '../../verify';

/** One statement about what happens when something fails, on which results rest. */
export interface FailureRule {
  /** Stable: models and tests name it. */
  readonly id: string;
  readonly statement: string;
  readonly source: string;
  /** Day on which the source was read; absent where that is still to be done. */
  readonly read?: string;
  readonly status: RuleStatus;
  /** What the model takes for it. */
  readonly taken: string;
  /** Tests that rest on it. */
  readonly tests?: readonly string[];
}

const READ = '2026-11-26';

type Words = readonly [id: string, statement: string, source: string, taken: string];

/** A rule that AWS states. */
export function documented(id: string, statement: string, source: string, taken = 'as stated'): FailureRule {
  return rule('documented', [id, statement, source, taken]);
}

/** A rule that others report. */
export function observed(...words: Words): FailureRule {
  return rule('observed', words);
}

/** What nobody states: the model takes what is worse for availability. */
export function assumed(...words: Words): FailureRule {
  return rule('assumed-worst', words);
}

/** A rule taken over from elsewhere: nobody has read its source for this register. */
export function notRead({ id, statement, source, status, taken }: FailureRule): FailureRule {
  return { id, statement, source, status, taken };
}

function rule(status: RuleStatus, [id, statement, source, taken]: Words): FailureRule {
  const isRead = source.startsWith('https://');
  return { id, statement, source, ...(isRead ? { read: READ } : {}), status, taken };
}
