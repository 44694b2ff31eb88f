import { Evaluator, type Detector, type FailureModel, type Fault } from '../../failures';

/** Seconds of a computed time that take no time on the local site, and why. */
export interface Excluded {
  readonly seconds: number;
  readonly because: string;
}

/** What the matrix computes of one detector in one scenario. */
export interface Prediction {
  /** Key of the detector: of an alarm, its stack and logical id. */
  readonly detector: string;
  /** Seconds from the fault until it speaks, as the matrix shows them. */
  readonly seconds: number;
  readonly excluded: readonly Excluded[];
}

/** A scenario with what sees it. */
export interface PredictedScenario {
  /** Name of the scenario, as in the matrix; of faults at once their names with a plus between. */
  readonly name: string;
  readonly seen: readonly Prediction[];
}

/** Tells of faults of a model who sees them, and after how long. */
export function predictor(model: FailureModel): (faults: readonly Fault[]) => PredictedScenario {
  const evaluator = new Evaluator(model);
  return (faults) => {
    const { seen } = evaluator.evaluate({ first: faults });
    return {
      name: faults.map(({ group, mode }) => (mode === 'lost' ? group : `${group} cut off`)).join(' + '),
      seen: model.detectors.flatMap((detector) => {
        const seconds = seen.get(detector.id);
        return seconds === undefined
          ? []
          : [{ detector: detector.id, seconds, excluded: excludedOf(detector, seconds) }];
      }),
    };
  };
}

/**
 * What of a computed time takes no time locally: what comes after the detector has seen enough, and what must happen before
 * there is anything to see. What is left is how long it has to last.
 */
function excludedOf({ lasts = 0, delay }: Detector, seconds: number): readonly Excluded[] {
  const after = delay.map(({ name, seconds }): Excluded => ({ seconds, because: `${name}: not played` }));
  const before = seconds - lasts - after.reduce((sum, each) => sum + each.seconds, 0);
  return before > 0
    ? [{ seconds: before, because: 'reactions of AWS before it is seen: the drill plays them at once' }, ...after]
    : after;
}
