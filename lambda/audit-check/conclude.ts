import { metricUnless, NOTHING, type Conclusion, type Effect } from '../shared/decision';

/** A conclusion that consists of one fault. */
export function found(code: string, subject: string, detail: string, effect: Effect = 'redundancy'): Conclusion {
  return { ...NOTHING, findings: [{ code, effect, subject, detail }] };
}

/** Adds the number of faults: those that are known, and left out while there is none but something is open. */
export function counted(metric: string, conclusion: Conclusion): Conclusion {
  const { findings, questions, metrics } = conclusion;
  const cannotTell = findings.length === 0 && questions.length > 0;
  return { ...conclusion, metrics: { ...metrics, ...metricUnless(cannotTell, metric, () => findings.length) } };
}

/**
 * Of things of which one is enough, what is to be said about the best of them: the one whose known faults weigh the least,
 * and of those the one with the fewest open questions. Of equals the first.
 */
export function bestOf(
  candidates: readonly Conclusion[],
  weigh: (code: string) => number = () => 1,
): Conclusion | undefined {
  const weights = candidates.map(({ findings }) => findings.reduce((sum, { code }) => sum + weigh(code), 0));
  const lightest = candidates.filter((_, index) => weights[index] === Math.min(...weights));
  const fewest = Math.min(...lightest.map(({ questions }) => questions.length));
  return lightest.find(({ questions }) => questions.length === fewest);
}

/** Sorts by a text, by code point. */
export function sortedBy<T>(entries: readonly T[], textOf: (entry: T) => string): readonly T[] {
  return [...entries].sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1));
}
