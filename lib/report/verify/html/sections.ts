import type { ProofResult, VerifyReport } from '../../../verify/policy/types';
import { nameIn, translate } from '../catalogue';
import { explainResult, whereIn } from '../explain';
import { fill } from '../language';
import type { RenderOptions } from '../options';
import { cellKey, cellText, segregationsOf } from '../segregation';
import { unreported } from '../unreported';
import { wordsOf } from '../words';
import { explanationMarkup, whereMarkup } from './explanation';
import { html, table, type Markup } from './markup';

/** Whether all holds, and what was looked at. */
export function summarySection(report: VerifyReport, { language }: RenderOptions): Markup {
  const words = wordsOf(language);
  const holding = report.results.filter(({ holds }) => holds).length;
  const count = (severity: string) => report.findings.filter((finding) => finding.severity === severity).length;
  const findings = fill(words.countFindings, {
    errors: count('error'),
    warnings: count('warning'),
    notes: count('note'),
  });
  return html`<p>
      <span class="verdict ${report.holds ? 'holds' : 'fails'}">${report.holds ? words.holds : words.doesNotHold}</span>
      ${fill(words.countHold, { holding, total: report.results.length })}; ${findings}
    </p>
    <p class="note">
      ${words.policy}${words.colon}
      ${report.policy.name}${report.policy.file === undefined ? undefined : html` (<code>${report.policy.file}</code>)`};
      ${report.tool.name} ${report.tool.version}
    </p> `;
}

/** Every segregation matrix of the policy. */
export function matrixSection(report: VerifyReport, { language }: RenderOptions): Markup {
  const words = wordsOf(language);
  return html`${segregationsOf(report).map(
    ({ rule, segments, cells }) =>
      html`<h2>${fill(words.matrix, { rule })}</h2>
        <p class="note">${words.matrixCell}</p>
        ${table(
          fill(words.matrix, { rule }),
          [`${words.from} \\ ${words.to}`, ...segments],
          segments.map((from) => [
            from,
            ...segments.map((to) => {
              const results = cells.get(cellKey(from, to));
              const fails = results?.some(({ holds }) => !holds) === true;
              return from === to ? '·' : html`<span class="${fails ? 'fails' : ''}">${cellText(results)}</span>`;
            }),
          ]),
          { rowHeads: true },
        )}`,
  )}`;
}

/** Every question: what fails first and open, what holds closed. */
export function resultSection(report: VerifyReport, options: RenderOptions): Markup {
  const words = wordsOf(options.language);
  const sorted = [...report.results.filter(({ holds }) => !holds), ...report.results.filter(({ holds }) => holds)];
  return html`<h2>${words.results}</h2>
    ${sorted.map((result) => resultMarkup(result, options))}`;
}

function resultMarkup(result: ProofResult, options: RenderOptions): Markup {
  const { language } = options;
  const words = wordsOf(language);
  const { rule, holds, severity, says, why, from, to, services, level, relation, verdict } = result;
  const state = holds ? 'holds' : severity === 'warning' ? 'warns' : 'fails';
  const open = holds ? undefined : html` open`;
  return html`<details${open}><summary><span class="verdict ${state}">${verdict.verdict}</span> <strong>${rule}</strong> ${says[language]}</summary>
<p class="asked">${nameIn(from, language)} → ${nameIn(to, language)}; ${services.length === 0 ? words.all : services.join(' ')}; ${level}, ${relation}; ${holds ? words.holds : severity === 'warning' ? words.warning : words.doesNotHold}</p>
${why === undefined ? undefined : html`<p>${words.why}${words.colon}${why[language]}</p>`}
${explanationMarkup(explainResult(result, language, options), language)}</details>
`;
}

/** What is wrong or surprising without a question. */
export function findingSection(report: VerifyReport, options: RenderOptions): Markup | undefined {
  const words = wordsOf(options.language);
  return section(
    words.findings,
    [words.severity, words.code, words.says, words.place, words.register],
    report.findings.map(({ severity, code, says, origin, rules }) => [
      html`<span class="${severity}">${severity}</span>`,
      code,
      says[options.language],
      origin === undefined ? undefined : whereMarkup(whereIn(origin, options.language, options)),
      rules.join(' '),
    ]),
  );
}

/** What the engine and the template reader noticed. */
export function networkSection(report: VerifyReport, options: RenderOptions): Markup | undefined {
  const words = wordsOf(options.language);
  return section(
    words.network,
    [words.code, words.says, words.place],
    unreported(report).map(({ code, means, origin }) => [
      code,
      translate(means, options.language),
      whereMarkup(whereIn(origin, options.language, options)),
    ]),
  );
}

/** What a reviewer signs for. */
export function ledgerSection(report: VerifyReport, { language }: RenderOptions): Markup | undefined {
  const words = wordsOf(language);
  return section(
    words.ledger,
    [words.kind, 'id', words.says, words.restedOnBy],
    report.ledger.map(({ kind, id, says, restedOnBy }) => [kind, id, says[language], restedOnBy.join('; ')]),
  );
}

/** PCI DSS scope. */
export function scopeSection({ scope = [] }: VerifyReport, { language }: RenderOptions): Markup | undefined {
  const words = wordsOf(language);
  return section(
    words.scope,
    [words.scope, words.party, words.because],
    scope.map(({ scope: of, label, because }) => [of, label, because[language]]),
  );
}

/** How much of the templates is modelled. */
export function coverageSection({ coverage, worlds }: VerifyReport, { language }: RenderOptions): Markup {
  const words = wordsOf(language);
  const { exact, approximated, inert, types } = coverage;
  const loose = Object.entries(types).filter(([, { treated }]) => treated === 'approximated');
  return html`<h2>${words.coverage}</h2>
    <p>${fill(words.coverageText, { exact, approximated, inert })}</p>
    ${
      loose.length === 0
        ? undefined
        : html`<p>${words.approximated}${words.colon}</p>
            <ul>
              ${loose.map(([type, { count, why }]) => html`<li><code>${type}</code> × ${count}${why === undefined ? undefined : `: ${translate(why, language)}`}</li>`)}
            </ul>`
    }
    ${worlds.length > 1 ? html`<p>${words.worlds}${words.colon}${worlds.join(' | ')}</p>` : undefined} `;
}

/** Which templates were read, by their hashes. */
export function templateSection({ templates }: VerifyReport, { language }: RenderOptions): Markup | undefined {
  const words = wordsOf(language);
  return section(
    words.templates,
    ['stack', 'file', 'SHA-256'],
    templates.map(({ stack, file, sha256 }) => [stack, html`<code>${file}</code>`, html`<code>${sha256}</code>`]),
  );
}

function section(title: string, head: readonly string[], rows: Parameters<typeof table>[2]): Markup | undefined {
  return rows.length === 0
    ? undefined
    : html`<h2>${title}</h2>
        ${table(title, head, rows)}`;
}
