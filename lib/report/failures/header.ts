import { createHash } from 'node:crypto';
import type { FailuresRenderOptions } from './options';

/** One hash over all templates that were read: the same templates give the same. */
export function hashOf(read: FailuresRenderOptions['read']): string {
  const all = read.map(({ stack, sha256 }) => `${stack} ${sha256}`).sort();
  return createHash('sha256').update(all.join('\n')).digest('hex').slice(0, 12);
}
