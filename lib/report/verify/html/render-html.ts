import type { VerifyReport } from '../../../verify/policy/types';
import type { RenderOptions } from '../options';
import { wordsOf } from '../words';
import { html, type Markup } from './markup';
import { htmlPage } from './page';
import {
  coverageSection,
  findingSection,
  ledgerSection,
  matrixSection,
  networkSection,
  resultSection,
  scopeSection,
  summarySection,
  templateSection,
} from './sections';

/** How the page is made. */
export interface HtmlOptions extends RenderOptions {
  /** Whether the page holds both languages and a switch between them. @default true */
  readonly bothLanguages?: boolean;
}

/** The report as one page that needs nothing from anywhere: no script, no font, no image. */
export function renderHtml(report: VerifyReport, options: HtmlOptions): string {
  const { language, bothLanguages = true } = options;
  const words = wordsOf(language);
  return htmlPage({
    language,
    title: `${words.title}${words.colon}${report.policy.name}`,
    toolVersion: report.tool.version,
    bothLanguages,
    body: (each) => page(report, { ...options, language: each }),
  });
}

function page(report: VerifyReport, options: RenderOptions): Markup {
  const words = wordsOf(options.language);
  return html`<h1>${words.title}${words.colon}${report.policy.name}</h1>
    ${summarySection(report, options)} ${matrixSection(report, options)} ${resultSection(report, options)}
    ${findingSection(report, options)} ${networkSection(report, options)} ${scopeSection(report, options)}
    ${ledgerSection(report, options)} ${coverageSection(report, options)} ${templateSection(report, options)}
    <p class="note">${words.notSaid}</p> `;
}
