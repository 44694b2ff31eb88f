import { exceptionFaults, isMet, type FailureReport } from '../../failures';
import type { Language } from '../verify/language';
import type { FailuresRenderOptions } from './options';
import { wordsOf } from './words';

/**
 * Whether nothing that was required is missed: no objective, no row against the baseline or the reviewed exceptions, no service that cannot
 * be read, and no weakness that one fault is enough for.
 */
export function isHolding(
  report: FailureReport,
  { comparison, exceptions }: Pick<FailuresRenderOptions, 'comparison' | 'exceptions'>,
): boolean {
  return (
    report.unread.length === 0 &&
    report.objectives.every(isMet) &&
    report.weaknesses.every(({ severity }) => severity !== 'error') &&
    comparison?.holds !== false &&
    (exceptions === undefined || exceptionFaults(exceptions).length === 0)
  );
}

export function holdsText({ objectives }: FailureReport, holds: boolean, language: Language): string {
  const words = wordsOf(language);
  return !holds ? words.holdsNot : objectives.length === 0 ? words.holdsNothing : words.holds;
}
