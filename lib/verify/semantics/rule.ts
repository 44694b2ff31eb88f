import type { Deciding } from './rule-ways';

/**
 * How well a rule is known.
 *
 * - `documented`: AWS says so on the page;
 * - `observed`: others report it, AWS's pages do not say it;
 * - `assumed-worst`: nothing says it, so each side takes what is worse for it.
 */
export type RuleStatus = 'documented' | 'observed' | 'assumed-worst';

/** One statement about how AWS treats packets, on which verdicts rest. */
export interface SemanticRule {
  /** Stable: verdicts, policies and tests name it. */
  readonly id: string;
  readonly statement: string;
  readonly source: string;
  /** Day on which the source was read. */
  readonly read: string;
  readonly status: RuleStatus;
  /** What isolation takes as possible. */
  readonly may: string;
  /** What availability takes as sure. */
  readonly must: string;
  /** Tests that rest on it: scenarios of AWS's pages, pairs of templates, or test files. */
  readonly tests?: readonly string[];
  /** How it decides about one packet; by default it lets some pass and stops others. */
  readonly decides?: Deciding;
}

const READ = '2026-11-25';

/** A rule whose source was read on another day. */
export function readOn(day: string, rule: SemanticRule): SemanticRule {
  return { ...rule, read: day };
}

export const AS_STATED = 'as stated';

/** A rule that AWS states, taken as it is by both sides. */
export function documented(
  id: string,
  statement: string,
  source: string,
  may = AS_STATED,
  must = AS_STATED,
): SemanticRule {
  return { id, statement, source, read: READ, status: 'documented', may, must };
}

/** A rule that AWS does not state. */
export function assumed(id: string, statement: string, source: string, may: string, must: string): SemanticRule {
  return { id, statement, source, read: READ, status: 'assumed-worst', may, must };
}

/** A rule that others report. */
export function observed(id: string, statement: string, source: string, may: string, must: string): SemanticRule {
  return { id, statement, source, read: READ, status: 'observed', may, must };
}
