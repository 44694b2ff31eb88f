import type { Row } from '../matrix/row';
import type { FailureModel } from '../model/types';
import type { Coverage, ReportedScenario } from './types';

/** Which single faults nobody sees, and who sees none. */
export function coverageOf({ detectors }: FailureModel, scenarios: readonly ReportedScenario[]): Coverage {
  const single = scenarios.filter(({ operation }) => operation === undefined);
  const unseen = single.filter(
    ({ rows, isIrrelevant }) => !isIrrelevant && rows.every(({ seen }) => seen.length === 0),
  );
  const speaking = new Set(single.flatMap(({ rows }) => rows.flatMap(({ seen }) => seen.map((each) => each.detector))));
  return {
    unseen: unseen.filter(({ rows }) => rows.some(costs)).map(({ id }) => id),
    unseenRedundancy: unseen.filter(({ rows }) => !rows.some(costs)).map(({ id }) => id),
    silent: detectors.filter(({ id }) => !speaking.has(id)).map(({ id }) => id),
  };
}

/** Whether somebody gets no answer at some moment, or it is not known. */
function costs({ t0, t1, recovery }: Row): boolean {
  return t0.state !== 'UP' || t1.state !== 'UP' || recovery?.seconds !== 0;
}
