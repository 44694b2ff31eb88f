import type { VerifyReport } from '../../../verify/policy/types';
import type { Language } from '../language';
import type { RenderOptions } from '../options';
import { wordsOf } from '../words';
import { html, type Markup } from './markup';
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
import { STYLE } from './style';

/** How the page is made. */
export interface HtmlOptions extends RenderOptions {
  /** Whether the page holds both languages and a switch between them. @default true */
  readonly bothLanguages?: boolean;
}

/** The report as one page that needs nothing from anywhere: no script, no font, no image. */
export function renderHtml(report: VerifyReport, options: HtmlOptions): string {
  const { language, bothLanguages = true } = options;
  const words = wordsOf(language);
  const other: Language = language === 'en' ? 'ja' : 'en';
  const body = bothLanguages
    ? html`${toggle(language)}${[language, other].map(
        (each) =>
          html`<main class="only-${each}" lang="${each}">${page(report, { ...options, language: each })}</main> `,
      )}`
    : html`<main lang="${language}">${page(report, options)}</main>`;
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <meta name="generator" content="${report.tool.name} ${report.tool.version}" />
        <title>${words.title}${words.colon}${report.policy.name}</title>
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        ${body}
      </body>
    </html> `.text;
}

/** Works without a script: which language is shown follows from which button is on. */
function toggle(language: Language): Markup {
  const button = (value: Language, label: string) =>
    html`<input
        type="radio"
        name="language"
        id="language-${value}"
        ${value === language ? html` checked` : undefined}
      /><label class="toggle" for="language-${value}" lang="${value}">${label}</label> `;
  return html`${button('en', 'English')}${button('ja', '日本語')}`;
}

function page(report: VerifyReport, options: RenderOptions): Markup {
  const words = wordsOf(options.language);
  return html`<h1>${words.title}${words.colon}${report.policy.name}</h1>
    ${summarySection(report, options)} ${matrixSection(report, options)} ${resultSection(report, options)}
    ${findingSection(report, options)} ${networkSection(report, options)} ${scopeSection(report, options)}
    ${ledgerSection(report, options)} ${coverageSection(report, options)} ${templateSection(report, options)}
    <p class="note">${words.notSaid}</p> `;
}
