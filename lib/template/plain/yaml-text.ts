import { asObject, isObject, type JsonObject, type JsonValue } from '../json';
import { faultAt, noTemplate } from './fault-at';
import { plainScalar } from './plain-scalar';
import { shortForm } from './short-forms';
import type { TemplateText } from './template-text';
import { kindOf, nodesOf, pairsOf, parseYaml, type YamlNode, type YamlPair } from './yaml-nodes';

/**
 * Reads a template written in YAML, with the short forms of the intrinsic functions.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html read 2026-11-25
 */
export function readYamlText(file: string, text: string): TemplateText {
  const { root, fault } = parseYaml(text);
  if (fault !== undefined) {
    throw faultAt(file, text, fault.offset, {
      must: 'must be readable YAML',
      got: fault.message,
      hint: 'correct the template there',
      code: 'TemplateUnreadable',
    });
  }
  const reader = new YamlReader(file, text);
  const template = root === null ? null : reader.read(root);
  if (root === null || !isObject(template)) {
    throw noTemplate(file, text);
  }
  return { template, lines: reader.linesUnder(root, 'Resources') };
}

class YamlReader {
  private readonly file: string;
  private readonly text: string;
  /** What was read already: an alias stands for the same value. */
  private readonly values = new Map<YamlNode, JsonValue>();
  private readonly anchored = new Map<string, JsonValue>();

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text;
  }

  read(node: YamlNode | null): JsonValue {
    if (node === null) {
      return null;
    }
    const found = this.values.get(node);
    if (found !== undefined) {
      return found;
    }
    const plain = this.readPlain(node);
    const value = this.tagged(node, plain);
    this.values.set(node, value);
    if (node.anchor !== undefined) {
      this.anchored.set(node.anchor, value);
    }
    return value;
  }

  linesUnder(root: YamlNode, key: string): Readonly<Record<string, number>> {
    const section = pairsOf(root).find((pair) => this.keyText(pair) === key)?.value;
    const pairs = section === null || section === undefined ? [] : pairsOf(section);
    return Object.fromEntries(
      pairs.map((pair) => [this.keyText(pair), this.text.slice(0, pair.key?.range?.[0] ?? 0).split('\n').length]),
    );
  }

  private readPlain(node: YamlNode): JsonValue {
    switch (kindOf(node)) {
      case 'map':
        return this.readMap(node);
      case 'sequence':
        return nodesOf(node).map((item) => this.read(item));
      case 'alias':
        return typeof node.source === 'string'
          ? (this.anchored.get(node.source) ?? null)
          : this.read(node.source as YamlNode);
      case 'scalar':
        return node.type === 'PLAIN' && (node.tag ?? undefined) === undefined
          ? plainScalar(scalarText(node))
          : scalarText(node);
    }
  }

  private readMap(node: YamlNode): JsonObject {
    const entries: Record<string, JsonValue> = {};
    for (const pair of pairsOf(node)) {
      const key = this.keyText(pair);
      const value = this.read(pair.value);
      if (key === '<<' && (isObject(value) || Array.isArray(value))) {
        // Merged entries do not replace those that are written out.
        const merged = (Array.isArray(value) ? (value as readonly JsonValue[]) : [value]).map(asObject);
        Object.assign(entries, { ...Object.assign({}, ...merged.toReversed()), ...entries });
      } else {
        entries[key] = value;
      }
    }
    return entries;
  }

  private keyText(pair: YamlPair): string {
    if (pair.key === null || kindOf(pair.key) !== 'scalar') {
      throw this.fault(pair.key ?? pair.value, 'must have a plain text as key', 'TemplateKeyNoText');
    }
    return scalarText(pair.key);
  }

  private tagged(node: YamlNode, value: JsonValue): JsonValue {
    if (isUntagged(node)) {
      return value;
    }
    const long = shortForm(node.tag ?? '', value);
    if (long === undefined) {
      throw this.fault(node, `must be a tag of CloudFormation, got ${node.tag ?? ''}`, 'TemplateTagUnknown');
    }
    return long;
  }

  private fault(node: YamlNode | null, must: string, code: string): Error {
    return faultAt(this.file, this.text, node?.range?.[0] ?? 0, { must, hint: 'correct the template there', code });
  }
}

function isUntagged(node: YamlNode): boolean {
  return node.tag === undefined || node.tag === null || /^(tag:yaml\.org,2002:|!!)(str|map|seq)$/.test(node.tag);
}

function scalarText(node: YamlNode): string {
  return typeof node.value === 'string' ? node.value : '';
}
