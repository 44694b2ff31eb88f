import type { Moment, Outcome } from '../../../lib/failures/engine/outcome';
import type { MomentOutcome, Outcome as Simulated } from '../simulator/outcome';

/** The engine's outcome in the words of the simulator, whose reactions nobody compares. */
export function asSimulated({ services, seen }: Outcome, detectors: readonly string[]): Simulated {
  return {
    services: services.map(({ service, t0, t1, t2, recoverySeconds, manualRecoverySeconds, lostSeconds }) => ({
      service,
      t0: momentOf(t0, undefined),
      t1: momentOf(t1, recoverySeconds),
      t2: momentOf(t2, manualRecoverySeconds),
      ...(lostSeconds === undefined ? {} : { lostSeconds }),
    })),
    detectors: detectors.map((detector) => {
      const seenAfterSeconds = seen.get(detector);
      return { detector, ...(seenAfterSeconds === undefined ? {} : { seenAfterSeconds }) };
    }),
    runs: [],
    reactions: [],
  };
}

function momentOf({ state, lost, capacity, dataLossSeconds }: Moment, recovery: number | undefined): MomentOutcome {
  if (state === 'UNDETERMINED') {
    return { state, ...(dataLossSeconds === undefined ? {} : { lossSeconds: dataLossSeconds }) };
  }
  return {
    state,
    value: 1 - (lost ?? 0),
    capacity,
    lossSeconds: dataLossSeconds ?? Number.NaN,
    ...(recovery === undefined ? {} : { recoverySeconds: recovery }),
  };
}
