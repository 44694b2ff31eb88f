import type { Event, State, Step } from './states';
import { TRANSITIONS } from './transitions';

/**
 * Takes one step.
 *
 * @throws Error if the table says that the event cannot be met in the state: a bug, after which nothing may be done
 */
export function step(from: State, event: Event, isMet = false): Step {
  const transition = TRANSITIONS[from][event];
  if ('unreachable' in transition) {
    throw new Error(`${event} in ${from}, which was thought impossible: ${transition.unreachable}`);
  }
  return { from, event, to: isMet ? (transition.whenMet ?? transition.to) : transition.to };
}
