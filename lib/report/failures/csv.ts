import type { FailureReport, ReportedScenario, Row } from '../../failures';
import { renderCsv, type CsvColumn } from '../csv';
import { numberText } from './cells';
import { kindOf } from './grouping';
import { hashOf } from './header';
import { labelsOf } from './labels';
import type { FailuresRenderOptions } from './options';
import { Ways } from './ways';

interface Line {
  readonly scenario: ReportedScenario;
  readonly row: Row;
}

/** Every row, one line each, in words that machines know: names of columns and states are English in every language. */
export function renderFailuresCsv(report: FailureReport, options: FailuresRenderOptions): string {
  const hash = hashOf(options.read);
  const ways = new Ways(report, labelsOf(report));
  const columns: readonly CsvColumn<Line>[] = [
    { header: 'templates', cell: () => hash },
    { header: 'register', cell: () => report.register },
    { header: 'scenario', cell: ({ scenario }) => scenario.id },
    { header: 'kind', cell: ({ scenario }) => kindOf(scenario.fails[0]) },
    { header: 'fails', cell: ({ scenario }) => scenario.fails.map((each) => each.label).join(' + ') },
    { header: 'mode', cell: ({ scenario }) => scenario.fails.map(({ mode }) => mode).join(' + ') },
    { header: 'operation', cell: ({ scenario }) => operationOf(scenario) },
    { header: 'irrelevant', cell: ({ scenario }) => (scenario.isIrrelevant ? 'yes' : 'no') },
    { header: 'service', cell: ({ row }) => row.service },
    { header: 'normal', cell: ({ row }) => ways.text(row.normalPath) },
    ...(['t0', 't1', 't2'] as const).flatMap((at): readonly CsvColumn<Line>[] => [
      { header: at, cell: ({ row }) => row[at].state },
      { header: `${at} lost share`, cell: ({ row }) => shareOf(row[at].lost) },
    ]),
    { header: 'detour', cell: ({ row }) => (row.detour === undefined ? '' : ways.text(row.detour)) },
    { header: 'capacity per second', cell: ({ row }) => capacityOf(row) },
    { header: 'carries peak', cell: ({ row }) => yesNo(row.capacity.carriesPeak) },
    { header: 'recovery seconds', cell: ({ row }) => textOf(row.recovery?.seconds) },
    { header: 'recovery basis', cell: ({ row }) => row.recovery?.basis },
    { header: 'recovery parts', cell: ({ row }) => partsOf(row) },
    { header: 'runbook seconds', cell: ({ row }) => textOf(row.manual?.seconds) },
    { header: 'runbook', cell: ({ row }) => row.manual?.runbooks.join(' ') },
    { header: 'data loss seconds', cell: ({ row }) => textOf(row.t2.dataLossSeconds, 'not determined') },
    { header: 'requests in doubt', cell: ({ row }) => textOf(row.inDoubt, 'not determined') },
    { header: 'error budget share', cell: ({ row }) => shareOf(row.budgetShare) },
    { header: 'seen by', cell: ({ row }) => row.seen[0]?.detector },
    { header: 'seen after seconds', cell: ({ row }) => textOf(row.seen[0]?.afterSeconds) },
    {
      header: 'also seen by',
      cell: ({ row }) =>
        row.seen
          .slice(1)
          .map(({ detector }) => detector)
          .join(' '),
    },
  ];
  return renderCsv(
    columns,
    report.scenarios.flatMap((scenario) => scenario.rows.map((row) => ({ scenario, row }))),
  );
}

function operationOf({ operation }: ReportedScenario): string {
  switch (operation?.kind) {
    case 'evacuated':
      return `${operation.zone} evacuated`;
    case 'replaced':
      return `${operation.member} being replaced`;
    case 'on-sale':
      return 'on-sale window';
    case undefined:
      return '';
  }
}

function partsOf({ recovery }: Row): string {
  const steps = recovery?.steps ?? [];
  return steps
    .flatMap(({ rule, parts }) =>
      parts.map(({ name, seconds, basis }) => `${rule} ${name} ${String(seconds)} s (${basis})`),
    )
    .join('; ');
}

function capacityOf({ capacity: { perSecond } }: Row): string {
  return typeof perSecond === 'number' ? numberText(perSecond) : perSecond;
}

function shareOf(share: number | undefined): string {
  return share === undefined ? 'not determined' : String(Math.round(share * 1e6) / 1e6);
}

function yesNo(value: boolean | undefined): string {
  return value === undefined ? 'not determined' : value ? 'yes' : 'no';
}

function textOf(value: number | undefined, otherwise = ''): string {
  return value === undefined ? otherwise : String(value);
}
