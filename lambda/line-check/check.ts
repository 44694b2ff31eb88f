import { decide, merge, metricUnless, NOTHING, type Decision } from '../shared/decision';
import { checkPartner } from './check-partner';
import { LINE_METRICS, type LineCheckEvent } from './contract';
import type { LineObservation } from './observation';

/** Decides which partners can be reached, and by how many lines. */
export function checkLines(expected: LineCheckEvent, observed: LineObservation): Decision {
  const partners = expected.partners.map((partner) => checkPartner(partner, observed));
  return decide(
    merge([
      ...partners.map(({ conclusion }) => conclusion),
      {
        ...NOTHING,
        metrics: {
          ...count(
            LINE_METRICS.partnersDown,
            partners.map(({ isDown }) => isDown),
          ),
          ...count(
            LINE_METRICS.partnersDegraded,
            partners.map(({ isDegraded }) => isDegraded),
          ),
        },
      },
    ]),
  );
}

function count(name: string, answers: readonly (boolean | 'perhaps')[]) {
  const certain = answers.filter((answer) => answer === true).length;
  return metricUnless(certain === 0 && answers.includes('perhaps'), name, () => certain);
}
