import type { Language } from '../language';
import { html, type Markup } from './markup';
import { STYLE } from './style';

export interface PageParts {
  /** The language that is shown first. */
  readonly language: Language;
  readonly title: string;
  readonly toolVersion: string;
  /** Whether the page holds both languages and a switch between them. @default true */
  readonly bothLanguages?: boolean;
  readonly body: (language: Language) => Markup;
}

/** One page that needs nothing from anywhere: no script, no font, no image. */
export function htmlPage({ language, title, toolVersion, bothLanguages = true, body }: PageParts): string {
  const other: Language = language === 'en' ? 'ja' : 'en';
  const content = bothLanguages
    ? html`${toggle(language)}${[language, other].map(
        (each) => html`<main class="only-${each}" lang="${each}">${body(each)}</main> `,
      )}`
    : html`<main lang="${language}">${body(language)}</main>`;
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <meta name="generator" content="honmaru ${toolVersion}" />
        <title>${title}</title>
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        ${content}
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
