import type { z } from 'zod';
import { HonmaruError, type Fault } from '../../errors';
import { printable } from './text';

/** Longest part of a value that is shown in an error, in characters. */
const SHOWN = 80;

/** Where a file came from, for errors. */
export interface ParsedFile {
  /** What the text was read from. */
  readonly source: string;
  /** What to do when it is wrong. */
  readonly hint: string;
  /** First word of the codes of errors, for example `Report`. */
  readonly subject: string;
}

/**
 * A value as JSON, its keys in the order of the schema: the same text for the same value.
 *
 * @throws ZodError when the value does not fit its schema, which is a bug of whoever made it
 */
export function renderJson(schema: z.ZodType, value: unknown): string {
  return `${JSON.stringify(schema.parse(value), undefined, 2)}\n`;
}

/**
 * Reads JSON of a known version and shape; every fault is reported at once, with the pointer to its field.
 *
 * @throws HonmaruError with the codes `<subject>Unreadable`, `<subject>VersionUnknown` or `<subject>Invalid`
 */
export function parseJson<T>(schema: z.ZodType<T>, version: number, text: string, file: ParsedFile): T {
  const value = readJson(text, file);
  const got: unknown = typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined;
  if (got !== undefined && got !== version) {
    const must = `must be ${String(version)}, the version this release reads`;
    throw new HonmaruError([fault(file, '/version', must, shown(got), 'VersionUnknown')]);
  }
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) {
    return parsed.data;
  }
  throw new HonmaruError(
    parsed.error.issues.map((issue) => fault(file, pointer(issue.path), mustOf(issue), gotOf(issue), 'Invalid')),
  );
}

function readJson(text: string, file: ParsedFile): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new HonmaruError([fault(file, '', 'must be JSON', shown(text), 'Unreadable')], { cause });
  }
}

function mustOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${issue.expected === 'int' ? 'a whole number' : `of type ${issue.expected}`}`;
    case 'invalid_value':
      return `must be ${issue.values.map((value) => shown(value)).join(' or ')}`;
    case 'unrecognized_keys':
      return `must hold no unknown fields, and holds ${issue.keys.map((key) => shown(key)).join(', ')}`;
    case 'too_small':
      return issue.origin === 'number' || issue.origin === 'int'
        ? `must be ${issue.inclusive === true ? 'at least' : 'more than'} ${String(issue.minimum)}`
        : 'must not be empty';
    case 'custom':
    case 'invalid_element':
    case 'invalid_format':
    case 'invalid_key':
    case 'invalid_union':
    case 'not_multiple_of':
    case 'too_big':
      return issue.message;
  }
}

function gotOf(issue: z.core.$ZodIssue): string | undefined {
  return issue.code === 'custom' || issue.code === 'unrecognized_keys' ? undefined : shown(issue.input);
}

function fault({ source, hint, subject }: ParsedFile, at: string, must: string, got: string | undefined, code: string) {
  const path = at === '' ? source : `${source}#${at}`;
  return { path, must, ...(got === undefined ? {} : { got }), hint, code: `${subject}${code}` } satisfies Fault;
}

/** JSON pointer of a field (RFC 6901). */
function pointer(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function shown(value: unknown): string {
  if (value === undefined) {
    return 'nothing';
  }
  const text = printable(typeof value === 'string' ? `'${value}'` : JSON.stringify(value));
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
