import { keyOf } from './key-of';
import { ABSENT, unknown, type Alternative, type Value } from './value';

/** Most values that are told apart; more are widened to an unknown. */
export const MAX_ALTERNATIVES = 64;

/** One of some values: nested choices are flattened, equal values are merged, and more than 64 are widened. */
export function oneOf(alternatives: readonly Alternative[], because: string): Value {
  const byKey = new Map<string, Alternative>();
  for (const alternative of alternatives.flatMap(flatten)) {
    const key = keyOf(alternative.value);
    const found = byKey.get(key);
    byKey.set(key, found === undefined ? alternative : merge(found, alternative));
  }
  const distinct = [...byKey.values()];
  const [only] = distinct;
  if (distinct.length === 1 && only !== undefined) {
    return only.value;
  }
  const isOpen = distinct.some(({ value }) => value.kind === 'unknown');
  return isOpen || distinct.length === 0 || distinct.length > MAX_ALTERNATIVES
    ? widen(distinct, because)
    : { kind: 'one-of', alternatives: distinct, because };
}

/** Anything; whether there is anything at all stays told, because lists are shorter without it. */
function widen(alternatives: readonly Alternative[], because: string): Value {
  const absent = alternatives.find(({ value }) => value.kind === 'absent');
  const present = alternatives.filter(({ value }) => value.kind !== 'absent');
  return absent === undefined
    ? unknown(because)
    : {
        kind: 'one-of',
        because,
        alternatives: [{ value: unknown(because), when: present.map(({ when }) => when).join(' or ') }, absent],
      };
}

/** Builds a value from others; where one of them is a choice, so is the result. */
export function distribute(values: readonly Value[], build: (picked: readonly Value[]) => Value): Value {
  const choice = values.find((value) => value.kind === 'one-of');
  if (choice?.kind !== 'one-of') {
    return build(values);
  }
  const combinations = combine(values);
  return combinations === undefined
    ? widen([{ value: ABSENT, when: 'another' }], choice.because)
    : oneOf(
        combinations.map(({ picked, when }) => ({ value: build(picked), when: when.join(', ') })),
        choice.because,
      );
}

interface Combination {
  readonly picked: readonly Value[];
  readonly when: readonly string[];
}

/** Every combination in which the same choice is made the same way wherever it appears; `undefined` if too many. */
function combine(values: readonly Value[]): readonly Combination[] | undefined {
  const choices = new Map<string, readonly Alternative[]>();
  values.forEach((value, index) => {
    if (value.kind === 'one-of') {
      choices.set(choiceKey(value.alternatives, index), value.alternatives);
    }
  });
  let picks: readonly (readonly [ReadonlyMap<string, number>, readonly string[]])[] = [[new Map(), []]];
  for (const [key, alternatives] of choices) {
    picks = picks.flatMap(([chosen, when]) =>
      alternatives.map(
        (alternative, index) => [new Map([...chosen, [key, index]]), [...when, alternative.when]] as const,
      ),
    );
    if (picks.length > MAX_ALTERNATIVES * MAX_ALTERNATIVES) {
      return undefined;
    }
  }
  return picks.map(([chosen, when]) => ({
    when,
    picked: values.map((value, index) =>
      value.kind === 'one-of'
        ? (value.alternatives[chosen.get(choiceKey(value.alternatives, index)) ?? 0]?.value ?? value)
        : value,
    ),
  }));
}

/**
 * Choices with the same reasons are one choice: two `Fn::If` of one condition never disagree.
 *
 * What was widened no longer follows from its reasons, so such a choice is like no other.
 */
function choiceKey(alternatives: readonly Alternative[], index: number): string {
  const isWidened = alternatives.some(({ value }) => value.kind === 'unknown');
  return `${isWidened ? index : ''}${alternatives.map(({ when }) => when).join('|')}`;
}

function flatten(alternative: Alternative): readonly Alternative[] {
  return alternative.value.kind === 'one-of'
    ? alternative.value.alternatives.map(({ value, when }) => ({
        value,
        when: `${alternative.when}, ${when}`,
      }))
    : [alternative];
}

function merge(a: Alternative, b: Alternative): Alternative {
  return { value: a.value, when: `${a.when} or ${b.when}` };
}
