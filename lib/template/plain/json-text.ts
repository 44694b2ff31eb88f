import { isObject } from '../json';
import { faultAt, noTemplate } from './fault-at';
import type { TemplateText } from './template-text';

/** Reads a template written in JSON. */
export function readJsonText(file: string, text: string): TemplateText {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw faultAt(file, text, offsetIn(String(cause), text), {
      must: 'must be readable JSON',
      got: String(cause instanceof Error ? cause.message : cause).replace(/\s+/g, ' '),
      hint: 'correct the template there',
      code: 'TemplateUnreadable',
      cause,
    });
  }
  if (!isObject(parsed)) {
    throw noTemplate(file, text);
  }
  return { template: parsed, lines: resourceLines(file, text) };
}

/** Where `JSON.parse` stopped: the wording differs by the release of Node.js. */
function offsetIn(message: string, text: string): number {
  const [, position] = /at position (\d+)/.exec(message) ?? [];
  const [, line, column] = /line (\d+) column (\d+)/.exec(message) ?? [];
  if (position !== undefined) {
    return Number(position);
  }
  if (line === undefined || column === undefined) {
    return text.length;
  }
  const before = text.split('\n').slice(0, Number(line) - 1);
  return before.reduce((sum, one) => sum + one.length + 1, Number(column) - 1);
}

/** Lines of the entries of `Resources`; throws when one is there twice, of which JSON would drop the first. */
function resourceLines(file: string, text: string): Readonly<Record<string, number>> {
  const lines: Record<string, number> = {};
  const path: (string | undefined)[] = [];
  let line = 1;
  let key: string | undefined;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?|[[\]{}\n]/g)) {
    if (token === '\n') {
      line += 1;
    } else if (token === '{' || token === '[') {
      path.push(key);
      key = undefined;
    } else if (token === '}' || token === ']') {
      path.pop();
    } else if (/:$/.test(token)) {
      key = String(JSON.parse(token.replace(/\s*:$/, '')));
      if (path.length === 2 && path[1] === 'Resources') {
        if (lines[key] !== undefined) {
          throw faultAt(file, text, index, {
            must: 'must name each resource once',
            got: key,
            hint: 'rename or remove one of them',
            code: 'TemplateResourceRepeated',
          });
        }
        lines[key] = line;
      }
      line += token.split('\n').length - 1;
    }
  }
  return lines;
}
