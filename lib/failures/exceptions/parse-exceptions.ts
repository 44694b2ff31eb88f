import { HonmaruError, type Fault } from '../../errors';
import { valueAt } from '../../verify/policy/read/check-shape';
import type { Report } from '../../verify/policy/read/check-words';
import { problemOf, show, unknownField } from '../../verify/policy/read/shape-problems';
import { faultPath, type PolicySource } from '../../verify/policy/read/source';
import { fieldsOf } from '../declared/fields-of';
import { readFile } from '../declared/read-file';
import { EXCEPTIONS_SHAPE } from './schema';
import type { ReviewedException, WrittenException } from './types';

/** How codes of faults in exceptions begin. */
const CODES = 'Exceptions';

/** Fields that hold a text, or one in each language. */
const TEXTS = ['reason', 'does', 'nothing'];

/**
 * Reads exceptions from a YAML or JSON file.
 *
 * @throws HonmaruError with every fault, with file, line and column
 */
export function readExceptions(file: string): readonly ReviewedException[] {
  const { value, source } = readFile(file, { codes: CODES, what: 'exceptions' });
  return parseExceptions(value, source);
}

/**
 * Checks exceptions and returns them with their places.
 *
 * @throws HonmaruError with every fault, each with its place where the source knows it
 */
export function parseExceptions(
  value: unknown,
  source: string | PolicySource = 'exceptions file',
): readonly ReviewedException[] {
  const from: PolicySource = typeof source === 'string' ? { name: source } : source;
  const faults: Fault[] = [];
  const report: Report = (path, problem) => {
    faults.push({ path: faultPath(from, path), ...problem });
  };
  checkForm(value, report);
  if (faults.length === 0) {
    entriesOf(value).forEach((entry, index) => {
      checkMeaning(entry, index, report);
    });
  }
  if (faults.length > 0) {
    throw new HonmaruError(faults);
  }
  return entriesOf(value).map((entry, index) => ({ ...entry, at: faultPath(from, ['exceptions', index]) }));
}

function checkForm(value: unknown, report: Report): void {
  for (const issue of EXCEPTIONS_SHAPE.safeParse(value).error?.issues ?? []) {
    const path = issue.path.filter((step): step is string | number => typeof step !== 'symbol');
    if (issue.code === 'unrecognized_keys') {
      issue.keys.forEach((key) => {
        report([...path, key], unknownField(key, fieldsOf(EXCEPTIONS_SHAPE, path), CODES));
      });
    } else {
      const field = String(path.at(-1));
      report(path, problemOf(issue, TEXTS.includes(field) ? 'why' : field, valueAt(value, path), CODES));
    }
  }
}

function entriesOf(value: unknown): readonly WrittenException[] {
  return (value as { readonly exceptions: readonly WrittenException[] }).exceptions;
}

function checkMeaning({ procedure, until }: WrittenException, index: number, report: Report): void {
  const { document, does, nothing } = procedure;
  if ((document === undefined) === (nothing === undefined)) {
    report(['exceptions', index, 'procedure'], {
      must: "must hold either 'document' or 'nothing'",
      hint: 'name the document that says what to do, or say why nothing is done',
      code: `${CODES}ProcedureInvalid`,
    });
  } else if (document === undefined && does !== undefined) {
    report(['exceptions', index, 'procedure', 'does'], {
      must: "must stand beside 'document'",
      hint: 'name the document that says how',
      code: `${CODES}ProcedureInvalid`,
    });
  }
  if (until !== undefined && !isDay(until)) {
    report(['exceptions', index, 'until'], {
      must: 'must be a day',
      got: show(until),
      hint: "write '2027-03-31' for example",
      code: `${CODES}DayInvalid`,
    });
  }
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
