import type { Certification } from '../../verify/certify';
import { fill, type Language } from './language';
import { wordsOf } from './words';

/** Most differences that are printed. */
const MOST_DIFFERENCES = 10;

/**
 * What came of asking two independent implementations, and on which packets they differ.
 *
 * @param packets the packets of the differences, in words
 */
export function renderCertification(
  { agrees, representatives, pairs, delivered, counts, differences, uncovered }: Certification,
  packets: readonly string[],
  language: Language,
): string {
  const words = wordsOf(language);
  const { unsound, bold, imprecise, explained } = counts;
  const shown = differences
    .map(({ kind, relation, engine, walked, because }, index) => ({
      kind,
      text: `  ${kind}: ${packets[index] ?? ''} (${relation}; ${words.engine} ${engine}, ${words.walked} ${walked}: ${because})`,
    }))
    .filter(({ kind }) => kind !== 'explained')
    .map(({ text }) => text)
    .slice(0, MOST_DIFFERENCES);
  return [
    `${words.certification}${words.colon}${agrees ? words.agrees : words.agreesNot}`,
    `  ${fill(words.certifiedCounts, { representatives, pairs, delivered })}`,
    `  ${fill(words.certifiedDifferences, { unsound, bold, imprecise, explained })}`,
    ...shown,
    ...(uncovered.length === 0
      ? []
      : [`  ${fill(words.uncovered, { count: uncovered.length })}${words.colon}${uncovered.slice(0, 5).join(', ')}`]),
  ].join('\n');
}
