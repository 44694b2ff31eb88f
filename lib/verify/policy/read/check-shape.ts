import type { z } from 'zod';
import { show } from '../../../site/input/show';
import { nearest } from '../../../site/schema/nearest';
import type { Problem, Report } from './check-words';
import { POLICY_SHAPE, RULE_KINDS, RULE_SHAPES, SITE_FIELDS } from './schema';
import type { FieldPath } from './source';

type Issue = z.core.$ZodIssue;

/** Checks the form of a policy: its fields, and what they hold. Selectors are checked on their own. */
export function checkShape(value: unknown, report: Report): void {
  const result = POLICY_SHAPE.safeParse(value);
  for (const issue of result.error?.issues ?? []) {
    reportIssue(issue, value, report);
  }
}

function reportIssue(issue: Issue, value: unknown, report: Report): void {
  const path = issue.path.filter((step): step is string | number => typeof step !== 'symbol');
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) {
      report([...path, key], unknownField(key, fieldsAt(path, value)));
    }
    return;
  }
  if (isSelector(path, value) && valueAt(value, path) !== undefined) {
    return;
  }
  report(path, problemOf(issue, path, valueAt(value, path)));
}

function unknownField(key: string, known: readonly string[]): Problem {
  const meant = nearest(key, known);
  return {
    must: 'must be a known field',
    hint: meant === undefined ? `remove it, or use one of: ${known.join(', ')}` : `did you mean '${meant}'?`,
    code: 'PolicyFieldUnknown',
  };
}

function fieldsAt(path: FieldPath, value: unknown): readonly string[] {
  const [section, , field] = path;
  if (section === undefined) {
    return Object.keys(POLICY_SHAPE.shape);
  }
  if (section === 'sites') {
    return SITE_FIELDS;
  }
  if (field === 'why') {
    return ['en', 'ja'];
  }
  const kind = RULE_KINDS.find((each) => each === valueAt(value, [...path, 'kind']));
  return kind === undefined ? ['kind'] : Object.keys(RULE_SHAPES[kind].shape);
}

/** Whether a fault lies in a selector, or in a part of one. */
function isSelector(path: FieldPath, value: unknown): boolean {
  const [section, , field] = path;
  return (
    (section === 'segments' && path.length > 1) ||
    (section === 'rules' &&
      (['from', 'to', 'except', 'through'].includes(String(field)) ||
        (field === 'among' && (path.length > 3 || !Array.isArray(valueAt(value, path))))))
  );
}

function problemOf(issue: Issue, path: FieldPath, got: unknown): Problem {
  if (path[0] === 'rules' && path.length === 3 && path[2] === 'kind') {
    return choice(RULE_KINDS, got);
  }
  if (issue.code === 'invalid_value') {
    return choice(issue.values.map(String), got);
  }
  if (issue.code === 'too_small') {
    return {
      must: issue.origin === 'string' ? 'must not be empty' : `must hold at least ${String(issue.minimum)}`,
      got: show(got),
      hint: 'write what is missing',
      code: 'PolicyFieldEmpty',
    };
  }
  if (issue.code === 'invalid_type') {
    return wrongType(WORDS[issue.expected] ?? `a ${issue.expected}`, got);
  }
  if (issue.code === 'invalid_union') {
    return wrongType(path.at(-1) === 'why' ? 'a text, or texts under en and ja' : 'one of its forms', got);
  }
  throw new Error(`no words for the issue '${issue.code}' of the schema`);
}

const WORDS: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'an object',
  record: 'an object',
  string: 'a text',
};

function wrongType(what: string, got: unknown): Problem {
  return got === undefined
    ? { must: 'must be given', hint: `write ${what}`, code: 'PolicyFieldMissing' }
    : { must: `must be ${what}`, got: show(got), hint: `write ${what}`, code: 'PolicyTypeInvalid' };
}

function choice(options: readonly string[], got: unknown): Problem {
  const listed = options.map((option) => `'${option}'`).join(', ');
  if (got === undefined) {
    return { must: 'must be given', hint: `use one of ${listed}`, code: 'PolicyFieldMissing' };
  }
  const meant = typeof got === 'string' ? nearest(got, options) : undefined;
  return {
    must: `must be one of ${listed}`,
    got: show(got),
    hint: meant === undefined ? 'use one of them' : `did you mean '${meant}'?`,
    code: 'PolicyChoiceInvalid',
  };
}

/** What stands at a path of a value. */
export function valueAt(value: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>(
    (inner, step) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, step)
        ? (Reflect.get(inner, step) as unknown)
        : undefined,
    value,
  );
}
