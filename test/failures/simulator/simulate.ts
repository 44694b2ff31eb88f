import type { FailureModel, Scenario, Service } from '../../../lib/failures/model/types';
import { seenAfter } from './detect';
import type { Losses } from './losses';
import { playManual, type Manual } from './manual';
import { capacityOf, isDetermined, lossOf, recoveryOf, recoveryWithHands, secondsLost, stateOf } from './measure';
import type { MomentOutcome, Outcome, RunOutcome, ServiceOutcome } from './outcome';
import { play, type Run } from './run';
import type { Snapshot } from './snapshot';
import { strike, worldBefore } from './world';

/**
 * Plays a scenario second by second and tells what becomes of every service.
 *
 * The second implementation of docs/failure-model.md: plain and slow, it shares nothing with the first but the types of
 * the model.
 */
export function simulate(model: FailureModel, scenario: Scenario): Outcome {
  const further = scenario.then ?? [];
  const struck = strike(model, worldBefore(model, scenario), scenario.first);
  if (further.length === 0) {
    return outcomeOf(model, scenario, play(model, struck, { phase: 'run' }));
  }
  const before = play(model, struck, { phase: 'before' });
  const outcome = before.isAtRest
    ? outcomeOf(
        model,
        scenario,
        play(model, strike(model, before.last.world, further), { phase: 'run', after: before }),
      )
    : nothingKnown(model);
  return {
    ...outcome,
    runs: [runOutcome(before), ...outcome.runs],
    reactions: [...before.happenings, ...outcome.reactions],
  };
}

/** Nobody knows in which second the further faults strike. */
function nothingKnown(model: FailureModel): Outcome {
  const moment: MomentOutcome = { state: 'UNDETERMINED' };
  return {
    services: model.services.map(({ id }) => ({ service: id, t0: moment, t1: moment, t2: moment })),
    detectors: model.detectors.map(({ id }) => ({ detector: id })),
    runs: [],
    reactions: [],
  };
}

function outcomeOf(model: FailureModel, scenario: Scenario, run: Run): Outcome {
  const manual = playManual(model, scenario, run);
  return {
    services: model.services.map((service) => serviceOutcome(service, run, manual)),
    detectors: model.detectors.map((detector) => ({
      detector: detector.id,
      seenAfterSeconds: seenAfter(detector, run),
    })),
    runs: [run, ...(manual === undefined ? [] : [manual.run])].map(runOutcome),
    reactions: [...run.happenings, ...(manual?.happenings ?? [])],
  };
}

function runOutcome({ phase, lastSecond, isAtRest }: Run): RunOutcome {
  return { phase, lastSecond, isAtRest };
}

function serviceOutcome(service: Service, run: Run, manual: Manual | undefined): ServiceOutcome {
  const t1 = endOutcome(run, service, recoveryOf(run, service));
  return {
    service: service.id,
    t0: momentOutcome(run.first, run.lostBefore, service),
    t1,
    t2: manual === undefined ? t1 : endOutcome(manual.run, service, recoveryWithHands(run, manual, service)),
    lostSeconds: secondsLost(run, service),
  };
}

/** A service at the end of a run. */
function endOutcome(run: Run, service: Service, recoverySeconds: number | undefined): MomentOutcome {
  const moment = momentOutcome(run.last, run.lost, service);
  if (!isDetermined(run, service)) {
    return { state: 'UNDETERMINED', lossSeconds: moment.lossSeconds };
  }
  return { ...moment, ...(run.isAtRest ? {} : { capacity: 'not determined' }), recoverySeconds };
}

function momentOutcome(
  snapshot: Snapshot,
  lost: Losses,
  service: Service,
): Exclude<MomentOutcome, { readonly state: 'UNDETERMINED' }> {
  const value = snapshot.valueOf(service);
  return {
    state: stateOf(value),
    value,
    capacity: capacityOf(snapshot, service),
    lossSeconds: lossOf(snapshot, service, lost),
  };
}
