import type { Fault } from '../../errors';
import { isLike } from '../../verify/backups/glob';
import type { State } from '../engine/outcome';
import type { ReviewedException } from './types';

/** As much of a row of the matrix as an exception is about. */
export interface JudgedRow {
  readonly scenario: string;
  readonly service: string;
  readonly t1: { readonly state: State };
}

/**
 * Why an exception is not true.
 *
 * - `no-scenario`: no scenario has this name. `no-service`: no service has this id.
 * - `other-state`: scenarios that it names leave a service in another state, up among them.
 * - `twice`: another one explains the same.
 */
export type IdleKind = 'no-scenario' | 'no-service' | 'other-state' | 'twice';

/** Something that an exceptions file says and that is not so. */
export interface IdleException<Row extends JudgedRow> {
  readonly exception: ReviewedException;
  readonly kind: IdleKind;
  /** The pattern, or the service, that names nothing; the pattern that names too much. */
  readonly named: string;
  /** Rows in which it is not so. */
  readonly rows: readonly Row[];
}

/** Rows and exceptions held against each other. */
export interface MatchedExceptions<Row extends JudgedRow> {
  /** Rows that are not up by themselves and that no exception explains. */
  readonly unlisted: readonly Row[];
  readonly idle: readonly IdleException<Row>[];
  /** What explains a row. */
  readonly explained: ReadonlyMap<Row, ReviewedException>;
}

/** Holds every row that is not up at t1 against the reviewed exceptions, both ways. */
export function matchExceptions<Row extends JudgedRow>(
  rows: readonly Row[],
  exceptions: readonly ReviewedException[],
): MatchedExceptions<Row> {
  const byScenario = new Map<string, Row[]>();
  rows.forEach((row) => byScenario.set(row.scenario, [...(byScenario.get(row.scenario) ?? []), row]));
  const services = new Set(rows.map(({ service }) => service));
  const explained = new Map<Row, ReviewedException>();
  const idle = exceptions.flatMap((exception) => [
    ...(exception.services ?? [])
      .filter((service) => !services.has(service))
      .map((named): IdleException<Row> => ({ exception, kind: 'no-service', named, rows: [] })),
    ...exception.scenarios.flatMap((pattern) => explain(exception, pattern, byScenario, explained)),
  ]);
  return {
    unlisted: rows.filter((row) => row.t1.state !== 'UP' && !explained.has(row)),
    idle,
    explained,
  };
}

/** Notes what a pattern of an exception explains, and returns where it does not. */
function explain<Row extends JudgedRow>(
  exception: ReviewedException,
  pattern: string,
  byScenario: ReadonlyMap<string, readonly Row[]>,
  explained: Map<Row, ReviewedException>,
): readonly IdleException<Row>[] {
  const found = pattern.includes('*')
    ? [...byScenario].flatMap(([scenario, rows]) => (isLike(scenario, pattern) ? rows : []))
    : (byScenario.get(pattern) ?? []);
  if (found.length === 0) {
    return [{ exception, kind: 'no-scenario', named: pattern, rows: [] }];
  }
  const wanted = found.filter(({ service }) => exception.services?.includes(service) ?? true);
  const [other, twice]: [Row[], Row[]] = [[], []];
  for (const row of wanted) {
    if (row.t1.state !== exception.state) {
      other.push(row);
    } else if (explained.has(row)) {
      twice.push(row);
    } else {
      explained.set(row, exception);
    }
  }
  const idle = (kind: IdleKind, rows: readonly Row[]): readonly IdleException<Row>[] =>
    rows.length === 0 ? [] : [{ exception, kind, named: pattern, rows }];
  return [...idle('other-state', other), ...idle('twice', twice)];
}

/** What is wrong, for people: each with the scenario, or with the place in the file. */
export function exceptionFaults<Row extends JudgedRow>({
  unlisted,
  idle,
  explained,
}: MatchedExceptions<Row>): readonly Fault[] {
  return [
    ...[...new Set(unlisted.map(({ scenario }) => scenario))].map((scenario): Fault => ({
      path: scenario,
      must: 'must leave every service up, or be explained in the exceptions file',
      got: show(unlisted.filter((row) => row.scenario === scenario)),
      hint: 'make the site survive it, or write an exception with its reason, procedure and owner',
      code: 'ExceptionMissing',
    })),
    ...idle.map((each) => faultOf(each, explained)),
  ];
}

function faultOf<Row extends JudgedRow>(
  { exception, kind, named, rows }: IdleException<Row>,
  explained: ReadonlyMap<Row, ReviewedException>,
): Fault {
  const { at, state } = exception;
  const [first] = rows;
  switch (kind) {
    case 'no-scenario':
      return {
        path: at,
        must: 'must name scenarios that there are',
        got: `'${named}'`,
        hint: 'remove it, or write the name as the matrix shows it',
        code: 'ExceptionIdle',
      };
    case 'no-service':
      return {
        path: at,
        must: 'must name services that there are',
        got: `'${named}'`,
        hint: 'remove it, or write the id as the matrix shows it',
        code: 'ExceptionIdle',
      };
    case 'other-state':
      return {
        path: at,
        must: `must be true of every scenario that '${named}' names: ${state}`,
        got: `${first?.scenario ?? ''}: ${show(rows.filter(({ scenario }) => scenario === first?.scenario))}`,
        hint: 'remove it, name fewer scenarios, or write the state that they are in',
        code: 'ExceptionIdle',
      };
    case 'twice':
      return {
        path: at,
        must: `must explain what no other exception does: '${named}'`,
        got: first === undefined ? '' : `${first.scenario} as ${explained.get(first)?.at ?? ''} does`,
        hint: 'remove one of the two',
        code: 'ExceptionRepeated',
      };
  }
}

function show(rows: readonly JudgedRow[]): string {
  return rows.map(({ service, t1 }) => `${service} ${t1.state}`).join(', ');
}
