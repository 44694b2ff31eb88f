import { abstractBlock, type Block } from '../address';
import type { Interface } from './types';

/** The public address that AWS chooses for an interface. */
export function publicBlock({ id, origin }: Pick<Interface, 'id' | 'origin'>): Block {
  return abstractBlock(4, `public ${id}`, `public address of ${origin.label}`, { isPublic: true, pool: 'interfaces' });
}
