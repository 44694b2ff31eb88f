import type { FailureReport, ReportedScenario, Row } from '../../failures';
import { severityOf, grouped, type ScenarioGroup, type Severity } from './grouping';

/** Single faults in everyday operation, put together by what they do. */
export function groupsBySeverity({ scenarios }: FailureReport): Readonly<Record<Severity, readonly ScenarioGroup[]>> {
  const single = grouped(scenarios.filter(({ operation }) => operation === undefined));
  const of = (severity: Severity) => single.filter((group) => severityOf(group) === severity);
  return { lasting: of('lasting'), recovering: of('recovering'), none: of('none'), irrelevant: of('irrelevant') };
}

/** Faults that leave more unanswered, or for longer, while operators do something than they do otherwise. */
export function worseInOperation({ scenarios }: FailureReport): readonly ReportedScenario[] {
  const everyday = new Map(
    scenarios.flatMap(({ operation, fails, rows }) =>
      operation === undefined ? rows.map((row) => [keyOf(fails, row), row] as const) : [],
    ),
  );
  return scenarios.filter(
    ({ operation, fails, rows }) =>
      operation !== undefined &&
      rows.some((row) => {
        const usual = everyday.get(keyOf(fails, row));
        return usual === undefined ? row.t1.state !== 'UP' : isWorse(row, usual);
      }),
  );
}

function keyOf(fails: ReportedScenario['fails'], { service }: Row): string {
  return JSON.stringify([fails.map(({ id, mode }) => [id, mode]), service]);
}

function isWorse(row: Row, usual: Row): boolean {
  return (
    (row.t1.lost ?? 1) > (usual.t1.lost ?? 1) + 1e-9 ||
    (row.recovery?.seconds ?? Infinity) > (usual.recovery?.seconds ?? Infinity) ||
    (row.capacity.carriesPeak === false && usual.capacity.carriesPeak === true)
  );
}

/** Rows of a group, with services of which everything is the same put together. */
export function servicesTogether(
  rows: readonly Row[],
): readonly { readonly row: Row; readonly services: readonly string[] }[] {
  const found = new Map<string, { row: Row; services: string[] }>();
  for (const row of rows) {
    const { t0, t1, t2, recovery, manual, capacity, inDoubt, budgetShare } = row;
    const moments = [t0, t1, t2].map(({ state, lost, dataLossSeconds }) => [state, lost, dataLossSeconds]);
    const key = JSON.stringify([moments, recovery?.seconds, manual, capacity, inDoubt, budgetShare]);
    const known = found.get(key) ?? { row, services: [] };
    known.services.push(row.service);
    found.set(key, known);
  }
  return [...found.values()];
}
