import type { BaselineComparison } from '../../verify/policy/baseline';
import { fill, type Language } from './language';
import { wordsOf } from './words';

/** What stands below a report on a terminal. */
export interface BaselineNote {
  readonly comparison?: BaselineComparison;
  /** What the second implementation says. */
  readonly certificate?: string;
  /** Files that were written. */
  readonly files: readonly string[];
}

/** What is new against a baseline, what the second implementation says, and which files were written. */
export function renderBaselineNote({ comparison, certificate, files }: BaselineNote, language: Language): string {
  const words = wordsOf(language);
  const lines = [
    ...(comparison === undefined ? [] : comparisonLines(comparison, language)),
    ...(certificate === undefined ? [] : [certificate]),
    ...files.map((file) => `${words.written}${words.colon}${file}`),
  ];
  return lines.length === 0 ? '' : `\n${lines.join('\n')}\n`;
}

function comparisonLines(comparison: BaselineComparison, language: Language): readonly string[] {
  const words = wordsOf(language);
  const { fresh, freshFindings, known, gone, holds } = comparison;
  const counts = fill(words.baseline, {
    fresh: fresh.length + freshFindings.length,
    known: known.length,
    gone: gone.length,
  });
  return [
    `${counts}${words.colon}${holds ? words.baselineHolds : words.baselineFails}`,
    ...fresh.map(
      ({ rule, from, to, state, services }) =>
        `  + ${rule}${words.colon}${from} → ${to}${words.colon}${fill(words[state], { services: services.join(' ') })}`,
    ),
    ...freshFindings.map(({ code, says }) => `  + ${code}${words.colon}${says[language]}`),
    ...(gone.length > 0 ? [`  ${words.baselineGone}`] : []),
  ];
}
