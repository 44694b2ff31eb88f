import type { z } from 'zod';
import type { Problem, Report } from '../input/fault-collector';
import { show, type FieldPath } from '../input/show';
import { missing } from './fields';
import { knownFields } from './field-order';
import { nearest } from './nearest';

type Issue = z.core.$ZodIssue;

/** Checks a part of a configuration on its own, reports its faults, and returns it when there are none. */
export function checkSection<T>(schema: z.ZodType<T>, value: unknown, path: FieldPath, report: Report): T | undefined {
  const result = schema.safeParse(value);
  if (result.success) {
    return result.data;
  }
  for (const issue of result.error.issues) {
    reportIssue(issue, value, path, report);
  }
  return undefined;
}

function reportIssue(issue: Issue, value: unknown, start: FieldPath, report: Report): void {
  const inner = issue.path.filter((step): step is string | number => typeof step !== 'symbol');
  const path = [...start, ...inner];
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) {
      report([...path, key], unknownField(key, knownFields(path)));
    }
    return;
  }
  report(path, problemOf(issue, valueAt(value, inner)));
}

/** A field the schema does not know; nothing is ignored in silence. */
export function unknownField(key: string, known: readonly string[]): Problem {
  const meant = nearest(key, known);
  return {
    must: 'must be a known field',
    hint: meant === undefined ? `remove it, or use one of: ${known.join(', ')}` : `did you mean '${meant}'?`,
    code: 'FieldUnknown',
  };
}

function problemOf(issue: Issue, got: unknown): Problem {
  if (issue.code === 'custom' && isProblem(issue.params?.problem)) {
    return issue.params.problem;
  }
  if (issue.code === 'invalid_union' && 'options' in issue && Array.isArray(issue.options)) {
    return kindProblem(issue.options.map(String), got);
  }
  if (issue.code === 'invalid_type') {
    const what = issue.expected === 'array' ? 'a list' : 'an object';
    return got === undefined
      ? missing(`write ${what}`)
      : { must: `must be ${what}`, got: show(got), hint: `write ${what}`, code: 'TypeInvalid' };
  }
  throw new Error(`no words for the issue '${issue.code}' of the schema`);
}

function kindProblem(options: readonly string[], got: unknown): Problem {
  const listed = options.map((option) => show(option)).join(', ');
  if (got === undefined) {
    return missing(`use one of ${listed}`);
  }
  const meant = typeof got === 'string' ? nearest(got, options) : undefined;
  const hint = meant === undefined ? 'use one of them' : `did you mean '${meant}'?`;
  return { must: `must be one of ${listed}`, got: show(got), hint, code: 'ChoiceInvalid' };
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'must' in value && 'hint' in value && 'code' in value;
}

function valueAt(value: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>(
    (inner, step) => (typeof inner === 'object' && inner !== null ? (Reflect.get(inner, step) as unknown) : undefined),
    value,
  );
}
