import type { Capacity, MomentOutcome, Outcome } from './outcome';

/** Numbers nearer to each other than this part of themselves are equal. */
const TOLERANCE = 1e-9;

/**
 * What two outcomes of a scenario differ in, one sentence each; none if they agree. Which reactions happened is not
 * compared: these show in what becomes of the services.
 */
export function outcomeDifferences(one: Outcome, other: Outcome): readonly string[] {
  const ofServices = one.services.flatMap((service) => {
    const same = other.services.find((each) => each.service === service.service);
    return same === undefined
      ? [`${service.service} is missing`]
      : [
          ...(['t0', 't1', 't2'] as const).flatMap((moment) =>
            momentDifferences(`${service.service} at ${moment}`, service[moment], same[moment]),
          ),
          ...difference(`${service.service}: lost`, service.lostSeconds, same.lostSeconds),
        ];
  });
  const ofDetectors = one.detectors.flatMap(({ detector, seenAfterSeconds }) => {
    const seen = other.detectors.find((each) => each.detector === detector)?.seenAfterSeconds;
    return difference(`${detector} sees after`, seenAfterSeconds, seen);
  });
  return [...ofServices, ...ofDetectors];
}

function momentDifferences(where: string, one: MomentOutcome, other: MomentOutcome): readonly string[] {
  const loss = difference(`${where}: loss`, one.lossSeconds, other.lossSeconds);
  if (one.state === 'UNDETERMINED' || other.state === 'UNDETERMINED') {
    return [...difference(`${where}: state`, one.state, other.state), ...loss];
  }
  return [
    ...difference(`${where}: state`, one.state, other.state),
    ...difference(`${where}: value`, one.value, other.value),
    ...difference(`${where}: capacity`, one.capacity, other.capacity),
    ...loss,
    ...difference(`${where}: recovery`, one.recoverySeconds, other.recoverySeconds),
  ];
}

function difference(what: string, one: Capacity | string | undefined, other: typeof one): readonly string[] {
  const isSame =
    typeof one === 'number' && typeof other === 'number'
      ? Math.abs(one - other) <= TOLERANCE * Math.max(1, Math.abs(one))
      : one === other;
  return isSame ? [] : [`${what} ${String(one)} or ${String(other)}`];
}
