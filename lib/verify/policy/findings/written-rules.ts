import { blockKey } from '../../address';
import type { GroupRule } from '../../network/types';

/** Stands in templates of the CDK for a group that sends nothing: no host has the address. */
const NOWHERE = '255.255.255.255/32';

/** Whether somebody wrote a rule, and meant it: those that AWS adds are nobody's to change. */
export function isWritten({ origin, exists, peer }: GroupRule): boolean {
  const isInTemplate =
    /^SecurityGroup(In|E)gress/.test(origin.property ?? '') ||
    /SecurityGroup(In|E)gress$/.test(origin.resource?.type ?? '');
  const isPlaceholder = peer.kind === 'block' && blockKey(peer.block) === NOWHERE;
  return exists !== 'no' && isInTemplate && !isPlaceholder;
}
