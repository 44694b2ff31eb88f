import type { Hop, Origin } from '../../../verify';
import type { ProofResult } from '../../../verify/policy/types';

/**
 * Where to look first: what the best change would touch, what stops a packet that should arrive, the last written rule that
 * lets one pass that should not, or what is unknown.
 */
export function focusOf({ verdict, changes = [] }: Pick<ProofResult, 'verdict' | 'changes'>): Origin | undefined {
  const { witness, blames } = verdict;
  const hops = witness === undefined ? [] : [...witness.forward, ...(witness.back ?? [])];
  const written = [...(witness?.before ?? []).flatMap(({ forward }) => forward), ...(witness?.forward ?? [])].flatMap(
    ({ rule }) => (rule === undefined || isImplied(rule) ? [] : [rule]),
  );
  return (
    changes.flatMap(({ origins }) => origins).find(({ resource }) => resource !== undefined) ??
    originOf(hops.find(({ decision }) => decision === 'blocks')) ??
    blames.find(({ origin }) => origin?.resource !== undefined)?.origin ??
    written.at(-1) ??
    originOf([...hops].reverse().find(({ origin }) => origin.resource !== undefined))
  );
}

/** Whether AWS makes it along with something that a template holds. */
function isImplied({ id, property }: Origin): boolean {
  return property === undefined && id.includes('#');
}

function originOf(hop: Hop | undefined): Origin | undefined {
  return hop === undefined ? undefined : (hop.rule ?? hop.origin);
}
