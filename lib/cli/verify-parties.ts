import { HonmaruError, type Fault } from '../errors';
import type { Party, Verifier } from '../verify';
import { Selection } from '../verify/policy';

/** Words of selectors that stand alone. */
const ALONE = ['internet', 'edge', 'public'];

/**
 * Parties that a word of a command line names: a selector of a policy, a logical id, or a logical id with its zone.
 *
 * @throws HonmaruError when it names nobody
 */
export function requireParties(
  verifier: Verifier,
  selection: Selection,
  argument: string,
  text: string,
): readonly Party[] {
  const place = verifier.place(text);
  if (place.length > 0) {
    return place;
  }
  const faults: Fault[] = [];
  const selector = text.includes(':') || ALONE.includes(text) ? text : `id:${text}`;
  const found = selection.require(selector, argument, (fault) => {
    faults.push(fault);
  });
  if (faults.length > 0) {
    throw new HonmaruError(faults);
  }
  return found;
}

/** Whoever a command may name. */
export function selectionOf(verifier: Verifier): Selection {
  return new Selection(verifier);
}
