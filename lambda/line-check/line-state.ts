import type { Finding } from '../shared/decision';
import { known, unknown, type Observed, type Unknown } from '../shared/observed';

/** Whether requests get through; `unclear` when that cannot be told. */
export type Passage = 'up' | 'down' | 'unclear';

/** Something that is not known about a line. */
export interface Doubt {
  readonly subject: string;
  readonly reason: Unknown;
}

/** What was found about a line, or about a part of it. */
export interface LineState {
  readonly passage: Passage;
  /** Why it is down, for people. */
  readonly why: readonly string[];
  readonly findings: readonly Finding[];
  readonly doubts: readonly Doubt[];
  /** Device that ends it, where it is known. */
  readonly device?: string | undefined;
}

export function isUp(findings: readonly Finding[] = []): LineState {
  return { passage: 'up', why: [], findings, doubts: [] };
}

export function isDown(why: string, findings: readonly Finding[] = []): LineState {
  return { passage: 'down', why: [why], findings, doubts: [] };
}

export function isUnclear(subject: string, reason: Unknown): LineState {
  return { passage: 'unclear', why: [], findings: [], doubts: [{ subject, reason }] };
}

export function isIncomplete(subject: string, reason: string): LineState {
  return isUnclear(subject, unknown('Incomplete', reason));
}

/** Parts in a row: the line is up if all are. */
export function inSeries(parts: readonly LineState[]): LineState {
  return together(parts, 'down', 'up');
}

/** Parts beside one another: the line is up if any is. */
export function inParallel(parts: readonly LineState[]): LineState {
  return together(parts, 'up', 'down');
}

function together(parts: readonly LineState[], decisive: Passage, otherwise: Passage): LineState {
  const passages = parts.map(({ passage }) => passage);
  const passage = [decisive, 'unclear' as const].find((candidate) => passages.includes(candidate)) ?? otherwise;
  return {
    passage,
    why: passage === 'down' ? parts.flatMap(({ why }) => why) : [],
    findings: parts.flatMap(({ findings }) => findings),
    doubts: parts.flatMap(({ doubts }) => doubts),
  };
}

export function redundancyFinding(code: string, subject: string, detail: string): Finding {
  return { code, effect: 'redundancy', subject, detail };
}

/** The only entry of a list that answers for an id; two that do contradict each other. */
export function onlyOf<T>(entries: Observed<readonly T[]>, isMeant: (entry: T) => boolean): Observed<T | undefined> {
  if (entries.kind === 'unknown') {
    return entries;
  }
  const [first, second] = entries.value.filter(isMeant);
  return second === undefined ? known(first) : unknown('Contradictory', 'it is listed more than once');
}
