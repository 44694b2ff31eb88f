import { z } from 'zod';
import type { Problem } from '../input/fault-collector';
import { show } from '../input/show';
import { nearest } from './nearest';

/** What a check finds in a value: nothing, or a problem. */
export type Check = (value: unknown) => Problem | undefined;

/** A field whose value one function checks. `undefined` never reaches it: the field is missing then. */
export function field<T>(hintWhenMissing: string, check: Check): z.ZodType<T> {
  return z.custom<T>().check((context) => {
    const problem = context.value === undefined ? missing(hintWhenMissing) : check(context.value);
    if (problem !== undefined) {
      context.issues.push({ code: 'custom', input: context.value, path: [], params: { problem } });
    }
  });
}

/** A field that must be there and is not. */
export function missing(hint: string): Problem {
  return { must: 'must be given', got: 'nothing', hint, code: 'FieldMissing' };
}

/** Unit of a length of time. */
export type TimeUnit = 'seconds' | 'minutes' | 'days';

/** How a choice speaks of a wrong value. */
export interface ChoiceOptions {
  /** Unit of values that measure time: a text such as `60s` then gets its own code and hint. */
  readonly time?: TimeUnit;
  /** Whether a wrong value may be a credential, and is not shown. */
  readonly withhold?: boolean;
}

/** One of some values; a near miss is named. */
export function choice<const T extends string | number>(
  values: readonly T[],
  { time, withhold = false }: ChoiceOptions = {},
): z.ZodType<T> {
  const listed = values.map((value) => show(value)).join(', ');
  const must = values.length === 1 ? `must be ${listed}` : `must be one of ${listed}`;
  return field(`use ${values.length === 1 ? listed : `one of ${listed}`}`, (value) => {
    if (values.some((allowed) => allowed === value)) {
      return undefined;
    }
    if (time !== undefined && typeof value !== 'number') {
      return { must, got: show(value), ...numberTypeHint(value, time, `of ${time}`) };
    }
    const best = typeof value === 'string' ? nearest(value, values.map(String)) : undefined;
    const hint =
      best === undefined ? `use one of them` : `did you mean ${show(values.find((v) => String(v) === best))}?`;
    return { must, ...(withhold ? {} : { got: show(value) }), hint, code: 'ChoiceInvalid' };
  });
}

/** `true` or `false`. */
export function flag(): z.ZodType<boolean> {
  return field('use true or false', (value) =>
    typeof value === 'boolean'
      ? undefined
      : { must: 'must be true or false', got: show(value), hint: 'write it without quotes', code: 'TypeInvalid' },
  );
}

/** Range of a number. */
export interface NumberRange {
  readonly min: number;
  readonly max: number;
  /** Whether `min` itself is excluded. */
  readonly above?: boolean;
  /** Whether the number may have a fraction. */
  readonly fraction?: boolean;
  /** Unit of a time, for example `seconds`: a text such as `90 sec` then gets its own code and hint. */
  readonly time?: TimeUnit;
  /** @default 'OutOfRange' */
  readonly code?: string;
  /** @default - a number from the range */
  readonly hint?: string;
}

/** A number in a range. */
export function number(range: NumberRange): z.ZodType<number> {
  const kind = range.fraction === true ? 'a number' : 'a whole number';
  const what = range.time === undefined ? kind : `${kind} of ${range.time}`;
  const from = range.above === true ? `above ${range.min}, at most ${range.max}` : `from ${range.min} to ${range.max}`;
  const hint = range.hint ?? `choose ${what} ${from}`;
  return field(hint, (value) => {
    if (typeof value !== 'number') {
      return { must: `must be ${what}`, got: show(value), ...numberTypeHint(value, range.time, from) };
    }
    return inRange(value, range)
      ? undefined
      : { must: `must be ${what} ${from}`, got: show(value), hint, code: range.code ?? 'OutOfRange' };
  });
}

function inRange(value: number, { min, max, above, fraction }: NumberRange): boolean {
  const whole = fraction === true ? Number.isFinite(value) : Number.isSafeInteger(value);
  return whole && (above === true ? value > min : value >= min) && value <= max;
}

function numberTypeHint(value: unknown, time: TimeUnit | undefined, from: string): Pick<Problem, 'hint' | 'code'> {
  const code = time === undefined ? 'TypeInvalid' : 'DurationInvalid';
  const unit = time === undefined ? '' : `; the unit is ${time}`;
  const digits = typeof value === 'string' ? /^\s*(\d{1,9})(?:\s*[a-z]*\.?)?\s*$/i.exec(value)?.[1] : undefined;
  const hint =
    digits === undefined ? `write a number ${from} without quotes` : `write ${Number(digits)} without quotes`;
  return { hint: `${hint}${unit}`, code };
}

/** Form of a text. */
export interface TextForm {
  /** What must hold, for example `must be 12 digits`. */
  readonly must: string;
  /** What to write, for example `use '123456789012'`. */
  readonly hint: string;
  readonly code: string;
  readonly test: (text: string) => boolean;
  /** A better spelling of a faulty text, when there is one. */
  readonly suggest?: (text: string) => string | undefined;
}

/** A text of a form. */
export function text<T extends string = string>(form: TextForm): z.ZodType<T> {
  return field(form.hint, (value) => {
    if (typeof value !== 'string') {
      return { must: form.must, got: show(value), hint: `${form.hint}, as text`, code: 'TypeInvalid' };
    }
    if (form.test(value)) {
      return undefined;
    }
    const suggested = form.suggest?.(value);
    const hint = suggested !== undefined && form.test(suggested) ? `did you mean ${show(suggested)}?` : form.hint;
    return { must: form.must, got: show(value), hint, code: form.code };
  });
}

/** A list with a number of entries. */
export function list<T>(element: z.ZodType<T>, size: { readonly min?: number; readonly max: number }): z.ZodType<T[]> {
  const { min = 0, max } = size;
  return z.array(element).check((context) => {
    const { length } = context.value;
    if (length < min || length > max) {
      const problem: Problem = {
        must: `must have ${min === 0 ? 'at most' : `${min} to`} ${max} entries`,
        got: show(context.value),
        hint: length < min ? 'add an entry' : 'remove entries',
        code: 'ListSizeInvalid',
      };
      context.issues.push({ code: 'custom', input: context.value, path: [], params: { problem } });
    }
  });
}
