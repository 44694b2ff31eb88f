/** Languages in which people read reports. */
export type Language = 'en' | 'ja';

export const LANGUAGES: readonly Language[] = ['en', 'ja'];

/** The same in each language. */
export interface InLanguages {
  readonly en: string;
  readonly ja: string;
}

/** A text with what is named in braces filled in. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return closedUp(
    text.replace(/\{([a-zA-Z]+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole)),
  );
}

/** Blanks stand between Japanese and other letters, not between Japanese ones. */
export function closedUp(text: string): string {
  return text.replace(/([\u3000-\u30ff\u4e00-\u9fff\uff00-\uff60]) (?=[\u3000-\u30ff\u4e00-\u9fff])/gu, '$1');
}
