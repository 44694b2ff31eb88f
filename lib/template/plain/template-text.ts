import { readFileSync } from 'node:fs';
import { HonmaruError } from '../../errors';
import type { JsonObject } from '../json';
import { readJsonText } from './json-text';
import { readYamlText } from './yaml-text';

/** A template as it was read. */
export interface TemplateText {
  readonly template: JsonObject;
  /** Line, from 1, on which each resource begins, by logical id. */
  readonly lines: Readonly<Record<string, number>>;
}

/** Reads one template, JSON or YAML; throws a `HonmaruError` with file and line when it cannot be read. */
export function readTemplateFile(file: string): TemplateText {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new HonmaruError(
      [{ path: file, must: 'must be a readable file', hint: 'name a template that exists', code: 'TemplateNotFound' }],
      { cause },
    );
  }
  return readTemplateText(file, text);
}

/** Reads the text of a template; `file` is its name in messages. */
export function readTemplateText(file: string, text: string): TemplateText {
  const plain = text.replace(/^\uFEFF/, '');
  const isJson = /^\s*[{[]/.test(plain) && !/\.ya?ml$/i.test(file);
  return isJson ? readJsonText(file, plain) : readYamlText(file, plain);
}
