import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import { HonmaruError, type Fault } from '../../../errors';
import { quote } from '../../../site/input/show';

/** Steps from a policy to a field. */
export type FieldPath = readonly (string | number)[];

/** Where a policy was read from, to tell a reader where a fault is. */
export interface PolicySource {
  readonly name: string;
  /** `<line>:<column>` of a field, or of what is around it. */
  readonly locate?: (path: FieldPath) => string | undefined;
}

/** The path of a fault: file, line and column as far as they are known, and the field. */
export function faultPath({ name, locate }: PolicySource, path: FieldPath): string {
  const place = locate?.(path);
  const at = place === undefined ? name : `${name}:${place}`;
  return path.length === 0 ? at : `${at} ${formatField(path)}`;
}

function formatField(path: FieldPath): string {
  return path.reduce<string>((written, step) => {
    if (typeof step === 'number') {
      return `${written}[${String(step)}]`;
    }
    if (!/^[\w$-]+$/.test(step)) {
      return `${written}[${quote(step)}]`;
    }
    return written === '' ? step : `${written}.${step}`;
  }, '');
}

/**
 * Reads the text of a policy, YAML or JSON, which YAML holds; throws a `HonmaruError` with every fault of the text.
 *
 * @param code of such a fault
 */
export function readPolicyText(
  file: string,
  text: string,
  code = 'PolicyUnreadable',
): { readonly value: unknown; readonly source: PolicySource } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  if (document.errors.length > 0) {
    throw new HonmaruError(
      document.errors.map((error): Fault => {
        const { line, col } = lines.linePos(error.pos[0]);
        return {
          path: `${file}:${String(line)}:${String(col)}`,
          must: 'must be readable YAML or JSON',
          got: quote(error.message.replace(/\s+/g, ' ').trim()),
          hint: 'correct the text there',
          code,
        };
      }),
      { cause: document.errors[0] },
    );
  }
  const locate = (path: FieldPath) => {
    const offset = offsetOf(document, path);
    const { line, col } = lines.linePos(offset ?? 0);
    return `${String(line)}:${String(col)}`;
  };
  return { value: document.toJS() as unknown, source: { name: file, locate } };
}

/** Where a field is written: its key, its item, or the nearest thing around it. */
function offsetOf(document: Document, path: FieldPath): number | undefined {
  let node: unknown = document.contents;
  let offset = rangeOf(node);
  for (const step of path) {
    if (isSeq(node)) {
      node = node.items[Number(step)];
      offset = rangeOf(node) ?? offset;
    } else if (isMap(node)) {
      const pair = node.items.find(({ key }) => (isScalar(key) ? String(key.value) : '') === String(step));
      offset = rangeOf(pair?.key) ?? offset;
      node = pair?.value;
    } else {
      return offset;
    }
  }
  return offset;
}

function rangeOf(node: unknown): number | undefined {
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
  const start: unknown = Array.isArray(range) ? range[0] : undefined;
  return typeof start === 'number' ? start : undefined;
}
