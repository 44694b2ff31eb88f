import type { FaultOutcome } from '../../../../lib/local/drill';

/** An outcome of a fault that was noticed, but for some things. */
export function outcomeOf(overrides: Partial<FaultOutcome> = {}): FaultOutcome {
  return {
    ...{
      id: 'nat-deleted',
      title: 'a gateway is deleted',
      references: ['F06'],
      applied: true,
      check: 'topology-check',
    },
    expected: { status: ['DEGRADED'], codes: ['RouteDead'], withinRuns: 1, orders: 0 },
    observed: { runs: 1, status: 'DEGRADED', codes: ['RouteDead'], orders: 0, seconds: 2 },
    ...{ noticed: true, recovered: true, alarms: [], watchedRuns: 1, problems: [] },
    ...overrides,
  };
}
