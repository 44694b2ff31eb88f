import { CHECK_METRICS, type CheckStatus } from './contract';
import type { Unknown, UnknownCode } from './observed';

/** What a fault costs: `redundancy` survives it but not the next one, `service` does not survive it. */
export type Effect = 'redundancy' | 'service';

/** A fault that is known. */
export interface Finding {
  /** Stable code, for example `ZoneWithoutHealthyTargets`. */
  readonly code: string;
  readonly effect: Effect;
  /** What is at fault: a tier and zone, a route table, an instance. */
  readonly subject: string;
  /** What was found, for people. */
  readonly detail: string;
}

/** A question without an answer. */
export interface OpenQuestion {
  /** What is not known about. */
  readonly subject: string;
  readonly code: UnknownCode;
  readonly reason: string;
  /** The worst that may hide behind it. */
  readonly effect: Effect;
}

/** Named numbers; a number that cannot be told is left out. */
export type Metrics = Readonly<Record<string, number>>;

/** What a check concluded, before it is recorded. */
export interface Conclusion {
  readonly findings: readonly Finding[];
  readonly questions: readonly OpenQuestion[];
  readonly metrics: Metrics;
  /** What is worth knowing and no fault. */
  readonly notes: readonly string[];
}

/** A conclusion with its status, sorted, so that the same facts give the same record in whatever order they came. */
export interface Decision extends Conclusion {
  readonly status: CheckStatus;
}

/** Completes a conclusion. Unknown is neither healthy nor dead: it never becomes `HEALTHY`, nor on its own `FAILED`. */
export function decide(conclusion: Conclusion): Decision {
  const { findings, questions } = conclusion;
  return {
    status: statusOf(findings, questions),
    findings: [...findings].sort(bySubject),
    questions: [...questions].sort(bySubject),
    notes: [...conclusion.notes].sort(),
    metrics: { ...conclusion.metrics, ...commonMetrics(findings, questions) },
  };
}

function statusOf(findings: readonly Finding[], questions: readonly OpenQuestion[]): CheckStatus {
  if (findings.some((finding) => finding.effect === 'service')) {
    return 'FAILED';
  }
  if (findings.length > 0) {
    return 'DEGRADED';
  }
  return questions.length > 0 ? 'UNKNOWN' : 'HEALTHY';
}

function commonMetrics(findings: readonly Finding[], questions: readonly OpenQuestion[]): Metrics {
  const down = findings.some((finding) => finding.effect === 'service');
  const perhapsDown = questions.some((question) => question.effect === 'service');
  return {
    [CHECK_METRICS.unknown]: questions.length,
    ...metricUnless(findings.length === 0 && questions.length > 0, CHECK_METRICS.redundancyLost, () =>
      findings.length > 0 ? 1 : 0,
    ),
    ...metricUnless(!down && perhapsDown, CHECK_METRICS.serviceDown, () => (down ? 1 : 0)),
  };
}

/** Decides anew with something more; what every check measures is measured anew. */
export function reconsider(decision: Decision, more: Conclusion): Decision {
  const common: readonly string[] = Object.values(CHECK_METRICS);
  const metrics = Object.fromEntries(Object.entries(decision.metrics).filter(([name]) => !common.includes(name)));
  return decide(merge([{ ...decision, metrics }, more]));
}

/** Nothing found, nothing open. */
export const NOTHING: Conclusion = { findings: [], questions: [], notes: [], metrics: {} };

/** Puts conclusions about different things together. */
export function merge(parts: readonly Conclusion[]): Conclusion {
  return {
    findings: parts.flatMap((part) => part.findings),
    questions: parts.flatMap((part) => part.questions),
    notes: parts.flatMap((part) => part.notes),
    metrics: Object.fromEntries(parts.flatMap((part) => Object.entries(part.metrics))),
  };
}

/** A conclusion that consists of one open question. */
export function openQuestion(subject: string, effect: Effect, { code, reason }: Unknown): Conclusion {
  return { ...NOTHING, questions: [{ subject, code, reason, effect }] };
}

/** A metric that is left out when it cannot be told. */
export function metricUnless(cannotTell: boolean, name: string, value: () => number): Metrics {
  return cannotTell ? {} : { [name]: value() };
}

/** One metric for each key. */
export function metricPer<K>(
  keys: readonly K[],
  name: (key: K) => string,
  value: (key: K, index: number) => number,
): Metrics {
  return Object.fromEntries(keys.map((key, index): [string, number] => [name(key), value(key, index)]));
}

function bySubject(
  a: { readonly subject: string; readonly code: string },
  b: { readonly subject: string; readonly code: string },
): number {
  return compare(a.subject, b.subject) || compare(a.code, b.code);
}

/** Order by code point, the same on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
