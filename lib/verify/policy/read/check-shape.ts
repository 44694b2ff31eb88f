import type { Report } from './check-words';
import { POLICY_SHAPE, RULE_KINDS, RULE_SHAPES, SITE_FIELDS } from './schema';
import { choice, problemOf, unknownField, type Issue } from './shape-problems';
import type { FieldPath } from './source';

/** How codes of faults in a policy begin. */
const CODES = 'Policy';

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
      report([...path, key], unknownField(key, fieldsAt(path, value), CODES));
    }
    return;
  }
  if (isSelector(path, value) && valueAt(value, path) !== undefined) {
    return;
  }
  const got = valueAt(value, path);
  const isKind = path[0] === 'rules' && path.length === 3 && path[2] === 'kind';
  report(path, isKind ? choice(RULE_KINDS, got, CODES) : problemOf(issue, String(path.at(-1)), got, CODES));
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
