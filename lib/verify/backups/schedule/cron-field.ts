import type { Words } from '../types';

/** One field of a cron expression. */
export interface Field {
  readonly name: Words;
  readonly least: number;
  readonly greatest: number;
  /** Names for numbers, the first for `least`. */
  readonly names: readonly string[];
}

/** Why a field cannot be read: AWS refuses it, or does not describe it. */
export interface FieldProblem {
  readonly kind: 'refused' | 'unclear';
  readonly why: Words;
}

/** Numbers of a field without days: lists, ranges, steps and names; sorted, each once. */
export function readNumbers(text: string, field: Field): { readonly numbers: readonly number[] } | FieldProblem {
  const numbers = new Set<number>();
  for (const item of text.split(',')) {
    const [, base = '', step] = /^([^/]+)(?:\/(.+))?$/.exec(item) ?? [];
    const range = rangeOf(base, field);
    const stride = step === undefined ? 1 : /^\d+$/.test(step) ? Number(step) : 0;
    if (range === undefined || stride < 1) {
      return problem('refused', item, field);
    }
    if (range.from > range.until) {
      return problem('unclear', item, field);
    }
    // A step after a single number goes on to the end of the field.
    const until = step !== undefined && !/[-*]/.test(base) ? field.greatest : range.until;
    for (let number = range.from; number <= until; number += stride) {
      numbers.add(number);
    }
  }
  return { numbers: [...numbers].sort((a, b) => a - b) };
}

/** The number that a text of a field stands for. */
export function numberOf(text: string, { least, greatest, names }: Field): number | undefined {
  const named = names.indexOf(text.toUpperCase());
  const number = named >= 0 ? least + named : /^\d+$/.test(text) ? Number(text) : NaN;
  return number >= least && number <= greatest ? number : undefined;
}

/** What is wrong with an item of a field. */
export function problem(kind: FieldProblem['kind'], item: string, { name, least, greatest }: Field): FieldProblem {
  return {
    kind,
    why:
      kind === 'refused'
        ? {
            en: `'${item}' is no value of the field ${name.en} (${String(least)} to ${String(greatest)})`,
            ja: `「${item}」は${name.ja}フィールド（${String(least)}〜${String(greatest)}）の値ではない`,
          }
        : {
            en: `AWS does not say what '${item}' means in the field ${name.en}`,
            ja: `${name.ja}フィールドの「${item}」の意味は AWS の文書にない`,
          },
  };
}

function rangeOf(text: string, field: Field): { readonly from: number; readonly until: number } | undefined {
  if (text === '*') {
    return { from: field.least, until: field.greatest };
  }
  const [first = '', last = first, ...more] = text.split('-');
  const [from, until] = [numberOf(first, field), numberOf(last, field)];
  return from === undefined || until === undefined || more.length > 0 ? undefined : { from, until };
}
