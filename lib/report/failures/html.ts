import type { FailureReport } from '../../failures';
import { html, table, type Markup } from '../verify/html/markup';
import { htmlPage } from '../verify/html/page';
import { holdsText, isHolding } from './holds';
import { labelsOf } from './labels';
import { headerLines } from './markdown';
import type { FailuresRenderOptions } from './options';
import { tablesOf } from './tables';
import { wordsOf } from './words';

/** The report as one page that needs nothing from anywhere, in both languages. */
export function renderFailuresHtml(report: FailureReport, options: FailuresRenderOptions): string {
  const { language, toolVersion } = options;
  return htmlPage({
    language,
    title: wordsOf(language).title,
    toolVersion,
    body: (each) => page(report, { ...options, language: each }),
  });
}

function page(report: FailureReport, options: FailuresRenderOptions): Markup {
  const words = wordsOf(options.language);
  const holds = isHolding(report, options);
  return html`<h1>${words.title}</h1>
    <p class="verdict ${holds ? 'holds' : 'fails'}">${holdsText(report, holds, options.language)}</p>
    <ul>
      ${headerLines(report, options).map((line) => html`<li>${line}</li>`)}
    </ul>
    ${tablesOf(report, options, labelsOf(report)).map(
      ({ title, head, rows }) =>
        html`<h2>${title}</h2>
          ${table(title, head, rows)} `,
    )}`;
}
