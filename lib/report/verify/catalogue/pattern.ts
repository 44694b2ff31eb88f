/**
 * A sentence of the engine and its translation, with the same names in braces in both.
 *
 * `{a}` is a name of something and its words are translated as those of a label; `{a:text}` is a sentence of its own.
 */
export type Entry = readonly [english: string, japanese: string];

/** A sentence that is recognised. */
export interface Pattern {
  readonly entry: Entry;
  /** The translation of a text, or nothing when the text is another sentence. */
  translate(text: string): string | undefined;
}

/** Translates what stands in the place of a name, or of a sentence. */
export interface Inner {
  label(text: string): string;
  text(text: string): string | undefined;
}

const PLACEHOLDER = /\{([a-z]+)(:text)?\}/g;

/** Makes a pattern of an entry. */
export function patternOf(entry: Entry, inner: Inner): Pattern {
  const [english, japanese] = entry;
  const names: { readonly name: string; readonly isText: boolean }[] = [];
  let expression = '';
  let from = 0;
  for (const { index, 0: whole, 1: name = '', 2: kind } of english.matchAll(PLACEHOLDER)) {
    expression += `${escaped(english.slice(from, index))}(.+)`;
    names.push({ name, isText: kind !== undefined });
    from = index + whole.length;
  }
  const matcher = new RegExp(`^${expression}${escaped(english.slice(from))}$`, 'su');
  return {
    entry,
    translate: (text) => {
      const found = matcher.exec(text);
      if (found === null) {
        return undefined;
      }
      const values = new Map<string, string>();
      for (const [index, { name, isText }] of names.entries()) {
        const part = found[index + 1] ?? '';
        const value = isText ? inner.text(part) : inner.label(part);
        if (value === undefined) {
          return undefined;
        }
        values.set(name, value);
      }
      return japanese.replace(PLACEHOLDER, (whole, name: string) => values.get(name) ?? whole);
    },
  };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
