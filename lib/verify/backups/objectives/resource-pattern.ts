import type { TemplateResource } from '../../../template';
import { isLike } from '../glob';

/** Resources by their type, logical id or construct path. */
export interface ResourcePattern {
  readonly by: 'type' | 'id' | 'path';
  /** Text in which `*` stands for any text. */
  readonly glob: string;
}

/** Reads `type:…`, `id:…` and `path:…`; `undefined` for anything else. */
export function readPattern(text: string): ResourcePattern | undefined {
  const [, by, glob = ''] = /^(type|id|path):(.+)$/s.exec(text) ?? [];
  return by === 'type' || by === 'id' || by === 'path' ? { by, glob } : undefined;
}

/** Whether a resource is of a pattern; its path may be the construct path or `<stack>/<logical id>`. */
export function isOfPattern({ by, glob }: ResourcePattern, resource: TemplateResource): boolean {
  const { type, logicalId, constructPath, stack } = resource;
  switch (by) {
    case 'type':
      return isLike(type, glob);
    case 'id':
      return isLike(logicalId, glob);
    case 'path':
      return isLike(constructPath ?? '', glob) || isLike(`${stack.constructPath}/${logicalId}`, glob);
  }
}
