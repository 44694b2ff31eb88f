import type { FailedGroup, FailureReport, ReportedScenario, Row } from '../../failures';
import { fill, type Language } from '../verify/language';
import { momentText } from './cells';
import { kindOf } from './grouping';
import type { Labels } from './labels';
import { Ways } from './ways';
import { faultText, wordsOf } from './words';

/** The table of detours: from, to, static route, normal, and one column for each failure. */
export interface DetourTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Whose failure is a column: what requests can be led around. */
const COLUMNS: ReadonlySet<string> = new Set(['line', 'gateway', 'zone', 'zone cut off', 'writer', 'region']);
/** What stands in a cell when nobody gets an answer. */
const NOTHING = '-';

/** Cells of the table by service and by scenario; `normal` is the way when nothing fails. */
export type DetourCells = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Name of the column without a fault. */
export const NORMAL = 'normal';

/**
 * The layout of the ticket-agency paper's Table 1: where requests come from and go to, on which static route, the normal
 * way, and the way that is taken after each failure when everything that happens by itself has happened.
 */
export function detourTable(report: FailureReport, language: Language, labels: Labels): DetourTable {
  const words = wordsOf(language);
  const columns = columnsOf(report);
  const cells = detourCells(report, columns, language, labels);
  const nameOf = ({ label, mode }: FailedGroup) => faultText(labels.short(label), mode, language);
  return {
    head: [
      words.from,
      words.to,
      words.staticRoute,
      words.normalColumn,
      ...columns.map(({ fails }) => fill(words.fails, { label: fails.map(nameOf).join(' + ') })),
    ],
    rows: report.services.map(({ id, label, needs }) => {
      const [first = ''] = needs.flatMap((need) => (need.kind === 'pool' ? [need.pool] : []));
      return [
        ...endsOf(label),
        // A pool of one service alone bears its name.
        labels.short(first).replace(`#${id}`, ''),
        ...[NORMAL, ...columns.map((column) => column.id)].map((column) => cells.get(id)?.get(column) ?? ''),
      ];
    }),
  };
}

/** What stands in the cells of some columns: tiers of which no cell differs from another are left out. */
export function detourCells(
  report: FailureReport,
  columns: readonly ReportedScenario[],
  language: Language,
  labels: Labels,
): DetourCells {
  const ways = new Ways(report, labels);
  const all = report.services.flatMap(({ id }) => columns.flatMap((column) => rowOf(column, id) ?? []));
  const changing = ways.differing([
    ...all.map(({ normalPath }) => normalPath),
    ...all.flatMap(({ t1 }) => (t1.state === 'DOWN' ? [] : [t1.path])),
  ]);
  return new Map(
    report.services.map(({ id }) => {
      const rows = columns.map((column) => [column.id, rowOf(column, id)] as const);
      const normal = rows.find(([, row]) => row !== undefined)?.[1]?.normalPath ?? [];
      const cells = rows.map(
        ([column, row]) => [column, row === undefined ? '' : cellText(row, changing, ways, language)] as const,
      );
      return [id, new Map([[NORMAL, ways.text(normal, changing)], ...cells])] as const;
    }),
  );
}

/** Faults that requests can be led around, in everyday operation. */
function columnsOf({ scenarios }: FailureReport): readonly ReportedScenario[] {
  return scenarios.filter(
    ({ operation, isIrrelevant, fails }) =>
      operation === undefined && !isIrrelevant && fails.every((failed) => COLUMNS.has(kindOf(failed))),
  );
}

function rowOf({ rows }: ReportedScenario, service: string): Row | undefined {
  return rows.find((row) => row.service === service);
}

/** `application server 1 to A`: what is before and behind the `to`. A name without one is where requests come from. */
function endsOf(label: string): readonly [from: string, to: string] {
  const at = label.lastIndexOf(' to ');
  return at < 0 ? [label, ''] : [label.slice(0, at), label.slice(at + 4)];
}

function cellText(row: Row, changing: ReadonlySet<string>, ways: Ways, language: Language): string {
  const { t1 } = row;
  if (t1.state === 'DOWN') {
    return NOTHING;
  }
  const way = ways.text(t1.path, changing);
  return t1.state === 'UP' ? way : `${way} (${momentText(t1, language)})`.trim();
}
