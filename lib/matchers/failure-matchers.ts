import { HonmaruError } from '../errors';
import type { FailedGroup, FailureReport, ReportedScenario, Row, Seen } from '../failures';
import { detourCells, labelsOf, NORMAL } from '../report/failures';
import { Failures } from './failures';
import type { MatcherResult } from './network-matchers';
import { refuseNegation } from './refuse-negation';

/** Kinds of faults, as the matrix names them; a zone that is cut off is a kind of its own. */
export type FaultOf = FailedGroup['kind'] | NonNullable<FailedGroup['element']> | 'zone cut off';

/** Which faults must be survived, and how soon. */
export interface Survival {
  /** Only faults of these kinds. @default - every fault on which anything depends */
  readonly of?: readonly FaultOf[];
  /** Scenarios that need not be survived, by their names, `*` for anything. Each must name one that is not. @default - none */
  readonly except?: readonly string[];
  /** By itself, within so many seconds. @default - however long it takes */
  readonly withinSeconds?: number;
  /** 2: every pair of faults as well, but for pairs of which one alone is not survived. @default 1 */
  readonly together?: 1 | 2;
}

/** Who must see a loss, and how soon. */
export interface Covering {
  /** @default - anybody */
  readonly by?: readonly Seen['kind'][];
  /** @default - however long it takes */
  readonly withinSeconds?: number;
  /** Scenarios that need not be seen, by their names, `*` for anything. Each must name one that is not. @default - none */
  readonly except?: readonly string[];
}

/** Ways by service and by scenario; `normal` is the way when nothing fails, `-` that nobody gets an answer. */
export type Detours = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * Matchers for `expect` of jest or vitest: `expect.extend(failureMatchers)`.
 *
 * None may be negated: what is not determined is neither survived nor lost.
 */
export const failureMatchers = {
  /** Every service is answered in full after every fault, when everything that happens by itself has happened. */
  toSurviveAll(this: unknown, failures: unknown, survival: Survival = {}): MatcherResult {
    refuseNegation(this, 'failures', 'toSurviveAll');
    const report = requireFailures(failures).report(survival.together ?? 1);
    const chosen = singleFaults(report).filter((scenario) => isOf(scenario, survival.of));
    const lost = chosen.flatMap((scenario): readonly Loss[] => {
      const rows = scenario.rows.filter((row) => !isSurvived(row, survival.withinSeconds));
      return rows.length === 0 ? [] : [{ name: scenario.id, says: rows.map(survivalText).join('; ') }];
    });
    const pairs = (report.pairs?.cutSets ?? [])
      .filter(({ groups }) => survival.together === 2 && groups.length > 1)
      .map(({ service, groups, state }) => ({ name: groups.join(' + '), says: `${service} ${state}` }));
    return judge([...lost, ...pairs], {
      chosen: chosen.length,
      except: survival.except,
      unread: report.unread.map(({ service, because }) => `${service}: not determined, ${because.means}`),
    });
  },

  /** Requests take exactly these ways, cell by cell, when everything that happens by itself has happened. */
  toMatchDetourTable(this: unknown, failures: unknown, table: Detours): MatcherResult {
    refuseNegation(this, 'failures', 'toMatchDetourTable');
    const report = requireFailures(failures).report();
    const scenarios = new Map(singleFaults(report, true).map((scenario) => [scenario.id, scenario]));
    const names = [...new Set(Object.values(table).flatMap((cells) => Object.keys(cells)))].filter(
      (name) => name !== NORMAL,
    );
    const cells = detourCells(
      report,
      names.flatMap((name) => scenarios.get(name) ?? []),
      'en',
      labelsOf(report),
    );
    const wrong = Object.entries(table).flatMap(([service, expected]) =>
      Object.entries(expected).flatMap(([column, way]) => {
        const found = cells.get(service)?.get(column);
        return found === way
          ? []
          : [`${service}, ${column}: expected '${way}', found ${found === undefined ? 'no such cell' : `'${found}'`}`];
      }),
    );
    return {
      pass: wrong.length === 0 && names.length > 0,
      message: () => (names.length === 0 ? 'the table names no fault' : wrong.join('\n')),
    };
  },

  /** Whatever costs somebody an answer is seen, by somebody who does not fail with it. */
  everyLossToBeCoveredBy(this: unknown, failures: unknown, covering: Covering = {}): MatcherResult {
    refuseNegation(this, 'failures', 'everyLossToBeCoveredBy');
    const { by, withinSeconds = Infinity, except } = covering;
    const report = requireFailures(failures).report();
    const chosen = singleFaults(report).filter(({ rows }) => rows.some(costs));
    const unseen = chosen.flatMap(({ id, rows }): readonly Loss[] => {
      const seen = (rows[0]?.seen ?? []).filter(({ kind }) => by?.includes(kind) !== false);
      const first = seen[0];
      return first !== undefined && first.afterSeconds <= withinSeconds
        ? []
        : [
            {
              name: id,
              says:
                first === undefined
                  ? 'seen by nobody'
                  : `seen after ${String(first.afterSeconds)} s by ${first.detector}`,
            },
          ];
    });
    return judge(unseen, { chosen: chosen.length, except, unread: [] });
  },
};

interface Loss {
  readonly name: string;
  readonly says: string;
}

/** What is lost and not excepted, exceptions for what is not lost, and an expectation about nothing: all fail. */
function judge(
  lost: readonly Loss[],
  {
    chosen,
    except = [],
    unread,
  }: { readonly chosen: number; readonly except: readonly string[] | undefined; readonly unread: readonly string[] },
): MatcherResult {
  const patterns = except.map((text) => ({ text, matches: glob(text) }));
  const failing = lost.filter(({ name }) => !patterns.some(({ matches }) => matches(name)));
  const idle = patterns.filter(({ matches }) => !lost.some(({ name }) => matches(name)));
  const lines = [
    ...(chosen === 0 ? ['no fault of this kind is in the model: nothing is shown'] : []),
    ...unread,
    ...failing.map(({ name, says }) => `${name}: ${says}`),
    ...idle.map(({ text }) => `the exception '${text}' excepts nothing`),
  ];
  return { pass: lines.length === 0, message: () => lines.join('\n') };
}

function singleFaults({ scenarios }: FailureReport, all = false): readonly ReportedScenario[] {
  return scenarios.filter(({ operation, isIrrelevant }) => operation === undefined && (all || !isIrrelevant));
}

function isOf({ fails }: ReportedScenario, kinds: Survival['of']): boolean {
  return (
    kinds === undefined ||
    fails.every(({ kind, element, mode }) =>
      mode === 'cut-off'
        ? kinds.includes('zone cut off')
        : kinds.includes(kind) || (element !== undefined && kinds.includes(element)),
    )
  );
}

function isSurvived({ t1, recovery }: Row, withinSeconds = Infinity): boolean {
  return t1.state === 'UP' && recovery !== undefined && recovery.seconds <= withinSeconds;
}

function survivalText({ service, t0, t1, t2, recovery }: Row): string {
  const states = [t0, t1, t2].map(({ state }) => state).join(' → ');
  return `${service} ${states}${recovery === undefined ? '' : `, after ${String(recovery.seconds)} s`}`;
}

function costs({ t0, t1, recovery }: Row): boolean {
  return t0.state !== 'UP' || t1.state !== 'UP' || recovery?.seconds !== 0;
}

function glob(pattern: string): (text: string) => boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  const expression = new RegExp(`^${parts.join('.*')}$`);
  return (text) => expression.test(text);
}

function requireFailures(value: unknown): Failures {
  if (!(value instanceof Failures)) {
    throw new HonmaruError([
      {
        path: 'expect(…)',
        must: 'must be given failures',
        got: value === null ? 'null' : typeof value,
        hint: "make them with failuresOf('cdk.out')",
        code: 'MatcherWithoutFailures',
      },
    ]);
  }
  return value;
}
