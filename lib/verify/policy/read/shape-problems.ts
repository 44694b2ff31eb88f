import type { z } from 'zod';
import { show } from '../../../site/input/show';
import { nearest } from '../../../site/schema/nearest';
import type { Problem } from './check-words';

export { show };

/** What a schema found wrong. */
export type Issue = z.core.$ZodIssue;

/**
 * What is wrong with a field, and how to put it right.
 *
 * @param prefix how codes begin, for example `Policy`
 */
export function problemOf(issue: Issue, field: string, got: unknown, prefix: string): Problem {
  if (issue.code === 'invalid_value') {
    return choice(issue.values.map(String), got, prefix);
  }
  if (issue.code === 'too_small' || issue.code === 'too_big') {
    return issue.origin === 'number' || issue.origin === 'int'
      ? outOfRange(issue, got, prefix)
      : empty(issue, got, prefix);
  }
  if (issue.code === 'invalid_type') {
    return wrongType(WORDS[issue.expected] ?? `a ${issue.expected}`, got, prefix);
  }
  if (issue.code === 'invalid_union') {
    return wrongType(field === 'why' ? 'a text, or texts under en and ja' : 'one of its forms', got, prefix);
  }
  throw new Error(`no words for the issue '${issue.code}' of the schema`);
}

const WORDS: Readonly<Record<string, string>> = {
  array: 'a list',
  int: 'a whole number',
  number: 'a number',
  object: 'an object',
  record: 'an object',
  string: 'a text',
};

type Bound = Extract<Issue, { code: 'too_small' | 'too_big' }>;

function outOfRange(issue: Bound, got: unknown, prefix: string): Problem {
  const bound =
    issue.code === 'too_big'
      ? `${issue.inclusive === false ? 'less than' : 'at most'} ${String(issue.maximum)}`
      : `${issue.inclusive === false ? 'more than' : 'at least'} ${String(issue.minimum)}`;
  return { must: `must be ${bound}`, got: show(got), hint: `write ${bound}`, code: `${prefix}NumberInvalid` };
}

function empty(issue: Bound, got: unknown, prefix: string): Problem {
  const least = issue.code === 'too_small' ? String(issue.minimum) : '1';
  return {
    must: issue.origin === 'string' ? 'must not be empty' : `must hold at least ${least}`,
    got: show(got),
    hint: 'write what is missing',
    code: `${prefix}FieldEmpty`,
  };
}

/** A field that the schema does not know. */
export function unknownField(key: string, known: readonly string[], prefix: string): Problem {
  const meant = nearest(key, known);
  return {
    must: 'must be a known field',
    hint: meant === undefined ? `remove it, or use one of: ${known.join(', ')}` : `did you mean '${meant}'?`,
    code: `${prefix}FieldUnknown`,
  };
}

function wrongType(what: string, got: unknown, prefix: string): Problem {
  return got === undefined
    ? { must: 'must be given', hint: `write ${what}`, code: `${prefix}FieldMissing` }
    : { must: `must be ${what}`, got: show(got), hint: `write ${what}`, code: `${prefix}TypeInvalid` };
}

/** A value that is none of some. */
export function choice(options: readonly string[], got: unknown, prefix: string): Problem {
  const listed = options.map((option) => `'${option}'`).join(', ');
  if (got === undefined) {
    return { must: 'must be given', hint: `use one of ${listed}`, code: `${prefix}FieldMissing` };
  }
  const meant = typeof got === 'string' ? nearest(got, options) : undefined;
  return {
    must: `must be one of ${listed}`,
    got: show(got),
    hint: meant === undefined ? 'use one of them' : `did you mean '${meant}'?`,
    code: `${prefix}ChoiceInvalid`,
  };
}
