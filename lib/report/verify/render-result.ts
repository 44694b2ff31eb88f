import type { ProofResult } from '../../verify/policy/types';
import { nameIn } from './catalogue';
import { explainResult } from './explain';
import type { RenderOptions } from './options';
import { explanationLines, indented, type Layout } from './text/lines';
import { paintOf } from './text/paint';

/** What one question came to, for whoever reads the message of a failed expectation. */
export function renderResult(result: ProofResult, options: RenderOptions & { readonly width?: number }): string {
  const { language, width = 100 } = options;
  const layout: Layout = { language, width, paint: paintOf(false) };
  const { says, from, to, verdict, why } = result;
  return [
    `${verdict.verdict}: ${nameIn(from, language)} → ${nameIn(to, language)}`,
    ...indented(says[language], layout, 2),
    ...(why === undefined ? [] : indented(why[language], layout, 2)),
    ...explanationLines(explainResult(result, language, options), layout, 2),
  ].join('\n');
}
