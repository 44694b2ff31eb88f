import type { ProofResult, VerifyReport } from '../../verify/policy/types';
import { renderCsv, type CsvColumn } from '../csv';
import { nameIn, translate } from './catalogue';
import { focusOf, packetText, placeText, whereaboutsOf } from './explain';
import { questionFingerprint } from './fingerprint';
import type { RenderOptions } from './options';

/**
 * Every question with its verdict, one line each, for a spreadsheet: filtered by a matrix rule, it is the segregation matrix
 * in long form.
 */
export function renderResultsCsv(report: VerifyReport, options: RenderOptions): string {
  return renderCsv(columnsIn(options), report.results);
}

function columnsIn(options: RenderOptions): readonly CsvColumn<ProofResult>[] {
  const { language } = options;
  return [
    { header: 'rule', cell: ({ rule }) => rule },
    { header: 'kind', cell: ({ kind }) => kind },
    { header: 'severity', cell: ({ severity }) => severity },
    { header: 'from', cell: ({ from }) => nameIn(from, language) },
    { header: 'to', cell: ({ to }) => nameIn(to, language) },
    { header: 'services', cell: ({ services }) => services.join(' ') },
    { header: 'level', cell: ({ level }) => level },
    { header: 'relation', cell: ({ relation }) => relation },
    { header: 'holds', cell: ({ holds }) => (holds ? 'yes' : 'no') },
    { header: 'verdict', cell: ({ verdict }) => verdict.verdict },
    { header: 'assuming', cell: ({ verdict }) => verdict.assuming.join('; ') },
    { header: 'says', cell: ({ says }) => says[language] },
    { header: 'why', cell: ({ why }) => why?.[language] },
    { header: 'packet', cell: ({ verdict: { witness } }) => (witness === undefined ? '' : packetText(witness.packet)) },
    {
      header: 'unknown',
      cell: ({ verdict }) => verdict.blames.map(({ what }) => translate(what, language)).join('; '),
    },
    { header: 'defence depth', cell: ({ verdict }) => depthOf(verdict.certificate) },
    { header: 'pairs', cell: ({ verdict }) => String(verdict.pairs) },
    { header: 'place', cell: (result) => placeOf(result, options) },
    { header: 'semantics', cell: ({ verdict }) => verdict.rules.join(' ') },
    { header: 'fingerprint', cell: questionFingerprint },
  ];
}

function depthOf(certificate: ProofResult['verdict']['certificate']): string {
  return certificate === undefined || certificate.pairs.length === 0 ? '' : String(certificate.depth);
}

function placeOf(result: ProofResult, options: RenderOptions): string | undefined {
  const origin = result.holds ? undefined : focusOf(result);
  return origin === undefined ? undefined : placeText(whereaboutsOf(origin, options));
}
