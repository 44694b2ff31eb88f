import { resourceKey, type TemplateResource } from '../../../template';
import type { PropertyPath } from '../edit-model';
import type { FlipRule } from '../types';
import { valueAt } from './items';
import { makeRule, setting, type FlipSpec } from './make-rule';

/** A word, or a list in brackets; `!` turns either round. */
const TERM = '(?:!?\\[[^\\]]*\\]|\\S+)';
const HEADER = new RegExp(
  `^(\\w+)(\\s+)([\\w-]+)(\\s+)(${TERM})(\\s+)(${TERM})(\\s+)(->|<>)(\\s+)(${TERM})(\\s+)(${TERM})(\\s*\\(.*)$`,
);

/** Rules in the language of Suricata, line by line. */
export function suricataRules(resource: TemplateResource, path: PropertyPath): readonly FlipRule[] {
  const text = valueAt(resource.properties, path);
  if (typeof text !== 'string') {
    return [];
  }
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    if (line.trim() === '' || line.trim().startsWith('#')) {
      return [];
    }
    const written = (kind: FlipSpec['kind'], changed: string | undefined, to?: string): FlipSpec =>
      setting(
        kind,
        resource,
        path,
        [...lines.slice(0, index), ...(changed === undefined ? [] : [changed]), ...lines.slice(index + 1)].join('\n'),
        to,
      );
    const rule = makeRule(resource, 'firewall-suricata', `RulesString, line ${index + 1}`, [
      written('remove', undefined),
      ...headerFlips(line.trim(), written),
    ]);
    return [{ ...rule, id: `${resourceKey(resource)}#RulesString:${index + 1}` }];
  });
}

function headerFlips(
  line: string,
  written: (kind: FlipSpec['kind'], changed: string, to?: string) => FlipSpec,
): readonly FlipSpec[] {
  const parts = HEADER.exec(line)?.slice(1);
  if (parts === undefined) {
    return [];
  }
  const replaced = (index: number, text: string) => parts.map((part, at) => (at === index ? text : part)).join('');
  const [action = '', , protocol = ''] = parts;
  const other = action.toLowerCase() === 'pass' ? 'drop' : 'pass';
  const specs = [written('allow-deny', replaced(0, other), other)];
  for (const [index, kind, to] of [
    [4, 'peer-any', 'source'],
    [10, 'peer-any', 'destination'],
    [12, 'ports-all', undefined],
  ] as const) {
    if (parts[index] !== 'any') {
      specs.push(written(kind, replaced(index, 'any'), to));
    }
  }
  if (protocol.toLowerCase() !== 'ip') {
    specs.push(
      written(
        'protocol-all',
        parts.map((part, at) => (at === 2 ? 'ip' : at === 6 || at === 12 ? 'any' : part)).join(''),
      ),
    );
  }
  return specs;
}
