import { WHOLE } from './compare-subjects';
import type { Difference, Reached, ReachDifference } from './types';

/** Values that say no more than that something is there. */
const PLAIN: readonly string[] = ['allowed', 'yes'];

/** A difference as one sentence, with both values. */
export function describeDifference(difference: Difference): string {
  const { logicalId, aspect, said, runs } = difference;
  const by = logicalId === undefined ? '' : `, as ${logicalId} says`;
  const what = aspect === WHOLE ? nameOf(difference) : `${nameOf(difference)}: ${aspect}`;
  if (said === undefined) {
    return `${what} must not be there, as no template says so, and is${isPlain(runs) ? '' : ` ${runs ?? 'there'}`}`;
  }
  if (isPlain(said)) {
    return `${what} must be there${by}, and is ${isPlain(runs) ? 'there' : (runs ?? 'not')}`;
  }
  return `${what} must be ${said}${by}, and is ${runs ?? 'not there'}`;
}

/** Name with the identifiers by which it is found: in a template only where that says nothing else. */
function nameOf({ subject, logicalId, physicalId, said }: Difference): string {
  const ids = [said === undefined ? logicalId : undefined, physicalId === subject ? undefined : physicalId];
  const known = ids.filter((id) => id !== undefined);
  return known.length === 0 ? subject : `${subject} (${known.join(', ')})`;
}

function isPlain(text: string | undefined): boolean {
  return text !== undefined && PLAIN.includes(text);
}

/** What is reached otherwise, as one sentence. */
export function describeReach({ from, to, relation, said, runs }: ReachDifference): string {
  const way = relation === 'delivers' ? 'reaches' : 'gets answers from';
  return `${from} ${way} ${to} on ${reachedText(runs)}, and must on ${reachedText(said)}`;
}

function reachedText({ may, some, every }: Reached): string {
  const [perhaps, sometimes, surely] = [may, some, every].map((services) => services.join(', ') || 'nothing');
  return perhaps === surely
    ? String(perhaps)
    : `${String(perhaps)} (surely ${String(surely)}, from some address ${String(sometimes)})`;
}
