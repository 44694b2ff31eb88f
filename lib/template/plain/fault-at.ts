import { HonmaruError } from '../../errors';

/** What is wrong at a place of a template. */
export interface FaultText {
  readonly must: string;
  readonly got?: string;
  readonly hint: string;
  readonly code: string;
  readonly cause?: unknown;
}

/** A fault of a template with the line and column, both from 1, of an offset in its text. */
export function faultAt(file: string, text: string, offset: number, { cause, ...fault }: FaultText): HonmaruError {
  const { line, column } = positionOf(text, offset);
  return new HonmaruError([{ path: `${file}:${line}:${column}`, ...fault }], cause === undefined ? {} : { cause });
}

/** The fault of a text that holds no template. */
export function noTemplate(file: string, text: string): HonmaruError {
  return faultAt(file, text, 0, {
    must: 'must hold a template, which is an object',
    hint: 'name a CloudFormation template',
    code: 'TemplateNoObject',
  });
}

/** Line and column, both from 1, of an offset in a text. */
export function positionOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
