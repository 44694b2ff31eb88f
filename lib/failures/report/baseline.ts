import { HonmaruError, type Fault } from '../../errors';
import { compare } from '../../template/compare';
import type { Moment, State } from '../engine/outcome';
import type { Row } from '../matrix/row';
import type { FailureReport } from './types';

/** What faults do today: a later run tells which rows are worse. */
export interface FailureBaseline {
  readonly honmaruFailures: typeof BASELINE_VERSION;
  readonly rows: readonly BaselineRow[];
}

/** What counts when rows are compared. */
export interface BaselineRow {
  readonly scenario: string;
  readonly service: string;
  readonly t0: BaselineMoment;
  readonly t1: BaselineMoment;
  readonly t2: BaselineMoment;
  /** Seconds until everything is answered again by itself; missing when it is not. */
  readonly recoverySeconds?: number;
  readonly manualSeconds?: number;
  /** Seconds of lost data after the runbooks; missing when it is not determined. */
  readonly dataLossSeconds?: number;
  readonly carriesPeak?: boolean;
  /** Seconds until somebody sees it; missing when nobody does. */
  readonly seenAfterSeconds?: number;
}

export interface BaselineMoment {
  readonly state: State;
  /** Share of the requests that get no answer; missing when it is not determined. */
  readonly lost?: number;
}

/** What about a row is worse than before. */
export type Worse = 't0' | 't1' | 't2' | 'recovery' | 'manual' | 'data-loss' | 'capacity' | 'seen' | 'new';

export interface WorseRow {
  readonly scenario: string;
  readonly service: string;
  readonly worse: readonly Worse[];
}

export interface FailureComparison {
  /** Rows that got worse, and rows of new scenarios that are not up after the automatic reactions. */
  readonly worse: readonly WorseRow[];
  /** How many rows got better, and not worse in anything. */
  readonly better: number;
  /** Rows of the baseline that are gone. */
  readonly gone: readonly Pick<BaselineRow, 'scenario' | 'service'>[];
  readonly holds: boolean;
}

const BASELINE_VERSION = 1;
const RANK: Readonly<Record<State, number>> = { UP: 0, PARTIAL: 1, UNDETERMINED: 2, DOWN: 3 };
/** Shares closer to each other than this are equal. */
const SHARE_EPSILON = 1e-9;

export function failureBaselineOf({ scenarios }: FailureReport): FailureBaseline {
  return {
    honmaruFailures: BASELINE_VERSION,
    rows: scenarios
      .flatMap(({ rows }) => rows.map(baselineRow))
      .sort((a, b) => compare(a.scenario, b.scenario) || compare(a.service, b.service)),
  };
}

/** Stable text of a baseline. */
export function formatFailureBaseline(baseline: FailureBaseline): string {
  return `${JSON.stringify(baseline, undefined, 1)}\n`;
}

/** Which rows of a report are worse than those of a baseline. */
export function compareWithFailureBaseline(report: FailureReport, baseline: FailureBaseline): FailureComparison {
  const before = new Map(baseline.rows.map((row) => [keyOf(row), row]));
  const now = failureBaselineOf(report).rows;
  const compared = now.map((row) => ({ row, old: before.get(keyOf(row)) }));
  const worse = compared.flatMap(({ row, old }): readonly WorseRow[] => {
    const found = old === undefined ? (row.t1.state === 'UP' ? [] : (['new'] as const)) : worseThan(row, old);
    return found.length === 0 ? [] : [{ scenario: row.scenario, service: row.service, worse: found }];
  });
  const kept = new Set(now.map(keyOf));
  const gone = baseline.rows.filter((row) => !kept.has(keyOf(row)));
  return {
    worse,
    better: compared.filter(
      ({ row, old }) => old !== undefined && worseThan(row, old).length === 0 && worseThan(old, row).length > 0,
    ).length,
    gone: gone.map(({ scenario, service }) => ({ scenario, service })),
    holds: worse.length === 0,
  };
}

/**
 * Reads a baseline that was written before.
 *
 * @throws HonmaruError when it is none, or one of another version
 */
export function parseFailureBaseline(value: unknown, file: string): FailureBaseline {
  const hint = "write it anew with '--write-baseline'";
  const fault = (must: string, code: string, got?: string): HonmaruError =>
    new HonmaruError([{ path: file, must, hint, code, ...(got === undefined ? {} : { got }) } satisfies Fault]);
  if (!isRecord(value) || !('honmaruFailures' in value)) {
    throw fault('must hold a baseline of honmaru failures', 'BaselineInvalid');
  }
  if (value['honmaruFailures'] !== BASELINE_VERSION) {
    throw fault(
      `must be of version ${String(BASELINE_VERSION)}`,
      'BaselineVersion',
      JSON.stringify(value['honmaruFailures']),
    );
  }
  const rows: unknown = value['rows'];
  const wrong = Array.isArray(rows) ? rows.findIndex((row) => !isRow(row)) : 0;
  if (!Array.isArray(rows) || wrong >= 0) {
    throw fault('must hold rows with scenario, service, t0, t1 and t2', 'BaselineInvalid', `rows[${String(wrong)}]`);
  }
  return { honmaruFailures: BASELINE_VERSION, rows: rows as readonly BaselineRow[] };
}

function baselineRow(row: Row): BaselineRow {
  const { scenario, service, t0, t1, t2, recovery, manual, capacity, seen } = row;
  return {
    scenario,
    service,
    t0: momentOf(t0),
    t1: momentOf(t1),
    t2: momentOf(t2),
    ...(recovery === undefined ? {} : { recoverySeconds: recovery.seconds }),
    ...(manual === undefined ? {} : { manualSeconds: manual.seconds }),
    ...(t2.dataLossSeconds === undefined ? {} : { dataLossSeconds: t2.dataLossSeconds }),
    ...(capacity.carriesPeak === undefined ? {} : { carriesPeak: capacity.carriesPeak }),
    ...(seen[0] === undefined ? {} : { seenAfterSeconds: seen[0].afterSeconds }),
  };
}

function momentOf({ state, lost }: Moment): BaselineMoment {
  return { state, ...(lost === undefined ? {} : { lost }) };
}

function worseThan(row: BaselineRow, old: BaselineRow): readonly Worse[] {
  const moments = (['t0', 't1', 't2'] as const).filter((at) => isWorse(row[at], old[at]));
  // Longer, or no longer there at all.
  const isLonger = (now: number | undefined, before: number | undefined) =>
    before !== undefined && (now === undefined || now > before);
  const peak = { true: 0, undefined: 1, false: 2 };
  const capacityOf = ({ carriesPeak }: BaselineRow) => peak[String(carriesPeak) as keyof typeof peak];
  return [
    ...moments,
    ...(isLonger(row.recoverySeconds, old.recoverySeconds) ? (['recovery'] as const) : []),
    // What recovers by itself needs no runbook.
    ...(row.t1.state !== 'UP' && isLonger(row.manualSeconds, old.manualSeconds) ? (['manual'] as const) : []),
    ...(isLonger(row.dataLossSeconds, old.dataLossSeconds) ? (['data-loss'] as const) : []),
    ...(capacityOf(row) > capacityOf(old) ? (['capacity'] as const) : []),
    ...(isLonger(row.seenAfterSeconds, old.seenAfterSeconds) ? (['seen'] as const) : []),
  ];
}

function isWorse(now: BaselineMoment, before: BaselineMoment): boolean {
  return RANK[now.state] !== RANK[before.state]
    ? RANK[now.state] > RANK[before.state]
    : (now.lost ?? 1) > (before.lost ?? 1) + SHARE_EPSILON;
}

function keyOf({ scenario, service }: Pick<BaselineRow, 'scenario' | 'service'>): string {
  return JSON.stringify([scenario, service]);
}

function isRow(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value['scenario'] === 'string' &&
    typeof value['service'] === 'string' &&
    (['t0', 't1', 't2'] as const).every((at) => {
      const moment = value[at];
      return isRecord(moment) && typeof moment['state'] === 'string' && moment['state'] in RANK;
    })
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
