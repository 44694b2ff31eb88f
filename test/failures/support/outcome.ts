import { Evaluator, type FailureModel, type Fault, type Moment, type Outcome } from '../../../lib/failures';

/** What a fault does, evaluated alone. */
export function lose(model: FailureModel, group: string, mode: Fault['mode'] = 'lost'): Outcome {
  return new Evaluator(model).evaluate({ first: [{ group, mode }] });
}

/** A state as one word, with the share that is lost. */
export function stateOf({ state, lost = 0 }: Moment): string {
  return state === 'PARTIAL' ? `PARTIAL ${String(Math.round(lost * 100))} %` : state;
}

/** States at t0, t1 and t2, and the seconds of the recovery, of one service. */
export function courseOf(outcome: Outcome, service: string): readonly (string | number | undefined)[] {
  const found = outcome.services.find((each) => each.service === service);
  if (found === undefined) {
    throw new Error(`no service ${service}`);
  }
  return [stateOf(found.t0), stateOf(found.t1), stateOf(found.t2), found.recoverySeconds];
}
