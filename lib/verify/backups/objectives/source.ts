import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import { HonmaruError, type Fault } from '../../../errors';
import { quoted } from './show';

/** Steps from the objectives to a field. */
export type FieldPath = readonly (string | number)[];

/** Where objectives were read from, to tell a reader where a fault is. */
export interface ObjectivesSource {
  readonly name: string;
  /** `<line>:<column>` of a field, or of what is around it. */
  readonly locate?: (path: FieldPath) => string | undefined;
}

/** The path of a fault: file, line and column as far as they are known, and the field. */
export function faultPath({ name, locate }: ObjectivesSource, path: FieldPath): string {
  const place = locate?.(path);
  const at = place === undefined ? name : `${name}:${place}`;
  const field = path.reduce<string>(
    (written, step) =>
      typeof step === 'number'
        ? `${written}[${String(step)}]`
        : /^[\w$-]+$/.test(step)
          ? `${written}${written === '' ? '' : '.'}${step}`
          : `${written}[${quoted(step)}]`,
    '',
  );
  return field === '' ? at : `${at} ${field}`;
}

/**
 * Reads the text of objectives, YAML or JSON, which YAML holds. One document, without aliases or merge keys.
 *
 * @throws HonmaruError with every fault of the text
 */
export function readObjectivesText(
  file: string,
  text: string,
): { readonly value: unknown; readonly source: ObjectivesSource } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const problems = [...document.errors, ...document.warnings];
  if (problems.length > 0) {
    throw new HonmaruError(
      problems.map((problem) => unreadable(file, lines, problem.pos[0], problem.message)),
      { cause: problems[0] },
    );
  }
  const locate = (path: FieldPath) => {
    const { line, col } = lines.linePos(offsetOf(document, path) ?? 0);
    return `${String(line)}:${String(col)}`;
  };
  try {
    return { value: document.toJS({ maxAliasCount: 0 }) as unknown, source: { name: file, locate } };
  } catch (cause) {
    // What is left is an alias, which the option refuses.
    throw new HonmaruError([unreadable(file, lines, 0, cause instanceof Error ? cause.message : String(cause))], {
      cause,
    });
  }
}

function unreadable(file: string, lines: LineCounter, offset: number, message: string): Fault {
  const { line, col } = lines.linePos(offset);
  return {
    path: `${file}:${String(line)}:${String(col)}`,
    must: 'must be readable YAML or JSON',
    got: quoted(message.replace(/\s+/g, ' ').trim()),
    hint: 'correct the text there',
    code: 'BackupObjectivesUnreadable',
  };
}

/** Where a field is written: its key, its item, or the nearest thing around it. */
function offsetOf(document: Document, path: FieldPath): number | undefined {
  let node: unknown = document.contents;
  let offset = startOf(node);
  for (const step of path) {
    if (isSeq(node)) {
      node = node.items[Number(step)];
      offset = startOf(node) ?? offset;
    } else if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      offset = startOf(pair?.key) ?? offset;
      node = pair?.value;
    } else {
      return offset;
    }
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
  const start: unknown = Array.isArray(range) ? range[0] : undefined;
  return typeof start === 'number' ? start : undefined;
}
