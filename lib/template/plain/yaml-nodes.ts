import { parseDocument } from 'yaml';

/** What is read of a node of the `yaml` package. */
export interface YamlNode {
  readonly tag?: string | null;
  readonly type?: string | null;
  readonly range?: readonly number[] | null;
  readonly anchor?: string;
  /** Of a scalar. */
  readonly value?: unknown;
  /** Of an alias: the node or the name of its anchor. */
  readonly source?: unknown;
  /** Of a map its pairs, of a sequence its nodes. */
  readonly items?: readonly unknown[];
  toJSON?: () => unknown;
}

/** A pair of a map. */
export interface YamlPair {
  readonly key: YamlNode | null;
  readonly value: YamlNode | null;
}

/** A fault of the syntax. */
export interface YamlFault {
  readonly message: string;
  readonly offset: number;
}

/** Parses YAML so that every scalar is a string and every tag is kept; what a plain scalar means is for the caller. */
export function parseYaml(text: string): { readonly root: YamlNode | null; readonly fault?: YamlFault } {
  const document: unknown = parseDocument(text, { schema: 'failsafe', merge: false, prettyErrors: true });
  const { contents, errors } = document as { contents: YamlNode | null; errors: readonly ErrorLike[] };
  const [first] = [...errors].sort((a, b) => offsetOf(a) - offsetOf(b));
  return {
    root: contents,
    ...(first === undefined ? {} : { fault: { message: first.message.split('\n')[0] ?? '', offset: offsetOf(first) } }),
  };
}

/** Whether a node is a map, a sequence, an alias or a scalar. */
export function kindOf(node: YamlNode): 'map' | 'sequence' | 'alias' | 'scalar' {
  if (node.items !== undefined) {
    const [first] = node.items;
    const isMap = first === undefined ? !Array.isArray(node.toJSON?.()) : isPair(first);
    return isMap ? 'map' : 'sequence';
  }
  // A scalar has a source as well in newer releases: the text it was written as.
  return 'value' in node ? 'scalar' : 'alias';
}

/** Pairs of a map. */
export function pairsOf(node: YamlNode): readonly YamlPair[] {
  return (node.items ?? []).filter(isPair);
}

/** Nodes of a sequence. */
export function nodesOf(node: YamlNode): readonly (YamlNode | null)[] {
  return (node.items ?? []) as readonly (YamlNode | null)[];
}

interface ErrorLike {
  readonly message: string;
  readonly pos?: readonly number[];
  readonly range?: { readonly start: number };
}

function offsetOf(error: ErrorLike): number {
  return error.pos?.[0] ?? error.range?.start ?? 0;
}

function isPair(item: unknown): item is YamlPair {
  return typeof item === 'object' && item !== null && 'key' in item;
}
