import type { FailedGroup, ReportedScenario, Row } from '../../failures';

/** Scenarios with the same outcome. */
export interface ScenarioGroup {
  /** What failed is of this kind. */
  readonly kind: string;
  readonly scenarios: readonly ReportedScenario[];
  readonly rows: readonly Row[];
}

/** How bad an outcome is, the worst first. */
export type Severity = 'lasting' | 'recovering' | 'none' | 'irrelevant';

/** Puts scenarios together that do the same to every service, in the order in which they first come. */
export function grouped(scenarios: readonly ReportedScenario[]): readonly ScenarioGroup[] {
  const groups = new Map<string, ReportedScenario[]>();
  for (const scenario of scenarios) {
    const key = JSON.stringify([kindOf(scenario.fails[0]), scenario.isIrrelevant, scenario.rows.map(outcomeOf)]);
    groups.set(key, [...(groups.get(key) ?? []), scenario]);
  }
  return [...groups.values()].map((same) => ({
    kind: kindOf(same[0]?.fails[0]),
    scenarios: same,
    rows: same[0]?.rows ?? [],
  }));
}

export function severityOf({ rows, scenarios }: ScenarioGroup): Severity {
  if (rows.some(({ t1 }) => t1.state !== 'UP')) {
    return 'lasting';
  }
  if (rows.some(({ t0, recovery }) => t0.state !== 'UP' || recovery?.seconds !== 0)) {
    return 'recovering';
  }
  return scenarios.every(({ isIrrelevant }) => isIrrelevant) ? 'irrelevant' : 'none';
}

/** What it is of a tier, or else of the site. */
export function kindOf(failed: FailedGroup | undefined): string {
  return failed === undefined ? '' : (failed.element ?? failed.kind) + (failed.mode === 'lost' ? '' : ' cut off');
}

/** Everything about a row but its names, and the ways, which differ from part to part. */
function outcomeOf({ t0, t1, t2, recovery, manual, capacity, inDoubt, budgetShare, seen }: Row): unknown {
  const short = ({ state, lost, dataLossSeconds }: Row['t0']) => [state, lost, dataLossSeconds];
  return [
    [t0, t1, t2].map(short),
    recovery?.seconds,
    manual,
    capacity,
    inDoubt,
    budgetShare,
    seen.length > 0 ? seen[0]?.afterSeconds : undefined,
  ];
}
