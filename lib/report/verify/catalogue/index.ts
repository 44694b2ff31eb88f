import { closedUp, type Language } from '../language';
import { CONTROL_PLANE_ENTRIES, FINDING_ENTRIES } from './finding-entries';
import { HOP_ENTRIES, ROUTE_ENTRIES } from './hop-entries';
import { translateLabel } from './labels';
import { patternOf, type Entry, type Pattern } from './pattern';
import { UNKNOWN_ENTRIES } from './unknown-entries';

/** Every sentence that can be translated; the first that fits counts, so that special ones stand before general ones. */
export const ENTRIES: readonly Entry[] = [
  ...CONTROL_PLANE_ENTRIES,
  ...FINDING_ENTRIES,
  ...ROUTE_ENTRIES,
  ...HOP_ENTRIES,
  ...UNKNOWN_ENTRIES,
];

const PATTERNS: readonly Pattern[] = ENTRIES.map((entry) =>
  patternOf(entry, { label: translateLabel, text: findJapanese }),
);

/** A sentence of the engine or of the template reader in a language; what nobody translated stays English. */
export function translate(text: string, language: Language): string {
  return language === 'en' ? text : (findJapanese(text) ?? text);
}

/** The Japanese of a sentence, if it is one of those that are known. */
export function findJapanese(text: string): string | undefined {
  for (const pattern of PATTERNS) {
    const found = pattern.translate(text);
    if (found !== undefined) {
      return closedUp(found);
    }
  }
  return undefined;
}

/** The name of a party or component in a language. */
export function nameIn(label: string, language: Language): string {
  return language === 'en' ? label : translateLabel(label);
}
